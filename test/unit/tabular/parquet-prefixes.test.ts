import { expect, test } from 'vitest';
import { memorySource } from '#core/base/byte-source.ts';
import { ByteReader, OutOfBytes } from '#core/tabular/parquet/byte-reader.ts';
import { readDeltaPacked } from '#core/tabular/parquet/delta.ts';
import { createLeafReader } from '#core/tabular/parquet/leaf-reader.ts';
import { leafType } from '#core/tabular/parquet/leaf-type.ts';
import type { Page } from '#core/tabular/parquet/page-loader.ts';
import { PHYSICAL } from '#core/tabular/parquet/values.ts';
import { ReadBudget } from '#core/tabular/read-budget.ts';

test('the beginning of very many equal deltas asks for more bytes instead of calling them wrong', () => {
  // Blocks of 128 in 4 parts, 10,000,000 values, the first 0; each block is the smallest delta and four widths of 0.
  const beginning = Uint8Array.from([0x80, 1, 4, 0x80, 0xad, 0xe2, 0x04, 0, 0, 0, 0, 0, 0]);
  expect(() => readDeltaPacked(new ByteReader(beginning))).toThrow(OutOfBytes);
  expect([...readDeltaPacked(new ByteReader(beginning), 3)]).toEqual([0n, 0n, 0n]);
});

test('a page of nothing but nulls needs no dictionary', async () => {
  const page: Page = {
    header: {
      type: 0,
      uncompressedSize: 6,
      compressedSize: 6,
      crc: undefined,
      numValues: 5,
      encoding: 8,
      definitionEncoding: 3,
      repetitionEncoding: 3,
      v2: { numNulls: 0, numRows: 0, definitionLength: 0, repetitionLength: 0, compressed: true },
    },
    offset: 4,
    start: 4,
    end: 10,
  };
  // Definition levels: 2 bytes, a run of five zeros.
  const body = Uint8Array.of(2, 0, 0, 0, 10, 0);
  const element = { name: 'x', physical: PHYSICAL.byteArray, typeLength: 0, repetition: 1, numChildren: 0 };
  const meaning = leafType({ ...element, converted: 0, scale: 0, precision: 0, logical: undefined });
  const reader = createLeafReader(
    memorySource(new Uint8Array(10)),
    {
      find: () => Promise.resolve(page),
      withPage: (_page, _options, decode) =>
        Promise.resolve(decode({ levels: new Uint8Array(0), body, complete: true })),
    },
    { ...meaning, name: 'x', maxDef: 1, maxRep: 0 },
    { codec: 0, numValues: 5, start: 4, compressedSize: 6, offsetIndex: undefined },
    5,
  );
  expect(await reader.read(1, 4, { budget: new ReadBudget() })).toEqual({
    rep: undefined,
    def: [0, 0, 0],
    entries: 3,
    values: [],
  });
});
