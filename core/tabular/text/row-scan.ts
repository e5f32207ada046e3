/**
 * Finds where the rows of a text file end, byte run by byte run from some row's start on. Each format of text has its
 * own: what is a line end in one is part of a quoted cell in another.
 */
export interface RowScan {
  /**
   * Passes over the next bytes and calls `onRow(end)` at each row's end: the next row begins at offset `end` of
   * `bytes`. Stops behind a row when `onRow` returns true.
   */
  pass(bytes: Uint8Array, onRow: (end: number) => boolean): void;
  /**
   * What the end of the file means, when all bytes were passed: 1, what follows the last row is a row without a line
   * end; -1, the last row was none after all; 0, neither.
   */
  finish(): -1 | 0 | 1;
  /** Why a row may not end within many megabytes, and what to do: the rest of a message. */
  readonly whyEndless: string;
}

/** Begins a scan at the start of a row. */
export type NewRowScan = () => RowScan;
