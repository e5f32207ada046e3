import { footprintOf } from './footprint.ts';

/** When an item is from: one moment, or a range with both ends. */
export type TimeAnswer =
  | { readonly datetime: string; readonly range?: undefined }
  | { readonly datetime: null; readonly range: { readonly start: string; readonly end: string } };

/**
 * The time that somebody typed: a day, a moment in UTC, or two of them with "/" between. Undefined for what is no time,
 * and for a range that ends before it starts.
 */
export function readTimeAnswer(text: string): TimeAnswer | undefined {
  const parts = text.trim().split('/');
  const [start, end] = parts.map((part, index) => readMoment(part.trim(), index === 1));
  if (start === undefined || parts.length > 2) {
    return undefined;
  }
  if (parts.length === 1) {
    return { datetime: start };
  }
  return end !== undefined && Date.parse(start) <= Date.parse(end)
    ? { datetime: null, range: { start, end } }
    : undefined;
}

const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2}(?:\.\d{1,9})?))?(?:Z|\+00:00)?)?$/i;

/** A day stands for its beginning, and at the end of a range for its end. */
function readMoment(text: string, isEnd: boolean): string | undefined {
  const [, day, minutes, seconds = '00'] = MOMENT.exec(text) ?? [];
  if (day === undefined) {
    return undefined;
  }
  const time = minutes === undefined ? (isEnd ? '23:59:59' : '00:00:00') : `${minutes}:${seconds}`;
  const written = `${day}T${time}Z`;
  const parsed = Date.parse(written);
  // 31 February is read as a day of March.
  return Number.isNaN(parsed) || !new Date(parsed).toISOString().startsWith(day) ? undefined : written;
}

/** West, south, east and north, or six numbers with heights, as somebody typed them. Undefined for what is no box. */
export function readBoxAnswer(text: string): readonly number[] | undefined {
  const numbers = text
    .replace(/[[\]]/g, ' ')
    .trim()
    .split(/[\s,;]+/)
    .map(Number);
  return numbers.every(Number.isFinite) && footprintOf(numbers) ? numbers : undefined;
}

/** Why a text is no id, in words for people; undefined where it is one. */
export function faultOfId(text: string): 'empty' | 'reserved' | undefined {
  if (text.trim() === '') {
    return 'empty';
  }
  return /[:/\\?#]/.test(text) ? 'reserved' : undefined;
}
