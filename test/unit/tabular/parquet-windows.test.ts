import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import { memorySource } from '#core/base/byte-source.ts';
import { openTable } from '#core/tabular/open.ts';
import type { Cell } from '#core/tabular/table.ts';

const ROWS = 30_000;
/** Rows of one row group; several pages lie in each. */
const GROUP = 12_000;

/** Values in runs of 24, then one by one, so that pages mix both kinds of runs of the hybrid encoding. */
const SLOW = Array.from({ length: ROWS }, (_, row) =>
  row % 5_000 < 3_000 ? Math.floor(row / 24) : row % 977,
);
const OFTEN_MISSING = SLOW.map((value, row) => (row % 7 === 0 ? null : `station ${value % 50}`));
const UNIQUE = SLOW.map((_, row) => row * 3);

const FILE = parquetWriteBuffer({
  columnData: [
    { name: 'slow', data: SLOW, type: 'INT32' },
    { name: 'oftenMissing', data: OFTEN_MISSING, type: 'STRING' },
    { name: 'unique', data: UNIQUE, type: 'INT32' },
  ],
  rowGroupSize: GROUP,
});

const expected = (start: number, end: number): Cell[][] =>
  [SLOW, OFTEN_MISSING, UNIQUE].map((cells) => cells.slice(start, end));

/** The same windows at each run: a linear congruential generator. */
function* windows(count: number): Generator<[start: number, end: number]> {
  let state = 42;
  const next = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state % below;
  };
  for (let index = 0; index < count; index += 1) {
    const start = next(ROWS);
    yield [start, start + next(400)];
  }
}

const open = () => openTable(memorySource(new Uint8Array(FILE)), { name: 'windows.parquet' });

test('a window reads the same cells wherever it lies, first or after others', async () => {
  const kept = await open();
  for (const [start, end] of windows(150)) {
    for (const table of [kept, await open()]) {
      const batch = await table.read({ start, end });
      expect(batch.columns.map(({ cells }) => [...cells])).toEqual(expected(start, end));
    }
  }
});

test('the last row is there at once', async () => {
  const table = await open();
  expect(table.numRows).toBe(ROWS);
  const batch = await table.read({ start: ROWS - 1, end: ROWS + 100 });
  expect(batch.columns.map(({ cells }) => [...cells])).toEqual(expected(ROWS - 1, ROWS));
});
