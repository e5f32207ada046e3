import { readAnyTime } from './any-time.ts';
import { readDuration } from './duration.ts';
import { exactOfDouble } from './exact-number.ts';
import type { FieldDescription } from './field-description.ts';
import type { FieldType } from './field-type.ts';
import { isGeoJson, isObject, isTopoJson, readPointArray, readPointObject, readPointText } from './geo.ts';
import { readDate, readDateTime, readTime, readYear, readYearMonth, readZonedTime } from './iso-time.ts';
import type { Logical } from './logical.ts';
import type { TemporalType } from './moment.ts';
import { integerReader, numberReader } from './number-text.ts';
import { STRING_FORMATS } from './string-format.ts';
import { parseStrptime } from './strptime.ts';
import { strptimeReader } from './strptime-match.ts';
import type { SchemaVersion } from './type-rules.ts';

/** Reads the cells of one field. Compiled once, then used for each of millions of cells. */
export interface CastField {
  /** What a cell has to be, to be read after "has to be": `a whole number`. */
  readonly expected: string;
  /** The value of a cell of a text format such as CSV, or undefined where it is none of the field's type. */
  text(cell: string): Logical | undefined;
  /** The value of a JSON value: of inline data, a constraint, an example. A text is read as a cell is. */
  json(value: unknown): Logical | undefined;
}

type ReadText = (cell: string) => Logical | undefined;
/** Reads a JSON value that is not a text. */
type ReadJson = (value: unknown) => Logical | undefined;

const never: ReadJson = () => undefined;

function caster(expected: string, text: ReadText, other: ReadJson = never): CastField {
  return {
    expected,
    text,
    json: (value) => (typeof value === 'string' ? text(value) : value === null ? undefined : other(value)),
  };
}

/**
 * Compiles what the cells of a field mean (Table Schema, Field Types). Missing values are up to the caller: they are
 * found before casting. A format that the type does not have counts as the default one, a strptime pattern that
 * cannot be read matches nothing.
 */
export function compileField(field: FieldDescription, version: SchemaVersion): CastField {
  const { type } = field;
  switch (type) {
    case 'string':
      return stringCaster(field.format);
    case 'number':
      return numberCaster(field);
    case 'integer':
      return integerCaster(field);
    case 'boolean':
      return booleanCaster(field);
    case 'object':
      return jsonCaster('a JSON object', isObject);
    case 'array':
      return jsonCaster('a JSON array', Array.isArray);
    case 'list':
      return listCaster(field, version);
    case 'datetime':
    case 'date':
    case 'time':
      return temporalCaster(type, field.format, version);
    case 'year':
      return caster('a year such as 2024', readYear, (value) =>
        Number.isInteger(value) && Number(value) >= 0 ? readYear(String(value).padStart(4, '0')) : undefined,
      );
    case 'yearmonth':
      return caster('a month such as 2024-01', readYearMonth);
    case 'duration':
      return caster('a duration such as P1DT2H', readDuration);
    case 'geopoint':
      return pointCaster(field.format);
    case 'geojson':
      return field.format === 'topojson'
        ? jsonCaster('a TopoJSON object', isTopoJson)
        : jsonCaster('a GeoJSON object', isGeoJson);
    case 'any':
      return caster('anything', (cell) => cell, anyJson);
  }
}

/** Nothing is made of the values of an `any` field. */
function anyJson(value: unknown): Logical | undefined {
  return typeof value === 'number'
    ? exactOfDouble(value)
    : typeof value === 'boolean'
      ? value
      : { kind: 'json', value };
}

function stringCaster(format = 'default'): CastField {
  const rule = Object.hasOwn(STRING_FORMATS, format) ? STRING_FORMATS[format] : undefined;
  return rule === undefined
    ? caster('text', (cell) => cell)
    : caster(rule.expected, (cell) => (rule.fits(cell) ? cell : undefined));
}

function numberCaster(field: FieldDescription): CastField {
  const sample = field.decimalChar === undefined ? '1.5' : `1${field.decimalChar}5`;
  return caster(`a number such as ${sample}`, numberReader(field), (value) =>
    typeof value === 'number' ? exactOfDouble(value) : undefined,
  );
}

