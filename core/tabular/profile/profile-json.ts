import type { ByteSource } from '#core/base/byte-source.ts';
import { isFields } from '#core/base/decode.ts';
import { Failure, throwIfCancelled } from '#core/base/failure.ts';
import type { ColumnFact, DataFact, FoundField } from '#core/tableschema/data-fact.ts';
import { isGeoJson } from '#core/tableschema/geo.ts';
import { requireText } from '../text/require-text.ts';
import { SAMPLED_BYTES } from '../text/sample.ts';
import { samplesOf } from './column-counts.ts';
import { inferField, LONGEST_EXAMPLE } from './infer-field.ts';
import { PROFILED_BYTES, PROFILED_COLUMNS } from './profile-delimited.ts';
import type { ProfileOptions } from './profile-options.ts';
import { detectEncoding } from './text-encoding.ts';

const PROFILED_ROWS = 5_000;
const ROWS_PER_PAUSE = 200;
/** What nests deeper is no row: neither JavaScript nor anybody else can write it again. */
const MAX_NESTING = 200;

/** What is in JSON Lines, by their first 1 MB and 5,000 rows. */
export async function profileJsonLines(source: ByteSource, options: ProfileOptions): Promise<DataFact> {
  const { name, signal } = options;
  const head = await source.read(0, Math.min(source.size, PROFILED_BYTES), signal);
  requireText(head.subarray(0, SAMPLED_BYTES), { name, format: 'JSON Lines' });
  const text = new TextDecoder().decode(head, { stream: true });
  const isCut = head.length < source.size;
  const rows: unknown[] = [];
  let count = 0;
  let start = 0;
  while (start < text.length) {
    const end = text.indexOf('\n', start);
    if (end < 0 && isCut) {
      break;
    }
    const line = text.slice(start, end < 0 ? text.length : end).trim();
    start = end < 0 ? text.length : end + 1;
    if (line !== '') {
      count += 1;
      rows.push(...(rows.length < PROFILED_ROWS ? [parsed(line)] : []));
    }
    if (count % ROWS_PER_PAUSE === 0) {
      await options.pause?.();
      throwIfCancelled(signal);
    }
  }
  const total = isCut
    ? Math.round((count / Math.max(1, start)) * text.length * (source.size / head.length))
    : count;
  const encoding = detectEncoding(head);
  return {
    format: 'jsonl',
    bytes: source.size,
    columns: await columnsOf(rows, !isCut && count <= PROFILED_ROWS, options),
    rows: { count: total, exact: !isCut },
    ...(encoding && { encoding }),
  };
}

/**
 * What is in a JSON document that is a list of rows, up to 1 MB. Fails with `table/unsupported` for others.
 */
export async function profileJsonDocument(source: ByteSource, options: ProfileOptions): Promise<DataFact> {
  const { name, reading, signal } = options;
  if (source.size > PROFILED_BYTES) {
    throw new Failure(
      'table/unsupported',
      `${name} is a JSON document of more than 1 MB. Write its rows as JSON Lines.`,
    );
  }
  const bytes = await source.read(0, source.size, signal);
  const document = parsed(new TextDecoder().decode(bytes));
  const rows =
    reading.dialect?.property === undefined ? document : propertyOf(document, reading.dialect.property);
  if (!Array.isArray(rows)) {
    throw new Failure('table/unsupported', `${name} is a JSON document, but no list of rows.`);
  }
  const isAll = rows.length <= PROFILED_ROWS;
  const columns = await columnsOf(rows.slice(0, PROFILED_ROWS), isAll, options);
  const isHeaded = Array.isArray(rows[0]) && reading.dialect?.header !== false;
  return {
    format: 'json',
    bytes: source.size,
    columns,
    rows: { count: rows.length - (isHeaded ? 1 : 0), exact: true },
  };
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return nestsAtMost(value, MAX_NESTING) ? value : undefined;
  } catch {
    return undefined; // a broken line is no row
  }
}

function nestsAtMost(value: unknown, levels: number): boolean {
  return (
    typeof value !== 'object' ||
    value === null ||
    (levels > 0 && Object.values(value).every((inner) => nestsAtMost(inner, levels - 1)))
  );
}

