import { jsonCell } from '../json-cell.ts';
import type { Cell, ColumnType } from '../table.ts';

/** Whether the cells of a column are texts, of which the field says what they mean. */
export function isTextual({ kind }: ColumnType): boolean {
  return kind === 'string' || kind === 'json' || kind === 'uuid' || kind === 'other';
}

/** A cell as a value of JSON without loss: whole numbers as numbers where these hold them, maps as objects. */
export function valueOfCell(type: ColumnType, cell: Cell): unknown {
  if (typeof cell === 'bigint' && (type.kind === 'int' || type.kind === 'integer')) {
    const number = Number(cell);
    return Number.isSafeInteger(number) ? number : cell.toString();
  }
  const value = jsonCell(type, cell, 'shortest');
  if (type.kind === 'map' && Array.isArray(value)) {
    return Object.fromEntries(
      value.map((entry) => (Array.isArray(entry) ? [String(entry[0]), entry[1]] : [])),
    );
  }
  return value;
}
