import { parquetReadObjects } from 'hyparquet';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { memorySource } from '#core/base/byte-source.ts';
import { isFailure } from '#core/base/failure.ts';
import { openTable } from '#core/tabular/open.ts';
import { crc32 } from '#core/tabular/parquet/crc32.ts';
import { snappyPrefix } from '#core/tabular/parquet/snappy.ts';
import type { Batch } from '#core/tabular/table.ts';
import { typeName } from '#core/tabular/type-name.ts';
import { countedSource } from './counted-source.ts';

type WriteOptions = Parameters<typeof parquetWriteBuffer>[0];

function write(columnData: ColumnSource[], options: Partial<WriteOptions> = {}): Uint8Array {
  return new Uint8Array(parquetWriteBuffer({ ...options, columnData }));
}

async function open(bytes: Uint8Array, name = 'a.parquet') {
  return openTable(memorySource(bytes), { name });
}

function cellsOf(batch: Batch): Record<string, readonly unknown[]> {
  return Object.fromEntries(batch.columns.map(({ column, cells }) => [column.name, cells]));
}

const all = { start: 0, end: 1_000_000 };
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('exact values', () => {
  const one = async (schema: NonNullable<WriteOptions['schema']>[number], data: unknown[]) => {
    const bytes = write([{ name: 'x', data }], { schema: [{ name: 'root', num_children: 1 }, schema] });
    const table = await open(bytes);
    const [column] = table.columns;
    return { type: column && typeName(column.type), cells: (await table.read(all)).columns[0]?.cells };
  };
  const x = { name: 'x', repetition_type: 'OPTIONAL' } as const;

  test('decimals are whole numbers of their last digit', async () => {
    expect(
      await one({ ...x, type: 'INT64', converted_type: 'DECIMAL', precision: 12, scale: 2 }, [
        1234567.89,
        null,
      ]),
    ).toEqual({
      type: 'decimal(12, 2)',
      cells: [123456789n, null],
    });
  });

  test('64-bit integers keep every digit', async () => {
    expect(await one({ ...x, type: 'INT64' }, [2n ** 63n - 1n, -(2n ** 63n)])).toEqual({
      type: 'int64',
      cells: [2n ** 63n - 1n, -(2n ** 63n)],
    });
  });

  test('unsigned integers are not negative', async () => {
    expect(await one({ ...x, type: 'INT32', converted_type: 'UINT_32' }, [4_294_967_295])).toEqual({
      type: 'uint32',
      cells: [4_294_967_295],
    });
  });

  test('timestamps are ticks of their unit', async () => {
    const date = new Date('2024-01-31T13:05:09.250Z');
    expect(await one({ ...x, type: 'INT64', converted_type: 'TIMESTAMP_MICROS' }, [date])).toEqual({
      type: 'timestamp[us, UTC]',
      cells: [1_706_706_309_250_000n],
    });
  });

  test('dates are days, JSON is its text, UUIDs have dashes', async () => {
    expect(await one({ ...x, type: 'INT32', converted_type: 'DATE' }, [new Date('2024-01-31')])).toEqual({
      type: 'date',
      cells: [19_753],
    });
    expect(await one({ ...x, type: 'BYTE_ARRAY', converted_type: 'JSON' }, [{ a: 1 }])).toEqual({
      type: 'json',
      cells: ['{"a":1}'],
    });
    const uuid = '0123abcd-4567-89ab-cdef-0123456789ab';
    expect(
      await one({ ...x, type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, logical_type: { type: 'UUID' } }, [
        uuid,
      ]),
    ).toEqual({ type: 'uuid', cells: [uuid] });
  });

  test('bytes without annotation are binary', async () => {
    expect(await one({ ...x, type: 'BYTE_ARRAY' }, [Uint8Array.of(1, 2)])).toEqual({
      type: 'binary',
      cells: [Uint8Array.of(1, 2)],
    });
  });
});