function propertyOf(value: unknown, path: string): unknown {
  let found = value;
  for (const name of path.split('.')) {
    found = isFields(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  }
  return found;
}

/** The values of a column of JSON: their kinds, and as texts how often each occurs. */
interface JsonColumn {
  readonly kinds: Set<string>;
  readonly counts: Map<string, number>;
  nulls: number;
  isGeo: boolean;
}

/** Columns by name for objects, by place for arrays; the first array names them when it is all text. */
async function columnsOf(
  rows: readonly unknown[],
  isAll: boolean,
  { reading, pause, signal }: ProfileOptions,
): Promise<ColumnFact[]> {
  const missing = new Set(reading.missingValues ?? ['']);
  const [first] = rows;
  const header =
    Array.isArray(first) &&
    reading.dialect?.header !== false &&
    first.every((cell) => typeof cell === 'string')
      ? first
      : undefined;
  const columns = new Map<string, JsonColumn>();
  for (const [index, row] of (header ? rows.slice(1) : rows).entries()) {
    for (const [name, value] of membersOf(row, header)) {
      const column = columns.get(name) ?? { kinds: new Set(), counts: new Map(), nulls: 0, isGeo: true };
      if (columns.has(name) || columns.size < PROFILED_COLUMNS) {
        columns.set(name, column);
        take(column, value, missing);
      }
    }
    if (index % ROWS_PER_PAUSE === 0) {
      await pause?.();
      throwIfCancelled(signal);
    }
  }
  const count = rows.length - (header ? 1 : 0);
  return [...columns].map(([name, column]) => factOf(name, column, { count, isAll }));
}

function membersOf(row: unknown, header: readonly string[] | undefined): Iterable<[string, unknown]> {
  if (Array.isArray(row)) {
    return row.map((cell: unknown, index) => [header?.[index] ?? `field${index + 1}`, cell]);
  }
  return isFields(row) ? Object.entries(row) : [];
}

function take(column: JsonColumn, value: unknown, missing: ReadonlySet<string>): void {
  if (value === null || value === undefined || (typeof value === 'string' && missing.has(value))) {
    column.nulls += 1;
    return;
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  column.kinds.add(kindOf(value));
  column.isGeo &&= isFields(value) && isGeoJson(value);
  column.counts.set(text, (column.counts.get(text) ?? 0) + 1);
}

function kindOf(value: unknown): string {
  if (typeof value === 'number') {
    return Number.isInteger(value) ? 'integer' : 'number';
  }
  return Array.isArray(value) ? 'array' : typeof value;
}

function factOf(
  name: string,
  column: JsonColumn,
  { count, isAll }: { readonly count: number; readonly isAll: boolean },
): ColumnFact {
  const { counts } = column;
  const values = [...counts.values()].reduce((sum, times) => sum + times, 0);
  return {
    name,
    ...jsonField(name, column),
    nulls: count - values,
    ...extremesOf(column),
    distinct: { count: counts.size, exact: isAll },
    samples: samplesOf(counts),
    basis: isAll ? 'all' : 'sample',
  };
}

function jsonField(name: string, { kinds, counts, isGeo }: JsonColumn): FoundField {
  const [kind, ...others] = kinds;
  if (kind === undefined) {
    return { type: 'any' };
  }
  if (others.length > 0) {
    return { type: [...kinds].every((each) => each === 'integer' || each === 'number') ? 'number' : 'any' };
  }
  switch (kind) {
    case 'integer':
    case 'number':
    case 'boolean':
    case 'array':
      return { type: kind };
    case 'object':
      return { type: isGeo ? 'geojson' : 'object' };
    default: {
      const { type, format } = inferField(name, counts);
      const isText = ['integer', 'number', 'boolean', 'year', 'any', 'object', 'array', 'geojson'].includes(
        type,
      );
      return isText ? { type: 'string' } : { type, ...(format !== undefined && { format }) };
    }
  }
}

function extremesOf({ kinds, counts }: JsonColumn): Pick<ColumnFact, 'minimum' | 'maximum'> {
  if (kinds.size === 0 || ![...kinds].every((kind) => kind === 'integer' || kind === 'number')) {
    return {};
  }
  let [minimum = '', maximum = ''] = [...counts.keys()].slice(0, 1).flatMap((text) => [text, text]);
  for (const text of counts.keys()) {
    minimum = Number(text) < Number(minimum) ? text : minimum;
    maximum = Number(text) > Number(maximum) ? text : maximum;
  }
  return minimum.length <= LONGEST_EXAMPLE ? { minimum, maximum } : {};
}
