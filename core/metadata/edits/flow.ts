import type { MetadataDocument } from '../document.ts';
import type { Node } from '../node.ts';
import type { TextEdit } from '../problem.ts';
import { type Entry, gapOf, holdsMore, type Layout } from './layout.ts';
import { afterLineBreak, endsLine, indentAt, lineEnd, lineStart, startsLine } from './lines.ts';
import { styleOf } from './style.ts';

/**
 * Adds an entry to a list or an object in brackets that is not empty, as entry number `index`. `written` is its
 * text, made for the indentation that `entryIndent` tells.
 */
export function insertFlowEntry(
  document: MetadataDocument,
  node: Node,
  { entries }: Layout,
  index: number,
  written: string,
): TextEdit[] | undefined {
  const [previous, next] = [entries[index - 1], entries[index]];
  const neighbour = previous ?? next;
  if (!neighbour) {
    return undefined;
  }
  const separator = separatorAt(document, neighbour, entries);
  if (!previous) {
    // Comments above the first entry are about that one: the new one goes before them, right behind the bracket.
    const offset = startsLine(document, neighbour.start)
      ? behindComment(document, node.offset + 1)
      : neighbour.start;
    return offset === neighbour.start
      ? [{ offset, length: 0, text: `${written},${separator}` }]
      : [{ offset, length: 0, text: `${separator}${written},` }];
  }
  const behind = previous.comma === undefined ? previous.end : previous.comma + 1;
  if (previous.comma !== undefined && behindComment(document, behind) !== behind) {
    const offset = behindComment(document, behind);
    return [{ offset, length: 0, text: `${separator}${written},` }];
  }
  // Right behind the value, so that the entry that follows may be removed by the same change, comma and all.
  const offset = previous.comma === undefined ? behindComment(document, previous.end) : previous.end;
  return offset === previous.end
    ? [{ offset, length: 0, text: `,${separator}${written}` }]
    : [
        { offset: previous.end, length: 0, text: ',' },
        { offset, length: 0, text: `${separator}${written}` },
      ];
}

/** What stands between two entries: a line break with the indentation of a neighbour, a blank, or nothing. */
function separatorAt(document: MetadataDocument, neighbour: Entry, entries: readonly Entry[]): string {
  const style = styleOf(document);
  if (startsLine(document, neighbour.start) && lineStart(document, neighbour.start) > 0) {
    return style.lineBreak + indentAt(document, neighbour.start);
  }
  const [first, second] = entries;
  const isTight = first?.comma !== undefined && second?.start === first.comma + 1;
  return isTight || (!second && style.minified) ? '' : ' ';
}

/** Behind the comment that follows an offset on its line; the offset itself where none does. */
function behindComment(document: MetadataDocument, offset: number): number {
  const end = lineEnd(document, offset);
  const gap = gapOf(document, offset, end);
  return gap?.hasComment && gap.commas.length === 0 ? end : offset;
}

/** Takes an entry out of brackets with its comma, and its lines when it has them for itself. */
export function removeFlowEntry(
  document: MetadataDocument,
  node: Node,
  { entries }: Layout,
  index: number,
): TextEdit[] | undefined {
  const { text } = document;
  const [previous, entry, next] = [entries[index - 1], entries[index], entries[index + 1]];
  if (!entry) {
    return undefined;
  }
  const close = node.offset + node.length - 1;
  const after = next?.start ?? close;
  const lastOfEntry = entry.comma === undefined ? entry.end : entry.comma + 1;
  if (
    (!entry.isPlain && holdsMore(document, entry.value, entry.start, entry.end)) ||
    gapOf(document, entry.end, Math.min(after, lineEnd(document, lastOfEntry)))?.hasComment
  ) {
    return undefined;
  }
  if (!previous && !next) {
    return gapOf(document, node.offset + 1, entry.start)?.hasComment ||
      gapOf(document, entry.end, close)?.hasComment
      ? undefined
      : [cut(node.offset + 1, close)];
  }
  const ownLines = startsLine(document, entry.start) && endsLine(document, lastOfEntry);
  if (entry.comma !== undefined && ownLines) {
    return [cut(lineStart(document, entry.start), afterLineBreak(text, lineEnd(document, lastOfEntry)))];
  }
  if (entry.comma !== undefined && next) {
    return [cut(entry.start, blanksEnd(text, lastOfEntry, next.start))];
  }
  if (previous?.comma === undefined) {
    return undefined;
  }
  if (!gapOf(document, previous.end, entry.start)?.hasComment) {
    return [cut(previous.end, entry.end)];
  }
  return startsLine(document, entry.start)
    ? [
        cut(previous.comma, previous.comma + 1),
        cut(lineEnd(document, lineStart(document, entry.start) - 1), entry.end),
      ]
    : undefined;
}

function blanksEnd(text: string, from: number, to: number): number {
  let offset = from;
  while (offset < to && /\s/.test(text.charAt(offset))) {
    offset++;
  }
  return offset;
}

function cut(from: number, to: number): TextEdit {
  return { offset: from, length: to - from, text: '' };
}
