import { describe, expect, test } from 'vitest';
import { withFixes } from '#core/metadata/actions/more-fixes.ts';
import { checkMetadata } from '#core/metadata/check.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { Problem, Severity } from '#core/metadata/problem.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { applyEdits, marked, RECOMMENDATIONS } from './marks.ts';

/** A text in JSON and its twin in YAML, each with the finding's place in «marks». */
export interface Twins {
  readonly when: string;
  readonly json: string;
  readonly yaml: string;
  readonly severity?: Severity;
  /** What is known about files; by default, nothing. */
  readonly around?: Partial<Surroundings>;
  /** What the first fix changes in each text: all that stands there before, and what stands there afterwards. */
  readonly fix?: { readonly json: Change; readonly yaml: Change; readonly safe?: boolean };
  /** Names of the files, for kinds other than packages. */
  readonly names?: readonly [json: string, yaml: string];
}

type Change = readonly [before: string, after: string];

/** All findings about a text; of recommendations and hints, which short samples are full of, only those of `code`. */
function findingsIn(name: string, text: string, code: string, around: Partial<Surroundings> = {}): Problem[] {
  const document = parseMetadata({ name, text });
  return checkMetadata(document, { ...nowhere, ...around }).filter(
    ({ code: found, severity }) =>
      found === code || !(severity === 'info' || RECOMMENDATIONS.includes(found)),
  );
}

/** Tests that each text has this finding and no other on what is marked, and that its fix makes it vanish. */
export function describeRule(code: string, cases: readonly Twins[]): void {
  describe(code, () => {
    for (const each of cases) {
      const [jsonName, yamlName] = each.names ?? ['datapackage.json', 'datapackage.yaml'];
      const twins = [
        [jsonName, each.json, each.fix?.json],
        [yamlName, each.yaml, each.fix?.yaml],
      ] as const;
      test.each(twins)(`when ${each.when}, in %s`, (name, markedText, change) => {
        const { text, ranges } = marked(markedText);
        const found = findingsIn(name, text, code, each.around);
        expect(found.map((problem) => problem.code)).toEqual([code]);
        expect(found).toMatchObject([{ ...ranges[0], ...(each.severity && { severity: each.severity }) }]);
        const around = { ...nowhere, ...each.around };
        // Some fixes are made when somebody asks for them.
        const [offered] = change ? withFixes(parseMetadata({ name, text }), found, around) : found;
        expectFix(offered, text, change, each.fix?.safe ?? true);
        if (change) {
          const left = findingsIn(name, text.replace(...change), code, each.around);
          expect(left.map((problem) => problem.code)).not.toContain(code);
        }
      });
    }
  });
}

function expectFix(
  problem: Problem | undefined,
  text: string,
  change: Change | undefined,
  safe: boolean,
): void {
  const fix = problem?.fixes?.[0];
  if (!change) {
    expect(fix).toBeUndefined();
    return;
  }
  expect(text.split(change[0])).toHaveLength(2); // so that the expectation is clear
  expect(applyEdits(text, fix?.edits ?? [])).toBe(text.replace(...change));
  expect(fix?.safe).toBe(safe);
}

/** Tests that texts do not have a finding. */
export function describeNotFound(code: string, cases: readonly Omit<Twins, 'fix' | 'severity'>[]): void {
  describe(`no ${code}`, () => {
    for (const each of cases) {
      const [jsonName, yamlName] = each.names ?? ['datapackage.json', 'datapackage.yaml'];
      test.each([
        [jsonName, each.json],
        [yamlName, each.yaml],
      ])(`when ${each.when}, in %s`, (name, text) => {
        expect(findingsIn(name, text, code, each.around).map((problem) => problem.code)).toEqual([]);
      });
    }
  });
}
