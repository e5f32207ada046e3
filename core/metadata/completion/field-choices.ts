import type { ColumnFact } from '../data-fact.ts';
import { columnFacts } from '../hover/data-facts.ts';
import { textsIn } from '../schema/schema.ts';
import { itemsOf, memberOf, memberValue, textOf } from '../tree.ts';
import { type At, type Choice, dataAt, dataPathAt, namesOfList, valueAt } from './choice.ts';
import { Stop, textStop } from './draft.ts';
import { ownFields } from './names.ts';
import { STAND_IN } from './stand-in.ts';

/** A field as it is written for a column. */
export function fieldDraft({ name, type, format }: ColumnFact): object {
  return { name, type, ...(format !== undefined && format !== 'default' && { format }) };
}

/** Columns of the data that no field describes yet, in the order of the file. */
function missingColumns(at: At): readonly ColumnFact[] {
  const declared = new Set(ownFields(at).flatMap(({ name, declared }) => (declared ? [name] : [])));
  return (dataAt(at)?.columns ?? []).filter(({ name }) => !declared.has(name));
}

/** Entries of `fields`: the columns of the data that are missing, each and all, then an empty one. */
export function* fieldEntries(at: At): Generator<Choice> {
  const missing = missingColumns(at);
  const isAll = missing.length === dataAt(at)?.columns.length;
  const all: Choice = {
    label: isAll ? `all ${missing.length} columns` : `all ${missing.length} missing columns`,
    kind: 'snippet',
    value: missing.map(fieldDraft),
    spread: 'items',
    detail:
      missing
        .map(({ name }) => name)
        .slice(0, 5)
        .join(', ') + (missing.length > 5 ? ' …' : ''),
    first: true,
  };
  // Who begins mostly wants all; who has some already is looking for one.
  if (missing.length > 1 && isAll) {
    yield all;
  }
  for (const column of missing) {
    yield {
      label: column.name,
      kind: 'name',
      value: fieldDraft(column),
      detail: `${typeWords(column)}, column of the data`,
      ...aboutColumn(at, column, missing.length),
      first: true,
    };
  }
  if (missing.length > 1 && !isAll) {
    yield all;
  }
  yield {
    label: 'field',
    kind: 'snippet',
    value: { name: textStop(), type: textStop(...typesAt(at)) },
    detail: 'a column of the table',
  };
}

/** Longer lists say only what their rows have room for. */
const MAX_DOCUMENTED = 60;

/** What was found in a column, for a list of so many. */
function aboutColumn(at: At, column: ColumnFact, listed: number): { readonly documentation?: string } {
  const path = dataPathAt(at);
  return path === undefined || listed > MAX_DOCUMENTED
    ? {}
    : { documentation: columnFacts(column, path, undefined) };
}

function typesAt(at: At): string[] {
  const types = [
    'string',
    'integer',
    'number',
    'boolean',
    'date',
    'datetime',
    'time',
    'year',
    'yearmonth',
    'duration',
  ];
  const more = ['list', 'array', 'object', 'geopoint', 'geojson', 'any'];
  return [...types, ...more].filter((type) => type !== 'list' || at.document.version !== '1.0');
}

function typeWords({ type, format }: ColumnFact): string {
  return format === undefined || format === 'default' ? type : `${type} (${format})`;
}

/** The column that the field around a place describes. */
export function columnAt(at: At): ColumnFact | undefined {
  const name = textOf(memberValue(valueAt(at, at.place.field), 'name'));
  return name === undefined ? undefined : dataAt(at)?.columns.find((column) => column.name === name);
}

/** Names of columns that no field has yet. */
export function* columnNames(at: At): Generator<Choice> {
  const missing = missingColumns(at);
  for (const column of missing) {
    yield {
      label: column.name,
      kind: 'name',
      value: column.name,
      detail: `${typeWords(column)}, column of the data`,
      ...aboutColumn(at, column, missing.length),
    };
  }
}

/** The type that was found in the column; the others come from the schema. */
export function* foundType(at: At): Generator<Choice> {
  const column = columnAt(at);
  const isKnown = at.schemas.some((schema) => textsIn(schema, 'enum').includes(column?.type ?? ''));
  if (column && isKnown) {
    yield { label: column.type, kind: 'value', value: column.type, detail: 'found in the data', first: true };
  }
}

/** Patterns that people use, with what they mean. */
const PATTERNS: Readonly<Record<string, readonly (readonly [pattern: string, example: string])[]>> = {
  date: [
    ['%d/%m/%Y', '31/12/2024'],
    ['%m/%d/%Y', '12/31/2024'],
    ['%d.%m.%Y', '31.12.2024'],
    ['%Y/%m/%d', '2024/12/31'],
    ['%Y%m%d', '20241231'],
    ['%d %b %Y', '31 Dec 2024'],
    ['%d-%b-%Y', '31-Dec-2024'],
    ['%B %d, %Y', 'December 31, 2024'],
    ['%d/%m/%y', '31/12/24'],
    ['%m/%d/%y', '12/31/24'],
  ],
  time: [
    ['%H:%M', '15:30'],
    ['%H.%M', '15.30'],
    ['%I:%M %p', '03:30 PM'],
    ['%I:%M:%S %p', '03:30:00 PM'],
    ['%H%M%S', '153000'],
    ['%H:%M:%S.%f', '15:30:00.250000'],
  ],
  datetime: [
    ['%Y-%m-%d %H:%M:%S', '2024-12-31 15:30:00'],
    ['%Y-%m-%d %H:%M', '2024-12-31 15:30'],
    ['%d/%m/%Y %H:%M:%S', '31/12/2024 15:30:00'],
    ['%d/%m/%Y %H:%M', '31/12/2024 15:30'],
    ['%m/%d/%Y %H:%M:%S', '12/31/2024 15:30:00'],
    ['%m/%d/%Y %I:%M %p', '12/31/2024 03:30 PM'],
    ['%d.%m.%Y %H:%M', '31.12.2024 15:30'],
    ['%Y%m%dT%H%M%S', '20241231T153000'],
    ['%Y-%m-%d %H:%M:%S.%f', '2024-12-31 15:30:00.250000'],
    ['%Y-%m-%dT%H:%M:%S%z', '2024-12-31T15:30:00+0100'],
  ],
};

