import { expect, test } from 'vitest';
import { ChunkCache } from '#webviews/preview/chunk-cache.ts';

const nothing = () => false;

test('the least recently used chunk goes first', () => {
  const cache = new ChunkCache<string>({ chunks: 2, bytes: 1000 });
  cache.set(0, 0, 'a', 1);
  cache.set(0, 1, 'b', 1);
  cache.get(0, 0);
  cache.set(0, 2, 'c', 1);
  expect(cache.shrink(nothing)).toBe(true);
  expect([cache.get(0, 0), cache.get(0, 1), cache.get(0, 2)]).toEqual(['a', undefined, 'c']);
});

test('large chunks count by their bytes', () => {
  const cache = new ChunkCache<string>({ chunks: 100, bytes: 10 });
  cache.set(0, 0, 'a', 6);
  cache.set(1, 0, 'b', 6);
  cache.shrink(nothing);
  expect([cache.has(0, 0), cache.has(1, 0), cache.bytes]).toEqual([false, true, 6]);
});

test('a chunk that is set again counts once', () => {
  const cache = new ChunkCache<string>({ chunks: 100, bytes: 10 });
  cache.set(0, 0, 'a', 6);
  cache.set(0, 0, 'b', 4);
  expect([cache.get(0, 0), cache.bytes]).toEqual(['b', 4]);
});

test('what must stay stays, and shrinking says when that is too much', () => {
  const cache = new ChunkCache<string>({ chunks: 1, bytes: 10 });
  cache.set(0, 0, 'kept', 6);
  cache.set(1, 0, 'kept', 6);
  cache.set(2, 0, 'other', 1);
  expect(cache.shrink((page) => page < 2)).toBe(false);
  expect([cache.has(0, 0), cache.has(1, 0), cache.has(2, 0)]).toEqual([true, true, false]);
});

test('chunks are forgotten by what they hold', () => {
  const cache = new ChunkCache<string>({ chunks: 9, bytes: 10 });
  cache.set(0, 0, 'good', 2);
  cache.set(0, 1, 'bad', 3);
  cache.deleteWhere((chunk) => chunk === 'bad');
  expect([cache.has(0, 0), cache.has(0, 1), cache.bytes]).toEqual([true, false, 2]);
});
