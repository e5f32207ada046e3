import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openFileSource } from '#core/node/file-source.ts';
import { encodeArrow } from '#core/tabular/arrow-page.ts';
import { decodeArrow } from '#core/tabular/arrow-page-reader.ts';
import { openTable } from '#core/tabular/open.ts';
import type { Batch, Cell, ColumnType, RowWindow, Table } from '#core/tabular/table.ts';

const WINDOWS = 25;

const folder = mkdtempSync(path.join(os.tmpdir(), 'pyarrow-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hasPyarrow = spawnSync('python3', ['-c', 'import pyarrow'], { stdio: 'ignore' }).status === 0;
if (!hasPyarrow) {
  console.info('skipped: no pyarrow');
}

/** What pyarrow reads from a file: the exact text of each cell, column by column. */
interface Reference {
  readonly rows: number;
  readonly columns: readonly (readonly string[])[];
}

/** The files that pyarrow writes; collected when the tests are, so that each file is a test of its own. */
function writtenFiles(): string[] {
  const script = path.join(import.meta.dirname, 'pyarrow-tables.py');
  const { status, stderr } = spawnSync('python3', [script, folder], { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`pyarrow wrote no files: ${stderr}`);
  }
  return readdirSync(folder)
    .filter((name) => !name.endsWith('.json'))
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

describe.skipIf(!hasPyarrow)('a file of pyarrow', () => {
  test.each(hasPyarrow ? writtenFiles() : [])(
    '%s has the cells that pyarrow reads, in any window',
    async (name) => {
      const reference: Reference = JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));
      const source = await openFileSource(path.join(folder, name));
      try {
        const open = () => openTable(source, { name });
        const kept = await open();
        expect(await kept.count()).toBe(reference.rows);
        await compare(await open(), { start: 0, end: reference.rows + 1 }, reference);
        await compare(
          await open(),
          { start: Math.max(0, reference.rows - 3), end: reference.rows + 3 },
          reference,
        );
        for (const window of windows(reference)) {
          await compare(kept, window, reference);
          await compare(await open(), window, reference);
        }
      } finally {
        await source.close();
      }
    },
  );
});

/** The same windows at each run, each over some of the columns. */
function* windows({ rows, columns }: Reference): Generator<RowWindow> {
  let state = 7;
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let count = 0; count < WINDOWS; count += 1) {
    const start = next(rows + 1);
    const picked = columns.map((_, index) => index).filter(() => next(4) === 0);
    yield { start, end: start + 1 + next([2, 64, 300][count % 3] ?? 1), columns: picked };
  }
}

/** The cells of a window, as read and as they come out of a page of the preview, are those of the reference. */
async function compare(table: Table, window: RowWindow, reference: Reference): Promise<void> {
  const batch = await table.read(window);
  const page = decodeArrow(encodeArrow(batch));
  expect(page.columns.map(({ column }) => column)).toEqual(batch.columns.map(({ column }) => column));
  const picked = window.columns ?? reference.columns.map((_, index) => index);
  for (const { numRows, columns } of [batch, page]) {
    expect(numRows).toBe(Math.max(0, Math.min(window.end, reference.rows) - window.start));
    expect(columns).toHaveLength(picked.length);
    for (const [position, column] of columns.entries()) {
      const wanted = reference.columns[picked[position] ?? -1]?.slice(window.start, window.end) ?? [];
      const difference = firstDifference(column, wanted, window.start);
      expect(difference && { ...window, column: picked[position], ...difference }).toBeUndefined();
    }
  }
}

function firstDifference(
  { column, cells }: Batch['columns'][number],
  wanted: readonly string[],
  start: number,
): object | undefined {
  const row = wanted.findIndex((text, index) => textOf(column.type, cells[index]) !== plain(text));
  return row < 0 && cells.length === wanted.length
    ? undefined
    : { type: column.type, row: start + row, ours: textOf(column.type, cells[row]), theirs: wanted[row] };
}

/** JSON of Python escapes some characters in another way: both texts are written again by this one. */
function plain(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"/g, (json) => JSON.stringify(JSON.parse(json)));
}

const bits = new DataView(new ArrayBuffer(8));

/** A cell in the words of the reference. */
function textOf(type: ColumnType, cell: Cell | undefined): string {
  if (cell === null || cell === undefined) {
    return cell === null ? 'N' : 'nothing';
  }
  if (typeof cell === 'boolean') {
    return cell ? 'T' : 'F';
  }
  if (
    typeof cell === 'bigint' ||
    (typeof cell === 'number' && (type.kind === 'int' || type.kind === 'date'))
  ) {
    return `i${cell}`;
  }
  if (typeof cell === 'number') {
    bits.setFloat64(0, cell);
    return Number.isNaN(cell) ? 'fnan' : `f${bits.getBigUint64(0).toString(16).padStart(16, '0')}`;
  }
  if (typeof cell === 'string') {
    return JSON.stringify(cell);
  }
  if (cell instanceof Uint8Array) {
    return `x${Buffer.from(cell).toString('hex')}`;
  }
  if (type.kind === 'struct') {
    const record = cell as { readonly [name: string]: Cell };
    return `(${type.fields.map((field) => textOf(field.type, record[field.name])).join(',')})`;
  }
  const items = cell as readonly Cell[];
  if (type.kind === 'map') {
    const entries = items as readonly (readonly [Cell, Cell])[];
    return `{${entries.map(([key, value]) => `${textOf(type.key, key)}:${textOf(type.value, value)}`).join(',')}}`;
  }
  return `[${items.map((item) => textOf(type.kind === 'list' ? type.item : type, item)).join(',')}]`;
}
