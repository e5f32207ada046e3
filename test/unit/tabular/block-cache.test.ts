import { expect, test } from 'vitest';
import { memorySource } from '#core/base/byte-source.ts';
import { isFailure } from '#core/base/failure.ts';
import { withBlockCache } from '#core/tabular/block-cache.ts';
import { countedSource } from './counted-source.ts';

const memory = Uint8Array.from({ length: 200_000 }, (_, index) => index % 251);

test('small reads nearby are one read of whole blocks', async () => {
  const source = countedSource(memory);
  const cached = withBlockCache(source);
  expect(await cached.read(20_000, 20_010)).toEqual(memory.slice(20_000, 20_010));
  expect(await cached.read(16_384, 32_768)).toEqual(memory.slice(16_384, 32_768));
  expect([source.reads, source.bytes]).toEqual([1, 16_384]);
  // Blocks 0 to 3: 0, then 2 and 3 together.
  expect(await cached.read(10, 60_000)).toEqual(memory.slice(10, 60_000));
  expect([source.reads, source.bytes]).toEqual([3, 65_536]);
});

test('the end of the source ends a read', async () => {
  const cached = withBlockCache(memorySource(memory));
  expect(await cached.read(199_990, 300_000)).toEqual(memory.slice(199_990));
  expect(await cached.read(300_000, 300_001)).toEqual(new Uint8Array(0));
});

test('a source that became shorter is noticed', async () => {
  const cached = withBlockCache({ size: 100, read: () => Promise.resolve(new Uint8Array(50)) });
  await expect(cached.read(0, 100)).rejects.toSatisfy((error) => isFailure(error, 'file/changed'));
});

test('a failed read is tried again', async () => {
  let attempts = 0;
  const cached = withBlockCache({
    size: 4,
    read: () => {
      attempts += 1;
      return attempts === 1
        ? Promise.reject(new Error('offline'))
        : Promise.resolve(Uint8Array.of(1, 2, 3, 4));
    },
  });
  await expect(cached.read(0, 4)).rejects.toThrow('offline');
  expect(await cached.read(0, 4)).toEqual(Uint8Array.of(1, 2, 3, 4));
});
