import type { MetadataDocument } from '../document.ts';
import type { TextEdit } from '../problem.ts';
import { type Entry, gapOf, holdsMore, keepsBlankLines, type Layout } from './layout.ts';
import { afterLineBreak, lineEnd, lineStart, startsLine } from './lines.ts';
import { styleOf } from './style.ts';

/** The column that the entries of a block stand in. */
export function columnOf(document: MetadataDocument, { start }: Entry): number {
  return start - lineStart(document, start);
}

/** Adds an entry to a block of YAML that is not empty, as entry number `index`. */
export function insertBlockEntry(
  document: MetadataDocument,
  { entries }: Layout,
  index: number,
  written: string,
): TextEdit[] | undefined {
  const { lineBreak } = styleOf(document);
  const [previous, first] = [entries[index - 1], entries[0]];
  if (!first) {
    return undefined;
  }
  const indent = lineBreak + ' '.repeat(columnOf(document, first));
  if (!previous) {
    return [{ offset: first.start, length: 0, text: written + indent }];
  }
  const end = lineEnd(document, previous.end);
  if (keepsBlankLines(document, previous) || gapOf(document, previous.end, end)?.commas.length !== 0) {
    return undefined;
  }
  return [{ offset: end, length: 0, text: indent + written }];
}

/** Takes an entry with its lines out of a block of YAML that has others. */
export function removeBlockEntry(
  document: MetadataDocument,
  { entries }: Layout,
  index: number,
): TextEdit[] | undefined {
  const { text } = document;
  const [previous, entry, next] = [entries[index - 1], entries[index], entries[index + 1]];
  if (!entry || (!previous && !next) || (previous && keepsBlankLines(document, previous))) {
    return undefined;
  }
  const end = lineEnd(document, entry.end);
  if (!entry.isPlain && holdsMore(document, entry.value, entry.start, end)) {
    return undefined;
  }
  if (!startsLine(document, entry.start)) {
    // Behind a dash: the next entry takes its place.
    return next && !gapOf(document, entry.end, next.start)?.hasComment
      ? [{ offset: entry.start, length: next.start - entry.start, text: '' }]
      : undefined;
  }
  const start = lineStart(document, entry.start);
  const after = afterLineBreak(text, end);
  if (after > end || start === 0) {
    return [{ offset: start, length: after - start, text: '' }];
  }
  // The last line of a text without a line break at its end: the one before it goes.
  const before = lineEnd(document, start - 1);
  const previousEnd = text.charAt(start - 2) === '\r' ? start - 2 : Math.min(before, start - 1);
  return [{ offset: previousEnd, length: end - previousEnd, text: '' }];
}
