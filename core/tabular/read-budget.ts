import { Failure } from '#core/base/failure.ts';
import type { Cell, Column } from './table.ts';

/**
 * What the cells of one column may take in one read: 32 MiB. Fewer rows can be asked for at any time; more would fill
 * the memory of whoever shows them.
 */
export const LARGEST_READ = 32 * 1024 * 1024;

/** What a cell takes besides its text or bytes: about a reference and a number. */
export const CELL_BYTES = 16;

/** The rows asked for hold more than may be read at once. `row` is where the budget ended, counted by who reads. */
export class RowsTooLarge extends RangeError {
  readonly row: number;
  readonly bytes: number;

  constructor(row: number, bytes: number) {
    super(`these rows hold ${bytes} bytes or more, which is too much to read at once`);
    this.name = 'RowsTooLarge';
    this.row = row;
    this.bytes = bytes;
  }

  /** The same seen from outside, where the row has another number. */
  seenAs(row: number): RowsTooLarge {
    return new RowsTooLarge(row, this.bytes);
  }
}

/** Bytes that a read may still build. Throws `RowsTooLarge` before they are exceeded. */
export class ReadBudget {
  readonly #limit: number;
  #spent = 0;

  constructor(limit: number = LARGEST_READ) {
    this.#limit = limit;
  }

  get left(): number {
    return this.#limit - this.#spent;
  }

  /** Counts `bytes` that belong to `row`. */
  spend(bytes: number, row: number): void {
    this.#spent += bytes;
    if (this.#spent > this.#limit) {
      throw new RowsTooLarge(row, this.#spent);
    }
  }

  /** Counts a cell for each of the rows `[start, end)`. */
  spendRows(start: number, end: number): void {
    const fit = Math.floor(this.left / CELL_BYTES);
    this.spend((end - start) * CELL_BYTES, Math.min(end - 1, start + fit));
  }
}

/** About what a cell takes in memory, in bytes, and what it takes in a page of rows. */
export function cellBytes(cell: Cell): number {
  if (typeof cell === 'string' || cell instanceof Uint8Array) {
    return CELL_BYTES + cell.length;
  }
  if (typeof cell !== 'object' || cell === null) {
    return CELL_BYTES;
  }
  const parts: readonly Cell[] = Array.isArray(cell) ? cell : Object.values(cell);
  return parts.reduce((sum: number, part) => sum + cellBytes(part), CELL_BYTES);
}

/** What to tell when rows from `start` on (0-based, in the table) hold too much: `error.row` counts from there too. */
export function tooLargeToRead(
  error: RowsTooLarge,
  { name, column, start }: { name: string; column: Column; start: number },
): Failure {
  const rows = error.row <= start ? `Row ${start + 1}` : `Rows ${start + 1} to ${error.row + 1}`;
  const verb = error.row <= start ? 'alone holds' : 'hold';
  return new Failure(
    'table/unsupported',
    `${rows} of column "${column.name}" in ${name} ${verb} ${error.bytes} bytes or more, and at most ${LARGEST_READ} are read at once. ${error.row <= start ? 'Leave this column out' : 'Ask for fewer rows, or leave this column out'}.`,
    { cause: error },
  );
}
