import { offsetOf, readDate, readDateTime, readZonedTime } from './iso-time.ts';
import { type Clock, type Moment, momentOf, partOf, type TemporalType } from './moment.ts';
import { DAYS, MONTHS } from './strptime-match.ts';

/** Longer texts are no dates. */
const MAX_LENGTH = 80;

const TIME_OF_DAY =
  /(?:^|[\s,T])(\d{1,2})(?::(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s?([ap])\.?m\b\.?|(?:^|[\s,T])(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?/i;
const ZONE = /^\s?(?:(z|utc|gmt)\b|([+-]\d\d:?\d\d)(?!\d))/i;
const FILLERS = ['of', 'the', 'at', 'on', 'and', 'th', 'st', 'nd', 'rd'];

/**
 * Reads a date, a time or both however people write them in numbers or in English, for the format `any` (Table
 * Schema, datetime). Of two numbers that could be either, the first is the month, as in `dateutil`.
 */
export function readAnyTime(text: string, type: TemporalType): Moment | undefined {
  const iso = readDateTime(text) ?? (type === 'time' ? readZonedTime(text) : readDate(text));
  if (iso !== undefined || text.length > MAX_LENGTH) {
    return iso && partOf(iso, type);
  }
  const time = TIME_OF_DAY.exec(text);
  const clock = time ? clockOf(time, text.slice(time.index + time[0].length)) : undefined;
  const rest = clock && time ? `${text.slice(0, time.index)} ${clock.rest}` : text;
  const date = dateOf(rest);
  if (date === undefined || (clock === undefined && date === 'none')) {
    return undefined;
  }
  if (date === 'none' && type !== 'time') {
    return undefined;
  }
  const moment = momentOf({ ...(date === 'none' ? {} : date), ...clock?.clock });
  return moment && partOf(moment, type);
}

function clockOf(found: RegExpExecArray, after: string): { clock: Clock; rest: string } {
  const half = found[5]?.toLowerCase();
  const hour = Number(found[1] ?? found[6]);
  const zone = ZONE.exec(after);
  const clock = {
    hour: half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0),
    minute: Number(found[2] ?? found[7] ?? 0),
    second: Number(found[3] ?? found[8] ?? 0),
    fraction: found[4] ?? found[9] ?? '',
    offset: zone ? offsetOf(zone[1] ? 'Z' : zone[2]) : undefined,
  };
  return { clock, rest: zone ? after.slice(zone[0].length) : after };
}

interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The date of a text without its time; `none` where nothing is left, undefined where it is no date. */
function dateOf(text: string): DateParts | 'none' | undefined {
  let month: number | undefined;
  const numbers: string[] = [];
  for (const [piece] of text.matchAll(/\p{L}+|\d+|[^\s\p{L}\d]/gu)) {
    const word = piece.toLowerCase();
    if (/^\d/.test(piece)) {
      numbers.push(piece);
    } else if (/^\p{L}/u.test(piece)) {
      const named = nameIndex(MONTHS, word);
      if (named >= 0 && month === undefined) {
        month = named + 1;
      } else if (!FILLERS.includes(word) && nameIndex(DAYS, word) < 0) {
        return undefined;
      }
    } else if (!/[-/.,']/.test(piece)) {
      return undefined;
    }
  }
  if (numbers.length === 0) {
    return month === undefined ? 'none' : undefined;
  }
  return month === undefined ? fromNumbers(numbers) : fromNamed(month, numbers);
}

function nameIndex(names: readonly string[], word: string): number {
  return word.length < 3 ? -1 : names.findIndex((name) => name === word || name.slice(0, 3) === word);
}

function fromNamed(month: number, numbers: readonly string[]): DateParts | undefined {
  const [first = '', second] = numbers;
  if (second === undefined) {
    return first.length === 4 ? { year: Number(first), month, day: 1 } : undefined;
  }
  const [year, day] = first.length === 4 ? [first, second] : [second, first];
  return numbers.length === 2 && day.length <= 2
    ? { year: yearOf(year), month, day: Number(day) }
    : undefined;
}

function fromNumbers(numbers: readonly string[]): DateParts | undefined {
  const [first = '', second = '', third = ''] = numbers;
  if (numbers.length === 1 && first.length === 8) {
    return {
      year: Number(first.slice(0, 4)),
      month: Number(first.slice(4, 6)),
      day: Number(first.slice(6)),
    };
  }
  if (numbers.length !== 3 || second.length > 2) {
    return undefined;
  }
  if (first.length === 4) {
    return { year: Number(first), month: Number(second), day: Number(third) };
  }
  const [month, day] = Number(first) > 12 ? [second, first] : [first, second];
  return { year: yearOf(third), month: Number(month), day: Number(day) };
}

function yearOf(text: string): number {
  const year = Number(text);
  return text.length > 2 ? year : year + (year < 69 ? 2000 : 1900);
}
