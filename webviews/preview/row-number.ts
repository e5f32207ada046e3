/** A row that a person typed, 0-based, or why it is none. */
export type TypedRow =
  | { readonly kind: 'row'; readonly row: number }
  | { readonly kind: 'not-a-number' }
  | { readonly kind: 'outside' };

/** Reads a 1-based row number as people write it: with or without commas, spaces, apostrophes or underscores. */
export function readRowNumber(text: string, rows: number): TypedRow {
  const digits = text.trim().replaceAll(/[\s,'’_]/g, '');
  if (!/^\d{1,15}$/.test(digits)) {
    return { kind: 'not-a-number' };
  }
  const number = Number(digits);
  return number >= 1 && number <= rows ? { kind: 'row', row: number - 1 } : { kind: 'outside' };
}
