import { describe, expect, test } from 'vitest';
import { isFailure } from '#core/base/failure.ts';
import type { Cell, ColumnType } from '#core/tabular/table.ts';
import { readReference } from './tables-arrow-json.ts';
import { hasCorpus, readAll, readCases, report } from './tables-corpus.ts';

/** Files in which the reference, read as JSON, says less than the file. */
const NOT_COMPARED: readonly { readonly part: string; readonly why: string }[] = [
  { part: 'generated_duplicate_fieldnames', why: 'an object of JSON cannot have two members of one name' },
  { part: 'generated_interval_mdn', why: 'the nanoseconds are numbers beyond 2^53' },
];

/** Files whose answer is a failure by decision. */
const REFUSED: readonly { readonly part: string; readonly words: string }[] = [
  // Columnar.md allows readers to refuse; libraries that do not look give wrong numbers or hang.
  { part: '1.0.0-bigendian', words: 'big-endian' },
];

describe.skipIf(!hasCorpus)('arrow-testing', () => {
  const cases = readCases('arrow-testing').filter(({ expect }) => expect['readable'] === true);

  test('every file has the rows, and the values, of its reference', async () => {
    const wrong: string[] = [];
    for (const each of cases) {
      const refused = REFUSED.find(({ part }) => each.id.includes(part));
      const outcome = await readAll(each.path).catch((error: unknown) => error);
      if (refused !== undefined) {
        expect(isFailure(outcome, 'table/unsupported') && outcome.message).toContain(refused.words);
        continue;
      }
      const problem =
        outcome instanceof Error
          ? outcome.message
          : compare(each, outcome as Awaited<ReturnType<typeof readAll>>);
      if (problem !== undefined) {
        wrong.push(`${each.id}: ${problem}`);
      }
    }
    report(
      'arrow-testing, readable',
      cases.length - wrong.length,
      cases.length,
      'big-endian files are refused',
    );
    expect(wrong).toEqual([]);
  });
});

describe.skipIf(!hasCorpus)('flechette-arrow', () => {
  test('every file is read whole', async () => {
    const cases = readCases('flechette-arrow');
    for (const { path } of cases) {
      const { table, batch } = await readAll(path);
      expect(batch.numRows).toBe(await table.count().catch(() => batch.numRows));
      expect(batch.columns.every(({ cells }) => cells.length === batch.numRows)).toBe(true);
    }
    report('flechette-arrow', cases.length, cases.length);
  });
});

function compare(
  each: { id: string; expect: { readonly [name: string]: unknown }; expectedJson: string | undefined },
  { batch }: Awaited<ReturnType<typeof readAll>>,
): string | undefined {
  const { rows } = each.expect;
  if (typeof rows === 'number' && rows !== batch.numRows) {
    return `${batch.numRows} rows instead of ${rows}`;
  }
  if (each.expectedJson === undefined || NOT_COMPARED.some(({ part }) => each.id.includes(part))) {
    return undefined;
  }
  for (const [index, reference] of readReference(each.expectedJson).entries()) {
    const column = batch.columns[index];
    if (column?.column.name !== reference.name) {
      return `column ${index} is ${column?.column.name} instead of ${reference.name}`;
    }
    const { type } = column.column;
    const row = reference.cells.findIndex((cell, at) => !same(type, column.cells[at] ?? null, cell));
    if (row >= 0 || column.cells.length !== reference.cells.length) {
      return `column ${reference.name}, row ${row}: ${show(column.cells[row])} instead of ${show(reference.cells[row])}`;
    }
  }
  return undefined;
}

function same(type: ColumnType, ours: Cell, theirs: unknown): boolean {
  if (ours === null || theirs === null || theirs === undefined) {
    return ours === null && (theirs === null || theirs === undefined);
  }
  if (type.kind === 'other') {
    // A union comes as JSON text, bytes in base64.
    const text = String(ours);
    return typeof theirs === 'number'
      ? close(Number(JSON.parse(text)), theirs)
      : text ===
          JSON.stringify(theirs instanceof Uint8Array ? Buffer.from(theirs).toString('base64') : theirs);
  }
  if (typeof ours === 'number' && typeof theirs === 'number') {
    return close(ours, theirs) || type.kind === 'float16';
  }
  return show(ours) === show(theirs);
}

/** The reference writes floats with few digits. */
function close(ours: number, theirs: number): boolean {
  return ours === theirs || Math.abs(ours - theirs) <= 1e-3 * Math.max(1, Math.abs(theirs));
}

/** Text that is the same for the same value; names of struct members do not count, as they may occur twice. */
function show(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'bigint') {
      return `${part}n`;
    }
    if (part instanceof Uint8Array) {
      return Array.from(part);
    }
    return part;
  });
}
