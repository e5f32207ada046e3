import { describe, expect, test } from 'vitest';
import { ByteReader, OutOfBytes } from '#core/tabular/parquet/byte-reader.ts';
import { readHybrid } from '#core/tabular/parquet/hybrid.ts';

/** Eight numbers bit-packed in 4 bits (0…7), then the number 9 six times (Parquet, Encodings.md, RLE). */
const PACKED_THEN_RUN = [3, 0x10, 0x32, 0x54, 0x76, 12, 9];
const NUMBERS = [0, 1, 2, 3, 4, 5, 6, 7, 9, 9, 9, 9, 9, 9];

describe('the RLE / bit-packed hybrid', () => {
  const windows = NUMBERS.flatMap((_, skip) =>
    Array.from({ length: NUMBERS.length - skip + 1 }, (__, take) => [skip, take] as const),
  );

  test.each(windows)('behind the first %d gives the next %d numbers', (skip, take) => {
    const reader = new ByteReader(Uint8Array.from(PACKED_THEN_RUN));
    expect([...readHybrid(reader, 4, skip, take)]).toEqual(NUMBERS.slice(skip, skip + take));
  });

  test('says when bytes are missing, in a packed run and between runs', () => {
    const reader = (bytes: number[]) => new ByteReader(Uint8Array.from(bytes));
    expect(() => readHybrid(reader(PACKED_THEN_RUN.slice(0, 4)), 4, 0, 8)).toThrow(OutOfBytes);
    expect(() => readHybrid(reader(PACKED_THEN_RUN.slice(0, 4)), 4, 8, 1)).toThrow(OutOfBytes);
    expect(() => readHybrid(reader(PACKED_THEN_RUN), 4, 0, 15)).toThrow(OutOfBytes);
  });
});
