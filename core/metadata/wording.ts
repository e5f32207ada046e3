/** "a", "a and b", "a, b and c". */
export function inWords(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** A text of a document in quotes, cut where it is absurdly long. */
export function shown(text: string): string {
  return quoted(text, 200);
}

/** The same where the beginning is enough to find it: a cell of data, a value that is none of those possible. */
export function shownShort(text: string): string {
  return quoted(text, 60);
}

function quoted(text: string, limit: number): string {
  return text.length > limit ? `"${text.slice(0, limit)}…"` : `"${text}"`;
}
