import { expect, test } from 'vitest';
import { PAGE } from '#core/tabular/parquet/page-header.ts';
import { createPageLoader, type Page } from '#core/tabular/parquet/page-loader.ts';
import { countedSource } from './counted-source.ts';

const LEVELS = 1000;

/** A version 2 page of nothing but nulls: it has levels and no values. */
function pageOfNulls(index: number): Page {
  const offset = index * LEVELS;
  return {
    header: {
      type: PAGE.dataV2,
      uncompressedSize: LEVELS,
      compressedSize: LEVELS,
      crc: undefined,
      numValues: LEVELS * 8,
      encoding: 0,
      definitionEncoding: 3,
      repetitionEncoding: 3,
      v2: { numNulls: 0, numRows: 0, definitionLength: LEVELS, repetitionLength: 0, compressed: false },
    },
    offset,
    start: offset,
    end: offset + LEVELS,
  };
}

test('pages of nulls leave the cache too, those used last stay', async () => {
  const source = countedSource(new Uint8Array(10 * LEVELS));
  const loader = createPageLoader(source, 4 * LEVELS);
  const load = (index: number) =>
    loader.withPage(pageOfNulls(index), { codec: 0, fraction: 1 }, ({ levels }) => levels.length);
  for (let index = 0; index < 10; index += 1) {
    expect(await load(index)).toBe(LEVELS);
  }
  expect(source.reads).toBe(10);
  await load(9);
  await load(8);
  expect(source.reads).toBe(10);
  await load(0);
  expect(source.reads).toBe(11);
});
