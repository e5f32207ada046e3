const NUMBER =
  /^[+-]?(?:\d{1,18}|\d{1,3}(?:[., '\u00a0]\d{3}){1,5})(?:[.,]\d{1,18})?(?:[eE][+-]?\d{1,3})?\s?%?$/;
const DECIMAL = /^[+-]?\.\d{1,18}$/;
const MOMENT =
  /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)?(?:\s?[AaPp][Mm])?(?:Z|\s?[+-]\d{2}:?\d{2})?$/;
const TIME = /^\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:\s?[AaPp][Mm])?$/;
const WORD = /^(?:true|false|yes|no|null|none|na|n\/a|nan|inf|-inf)$/i;

/** Longer texts are prose. */
const LONGEST = 60;

/** Whether a cell looks like a number, a date or a time: like something that no name and no prose is. */
export function looksLikeValue(cell: string): boolean {
  const text = cell.length > LONGEST ? '' : cell.trim();
  return NUMBER.test(text) || DECIMAL.test(text) || MOMENT.test(text) || TIME.test(text);
}

/** Whether a cell looks like a value of a type, or like a missing one. */
export function looksTyped(cell: string): boolean {
  return cell === '' || looksLikeValue(cell) || (cell.length <= LONGEST && WORD.test(cell.trim()));
}
