import type { ByteSource } from '#core/base/byte-source.ts';
import type { Batch, Cell, Column, RowWindow, Table } from '../table.ts';
import { pickColumns } from '../window.ts';
import { type RowBytes, readRows } from './read-rows.ts';
import { createRowIndex } from './row-index.ts';
import type { NewRowScan } from './row-scan.ts';
import { SAMPLED_BYTES } from './sample.ts';

/** What one format of text knows about its rows. */
export interface TextRows<Row> {
  readonly format: Table['format'];
  readonly columns: readonly Column[];
  readonly newScan: NewRowScan;
  /** The byte at which the first row of data begins. */
  readonly start: number;
  /** Rows above that, for messages that count the rows of the file. */
  readonly headerRows: number;
  /** Reads the bytes of a row; a row that is broken may take a while to be told. */
  rowOf(row: RowBytes, signal?: AbortSignal): Row | Promise<never>;
  cellOf(row: Row, at: number, column: Column): Cell;
}

/**
 * A table over the rows of a text: a window is reached by the row index, which reads ahead as far as somebody asks. A
 * file that is no longer than its head is counted at once.
 */
export async function openTextTable<Row>(
  source: ByteSource,
  text: TextRows<Row>,
  signal?: AbortSignal,
): Promise<Table> {
  const { format, columns, newScan, start, headerRows } = text;
  const index = createRowIndex(source, newScan, start);
  if (source.size <= SAMPLED_BYTES) {
    await index.advance(Number.POSITIVE_INFINITY, signal === undefined ? {} : { signal });
  }

  async function read(window: RowWindow, signal?: AbortSignal): Promise<Batch> {
    const picked = pickColumns(columns, window);
    await index.advance(window.start, signal === undefined ? {} : { signal });
    const { row, offset } = index.locate(window.start);
    const take = Math.max(0, window.end - window.start);
    const run = { offset, skip: window.start - row, take, firstRow: window.start + headerRows };
    const found = await readRows(source, newScan, run, signal);
    const rows: Row[] = [];
    for (const bytes of found.rows) {
      const row = text.rowOf(bytes, signal);
      rows.push(row instanceof Promise ? await row : row);
    }
    return {
      start: window.start,
      numRows: rows.length,
      columns: picked.map(({ at, column }) => ({
        column,
        cells: rows.map((row) => text.cellOf(row, at, column)),
      })),
    };
  }

  return {
    format,
    columns,
    get numRows() {
      return index.numRows;
    },
    read,
    count: async (options) => {
      await index.advance(Number.POSITIVE_INFINITY, options);
      return index.numRows ?? 0;
    },
  };
}
