import type { MetadataDocument } from '../document.ts';

const known = new WeakMap<MetadataDocument, readonly number[]>();

/** The offsets of the line feeds of a document, looked for once: a text without any would be read for each edit. */
function feedsOf(document: MetadataDocument): readonly number[] {
  const feeds = known.get(document) ?? [...feedsIn(document.text)];
  known.set(document, feeds);
  return feeds;
}

function* feedsIn(text: string): Generator<number> {
  for (let feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', feed + 1)) {
    yield feed;
  }
}

/** How many line feeds stand before an offset. */
function feedsBefore(feeds: readonly number[], offset: number): number {
  let low = 0;
  let high = feeds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((feeds[middle] ?? 0) < offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The offset of the first character of the line that holds an offset. */
export function lineStart(document: MetadataDocument, offset: number): number {
  const feeds = feedsOf(document);
  return (feeds[feedsBefore(feeds, offset) - 1] ?? -1) + 1;
}

/** The offset of the line break (CR included) that ends the line of an offset, or the end of the text. */
export function lineEnd(document: MetadataDocument, offset: number): number {
  const { text } = document;
  const feeds = feedsOf(document);
  const feed = feeds[feedsBefore(feeds, offset)];
  if (feed === undefined) {
    return text.length;
  }
  return feed > offset && text.charAt(feed - 1) === '\r' ? feed - 1 : feed;
}

/** The offset behind the line break of the line that ends at `end`. */
export function afterLineBreak(text: string, end: number): number {
  return text.startsWith('\r\n', end) ? end + 2 : text.startsWith('\n', end) ? end + 1 : end;
}

/** The blanks that the line of an offset begins with. */
export function indentAt(document: MetadataDocument, offset: number): string {
  const start = lineStart(document, offset);
  return /^[ \t]*/.exec(document.text.slice(start, offset))?.[0] ?? '';
}

/** True when nothing but blanks stands before an offset on its line. */
export function startsLine(document: MetadataDocument, offset: number): boolean {
  const { text } = document;
  let before = offset;
  for (const start = lineStart(document, offset); before > start; before--) {
    if (text.charAt(before - 1).trim() !== '') {
      return false;
    }
  }
  return true;
}

/** True when nothing but blanks stands behind an offset on its line. */
export function endsLine(document: MetadataDocument, offset: number): boolean {
  const { text } = document;
  let behind = offset;
  for (const end = lineEnd(document, offset); behind < end; behind++) {
    if (text.charAt(behind).trim() !== '') {
      return false;
    }
  }
  return true;
}
