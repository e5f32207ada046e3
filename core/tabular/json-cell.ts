import { formatDate, formatDuration, formatInterval, formatTime, formatTimestamp } from './civil-time.ts';
import { formatDecimal } from './decimal-text.ts';
import { shortestFloat32 } from './float-text.ts';
import { intervalOf } from './interval.ts';
import type { Cell, ColumnType } from './table.ts';

/** What JSON can say. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/**
 * A cell as JSON without loss: 64-bit integers and decimals as strings, binary as base64, dates and times as
 * ISO 8601, lists and structs as arrays and objects, maps as arrays of [key, value], NaN and infinities as strings.
 */
export function jsonCell(type: ColumnType, cell: Cell): JsonValue {
  if (cell === null || typeof cell === 'boolean' || typeof cell === 'string') {
    return cell;
  }
  if (typeof cell === 'bigint') {
    return jsonOfBigint(type, cell);
  }
  if (typeof cell === 'number') {
    return jsonOfNumber(type, cell);
  }
  if (cell instanceof Uint8Array) {
    return base64(cell);
  }
  const interval = type.kind === 'interval' ? intervalOf(cell) : undefined;
  if (interval !== undefined) {
    return formatInterval(interval.months, interval.days, interval.nanos);
  }
  return isList(cell) ? jsonOfList(type, cell) : jsonOfRecord(type, cell);
}

function jsonOfBigint(type: ColumnType, cell: bigint): JsonValue {
  if (type.kind === 'integer' && Number.isSafeInteger(Number(cell))) {
    return Number(cell);
  }
  if (type.kind === 'decimal') {
    return formatDecimal(cell, type.scale);
  }
  if (type.kind === 'timestamp') {
    return formatTimestamp(cell, type.unit, type.utc);
  }
  if (type.kind === 'time') {
    return formatTime(cell, type.unit);
  }
  return type.kind === 'duration' ? formatDuration(cell, type.unit) : cell.toString();
}

function jsonOfNumber(type: ColumnType, cell: number): JsonValue {
  if (type.kind === 'date') {
    return formatDate(cell);
  }
  if (!Number.isFinite(cell)) {
    return String(cell);
  }
  return type.kind === 'float32' ? shortestFloat32(cell) : cell;
}

function jsonOfList(type: ColumnType, cells: readonly Cell[]): JsonValue {
  if (type.kind === 'map') {
    return cells.map((entry) =>
      isList(entry) ? [jsonCell(type.key, entry[0] ?? null), jsonCell(type.value, entry[1] ?? null)] : null,
    );
  }
  const item: ColumnType = type.kind === 'list' ? type.item : { kind: 'other', name: 'unknown' };
  return cells.map((cell) => jsonCell(item, cell));
}

function jsonOfRecord(type: ColumnType, cells: { readonly [field: string]: Cell }): JsonValue {
  const types = new Map(type.kind === 'struct' ? type.fields.map((field) => [field.name, field.type]) : []);
  return Object.fromEntries(
    Object.entries(cells).map(([name, cell]) => [
      name,
      jsonCell(types.get(name) ?? { kind: 'other', name: 'unknown' }, cell),
    ]),
  );
}

function isList(cell: Cell): cell is readonly Cell[] {
  return Array.isArray(cell);
}

function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  // String.fromCharCode takes its bytes as arguments, and engines limit those to some tens of thousands.
  for (let start = 0; start < bytes.length; start += 8192) {
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 8192)));
  }
  return btoa(parts.join(''));
}
