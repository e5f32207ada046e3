import type { MetadataDocument } from '../document.ts';
import { parseMetadata } from '../parse.ts';
import type { TextEdit } from '../problem.ts';
import { applyEdits, composeEdits } from './compose.ts';

/** A change that needs more rounds than this goes round in circles. */
const MAX_ROUNDS = 12;

/** What several rounds of edits come to. */
export interface Rounds {
  /** Edits of the text that the first round began with. */
  readonly edits: readonly TextEdit[];
  readonly document: MetadataDocument;
}

interface RoundOptions {
  readonly accept?: (after: MetadataDocument) => boolean;
  readonly rounds?: number;
}

/**
 * Edits a document again and again, until a round has nothing left to do: each round sees the document as the one
 * before left it. `changes` yields groups of edits that belong together; a group that touches another waits for the
 * next round. `accept` may refuse what a round made; then its edits are left out and no more are made.
 */
export function editInRounds(
  document: MetadataDocument,
  changes: (document: MetadataDocument) => Iterable<readonly TextEdit[]>,
  { accept, rounds = MAX_ROUNDS }: RoundOptions = {},
): Rounds {
  let result: Rounds = { edits: [], document };
  for (let round = 0; round < rounds; round++) {
    const before = result.document;
    const edits = withoutConflicts(changes(before));
    if (edits.length === 0) {
      break;
    }
    const after = parseMetadata({ name: document.name, text: applyEdits(before.text, edits) });
    if (accept?.(after) === false) {
      break;
    }
    result = { edits: composeEdits(document.text.length, result.edits, edits), document: after };
  }
  return result;
}

/** The edits of the groups that keep clear of those before them in the text, each group whole or not at all. */
export function withoutConflicts(groups: Iterable<readonly TextEdit[]>): TextEdit[] {
  const spans = [...groups].flatMap((edits) => {
    const [first] = edits;
    return first === undefined
      ? []
      : [
          {
            edits,
            start: edits.reduce((start, { offset }) => Math.min(start, offset), first.offset),
            end: edits.reduce((end, { offset, length }) => Math.max(end, offset + length), 0),
          },
        ];
  });
  let last = -1;
  return spans
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .flatMap(({ edits, start, end }) => {
      const isClear = start > last;
      last = isClear ? end : last;
      return isClear ? edits : [];
    });
}
