import type { Column, RowWindow } from './table.ts';

/** The columns that a window asks for, with their indexes in the table. Asking for one that is not there is a bug. */
export function pickColumns(columns: readonly Column[], window: RowWindow): { at: number; column: Column }[] {
  const indexes = window.columns ?? columns.map((_, index) => index);
  return indexes.map((at) => {
    const column = columns[at];
    if (column === undefined) {
      throw new RangeError(`There is no column ${at}: the table has ${columns.length}.`);
    }
    return { at, column };
  });
}