/** Formats: the one that was found, then patterns for dates and times. The schema has the other names. */
export function* fieldFormats(at: At): Generator<Choice> {
  const column = columnAt(at);
  const type = textOf(memberValue(valueAt(at, at.place.field), 'type')) ?? '';
  if (column && column.type === type) {
    const format = column.format ?? 'default';
    yield { label: format, kind: 'value', value: format, detail: 'found in the data', first: true };
  }
  const patterns = (Object.hasOwn(PATTERNS, type) ? PATTERNS[type] : undefined) ?? [];
  if (patterns.length > 0) {
    yield { label: 'default', kind: 'value', value: 'default' };
  }
  for (const [pattern, example] of patterns) {
    yield { label: pattern, kind: 'value', value: pattern, detail: example };
  }
}

/** Types whose values JSON writes without quotes. */
const NUMERIC: readonly string[] = ['integer', 'number', 'year'];

/** A text of the data as a value of the field around: a number where its type is one. */
function fieldValue(at: At, text: string): unknown {
  const type = textOf(memberValue(valueAt(at, at.place.field), 'type')) ?? '';
  const isExact = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?$/.test(text) && String(Number(text)) === text;
  return NUMERIC.includes(type) && isExact ? Number(text) : text;
}

/** The smallest value that was found. */
export function* foundMinimum(at: At): Generator<Choice> {
  const column = columnAt(at);
  yield* found(at, column?.minimum, `smallest value ${basisWords(column)}`);
}

/** The greatest value that was found. */
export function* foundMaximum(at: At): Generator<Choice> {
  const column = columnAt(at);
  yield* found(at, column?.maximum, `greatest value ${basisWords(column)}`);
}

/** Values that were found. */
export function* foundValues(at: At): Generator<Choice> {
  const beside = namesOfList(at);
  const column = columnAt(at);
  for (const sample of column?.samples ?? []) {
    if (!beside.has(sample)) {
      yield* found(at, sample, `value ${basisWords(column)}`);
    }
  }
}

function* found(at: At, text: string | undefined, detail: string): Generator<Choice> {
  if (text !== undefined && text.length <= 200) {
    yield { label: text, kind: 'value', value: fieldValue(at, text), detail };
  }
}

/** What facts about a column rest on, in words. */
function basisWords(column: ColumnFact | undefined): string {
  switch (column?.basis) {
    case 'statistics':
      return 'in the statistics of the file';
    case 'sample':
      return 'in the first rows';
    case 'all':
    case undefined:
      return 'in the data';
  }
}

/** Texts that usually stand for a missing value. */
const MISSING: readonly (readonly [text: string, meaning: string])[] = [
  ['', 'the empty text: the default'],
  ['NA', 'not available'],
  ['N/A', 'not available'],
  ['NaN', 'not a number'],
  ['NULL', 'no value, as databases write it'],
  ['null', 'no value'],
  ['-', 'a dash'],
  ['-9999', 'a number that no measurement yields'],
];

/** Texts for a missing value: those found in the data first. */
export function* missingValues(at: At): Generator<Choice> {
  const list = itemsOf(valueAt(at, at.path.slice(0, -1)));
  const objects = list.filter((item) => item.kind === 'object' && !memberOf(item, STAND_IN)).length;
  const beside = namesOfList(at);
  const foundHere = dataAt(at)?.missingValues ?? [];
  const texts = [
    ...foundHere.map((text) => [text, 'found in the data'] as const),
    ...MISSING.filter(([text]) => !foundHere.includes(text)),
  ];
  for (const [text, detail] of objects > 0 ? [] : texts) {
    if (!beside.has(text)) {
      yield { label: text === '' ? '""' : text, kind: 'value', value: text, detail };
    }
  }
  const others = list.filter((item) => item.kind === 'string' && item.value !== STAND_IN).length;
  if (at.document.version !== '1.0' && others === 0) {
    yield {
      label: 'value with label',
      kind: 'snippet',
      value: { value: textStop(), label: textStop() },
      detail: 'a text and why the value is missing',
    };
  }
}

/** A category with a label for people; the values found come before. */
export function* categories(at: At): Generator<Choice> {
  yield* foundValues(at);
  const type = textOf(memberValue(valueAt(at, at.place.field), 'type'));
  yield {
    label: 'category with label',
    kind: 'snippet',
    value: { value: type === 'integer' ? new Stop('value') : textStop(), label: textStop() },
    detail: 'a value and its label for people',
  };
}
