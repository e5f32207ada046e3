/** A number that a double cannot hold exactly: `0.digits × 10^point`, without zeros at either end of the digits. */
export interface Decimal {
  readonly kind: 'decimal';
  readonly negative: boolean;
  readonly digits: string;
  readonly point: number;
}

/**
 * A number as it was written. Up to fifteen significant digits a double tells any two decimals apart and keeps their
 * order; what has more is a `Decimal`. So each number has one representation, and none has been rounded.
 */
export type ExactNumber = number | Decimal;

const EXACT_DIGITS = 15;
/** Beyond this power of ten, doubles get less precise or end. */
const EXACT_POWER = 290;

/** The number of a text such as `-12.50` or `1.5E-7`, which has to be of that form. */
export function exactNumber(text: string): ExactNumber {
  if (text.length <= EXACT_DIGITS) {
    const value = Number(text);
    if (value !== 0 && Math.abs(value) < 1e15 && Math.abs(value) > 1e-15) {
      return value;
    }
  }
  return normalized(text);
}

function normalized(text: string): ExactNumber {
  const exponentAt = text.search(/[eE]/);
  const mantissa = exponentAt < 0 ? text : text.slice(0, exponentAt);
  const exponent = exponentAt < 0 ? 0 : Number(text.slice(exponentAt + 1));
  const negative = mantissa.startsWith('-');
  const unsigned = mantissa.replace(/^[+-]/, '');
  const pointAt = unsigned.indexOf('.');
  const written = pointAt < 0 ? unsigned : unsigned.slice(0, pointAt) + unsigned.slice(pointAt + 1);
  let start = 0;
  while (written.charAt(start) === '0') {
    start += 1;
  }
  let end = written.length;
  while (end > start && written.charAt(end - 1) === '0') {
    end -= 1;
  }
  if (start === end) {
    return 0;
  }
  const digits = written.slice(start, end);
  const point = (pointAt < 0 ? unsigned.length : pointAt) - start + exponent;
  return digits.length <= EXACT_DIGITS && Math.abs(point) <= EXACT_POWER
    ? Number(text)
    : { kind: 'decimal', negative, digits, point };
}

/** The number of a JSON value, by the shortest digits that name the double. */
export function exactOfDouble(value: number): ExactNumber {
  return !Number.isFinite(value) || Number(value.toPrecision(EXACT_DIGITS)) === value
    ? value + 0
    : normalized(String(value));
}

/** Below zero, zero or above; undefined where one is not a number. */
export function compareNumbers(a: ExactNumber, b: ExactNumber): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') {
    return a < b ? -1 : a > b ? 1 : a === b ? 0 : undefined;
  }
  if (Number.isNaN(a) || Number.isNaN(b)) {
    return undefined;
  }
  const signs = signOf(a) - signOf(b);
  if (signs !== 0) {
    return signs;
  }
  const [left, right] = [partsOf(a), partsOf(b)];
  const bigger = signOf(a);
  if (left.point !== right.point) {
    return left.point < right.point ? -bigger : bigger;
  }
  return left.digits < right.digits ? -bigger : left.digits > right.digits ? bigger : 0;
}

function signOf(value: ExactNumber): number {
  return typeof value === 'number' ? Math.sign(value) : value.negative ? -1 : 1;
}

function partsOf(value: ExactNumber): { readonly digits: string; readonly point: number } {
  if (typeof value !== 'number') {
    return value;
  }
  if (!Number.isFinite(value)) {
    return { digits: '1', point: Number.POSITIVE_INFINITY };
  }
  // d.ddde±x: the digits that name the double are those that were written.
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential().split('e');
  return { digits: mantissa.replace('.', ''), point: Number(exponent) + 1 };
}

/** A text that is the same for equal numbers only. */
export function numberKey(value: ExactNumber): string {
  return typeof value === 'number'
    ? String(value)
    : `${value.negative ? '-' : ''}0.${value.digits}e${value.point}`;
}
