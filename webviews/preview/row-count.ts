import { PAGE_ROWS } from './read-plan.ts';

/** What is known of the number of rows while a text file is still being counted. */
export interface RowCount {
  readonly exact?: number;
  /** Rows that certainly exist. */
  readonly atLeast: number;
  /** A read at this row found nothing. */
  readonly atMost?: number;
  /** Counting failed: the number will not become known by itself. */
  readonly gaveUp?: true;
}

export const NOTHING_KNOWN: RowCount = { atLeast: 0 };

export function exactly(rows: number): RowCount {
  return { exact: rows, atLeast: rows };
}

export function atLeast(count: RowCount, rows: number): RowCount {
  return count.exact === undefined && rows > count.atLeast ? { ...count, atLeast: rows } : count;
}

export function givenUp(count: RowCount): RowCount {
  return { ...count, gaveUp: true };
}

/** What a read of `[start, start + asked)` that brought `got` rows tells: fewer rows come only at the end. */
export function afterRead(count: RowCount, start: number, asked: number, got: number): RowCount {
  if (count.exact !== undefined) {
    return count;
  }
  if (got >= asked) {
    return atLeast(count, start + got);
  }
  // Nothing at all at a later page only says that the end is before it.
  return got > 0 || start <= count.atLeast ? exactly(start + got) : { ...count, atMost: start };
}

/** Rows to give room to: while the number is not known, one page more than is certain, to be found by scrolling. */
export function shownRows(count: RowCount): number {
  return count.exact ?? Math.min(count.atLeast + PAGE_ROWS, count.atMost ?? Number.POSITIVE_INFINITY);
}
