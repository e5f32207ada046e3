import type { CellRange } from '../ui/grid-selection.ts';

/** Rows of a page: what one read asks for, aligned at multiples of it. */
export const PAGE_ROWS = 128;
const MOST_COLUMNS = 32;
/** A message of this size takes 8 ms to the sandbox and back; one of 1 MB takes 46 ms (measured in the editor). */
const WANTED_BYTES = 100_000;

/** One page of some columns. */
export interface PageRead {
  readonly page: number;
  readonly columns: readonly number[];
}

export function pageOf(row: number): number {
  return Math.floor(row / PAGE_ROWS);
}

/** How many columns to ask for at once when the columns so far took `bytesPerColumn` a page. */
export function columnsPerRead(bytesPerColumn: number | undefined): number {
  if (bytesPerColumn === undefined || bytesPerColumn <= 0) {
    return MOST_COLUMNS;
  }
  return Math.max(1, Math.min(MOST_COLUMNS, Math.floor(WANTED_BYTES / bytesPerColumn)));
}

/** What is wanted of a table, the most urgent first: what is in view, what is asked for, one page around the view. */
export interface Wanted {
  readonly view: CellRange;
  /** Cells that somebody waits for although they are not in view. */
  readonly demand?: CellRange;
  /** Rows that the table has at most. */
  readonly rows: number;
  /** Whether to read the page before and the page after the view in advance. */
  readonly around: boolean;
}

/**
 * The next read that helps most, or undefined when all that is wanted is there; `most` is how many columns of a page
 * to read at once.
 */
export function nextRead(
  wanted: Wanted,
  has: (page: number, column: number) => boolean,
  most: (page: number) => number,
): PageRead | undefined {
  for (const { page, range } of wantedPages(wanted)) {
    const missing: number[] = [];
    const limit = most(page);
    for (let column = range.startColumn; column < range.endColumn && missing.length < limit; column += 1) {
      if (!has(page, column)) {
        missing.push(column);
      }
    }
    if (missing.length > 0) {
      return { page, columns: missing };
    }
  }
  return undefined;
}

/** True when a read brings something that is in view or asked for, so that it is worth waiting for. */
export function isUrgent(read: PageRead, { view, demand }: Wanted): boolean {
  return [view, demand].some(
    (range) =>
      range !== undefined &&
      read.page >= pageOf(range.startRow) &&
      read.page <= pageOf(range.endRow - 1) &&
      read.columns.some((column) => column >= range.startColumn && column < range.endColumn),
  );
}

function* wantedPages({ view, demand, rows, around }: Wanted): Generator<{ page: number; range: CellRange }> {
  if (view.endRow > view.startRow) {
    yield* pagesOf(view);
  }
  if (demand) {
    yield* pagesOf(demand);
  }
  if (around && view.endRow > view.startRow) {
    const after = pageOf(view.endRow - 1) + 1;
    const before = pageOf(view.startRow) - 1;
    if (after * PAGE_ROWS < rows) {
      yield { page: after, range: view };
    }
    if (before >= 0) {
      yield { page: before, range: view };
    }
  }
}

function* pagesOf(range: CellRange): Generator<{ page: number; range: CellRange }> {
  for (let page = pageOf(range.startRow); page <= pageOf(range.endRow - 1); page += 1) {
    yield { page, range };
  }
}