describe('nested columns', () => {
  const schema: NonNullable<WriteOptions['schema']> = [
    { name: 'root', num_children: 2 },
    { name: 'tags', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', repetition_type: 'OPTIONAL', type: 'BYTE_ARRAY', converted_type: 'UTF8' },
    { name: 'point', repetition_type: 'OPTIONAL', num_children: 2 },
    { name: 'x', repetition_type: 'OPTIONAL', type: 'INT64' },
    { name: 'y', repetition_type: 'REQUIRED', type: 'INT32' },
  ];
  const tags = [['a', null, 'b'], null, [], ['c']];
  const points = [{ x: 1n, y: 2 }, null, { x: null, y: 3 }, { x: 4n, y: 5 }];

  test('lists and structs come back as they were, nulls at each level', async () => {
    const table = await open(
      write(
        [
          { name: 'tags', data: tags },
          { name: 'point', data: points },
        ],
        { schema },
      ),
    );
    expect(table.columns.map(({ type }) => typeName(type))).toEqual([
      'list<string>',
      'struct<x: int64, y: int32>',
    ]);
    expect(cellsOf(await table.read(all))).toEqual({ tags, point: points });
  });

  test('a window in the middle of many pages gets whole rows', async () => {
    const many = numbers(3000).map((row) =>
      row % 5 === 0 ? null : numbers(row % 4).map((item) => `${row}/${item}`),
    );
    const structs = many.map((_, row) => ({ x: BigInt(row), y: row }));
    const bytes = write(
      [
        { name: 'tags', data: many },
        { name: 'point', data: structs },
      ],
      { schema, pageSize: 500, rowGroupSize: 1100 },
    );
    const table = await open(bytes);
    for (const [start, end] of [
      [0, 3],
      [998, 1003],
      [1099, 1101],
      [2990, 3100],
    ] as const) {
      expect(cellsOf(await table.read({ start, end }))).toEqual({
        tags: many.slice(start, end),
        point: structs.slice(start, end),
      });
    }
  });
});

describe('pages', () => {
  const rows = 5000;
  const columns: ColumnSource[] = [
    { name: 'int', data: Int32Array.from(numbers(rows)), encoding: 'PLAIN' },
    {
      name: 'delta',
      data: Int32Array.from(numbers(rows), (row) => row * row),
      encoding: 'DELTA_BINARY_PACKED',
    },
    {
      name: 'deltaLong',
      data: BigInt64Array.from(numbers(rows), (row) => BigInt(row) ** 4n),
      encoding: 'DELTA_BINARY_PACKED',
    },
    {
      name: 'split',
      data: Float64Array.from(numbers(rows), (row) => row / 7),
      encoding: 'BYTE_STREAM_SPLIT',
    },
    { name: 'lengths', data: numbers(rows).map((row) => `row ${row}`), encoding: 'DELTA_LENGTH_BYTE_ARRAY' },
    { name: 'strings', data: numbers(rows).map((row) => `row ${row}`), encoding: 'DELTA_BYTE_ARRAY' },
    { name: 'dictionary', data: numbers(rows).map((row) => `word ${row % 300}`) },
    { name: 'boolean', data: numbers(rows).map((row) => row % 3 === 0) },
    { name: 'nullable', data: numbers(rows).map((row) => (row % 4 === 0 ? null : row / 2)), nullable: true },
  ];
  const expected = (start: number, end: number) =>
    Object.fromEntries(columns.map(({ name, data }) => [name, Array.from(data.slice(start, end))]));

  test.each([
    ['one page', { pageSize: 1 << 20 }],
    ['many pages', { pageSize: 1000 }],
    ['many row groups', { rowGroupSize: 700 }],
    ['no compression', { codec: 'UNCOMPRESSED', pageSize: 4000 } as const],
  ])('any window of any encoding: %s', async (_name, options) => {
    const table = await open(write(columns, options));
    expect(table.numRows).toBe(rows);
    for (const [start, end] of [
      [0, 2],
      [63, 65],
      [1234, 1534],
      [4999, 6000],
    ] as const) {
      expect(cellsOf(await table.read({ start, end }))).toEqual(expected(start, Math.min(end, rows)));
    }
  });

  test('agrees with another reader over a whole file', async () => {
    const bytes = write(columns, { pageSize: 3000, rowGroupSize: 2048 });
    const theirs = await parquetReadObjects({ file: bytes.buffer as ArrayBuffer });
    const ours = cellsOf(await (await open(bytes)).read(all));
    for (const { name } of columns) {
      expect(ours[name]).toEqual(theirs.map((row) => row[name]));
    }
  });
});

describe('what is read of a large file', () => {
  const rows = 200_000;
  // One page per column chunk, as DuckDB writes them: the first rows are in the first bytes of each page.
  const bytes = write(
    [
      { name: 'id', data: BigInt64Array.from(numbers(rows), BigInt), encoding: 'PLAIN' },
      { name: 'value', data: Float64Array.from(numbers(rows), Math.sin), encoding: 'PLAIN' },
      {
        name: 'name',
        data: numbers(rows).map((row) => `name ${Math.imul(row, 2_654_435_761)}`),
        encoding: 'PLAIN',
      },
      { name: 'word', data: numbers(rows).map((row) => `word ${row % 5000}`) },
    ],
    { pageSize: 1 << 30, rowGroupSize: rows },
  );

  test('first rows: the footer and the beginning of each page', async () => {
    const source = countedSource(bytes);
    const table = await openTable(source, { name: 'a.parquet' });
    const batch = await table.read({ start: 0, end: 100 });
    expect(batch.columns.map(({ cells }) => cells[99])).toEqual([
      99n,
      Math.sin(99),
      `name ${Math.imul(99, 2_654_435_761)}`,
      'word 99',
    ]);
    expect(source.size).toBeGreaterThan(4_000_000);
    expect(source.bytes).toBeLessThan(64 * 1024 * 5);
    expect(source.reads).toBeLessThan(16);
  });

  test('only the columns asked for are read', async () => {
    const source = countedSource(bytes);
    const table = await openTable(source, { name: 'a.parquet' });
    source.reset();
    await table.read({ start: 0, end: 100, columns: [1] });
    expect(source.bytes).toBeLessThan(64 * 1024);
  });

  test('a window in the middle of small pages goes straight to them by the offset index', async () => {
    const paged = write(
      [{ name: 'id', data: BigInt64Array.from(numbers(rows), BigInt), encoding: 'PLAIN' }],
      {
        pageSize: 8192,
        rowGroupSize: rows,
        codec: 'UNCOMPRESSED',
      },
    );
    const source = countedSource(paged);
    const table = await openTable(source, { name: 'a.parquet' });
    source.reset();
    const batch = await table.read({ start: 150_000, end: 150_002 });
    expect(batch.columns[0]?.cells).toEqual([150_000n, 150_001n]);
    expect(source.bytes).toBeLessThan(100 * 1024);
  });
});

describe('damaged and foreign files', () => {
  const good = write([{ name: 'id', data: numbers(2000).map((row) => `text ${row}`), encoding: 'PLAIN' }]);
  const readAll = async (bytes: Uint8Array) => (await open(bytes)).read(all);

  test.each([
    ['cut in half', good.slice(0, good.length / 2), 'cut off'],
    ['four bytes', good.slice(0, 4), 'cut off'],
    ['a footer longer than the file', patched(good, good.length - 8, [0xff, 0xff, 0xff, 0x0f]), 'footer'],
    [
      'a page of garbage',
      patched(
        good,
        40,
        Array.from({ length: 64 }, () => 0xff),
      ),
      'cannot be decoded',
    ],
  ])('%s is corrupt, and says how', async (_name, bytes, words) => {
    const failure = readAll(bytes);
    await expect(failure).rejects.toSatisfy((error) => isFailure(error, 'table/corrupt'));
    await expect(failure).rejects.toThrow(words);
  });

  test('an encrypted file is called encrypted', async () => {
    const failure = open(
      patched(
        good,
        good.length - 4,
        Array.from('PARE', (letter) => letter.charCodeAt(0)),
      ),
    );
    await expect(failure).rejects.toSatisfy((error) => isFailure(error, 'table/unsupported'));
    await expect(failure).rejects.toThrow('encrypted');
  });

  test('a file cut at any place ends in a failure, not in a bug', async () => {
    for (let length = 0; length < good.length; length += 97) {
      const reading = readAll(good.slice(0, length));
      await expect(reading).rejects.toSatisfy((error) =>
        isFailure(error, 'table/corrupt', 'table/unknown-format'),
      );
    }
  });

  test('any byte may be wrong: rows or a failure come, nothing else', async () => {
    const small = write([
      { name: 'a', data: ['x', null, 'y'], nullable: true },
      { name: 'b', data: [1, 2, 3], encoding: 'DELTA_BINARY_PACKED', type: 'INT32' },
    ]);
    for (let at = 0; at < small.length; at += 1) {
      for (const value of [0, 0x7f, 0xff]) {
        const outcome = await readAll(patched(small, at, [value])).then(
          () => true,
          (error: unknown) => isFailure(error) || error,
        );
        expect({ at, value, outcome }).toEqual({ at, value, outcome: true });
      }
    }
  });
});

test('the checksum is that of gzip', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
});

test('Snappy gives the beginning of its data from the beginning of its bytes', () => {
  // 12 bytes: the literal "abc", then a copy of 9 bytes from 3 back.
  const stored = Uint8Array.of(12, 0x08, 0x61, 0x62, 0x63, ((9 - 4) << 2) | 1, 3);
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  expect(text(snappyPrefix(stored, 12))).toBe('abcabcabcabc');
  expect(text(snappyPrefix(stored.subarray(0, 6), 12))).toBe('abc');
  expect(text(snappyPrefix(stored.subarray(0, 4), 12))).toBe('ab');
  expect(() => snappyPrefix(stored, 11)).toThrow(RangeError);
  expect(() => snappyPrefix(Uint8Array.of(12, 0x00, 0x61, 0x15, 9), 12)).toThrow(RangeError);
});

function patched(bytes: Uint8Array, at: number, replacement: readonly number[]): Uint8Array {
  const copy = bytes.slice();
  copy.set(replacement.slice(0, Math.max(0, copy.length - at)), at);
  return copy;
}
