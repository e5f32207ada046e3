import type { ByteSource } from '#core/base/byte-source.ts';
import { throwIfCancelled } from '#core/base/failure.ts';
import type { ReportProgress } from '#core/base/progress.ts';
import type { NewRowScan } from './row-scan.ts';

const ROWS_PER_ENTRY = 1024;
const CHUNK = 1024 * 1024;

/**
 * Where rows begin in a text file, found by reading ahead as far as somebody asked. It keeps one offset
 * per 1024 rows: 8 bytes per 1024 rows, 140 KB for 17 million.
 */
export interface RowIndex {
  /** Rows of the whole file, once the scan has reached its end. */
  readonly numRows: number | undefined;
  /** The last known row start at or before a row. */
  locate(row: number): { row: number; offset: number };
  /** Scans until the start of `row` is known or the file ends. Scans wait for one another. */
  advance(row: number, options?: { signal?: AbortSignal; onProgress?: ReportProgress }): Promise<void>;
}

/** An index of the rows from byte `start` (the first row behind a header) to the end of `source`. */
export function createRowIndex(source: ByteSource, newScan: NewRowScan, start: number): RowIndex {
  const offsets: number[] = [start];
  const rowScan = newScan();
  let position = start;
  let rows = 0;
  let numRows: number | undefined = start >= source.size ? 0 : undefined;
  let queue: Promise<void> = Promise.resolve();

  const onRow = (base: number) => (end: number) => {
    rows += 1;
    if (rows % ROWS_PER_ENTRY === 0) {
      offsets.push(base + end);
    }
    return false;
  };

  async function scan(
    row: number,
    options: { signal?: AbortSignal; onProgress?: ReportProgress },
  ): Promise<void> {
    const { signal, onProgress } = options;
    while (numRows === undefined && rows < row) {
      throwIfCancelled(signal);
      const bytes = await source.read(position, position + CHUNK, signal);
      throwIfCancelled(signal);
      rowScan.pass(bytes, onRow(position));
      position += bytes.length;
      if (position >= source.size || bytes.length === 0) {
        numRows = rows + rowScan.finish();
      }
      onProgress?.({ message: 'Counting rows', done: position, total: source.size, unit: 'bytes' });
    }
  }

  return {
    get numRows() {
      return numRows;
    },
    locate: (row) => {
      const entry = Math.min(Math.floor(row / ROWS_PER_ENTRY), offsets.length - 1);
      return { row: entry * ROWS_PER_ENTRY, offset: offsets[entry] ?? start };
    },
    advance: (row, options = {}) => {
      const turn = queue.then(() => scan(row, options));
      // The next scan goes on where this one stopped, however it ended.
      queue = turn.catch(() => {});
      return turn;
    },
  };
}
