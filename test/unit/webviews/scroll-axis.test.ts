import { describe, expect, test } from 'vitest';
import {
  MAX_SCROLL_SIZE,
  offsetAt,
  reveal,
  scrollAt,
  scrollAxis,
  visibleItems,
} from '#webviews/ui/scroll-axis.ts';

const ROW = 22;
const VIEWPORT = 600;
const axisFor = (rows: number) => scrollAxis(rows * ROW, VIEWPORT);
/** What the browser's scrollbar can be dragged to. */
const endOf = (rows: number) => Math.max(0, axisFor(rows).scrollSize - VIEWPORT);

describe.each([10, 1_000_000, 2_000_000_000])('a table of %i rows', (rows) => {
  const axis = axisFor(rows);

  test('fits into what a browser lays out', () => {
    expect(axis.scrollSize).toBeLessThanOrEqual(MAX_SCROLL_SIZE);
  });

  test('begins with its first row at the very top', () => {
    expect(offsetAt(axis, 0)).toBe(0);
    expect(visibleItems(axis, 0, ROW, rows).start).toBe(0);
  });

  test('ends with its last row, whole, at the very bottom', () => {
    const offset = offsetAt(axis, endOf(rows));
    expect(visibleItems(axis, offset, ROW, rows).end).toBe(rows);
    if (rows * ROW > VIEWPORT) {
      expect(rows * ROW - offset).toBe(VIEWPORT);
    }
  });

  test('shows the row that it is asked to reveal, to the pixel', () => {
    for (const row of [0, 1, Math.floor(rows / 3), rows - 2, rows - 1]) {
      const offset = reveal(axis, 0, row * ROW, (row + 1) * ROW);
      expect(row * ROW).toBeGreaterThanOrEqual(offset);
      expect((row + 1) * ROW).toBeLessThanOrEqual(offset + VIEWPORT);
    }
  });

  test('has the scrollbar where the contents are', () => {
    for (const part of [0, 0.25, 0.5, 0.999, 1]) {
      const offset = Math.floor(axis.maxOffset * part);
      const scroll = scrollAt(axis, offset);
      expect(scroll).toBeGreaterThanOrEqual(0);
      expect(scroll).toBeLessThanOrEqual(endOf(rows));
      // One pixel of the scrollbar is the most that the way there and back may lose.
      const pixel = Math.max(1, axis.maxOffset / Math.max(1, endOf(rows)));
      expect(Math.abs(offsetAt(axis, scroll) - offset)).toBeLessThanOrEqual(pixel);
    }
  });
});

test('a table that a browser can lay out scrolls one to one', () => {
  const axis = axisFor(10_000);
  expect(axis.scaled).toBe(false);
  expect(offsetAt(axis, 1234.5)).toBe(1234.5);
});

test('a scaled scrollbar that the browser rounds down by a fraction of a pixel still reaches the last row', () => {
  const axis = axisFor(2_000_000_000);
  expect(axis.scaled).toBe(true);
  expect(offsetAt(axis, endOf(2_000_000_000) - 0.6)).toBe(axis.maxOffset);
});

test('neighbouring rows stay apart by exactly one row at the end of two billion', () => {
  const rows = 2_000_000_000;
  const axis = axisFor(rows);
  const tops = [rows - 3, rows - 2, rows - 1].map((row) => row * ROW - axis.maxOffset);
  expect(tops).toEqual([VIEWPORT - 3 * ROW, VIEWPORT - 2 * ROW, VIEWPORT - ROW]);
});

test('what is in view already is not moved', () => {
  expect(reveal(axisFor(1000), 100, 110, 132)).toBe(100);
});

test('what does not fit is shown from its start', () => {
  expect(reveal(scrollAxis(10_000, 100), 900, 800, 1200)).toBe(800);
});

test('an empty table has nothing to scroll and nothing in view', () => {
  const axis = axisFor(0);
  expect(axis).toMatchObject({ scrollSize: 0, maxOffset: 0 });
  expect(visibleItems(axis, 0, ROW, 0)).toEqual({ start: 0, end: 0 });
});

test('rows that are cut by the edges count as visible', () => {
  expect(visibleItems(axisFor(1000), 33, ROW, 1000)).toEqual({ start: 1, end: 29 });
});
