import { CR, type CsvDialect, LF, QUOTE } from './dialect.ts';

/** Where a scan over rows stands; it can stop at any byte and go on later. */
export interface ScanState {
  /** Rows that ended before the position. */
  rows: number;
  /** Inside a quoted cell. */
  quoted: boolean;
  /** The byte before the position; a line end at the start of a row. */
  previous: number;
  /** The byte before the position closed a quoted cell, unless a quote follows: then it was half of `""`. */
  justClosed: boolean;
}

/** A scan that begins at the start of a row. */
export function startOfScan({ lineEnd }: CsvDialect): ScanState {
  return { rows: 0, quoted: false, previous: lineEnd === 'cr' ? CR : LF, justClosed: false };
}

/**
 * Passes over `bytes` and moves `state` on. Calls `onRow(rows, offset)` at each row end: `rows` have ended so far and
 * the next one begins at `offset` in `bytes`; the scan stops behind it when that returns true. Returns how many bytes
 * were passed.
 *
 * RFC 4180 quoting as readers in practice apply it: a quote opens only at the start of a cell, `""` inside is one
 * quote, and a quote in the middle of an unquoted cell is an ordinary character.
 *
 * Jumps from line end to line end and from quote to quote with `indexOf`, which engines run at memory speed: three
 * times as fast as looking at each byte here.
 */
export function scanRows(
  bytes: Uint8Array,
  dialect: CsvDialect,
  state: ScanState,
  onRow: (rows: number, offset: number) => boolean,
): number {
  const lineEnd = dialect.lineEnd === 'cr' ? CR : LF;
  const length = bytes.length;
  let index = 0;
  let nextQuote = -1;
  const byteBefore = (offset: number) => (offset === 0 ? state.previous : (bytes[offset - 1] ?? 0));
  const stopAt = (offset: number) => {
    state.previous = byteBefore(offset);
    return offset;
  };
  while (index < length) {
    if (state.quoted) {
      const close = bytes.indexOf(QUOTE, index);
      if (close < 0) {
        break;
      }
      state.quoted = false;
      state.justClosed = true;
      index = close + 1;
      continue;
    }
    if (nextQuote < index) {
      nextQuote = bytes.indexOf(QUOTE, index);
      nextQuote = nextQuote < 0 ? length : nextQuote;
    }
    // A row end comes before the next quote: the usual case.
    const end = bytes.indexOf(lineEnd, index);
    if (end >= 0 && end < nextQuote) {
      state.rows += 1;
      state.justClosed = false;
      index = end + 1;
      if (onRow(state.rows, index)) {
        return stopAt(index);
      }
      continue;
    }
    if (nextQuote === length) {
      state.justClosed = false;
      break;
    }
    const before = byteBefore(nextQuote);
    state.quoted =
      before === dialect.delimiter || before === lineEnd || (state.justClosed && nextQuote === index);
    state.justClosed = false;
    index = nextQuote + 1;
  }
  return stopAt(length);
}
