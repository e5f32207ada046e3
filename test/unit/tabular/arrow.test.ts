import * as arrow from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { memorySource } from '#core/base/byte-source.ts';
import { isFailure } from '#core/base/failure.ts';
import { decompressLz4Frame } from '#core/tabular/arrow/lz4-frame.ts';
import { openTable } from '#core/tabular/open.ts';
import { typeName } from '#core/tabular/type-name.ts';
import { countedSource } from './counted-source.ts';

const all = { start: 0, end: 1_000_000 };

/** A table of three batches, written by another implementation. */
function sample(): arrow.Table {
  const rows = Array.from({ length: 3000 }, (_, row) => row);
  const table = new arrow.Table({
    id: arrow.makeVector(BigInt64Array.from(rows, BigInt)),
    score: arrow.makeVector(Float64Array.from(rows, (row) => row / 3)),
    name: arrow.vectorFromArray(
      rows.map((row) => (row % 7 === 0 ? null : `name ${row}`)),
      new arrow.Utf8(),
    ),
    kind: arrow.vectorFromArray(
      rows.map((row) => `kind ${row % 5}`),
      new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32(), 1),
    ),
    tags: arrow.vectorFromArray(
      rows.map((row) => (row % 3 === 0 ? [] : [row, row + 1])),
      new arrow.List(new arrow.Field('item', new arrow.Int32(), true)),
    ),
  });
  const parts = [0, 1000, 2000].flatMap((start) => table.slice(start, start + 1000).batches);
  return new arrow.Table(table.schema, parts);
}

const file = arrow.tableToIPC(sample(), 'file');
const stream = arrow.tableToIPC(sample(), 'stream');

describe.each([
  ['an Arrow file', file, 'a.arrow', 'arrow-file', 3000],
  ['an Arrow stream', stream, 'a.arrows', 'arrow-stream', undefined],
] as const)('%s', (_name, bytes, name, format, known) => {
  test('has the rows that were written, in any window', async () => {
    const table = await openTable(memorySource(bytes), { name });
    expect([table.format, table.numRows]).toEqual([format, known]);
    expect(table.columns.map(({ type }) => typeName(type))).toEqual([
      'int64',
      'float64',
      'string',
      'string',
      'list<int32>',
    ]);
    for (const start of [0, 998, 2999]) {
      const { columns } = await table.read({ start, end: start + 1 });
      expect(columns.map(({ cells }) => cells[0])).toEqual([
        BigInt(start),
        start / 3,
        start % 7 === 0 ? null : `name ${start}`,
        `kind ${start % 5}`,
        start % 3 === 0 ? [] : [start, start + 1],
      ]);
    }
    expect((await table.read({ start: 2990, end: 4000 })).numRows).toBe(10);
    expect(await table.count()).toBe(3000);
    expect(table.numRows).toBe(3000);
  });

  test('cut off anywhere it is corrupt', async () => {
    for (const length of [20, 500, bytes.length - 20]) {
      const reading = openTable(memorySource(bytes.slice(0, length)), { name }).then((table) =>
        table.read(all),
      );
      await expect(reading).rejects.toSatisfy((error) => isFailure(error, 'table/corrupt'));
    }
  });
});

test('of a large batch only the bytes of the window are read', async () => {
  const rows = 500_000;
  const table = arrow.tableFromArrays({ id: BigInt64Array.from({ length: rows }, (_, row) => BigInt(row)) });
  const source = countedSource(arrow.tableToIPC(table, 'file'));
  const opened = await openTable(source, { name: 'a.arrow' });
  const batch = await opened.read({ start: 400_000, end: 400_100 });
  expect(batch.columns[0]?.cells[0]).toBe(400_000n);
  expect(source.size).toBeGreaterThan(4_000_000);
  expect(source.bytes).toBeLessThan(128 * 1024);
});

test('timestamps keep their ticks where other readers make milliseconds of them', async () => {
  const type = new arrow.TimestampNanosecond('UTC');
  const data = arrow.makeData({ type, length: 2, data: BigInt64Array.of(1n, -(2n ** 63n)) });
  const table = new arrow.Table({ t: new arrow.Vector([data]) });
  const opened = await openTable(memorySource(arrow.tableToIPC(table, 'file')), { name: 'a.arrow' });
  expect(opened.columns.map((column) => typeName(column.type))).toEqual(['timestamp[ns, UTC]']);
  expect((await opened.read(all)).columns[0]?.cells).toEqual([1n, -(2n ** 63n)]);
});

test('big-endian numbers are refused', async () => {
  const opening = openTable(memorySource(bigEndianStream()), { name: 'a.arrows' });
  await expect(opening).rejects.toSatisfy((error) => isFailure(error, 'table/unsupported'));
  await expect(opening).rejects.toThrow('big-endian');
});

/** A stream of nothing but a schema that says big-endian: written by hand, as FlatBuffers.fbs lays it out. */
function bigEndianStream(): Uint8Array {
  const metadata = new DataView(new ArrayBuffer(64));
  metadata.setUint32(0, 20, true); // root table at 20
  // vtable of the message at 4: version, header type, header, body length
  metadata.setUint16(4, 12, true);
  metadata.setUint16(6, 12, true);
  metadata.setUint16(8, 8, true);
  metadata.setUint16(10, 10, true);
  metadata.setUint16(12, 4, true);
  metadata.setUint16(14, 0, true);
  metadata.setInt32(20, 16, true); // the table, and back to its vtable
  metadata.setUint32(24, 20, true); // header: table at 44
  metadata.setInt16(28, 4, true); // version 5
  metadata.setInt8(30, 1); // header type: schema
  // vtable of the schema at 36: endianness
  metadata.setUint16(36, 6, true);
  metadata.setUint16(38, 6, true);
  metadata.setUint16(40, 4, true);
  metadata.setInt32(44, 8, true);
  metadata.setInt16(48, 1, true); // big
  const bytes = new Uint8Array(72);
  bytes.set([0xff, 0xff, 0xff, 0xff, 64, 0, 0, 0]);
  bytes.set(new Uint8Array(metadata.buffer), 8);
  return bytes;
}

test('LZ4 frames: stored and compressed blocks, copies over what is being written', () => {
  const header = [0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82];
  // Token: 3 literals and a copy of 4 + 2 from 3 back; then a last block of 1 literal.
  const block = [0x32, 0x61, 0x62, 0x63, 3, 0, 0x10, 0x64];
  const bytes = Uint8Array.of(
    ...header,
    block.length,
    0,
    0,
    0,
    ...block,
    2,
    0,
    0,
    0x80,
    0x65,
    0x66,
    0,
    0,
    0,
    0,
  );
  expect(new TextDecoder().decode(decompressLz4Frame(bytes, 12))).toBe('abcabcabcdef');
  expect(() => decompressLz4Frame(bytes, 11)).toThrow(RangeError);
});
