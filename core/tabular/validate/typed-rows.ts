import type { Table } from '../table.ts';
import { valueOfCell } from './cell-value.ts';
import type { TableVisitor } from './table-visitor.ts';

const MOST_ROWS = 4096;
const MOST_CELLS = 64 * 1024;

/** Reads a table that has types itself window by window and tells a visitor of each row. */
export async function readTypedRows(
  table: Table,
  visitor: TableVisitor,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { columns } = table;
  const labels = columns.map(({ name }) => name);
  const types = columns.map(({ type }) => type);
  visitor.header({ labels, number: 0, width: labels.length, isByName: false, types }, () => undefined);
  const total = table.numRows ?? (await table.count(signal ? { signal } : {}));
  const step = Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_CELLS / Math.max(1, columns.length))));
  for (let start = 0; start < total; start += step) {
    const batch = await table.read({ start, end: Math.min(total, start + step) }, signal);
    for (let row = 0; row < batch.numRows; row++) {
      const cells = batch.columns.map(({ column, cells: values }) =>
        valueOfCell(column.type, values[row] ?? null),
      );
      // Frictionless counts the names of columns as a row of their own.
      visitor.row(cells, start + row + 2, () => undefined);
    }
    visitor.progress(start + batch.numRows, total, 'rows');
  }
}
