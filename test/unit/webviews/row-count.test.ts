import { describe, expect, test } from 'vitest';
import { afterRead, atLeast, exactly, NOTHING_KNOWN, shownRows } from '#webviews/preview/row-count.ts';
import { readRowNumber } from '#webviews/preview/row-number.ts';

describe('rows that are not counted yet', () => {
  test('one page is shown before anything is known', () => {
    expect(shownRows(NOTHING_KNOWN)).toBe(128);
  });

  test('a full page makes room for one more', () => {
    expect(shownRows(afterRead(NOTHING_KNOWN, 0, 128, 128))).toBe(256);
  });

  test('a page that is not full ends the table', () => {
    expect(afterRead(NOTHING_KNOWN, 0, 128, 3).exact).toBe(3);
    expect(afterRead(NOTHING_KNOWN, 0, 128, 0).exact).toBe(0);
  });

  test('an empty page right after a full one ends the table there', () => {
    expect(afterRead(atLeast(NOTHING_KNOWN, 128), 128, 128, 0).exact).toBe(128);
  });

  test('an empty page further on only says that the end is before it', () => {
    const count = afterRead(atLeast(NOTHING_KNOWN, 1000), 1024, 128, 0);
    expect(count.exact).toBeUndefined();
    expect(shownRows(count)).toBe(1024);
  });

  test('counting only goes up', () => {
    expect(atLeast(atLeast(NOTHING_KNOWN, 500), 200).atLeast).toBe(500);
  });
});

test('what is exact is not changed by a read that brings less', () => {
  expect(afterRead(exactly(1000), 896, 128, 5)).toEqual(exactly(1000));
});

test.each([
  ['1', { kind: 'row', row: 0 }],
  [' 1,000 ', { kind: 'row', row: 999 }],
  ["1'000", { kind: 'row', row: 999 }],
  ['1 000', { kind: 'row', row: 999 }],
  ['0', { kind: 'outside' }],
  ['1001', { kind: 'outside' }],
  ['999999999999999', { kind: 'outside' }],
  ['9999999999999999999999', { kind: 'not-a-number' }],
  ['', { kind: 'not-a-number' }],
  ['-5', { kind: 'not-a-number' }],
  ['1.5', { kind: 'not-a-number' }],
  ['1e3', { kind: 'not-a-number' }],
  ['last', { kind: 'not-a-number' }],
])('"%s" typed into a table of 1000 rows', (text, expected) => {
  expect(readRowNumber(text, 1000)).toEqual(expected);
});