function integerCaster(field: FieldDescription): CastField {
  return caster('a whole number', integerReader(field), (value) =>
    typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : undefined,
  );
}

export const TRUE_VALUES: readonly string[] = ['true', 'True', 'TRUE', '1'];
export const FALSE_VALUES: readonly string[] = ['false', 'False', 'FALSE', '0'];

function booleanCaster(field: FieldDescription): CastField {
  const values = new Map<string, boolean>();
  for (const value of field.falseValues ?? FALSE_VALUES) {
    values.set(value, false);
  }
  for (const value of field.trueValues ?? TRUE_VALUES) {
    values.set(value, true);
  }
  const shown = [...values.keys()].slice(0, 8).join(', ');
  return caster(
    `one of ${shown}`,
    (cell) => values.get(cell),
    (value) => (typeof value === 'boolean' ? value : undefined),
  );
}

function jsonCaster(expected: string, fits: (value: unknown) => boolean): CastField {
  const wrapped = (value: unknown): Logical | undefined =>
    fits(value) ? { kind: 'json', value } : undefined;
  return caster(expected, (cell) => wrapped(parsedJson(cell)), wrapped);
}

/** The value of a JSON text, undefined where it is none. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not JSON: that is the answer
  }
}

function listCaster(field: FieldDescription, version: SchemaVersion): CastField {
  const delimiter = field.delimiter || ',';
  const itemType = field.itemType ?? 'string';
  const item = compileField({ type: itemType === 'list' ? 'string' : itemType }, version);
  const list = <Part>(parts: readonly Part[], read: (part: Part) => Logical | undefined) => {
    const items: Logical[] = [];
    for (const part of parts) {
      const value = read(part);
      if (value === undefined) {
        return undefined;
      }
      items.push(value);
    }
    return { kind: 'list', items } as const;
  };
  return caster(
    `a list separated by "${delimiter}", in which each item is ${item.expected}`,
    (cell) => list(cell.split(delimiter), item.text),
    (value) => (Array.isArray(value) ? list(value, item.json) : undefined),
  );
}

const SAMPLES = { datetime: '2024-01-26T15:00:00', date: '2024-01-26', time: '15:00:00' };
const WORDS = { datetime: 'a date with a time', date: 'a date', time: 'a time' };

function temporalCaster(type: TemporalType, written: string | undefined, version: SchemaVersion): CastField {
  const format = temporalFormat(written);
  if (format === 'default') {
    const readers = {
      datetime: readDateTime,
      date: readDate,
      time: version === '1.0' ? readZonedTime : readTime,
    };
    return caster(`${WORDS[type]} such as ${SAMPLES[type]}`, readers[type]);
  }
  if (format === 'any') {
    return caster(WORDS[type], (cell) => readAnyTime(cell, type));
  }
  const pattern = parseStrptime(format);
  const isReadable = pattern.problems.every(({ isC }) => isC);
  return caster(`${WORDS[type]} as ${format}`, isReadable ? strptimeReader(pattern, type) : never);
}

/** The format without the prefix that version 0 asked for (Table Schema, type and format). */
export function temporalFormat(format: string | undefined): string {
  return format?.startsWith('fmt:') ? format.slice('fmt:'.length) : (format ?? 'default');
}

function pointCaster(format: string | undefined): CastField {
  switch (format ?? 'default') {
    case 'array':
      return caster('a JSON array [lon, lat]', (cell) => readPointArray(parsedJson(cell)), readPointArray);
    case 'object':
      return caster(
        'a JSON object {"lon": …, "lat": …}',
        (cell) => readPointObject(parsedJson(cell)),
        readPointObject,
      );
    default:
      return caster('a point "lon, lat" in degrees', readPointText);
  }
}

/** Whether values of a type have an order, so that bounds mean something. */
export function isOrdered(type: FieldType): boolean {
  return ['number', 'integer', 'datetime', 'date', 'time', 'year', 'yearmonth', 'duration'].includes(type);
}
