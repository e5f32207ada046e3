import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isFailure } from '#core/base/failure.ts';
import { formatDecimal } from '#core/tabular/decimal-text.ts';
import { jsonCell } from '#core/tabular/json-cell.ts';
import type { Cell, ColumnType } from '#core/tabular/table.ts';
import { hasCorpus, readAll, readCases, report } from './tables-corpus.ts';

/** Where we decide otherwise than the reference, and why. */
const DECIDED: ReadonlyMap<string, string> = new Map([
  [
    'data/datapage_v1-corrupt-checksum.parquet',
    'the checksum of a page is wrong: a reader that checks must fail',
  ],
]);

describe.skipIf(!hasCorpus)('Parquet files', () => {
  test.each(['parquet-testing', 'hyparquet', 'geoparquet', 'vscode-parquet-viewer'])(
    'of %s are read',
    async (set) => {
      const cases = readCases(set).filter(({ path, expect }) => {
        const readable = expect['readable'] ?? (expect['variantReadable'] === undefined ? undefined : true);
        return path.endsWith('.parquet') && readable === true;
      });
      let agreed = 0;
      for (const { id, path } of cases) {
        const outcome = await readAll(path).catch((error: unknown) => error);
        if (DECIDED.has(id)) {
          expect(isFailure(outcome, 'table/corrupt')).toBe(true);
          continue;
        }
        expect({ id, error: outcome instanceof Error ? outcome.message : undefined }).toEqual({
          id,
          error: undefined,
        });
        agreed += 1;
      }
      report(`${set}, readable`, agreed, cases.length, `decided otherwise: ${cases.length - agreed}`);
    },
  );

  test('of hyparquet have the values of their references', async () => {
    const cases = readCases('hyparquet').filter(({ expectedJson }) => expectedJson !== undefined);
    const wrong: string[] = [];
    for (const { id, path, expectedJson } of cases) {
      const reference: unknown[] = JSON.parse(readFileSync(expectedJson ?? '', 'utf8'));
      const { batch } = await readAll(path);
      for (const [row, expected] of reference.entries()) {
        const ours = batch.columns.map(({ column, cells }) => likeReference(column.type, cells[row] ?? null));
        const problem = firstDifference(ours, expected);
        if (problem !== undefined) {
          wrong.push(`${id} row ${row}: ${problem}`);
          break;
        }
      }
    }
    report('hyparquet, values', cases.length - wrong.length, cases.length);
    expect(wrong.map((line) => line.split(' ')[0])).toEqual([...KNOWN_DIFFERENCES.keys()]);
  });
});

/** Files in which the reference shows something else, with the reason. */
const KNOWN_DIFFERENCES: ReadonlyMap<string, string> = new Map([
  ['adam_genotypes.parquet', 'an empty list is an empty list, not null'],
  ['float16_nonzeros_and_nans.parquet', 'NaN is NaN; the reference is JSON and has null'],
  [
    'geoparquet.parquet',
    'a geometry by GeoParquet metadata is still shown as the bytes that it is stored as',
  ],
  ['shredded-array.parquet', 'a variant is still shown as its stored parts'],
  ['shredded-int.parquet', 'a variant is still shown as its stored parts'],
  ['shredded-partial-object.parquet', 'a variant is still shown as its stored parts'],
  ['shredded-type-mismatch.parquet', 'a variant is still shown as its stored parts'],
]);

/** Our cell in the words of the reference: numbers for all numbers, ISO times with milliseconds, objects for maps. */
function likeReference(type: ColumnType, cell: Cell): unknown {
  if (cell === null) {
    return null;
  }
  if (typeof cell === 'bigint') {
    if (type.kind === 'decimal') {
      return Number(formatDecimal(cell, type.scale));
    }
    if (type.kind === 'timestamp') {
      const perMilli = { s: 0n, ms: 1n, us: 1000n, ns: 1_000_000n }[type.unit];
      return new Date(Number(perMilli === 0n ? cell * 1000n : cell / perMilli)).toISOString();
    }
    return Number(cell);
  }
  if (typeof cell === 'number' && type.kind === 'date') {
    return new Date(cell * 86_400_000).toISOString();
  }
  if (type.kind === 'json' || type.kind === 'other') {
    return JSON.parse(String(cell));
  }
  if (cell instanceof Uint8Array) {
    return new TextDecoder().decode(cell);
  }
  if (Array.isArray(cell)) {
    return type.kind === 'map'
      ? Object.fromEntries(cell.map((entry: Cell) => mapEntry(type, entry)))
      : cell.map((item: Cell) => likeReference(type.kind === 'list' ? type.item : type, item));
  }
  if (typeof cell === 'object' && type.kind === 'struct') {
    const record = cell as { readonly [name: string]: Cell };
    return Object.fromEntries(
      type.fields.map((field) => [field.name, likeReference(field.type, record[field.name] ?? null)]),
    );
  }
  return jsonCell(type, cell);
}

function mapEntry(type: Extract<ColumnType, { kind: 'map' }>, entry: Cell): [string, unknown] {
  const [key = null, value = null] = Array.isArray(entry) ? (entry as readonly Cell[]) : [];
  return [String(likeReference(type.key, key)), likeReference(type.value, value)];
}

function firstDifference(ours: unknown, theirs: unknown, at = ''): string | undefined {
  if (typeof ours === 'number' && typeof theirs === 'number') {
    return Math.abs(ours - theirs) <= 1e-9 * Math.max(1, Math.abs(theirs))
      ? undefined
      : `${at}: ${ours} instead of ${theirs}`;
  }
  if (typeof ours === 'object' && ours !== null && typeof theirs === 'object' && theirs !== null) {
    const mine = Object.entries(ours);
    const others: ReadonlyMap<string, unknown> = new Map(Object.entries(theirs));
    for (const [name, value] of mine) {
      const found = firstDifference(value, others.get(name) ?? null, `${at}/${name}`);
      if (found !== undefined) {
        return found;
      }
    }
    const missing = [...others].find(
      ([name, value]) => value !== null && !mine.some(([own]) => own === name),
    );
    return missing === undefined ? undefined : `${at}: no ${missing[0]}`;
  }
  return Object.is(ours, theirs)
    ? undefined
    : `${at}: ${JSON.stringify(ours)} instead of ${JSON.stringify(theirs)}`;
}
