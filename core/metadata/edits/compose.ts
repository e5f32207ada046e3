import type { TextEdit } from '../problem.ts';

/** A stretch of the old text that stays, or a text that is new. */
type Piece = { readonly from: number; readonly to: number } | { readonly added: string };

/** Edits in the order of the text; of two at one place, what is inserted stands before what is replaced. */
export function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.offset - b.offset || a.length - b.length);
}

/** A text after edits that do not overlap, in any order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let end = 0;
  for (const edit of inOrder(edits)) {
    parts.push(text.slice(end, edit.offset), edit.text);
    end = edit.offset + edit.length;
  }
  return parts.join('') + text.slice(end);
}

/** Edits of a text of `length` characters that do in one go what `first` does, and then `second` to its result. */
export function composeEdits(
  length: number,
  first: readonly TextEdit[],
  second: readonly TextEdit[],
): TextEdit[] {
  const pieces = [...piecesOf(length, first)];
  const result: Piece[] = [];
  let index = 0;
  let taken = 0;
  // Passes on the next pieces of the middle text, or drops them.
  const take = (count: number, keep: boolean): void => {
    let left = count;
    while (left > 0) {
      const piece = pieces[index];
      if (!piece) {
        return;
      }
      const size = sizeOf(piece);
      const part = Math.min(left, size - taken);
      if (keep) {
        result.push(slice(piece, taken, taken + part));
      }
      left -= part;
      taken += part;
      if (taken === size) {
        index++;
        taken = 0;
      }
    }
  };
  let at = 0;
  for (const edit of inOrder(second)) {
    take(edit.offset - at, true);
    result.push({ added: edit.text });
    take(edit.length, false);
    at = edit.offset + edit.length;
  }
  take(Number.MAX_SAFE_INTEGER, true);
  return editsOf(result, length);
}

function* piecesOf(length: number, edits: readonly TextEdit[]): Generator<Piece> {
  let end = 0;
  for (const edit of inOrder(edits)) {
    yield { from: end, to: edit.offset };
    yield { added: edit.text };
    end = edit.offset + edit.length;
  }
  yield { from: end, to: length };
}

function sizeOf(piece: Piece): number {
  return 'added' in piece ? piece.added.length : piece.to - piece.from;
}

function slice(piece: Piece, start: number, end: number): Piece {
  return 'added' in piece
    ? { added: piece.added.slice(start, end) }
    : { from: piece.from + start, to: piece.from + end };
}

function editsOf(pieces: readonly Piece[], length: number): TextEdit[] {
  const edits: TextEdit[] = [];
  let end = 0;
  let added: string[] = [];
  for (const piece of [...pieces, { from: length, to: length }]) {
    if ('added' in piece) {
      added.push(piece.added);
      continue;
    }
    const text = added.join('');
    const isLast = piece.from === length && piece.to === length;
    if ((piece.from < piece.to || isLast) && (text !== '' || piece.from > end)) {
      edits.push({ offset: end, length: piece.from - end, text });
      added = [];
      end = piece.to;
    }
    end = piece.from < piece.to ? piece.to : end;
  }
  return edits;
}
