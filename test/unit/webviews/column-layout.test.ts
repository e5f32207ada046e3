import { expect, test } from 'vitest';
import {
  columnAt,
  columnLayout,
  columnSpan,
  totalWidth,
  visibleColumns,
} from '#webviews/ui/column-layout.ts';

const layout = columnLayout([100, 50, 200, 10]);

test('columns lie side by side', () => {
  expect(totalWidth(layout)).toBe(360);
  expect(columnSpan(layout, 2)).toEqual({ start: 150, end: 350 });
});

test.each([
  [0, 100, { start: 0, end: 1 }],
  [0, 101, { start: 0, end: 2 }],
  [100, 50, { start: 1, end: 2 }],
  [149, 2, { start: 1, end: 3 }],
  [340, 100, { start: 2, end: 4 }],
])('a view from %i of %i pixels shows the columns that it touches', (offset, width, expected) => {
  expect(visibleColumns(layout, offset, width)).toEqual(expected);
});

test('an offset beyond the last column is the last column', () => {
  expect(columnAt(layout, 5000)).toBe(3);
});

test('a table without columns shows none', () => {
  expect(visibleColumns(columnLayout([]), 0, 100)).toEqual({ start: 0, end: 0 });
});

test('any of 10,000 columns is found', () => {
  const many = columnLayout(Array.from({ length: 10_000 }, (_, index) => 50 + (index % 7)));
  for (const column of [0, 1, 4999, 9998, 9999]) {
    const { start, end } = columnSpan(many, column);
    expect([columnAt(many, start), columnAt(many, end - 1)]).toEqual([column, column]);
  }
});
