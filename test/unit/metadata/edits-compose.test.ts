import { expect, test } from 'vitest';
import { applyEdits, composeEdits } from '#core/metadata/edits/compose.ts';
import type { TextEdit } from '#core/metadata/problem.ts';
import { RandomDocuments } from './random-documents.ts';

/** Edits that do not overlap; some touch each other, some insert at one place. */
function someEdits(random: RandomDocuments, length: number): TextEdit[] {
  const edits: TextEdit[] = [];
  let at = 0;
  while (at < length && edits.length < 5) {
    const offset = Math.min(length, at + random.below(6));
    const size = Math.min(length - offset, random.below(4));
    edits.push({ offset, length: size, text: random.pick(['', 'x', 'yz', '\n']) });
    at = offset + size;
  }
  return edits;
}

test('two rounds of edits become one that does the same', () => {
  for (let seed = 1; seed <= 5_000; seed++) {
    const random = new RandomDocuments(seed);
    const text = 'abcdefghijklmnopqrst'.slice(0, random.below(20));
    const first = someEdits(random, text.length);
    const middle = applyEdits(text, first);
    const second = someEdits(random, middle.length);
    const both = composeEdits(text.length, first, second);
    const say = `seed ${seed}: ${JSON.stringify([text, first, second, both])}`;
    expect(applyEdits(text, both), say).toBe(applyEdits(middle, second));
    let end = 0;
    for (const { offset, length } of both) {
      expect(offset, say).toBeGreaterThanOrEqual(end);
      end = offset + length;
    }
  }
});

test('what is inserted and removed again leaves no edit', () => {
  const first = [{ offset: 1, length: 0, text: 'x' }];
  expect(composeEdits(3, first, [{ offset: 1, length: 1, text: '' }])).toEqual([]);
});
