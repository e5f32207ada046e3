import type { Problem } from '../../problem.ts';
import type { MapStatus } from './map-view.ts';

/** The worst of what was found, as a map shows it: infos and hints are no trouble. */
export function statusOf(problems: readonly Pick<Problem, 'severity'>[]): MapStatus {
  const has = (level: Problem['severity']) => problems.some(({ severity }) => severity === level);
  return has('error') ? 'error' : has('warning') ? 'warning' : 'fine';
}
