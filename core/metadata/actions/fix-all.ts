import type { MetadataDocument } from '../document.ts';
import { editInRounds } from '../edits/rounds.ts';
import type { Fix, Problem, TextEdit } from '../problem.ts';

/** Checking takes time in proportion to the text: of a text this long, there is one round. */
const MAX_CHECKED = 4_000_000;
const MAX_ROUNDS = 12;

/** The findings of a document, with the facts that the person who asks goes by. */
export type Check = (document: MetadataDocument) => readonly Problem[];

/** The safe fix of a finding, when it has only one. */
export function onlySafeFix({ fixes }: Problem): Fix | undefined {
  const safe = (fixes ?? []).filter((fix) => fix.safe);
  return safe.length === 1 ? safe[0] : undefined;
}

/**
 * Applies what can be fixed without a decision, until nothing of that is left: a fix may bring to light what another
 * one can mend. A round that would make errors is not applied. `wanted` chooses among the findings.
 */
export function fixAllSafe(
  document: MetadataDocument,
  check: Check,
  wanted: (problem: Problem) => boolean = () => true,
): readonly TextEdit[] {
  let problems = check(document);
  const rounds = Math.max(1, Math.min(MAX_ROUNDS, Math.floor(MAX_CHECKED / (document.text.length + 1))));
  const { edits } = editInRounds(
    document,
    () =>
      problems.filter(wanted).flatMap((problem) => {
        const fix = onlySafeFix(problem);
        return fix ? [fix.edits] : [];
      }),
    {
      rounds,
      accept: (after) => {
        const left = check(after);
        // Of more findings than are shown, what is fixed only makes place for others.
        const isBetter = areMore(problems) || errorsIn(left) <= errorsIn(problems);
        problems = isBetter ? left : problems;
        return isBetter;
      },
    },
  );
  return edits;
}

function areMore(problems: readonly Problem[]): boolean {
  return problems.some(({ code }) => code === 'metadata/too-many-findings');
}

function errorsIn(problems: readonly Problem[]): number {
  return problems.filter(({ severity }) => severity === 'error').length;
}
