/** "a", "a and b", "a, b and c". */
export function inWords(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** A text of a document in quotes, cut where it has more than `limit` code units. */
export function shown(text: string, limit = 200): string {
  return text.length > limit ? `"${text.slice(0, limit)}…"` : `"${text}"`;
}
