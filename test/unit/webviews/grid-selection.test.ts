import { describe, expect, test } from 'vitest';
import type { Motion } from '#webviews/ui/grid-selection.ts';
import {
  cellCount,
  clampSelection,
  contains,
  move,
  selectCell,
  selectedRange,
} from '#webviews/ui/grid-selection.ts';

const size = { rows: 1000, columns: 5, pageRows: 20 };
const from = (row: number, column: number) => selectCell({ row, column });

describe('moving the active cell', () => {
  const cases: [Motion, [number, number], [number, number]][] = [
    ['up', [5, 2], [4, 2]],
    ['up', [0, 2], [0, 2]],
    ['down', [5, 2], [6, 2]],
    ['down', [999, 2], [999, 2]],
    ['left', [5, 0], [5, 0]],
    ['right', [5, 2], [5, 3]],
    ['right', [5, 4], [5, 4]],
    ['page-down', [5, 2], [25, 2]],
    ['page-down', [990, 2], [999, 2]],
    ['page-up', [25, 2], [5, 2]],
    ['page-up', [5, 2], [0, 2]],
    ['row-start', [5, 2], [5, 0]],
    ['row-end', [5, 2], [5, 4]],
    ['column-start', [5, 2], [0, 2]],
    ['column-end', [5, 2], [999, 2]],
    ['table-start', [5, 2], [0, 0]],
    ['table-end', [5, 2], [999, 4]],
  ];
  test.each(cases)('%s from %j goes to %j', (motion, [row, column], [toRow, toColumn]) => {
    expect(move(from(row, column), motion, size, false)).toEqual(from(toRow, toColumn));
  });

  test('a page is at least one row, however low the window', () => {
    expect(move(from(5, 0), 'page-down', { ...size, pageRows: -1 }, false).active.row).toBe(6);
  });
});

test('extending keeps the anchor, in any direction', () => {
  const selection = move(move(from(5, 2), 'up', size, true), 'right', size, true);
  expect(selectedRange(selection)).toEqual({ startRow: 4, endRow: 6, startColumn: 2, endColumn: 4 });
  expect(cellCount(selectedRange(selection))).toBe(4);
});

test('a range holds its corners and not what lies beside them', () => {
  const range = selectedRange({ anchor: { row: 1, column: 1 }, active: { row: 2, column: 2 } });
  expect(contains(range, 1, 1) && contains(range, 2, 2)).toBe(true);
  expect(contains(range, 0, 1) || contains(range, 3, 2) || contains(range, 2, 3)).toBe(false);
});

test('a selection outside a table that became smaller moves into it', () => {
  expect(clampSelection(from(5000, 9), size)).toEqual(from(999, 4));
  expect(clampSelection(from(5, 2), { rows: 0, columns: 0, pageRows: 20 })).toEqual(from(0, 0));
});
