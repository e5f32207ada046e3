import * as arrow from 'apache-arrow';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { memorySource } from '#core/base/byte-source.ts';
import { isFailure } from '#core/base/failure.ts';
import { openTable } from '#core/tabular/open.ts';
import { LARGEST_READ } from '#core/tabular/read-budget.ts';
import type { Table } from '#core/tabular/table.ts';
import { countedSource } from './counted-source.ts';

const KIB = 1024;
const MIB = 1024 * KIB;

/** Row 3 has most of the bytes: with the rows before it fits into one read, with the next one it does not. */
const TEXTS = [3, 5, 1, 20, 4, 2].map((size, row) => String(row).repeat(size * MIB));
const FIRST_TOO_MUCH = 4;

const parquet = (encoding?: 'DELTA_BYTE_ARRAY') =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'text', data: TEXTS, type: 'STRING', ...(encoding === undefined ? {} : { encoding }) },
      ],
      rowGroupSize: 4,
      pageSize: 1 << 30,
    }),
  );

/** Lists of one text each, so that the rows of the table are not the items that are too large. */
const arrowFile = (format: 'file' | 'stream') => {
  const type = new arrow.List(new arrow.Field('item', new arrow.Utf8(), true));
  const lists = arrow.vectorFromArray(
    TEXTS.map((text) => ['', text]),
    type,
  );
  return arrow.tableToIPC(new arrow.Table({ text: lists }), format);
};

const FILES: readonly (readonly [string, () => Uint8Array])[] = [
  ['a.parquet', () => parquet()],
  ['delta.parquet', () => parquet('DELTA_BYTE_ARRAY')],
  ['a.arrow', () => arrowFile('file')],
  ['a.arrows', () => arrowFile('stream')],
];

describe.each(FILES)('%s with rows of many bytes', (name, bytes) => {
  const open = () => openTable(memorySource(bytes()), { name });

  test('names the row with which a read becomes too large', async () => {
    const error = await (await open()).read({ start: 1, end: 6 }).catch((reason: unknown) => reason);
    expect(isFailure(error, 'table/unsupported')).toBe(true);
    expect(String(error)).toMatch(/^Failure: Rows 2 to 6 of column "text" in \S+ hold \d+ bytes or more/);
    const first = await (await open()).read({ start: 0, end: 6 }).catch((reason: unknown) => reason);
    expect(String(first)).toContain(`Rows 1 to ${FIRST_TOO_MUCH + 1} of`);
  });

  test('gives the same rows when fewer are asked for', async () => {
    const table = await open();
    for (const [start, end] of [
      [0, 3],
      [3, 5],
      [5, 6],
    ] as const) {
      const [column] = (await table.read({ start, end })).columns;
      const texts = column?.cells.map((cell) => (Array.isArray(cell) ? cell[1] : cell));
      expect(texts?.map(String).map(({ length }) => length)).toEqual(
        TEXTS.slice(start, end).map(({ length }) => length),
      );
    }
  });
});

test('a text that a dictionary has once counts for each row', async () => {
  const [large = ''] = [String('x').repeat(1 * MIB)];
  const rows = Array.from({ length: 64 }, () => large);
  const dictionary = arrow.vectorFromArray(
    rows,
    new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32(), 1),
  );
  for (const [name, bytes] of [
    ['a.arrow', arrow.tableToIPC(new arrow.Table({ x: dictionary }), 'file')],
    [
      'a.parquet',
      new Uint8Array(
        parquetWriteBuffer({ columnData: [{ name: 'x', data: rows, encoding: 'RLE_DICTIONARY' }] }),
      ),
    ],
  ] as const) {
    const table = await openTable(memorySource(bytes), { name });
    const error = await table.read({ start: 0, end: 64 }).catch((reason: unknown) => reason);
    expect(String(error)).toMatch(/^Failure: Rows 1 to 32 of column "x"/);
    expect((await table.read({ start: 40, end: 60 })).numRows).toBe(20);
  }
});

test('of bytes that are too large to show none are read', async () => {
  const data = Uint8Array.from({ length: LARGEST_READ + 1 });
  const offsets = Int32Array.of(0, data.length);
  const vector = new arrow.Vector([
    arrow.makeData({ type: new arrow.Binary(), length: 1, valueOffsets: offsets, data }),
  ]);
  const source = countedSource(arrow.tableToIPC(new arrow.Table({ image: vector }), 'file'));
  const table = await openTable(source, { name: 'a.arrow' });
  await expect(table.read({ start: 0, end: 1 })).rejects.toThrow(
    'Row 1 of column "image" in a.arrow alone holds 33554449 bytes or more',
  );
  expect(source.bytes).toBeLessThan(200 * KIB);
});

describe('many rows at once', () => {
  const rows = 300_000;
  const numbers = Int32Array.from({ length: rows }, (_, row) => row);
  const check = async (table: Table) => {
    const batch = await table.read({ start: 0, end: rows });
    expect(batch.numRows).toBe(rows);
    expect(Int32Array.from((batch.columns[0]?.cells ?? []) as number[])).toEqual(numbers);
  };

  test('of a Parquet file', async () => {
    const file = parquetWriteBuffer({
      columnData: [{ name: 'n', data: numbers, type: 'INT32' }],
      rowGroupSize: [200_000, 100_000],
    });
    await check(await openTable(memorySource(new Uint8Array(file)), { name: 'a.parquet' }));
  });

  test('of an Arrow file', async () => {
    const file = arrow.tableToIPC(arrow.tableFromArrays({ n: numbers }), 'file');
    await check(await openTable(memorySource(file), { name: 'a.arrow' }));
  });
});
