import { looksLikeValue } from './cell-look.ts';

/** A year or a number that counts up is a name where columns stand for years or classes. */
const COUNTED = /^\d{1,4}$/;

/**
 * Whether the first row names the columns rather than being data: it usually does. It does not when its cells look like
 * the numbers and dates below them, or when its texts are values that come again and again.
 */
export function looksLikeHeader(rows: readonly (readonly string[])[]): boolean {
  const [first, ...rest] = rows;
  if (!first || first.length === 0) {
    return true;
  }
  const values = first.filter(looksLikeValue).length;
  if (rest.length === 0) {
    return values === 0;
  }
  const columns = first.map((name, index) => columnBelow(name, rest, index));
  // A name above numbers: such a row cannot be one of them.
  if (columns.some(({ isTyped, name }) => isTyped && name === 'text')) {
    return true;
  }
  if (columns.some(({ isTyped, name }) => isTyped && name === 'value')) {
    return isCountingUp(first);
  }
  const isRepeated = columns.filter(({ isAgain }) => isAgain).length;
  return isRepeated * 2 <= first.length || rest.length < 3;
}

function columnBelow(name: string, rest: readonly (readonly string[])[], index: number) {
  const cells = rest.flatMap((row) => row[index] ?? []).filter((cell) => cell !== '');
  const isTyped = cells.length > 0 && cells.filter(looksLikeValue).length > cells.length * 0.9;
  return {
    isTyped,
    // An empty cell may be a missing value, and an unnamed column.
    name: name === '' ? 'none' : looksLikeValue(name) ? 'value' : 'text',
    isAgain: name !== '' && cells.includes(name),
  };
}

/** `1990, 1991, 1992`: names of columns, though they look like numbers. */
function isCountingUp(row: readonly string[]): boolean {
  const numbers = row.filter((cell) => COUNTED.test(cell.trim())).map(Number);
  const isRising = numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0));
  return numbers.length >= 3 && numbers.length >= row.filter(looksLikeValue).length && isRising;
}
