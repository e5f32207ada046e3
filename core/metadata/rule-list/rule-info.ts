import type { Severity } from '../problem.ts';

/** What a rule says of itself; `docs/rules/<code>.md` says more. */
export interface RuleInfo {
  /** What holds where the rule is kept, in a few words. */
  readonly title: string;
  /** How much a breach matters when nobody configured it; some rules are milder for older versions. */
  readonly severity: Severity;
}
