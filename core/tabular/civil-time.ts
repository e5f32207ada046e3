import type { TimeUnit } from './table.ts';

/** Ticks of a unit in one second. */
export const TICKS_PER_SECOND: Readonly<Record<TimeUnit, bigint>> = {
  s: 1n,
  ms: 1_000n,
  us: 1_000_000n,
  ns: 1_000_000_000n,
};

const FRACTION_DIGITS: Readonly<Record<TimeUnit, number>> = { s: 0, ms: 3, us: 6, ns: 9 };

/** `days` since 1970-01-01 in the proleptic Gregorian calendar as `2024-01-31`; years beyond 0–9999 get a sign. */
export function formatDate(days: number): string {
  const { year, month, day } = civilFromDays(days);
  return `${formatYear(year)}-${two(month)}-${two(day)}`;
}

/** Ticks since midnight as `13:05:09.250`; the fraction appears only when it is not zero. */
export function formatTime(ticks: bigint, unit: TimeUnit): string {
  const perSecond = TICKS_PER_SECOND[unit];
  const seconds = Number(floorDivide(ticks, perSecond));
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return clock + formatFraction(ticks - floorDivide(ticks, perSecond) * perSecond, unit);
}

/** Ticks since the epoch as ISO 8601: `2024-01-31T13:05:09.250Z`, without `Z` for wall-clock time of no zone. */
export function formatTimestamp(ticks: bigint, unit: TimeUnit, utc: boolean): string {
  const perDay = TICKS_PER_SECOND[unit] * 86_400n;
  const days = floorDivide(ticks, perDay);
  return `${formatDate(Number(days))}T${formatTime(ticks - days * perDay, unit)}${utc ? 'Z' : ''}`;
}

/** Ticks as an ISO 8601 duration in seconds: `PT90.5S`. */
export function formatDuration(ticks: bigint, unit: TimeUnit): string {
  const size = ticks < 0n ? -ticks : ticks;
  const perSecond = TICKS_PER_SECOND[unit];
  const fraction = trimZeros(formatFraction(size % perSecond, unit));
  return `${ticks < 0n ? '-' : ''}PT${size / perSecond}${fraction}S`;
}

/** An ISO 8601 duration of calendar months, days and clock time: `P1M2DT3.5S`. */
export function formatInterval(months: number, days: number, nanos: bigint): string {
  const clock = nanos === 0n ? '' : `T${formatDuration(nanos, 'ns').replace('PT', '')}`;
  const date = `${months === 0 ? '' : `${months}M`}${days === 0 ? '' : `${days}D`}`;
  return `P${date}${clock}` === 'P' ? 'PT0S' : `P${date}${clock}`;
}

/** Days since 1970-01-01 of a date, or undefined when the calendar has no such day. `month` and `day` count from 1. */
export function daysFromCivil(year: number, month: number, day: number): number | undefined {
  if (month < 1 || month > 12 || day < 1) {
    return undefined;
  }
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  const days = era * 146_097 + dayOfEra - 719_468;
  return civilFromDays(days).day === day ? days : undefined;
}

// Howard Hinnant's "chrono-compatible low-level date algorithms": eras of 400 years that begin on 1 March.
function civilFromDays(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

function formatYear(year: number): string {
  return year >= 0 && year <= 9999
    ? String(year).padStart(4, '0')
    : `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}`;
}

function formatFraction(ticks: bigint, unit: TimeUnit): string {
  return ticks === 0n ? '' : `.${ticks.toString().padStart(FRACTION_DIGITS[unit], '0')}`;
}

function trimZeros(fraction: string): string {
  let end = fraction.length;
  while (fraction[end - 1] === '0') {
    end -= 1;
  }
  return fraction.slice(0, end);
}

function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
