import type { Severity } from './problem.ts';
import { RULES } from './rule-catalogue.ts';

/** Sentences about codes of which more was found than is listed, given how often each was found. */
export function moreFindings(
  totals: Readonly<Record<string, number | undefined>>,
  mostPerCode: number,
): string[] {
  return Object.entries(totals).flatMap(([code, count = 0]) =>
    count > mostPerCode
      ? [
          `There are ${count.toLocaleString('en-US')} findings of ${code}; the first ${mostPerCode.toLocaleString('en-US')} are listed.`,
        ]
      : [],
  );
}

/** How much a finding matters by its code: as people say, else as the catalogue has it. */
export function severityOf(code: string, levels: ReadonlyMap<string, Severity | 'off'>): Severity | 'off' {
  return levels.get(code) ?? RULES[code]?.severity ?? 'error';
}
