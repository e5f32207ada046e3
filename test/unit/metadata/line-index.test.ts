import { expect, test } from 'vitest';
import { lineIndex } from '#core/metadata/line-index.ts';

const TEXT = 'ab\r\nc😀d\n\re\r';
const PLACES = [
  [0, 0, 0],
  [2, 0, 2],
  [4, 1, 0],
  [7, 1, 3], // behind the emoji, which is two code units
  [8, 1, 4],
  [9, 2, 0],
  [10, 3, 0],
  [11, 3, 1],
  [12, 4, 0],
] as const;

test.each(PLACES)('offset %i is line %i, character %i, and back', (offset, line, character) => {
  const index = lineIndex(TEXT);
  expect(index.positionAt(offset)).toEqual({ line, character });
  expect(index.offsetAt({ line, character })).toBe(offset);
});

test('a character behind the end of its line is that end', () => {
  const index = lineIndex(TEXT);
  expect(index.offsetAt({ line: 0, character: 99 })).toBe(2);
  expect(index.offsetAt({ line: 4, character: 99 })).toBe(12);
  expect(index.offsetAt({ line: 99, character: 0 })).toBe(12);
});

test('offsets outside of the text are its start and its end', () => {
  expect(lineIndex(TEXT).positionAt(-1)).toEqual({ line: 0, character: 0 });
  expect(lineIndex(TEXT).positionAt(99)).toEqual({ line: 4, character: 0 });
  expect(lineIndex('').positionAt(0)).toEqual({ line: 0, character: 0 });
  expect(lineIndex('').lineCount).toBe(1);
});
