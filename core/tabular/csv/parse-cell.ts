import { daysFromCivil, TICKS_PER_SECOND } from '../civil-time.ts';
import type { Cell, ColumnType, TimeUnit } from '../table.ts';

// Digits only: each pattern is tried on text from outside, so none may backtrack more than linearly.
const INTEGER = /^-?(?:0|[1-9][0-9]*)$/;
const NUMBER = /^-?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?$/;
const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const TIMESTAMP =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?(Z|[+-][0-9]{2}:?[0-9]{2})?$/;
const SPECIAL_NUMBERS: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};
// A longer run of digits is a key or noise, and BigInt takes quadratic time on it.
const LONGEST_NUMBER = 400;

const PARSERS: { readonly [kind in ColumnType['kind']]?: (text: string) => Cell | undefined } = {
  integer: (text) => (isInteger(text) ? BigInt(text) : undefined),
  float64: parseNumber,
  boolean: parseBoolean,
  date: parseDate,
};

/**
 * The value of a CSV cell's text in an inferred type, or the text itself when it does not fit the type exactly:
 * a wrong word, more digits than a double holds, a fraction finer than the column's unit.
 */
export function parseCell(type: ColumnType, text: string): Cell {
  if (type.kind === 'timestamp') {
    const timestamp = parseTimestamp(text);
    const ticks = timestamp?.utc === type.utc ? ticksOf(timestamp, type.unit) : undefined;
    return ticks ?? text;
  }
  return PARSERS[type.kind]?.(text) ?? text;
}

/** Whole numbers as people write them: leading zeros make a code, not a number. */
export function isInteger(text: string): boolean {
  // "-0" would lose its sign as a bigint.
  return text.length <= LONGEST_NUMBER && INTEGER.test(text) && text !== '-0';
}

/** The double that the text names exactly enough to print back the same digits, else undefined. */
export function parseNumber(text: string): number | undefined {
  const special = Object.hasOwn(SPECIAL_NUMBERS, text) ? SPECIAL_NUMBERS[text] : undefined;
  if (special !== undefined) {
    return special;
  }
  if (text.length > LONGEST_NUMBER || !NUMBER.test(text)) {
    return undefined;
  }
  const value = Number(text);
  if (!Number.isFinite(value)) {
    return undefined;
  }
  const digits = significantDigits(text);
  // Any 15 digits survive the way into a double and back; more only when they are the double's own.
  return digits.length <= 15 || digits === significantDigits(String(value)) ? value : undefined;
}

export function parseBoolean(text: string): boolean | undefined {
  switch (text) {
    case 'true':
    case 'True':
    case 'TRUE':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
      return false;
    default:
      return undefined;
  }
}

/** Days since 1970-01-01 of `2024-01-31`. */
export function parseDate(text: string): number | undefined {
  const match = DATE.exec(text);
  return match === null ? undefined : daysFromCivil(Number(match[1]), Number(match[2]), Number(match[3]));
}

interface ParsedTimestamp {
  readonly seconds: bigint;
  /** Digits after the seconds' point, as written. */
  readonly fraction: string;
  /** It named an offset from UTC. */
  readonly utc: boolean;
}

/** The parts of an ISO 8601 date and time (or with a space between), with or without an offset. */
export function parseTimestamp(text: string): ParsedTimestamp | undefined {
  const match = TIMESTAMP.exec(text);
  if (match === null) {
    return undefined;
  }
  const days = daysFromCivil(Number(match[1]), Number(match[2]), Number(match[3]));
  const hour = Number(match[4]);
  const minute = Number(match[5]);
  const second = Number(match[6] ?? '0');
  if (days === undefined || hour > 23 || minute > 59 || second > 59) {
    return undefined;
  }
  const offset = match[8];
  const seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offsetSeconds(offset);
  return { seconds: BigInt(seconds), fraction: match[7] ?? '', utc: offset !== undefined };
}

/** Ticks since the epoch, or undefined when the fraction is finer than the unit. */
function ticksOf({ seconds, fraction }: ParsedTimestamp, unit: TimeUnit): bigint | undefined {
  const perSecond = TICKS_PER_SECOND[unit];
  const scaled = BigInt(fraction.padEnd(9, '0')) * perSecond;
  return scaled % 1_000_000_000n === 0n ? seconds * perSecond + scaled / 1_000_000_000n : undefined;
}

function offsetSeconds(offset: string | undefined): number {
  if (offset === undefined || offset === 'Z') {
    return 0;
  }
  const digits = offset.replace(':', '');
  const size = Number(digits.slice(1, 3)) * 3600 + Number(digits.slice(3, 5)) * 60;
  return digits[0] === '-' ? -size : size;
}

/** The digits that carry the value: no sign, point, exponent, leading or trailing zeros. */
function significantDigits(text: string): string {
  const mantissa = text.split(/[eE]/)[0] ?? '';
  const digits = mantissa.replace(/[^0-9]/g, '').replace(/^0+/, '');
  let end = digits.length;
  while (digits[end - 1] === '0') {
    end -= 1;
  }
  return digits.slice(0, end);
}
