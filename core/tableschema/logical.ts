import { compareDurations, type Duration, durationKey } from './duration.ts';
import { compareNumbers, type Decimal, numberKey } from './exact-number.ts';
import type { GeoPoint } from './geo.ts';
import { compareMoments, type Moment, momentKey } from './moment.ts';

/** A value of an `object`, `array` or `geojson` field, or one that an `any` field took from JSON. */
export interface JsonValue {
  readonly kind: 'json';
  readonly value: unknown;
}

/** The value of a `list` field. */
export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly Logical[];
}

/**
 * What a cell means: text as text, an `integer` as a bigint, a `number` exactly, the calendar as a `Moment`.
 * A missing value has no logical value.
 */
export type Logical =
  | string
  | boolean
  | bigint
  | number
  | Decimal
  | Moment
  | Duration
  | GeoPoint
  | JsonValue
  | ListValue;

/**
 * Below zero, zero or above, for values of one type that has an order; undefined where the standard gives none: for
 * other types, for NaN, for a month against thirty days.
 */
export function compareLogical(a: Logical, b: Logical): number | undefined {
  if (typeof a === 'bigint' && typeof b === 'bigint') {
    return a < b ? -1 : a > b ? 1 : 0;
  }
  if (isNumber(a) && isNumber(b)) {
    return compareNumbers(a, b);
  }
  if (typeof a === 'object' && typeof b === 'object') {
    if (a.kind === 'moment' && b.kind === 'moment') {
      return compareMoments(a, b);
    }
    if (a.kind === 'duration' && b.kind === 'duration') {
      return compareDurations(a, b);
    }
  }
  return undefined;
}

function isNumber(value: Logical): value is number | Decimal {
  return typeof value === 'number' || (typeof value === 'object' && value.kind === 'decimal');
}

/** Whether two values of a field are the same value. */
export function equalLogical(a: Logical, b: Logical): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && logicalKey(a) === logicalKey(b));
}

/** A text that is the same for equal values of a field only: to find one in a set, or twice in a column. */
export function logicalKey(value: Logical): string {
  if (typeof value === 'object') {
    return objectKey(value);
  }
  return typeof value === 'number' ? numberKey(value) : String(value);
}

function objectKey(value: Exclude<Logical, string | boolean | bigint | number>): string {
  switch (value.kind) {
    case 'decimal':
      return numberKey(value);
    case 'moment':
      return momentKey(value);
    case 'duration':
      return durationKey(value);
    case 'geopoint':
      return `${numberKey(value.lon)},${numberKey(value.lat)}`;
    case 'json':
      return canonicalJson(value.value, 0);
    case 'list':
      return JSON.stringify(value.items.map(logicalKey));
  }
}

/** Values that are nested deeper than this are told apart by what is above. */
const MAX_DEPTH = 200;

/** JSON with the keys of objects in one order. */
function canonicalJson(value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) {
    return depth > MAX_DEPTH ? '…' : JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map((item) => canonicalJson(item, depth + 1)).join(',')}]`;
  }
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member, depth + 1)}`);
  return `{${members.join(',')}}`;
}

/** How many characters, items or members a value has; undefined for values without length. */
export function lengthOf(value: Logical): number | undefined {
  if (typeof value === 'string') {
    return codePoints(value);
  }
  if (typeof value !== 'object') {
    return undefined;
  }
  if (value.kind === 'list') {
    return value.items.length;
  }
  if (value.kind !== 'json' || typeof value.value !== 'object' || value.value === null) {
    return undefined;
  }
  return Array.isArray(value.value) ? value.value.length : Object.keys(value.value).length;
}

/** Characters as Unicode counts them, not code units. */
function codePoints(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length - 1; index++) {
    const code = text.charCodeAt(index);
    if (
      code >= 0xd800 &&
      code <= 0xdbff &&
      text.charCodeAt(index + 1) >= 0xdc00 &&
      text.charCodeAt(index + 1) <= 0xdfff
    ) {
      count -= 1;
    }
  }
  return count;
}
