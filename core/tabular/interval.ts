import type { Cell } from './table.ts';

/** A calendar interval; its parts do not convert into one another. It is the struct cell of an `interval` column. */
export interface Interval {
  readonly months: number;
  readonly days: number;
  readonly nanos: bigint;
}

/** The parts of an `interval` cell, or undefined when the cell has another shape. */
export function intervalOf(cell: Cell): Interval | undefined {
  if (typeof cell !== 'object' || cell === null || Array.isArray(cell) || cell instanceof Uint8Array) {
    return undefined;
  }
  const { months, days, nanos } = cell as { readonly [field: string]: Cell };
  return typeof months === 'number' && typeof days === 'number' && typeof nanos === 'bigint'
    ? { months, days, nanos }
    : undefined;
}
