/** A point in time of the calendar: a date, a time, both, a month or a year, by its beginning. */
export interface Moment {
  readonly kind: 'moment';
  /** Seconds since 1970-01-01T00:00:00 on the clock that was written; for a time, since midnight. */
  readonly seconds: number;
  /** Digits behind the decimal point of the seconds, without zeros at the end. */
  readonly fraction: string;
  /** Minutes east of UTC; absent where nothing was written. */
  readonly offset?: number;
}

/** The parts of a moment; those that are absent are the first. */
export interface Clock {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  readonly fraction?: string;
  readonly offset?: number | undefined;
}

/** A clock without its time zone cannot differ from UTC by more than this (XML Schema, order on dateTime). */
const WIDEST_OFFSET = 14 * 3600;

/** Days since 1970-01-01 of a date of the proleptic Gregorian calendar. */
export function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** How many days a month has, 1 being January. */
export function daysIn(year: number, month: number): number {
  if (month === 2) {
    return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  }
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The moment of its parts, or undefined where the calendar or the clock has no such. */
export function momentOf(clock: Clock): Moment | undefined {
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = clock;
  const fraction = withoutZeros(clock.fraction ?? '');
  const isMidnight = hour === 24 && minute === 0 && second === 0 && fraction === '';
  if (
    month < 1 ||
    month > 12 ||
    day < 1 ||
    day > daysIn(year, month) ||
    (hour > 23 && !isMidnight) ||
    minute > 59 ||
    second > 59 ||
    Math.abs(clock.offset ?? 0) > 14 * 60
  ) {
    return undefined;
  }
  const seconds = daysSince1970(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
  return { kind: 'moment', seconds, fraction, ...(clock.offset !== undefined && { offset: clock.offset }) };
}

/** Types of fields that are read into moments by formats. */
export type TemporalType = 'datetime' | 'date' | 'time';

/** Of a moment that has a date and a time, the part that a type is about. */
export function partOf(moment: Moment, type: TemporalType): Moment {
  if (type === 'datetime') {
    return moment;
  }
  const seconds = ((moment.seconds % 86_400) + 86_400) % 86_400;
  return type === 'time'
    ? { ...moment, seconds }
    : { kind: 'moment', seconds: moment.seconds - seconds, fraction: '' };
}

function withoutZeros(digits: string): string {
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === 48) {
    end -= 1;
  }
  return digits.slice(0, end);
}

/**
 * Below zero, zero or above, by the order of XML Schema: a moment without time zone compares with one that has it
 * only where no zone could change the answer; otherwise undefined.
 */
export function compareMoments(a: Moment, b: Moment): number | undefined {
  const difference = instantOf(a) - instantOf(b);
  if ((a.offset === undefined) !== (b.offset === undefined)) {
    return Math.abs(difference) > WIDEST_OFFSET ? difference : undefined;
  }
  // Digits behind the point sort as texts do.
  return difference !== 0 ? difference : a.fraction < b.fraction ? -1 : a.fraction > b.fraction ? 1 : 0;
}

function instantOf({ seconds, offset = 0 }: Moment): number {
  return seconds - offset * 60;
}

/** A text that is the same for equal moments only. */
export function momentKey(moment: Moment): string {
  return `${instantOf(moment)}.${moment.fraction}${moment.offset === undefined ? '' : 'Z'}`;
}
