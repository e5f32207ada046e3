import { formatDate, formatDuration, formatInterval, formatTime, formatTimestamp } from './civil-time.ts';
import { formatDecimal } from './decimal-text.ts';
import { shortestFloat } from './float-text.ts';
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

/** How 16 and 32 bit floats are written. */
export type NarrowFloats = 'exact' | 'shortest';

/**
 * A cell as JSON without loss: 64-bit integers and decimals as strings, binary as base64, dates and times as
 * ISO 8601, lists and structs as arrays and objects, maps as arrays of [key, value], NaN and infinities as strings.
 *
 * Floats of 16 and 32 bits are `exact`: the double of the same value (0.30000001192092896), which is what a program
 * that reads JSON gets from other tools too, and equal to the value in the file without knowing its type. `shortest`
 * is for people, and for the JSON text of unions and variants, which people see as it stands: the fewest digits that
 * read back as the same narrow float (0.3).
 */
export function jsonCell(type: ColumnType, cell: Cell, floats: NarrowFloats = 'exact'): JsonValue {
  if (cell === null || typeof cell === 'boolean' || typeof cell === 'string') {
    return cell;
  }
  if (typeof cell === 'bigint') {
    return jsonOfBigint(type, cell);
  }
  if (typeof cell === 'number') {
    return jsonOfNumber(type, cell, floats);
  }
  if (cell instanceof Uint8Array) {
    return base64(cell);
  }
  const interval = type.kind === 'interval' ? intervalOf(cell) : undefined;
  if (interval !== undefined) {
    return formatInterval(interval.months, interval.days, interval.nanos);
  }
  return isList(cell) ? jsonOfList(type, cell, floats) : jsonOfRecord(type, cell, floats);
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

function jsonOfNumber(type: ColumnType, cell: number, floats: NarrowFloats): JsonValue {
  if (type.kind === 'date') {
    return formatDate(cell);
  }
  if (!Number.isFinite(cell)) {
    return String(cell);
  }
  const narrow = type.kind === 'float16' || type.kind === 'float32';
  return narrow && floats === 'shortest' ? shortestFloat(type.kind, cell) : cell;
}

function jsonOfList(type: ColumnType, cells: readonly Cell[], floats: NarrowFloats): JsonValue {
  if (type.kind === 'map') {
    return cells.map((entry) =>
      isList(entry)
        ? [jsonCell(type.key, entry[0] ?? null, floats), jsonCell(type.value, entry[1] ?? null, floats)]
        : null,
    );
  }
  const item: ColumnType = type.kind === 'list' ? type.item : { kind: 'other', name: 'unknown' };
  return cells.map((cell) => jsonCell(item, cell, floats));
}

function jsonOfRecord(
  type: ColumnType,
  cells: { readonly [field: string]: Cell },
  floats: NarrowFloats,
): JsonValue {
  const types = new Map(type.kind === 'struct' ? type.fields.map((field) => [field.name, field.type]) : []);
  return Object.fromEntries(
    Object.entries(cells).map(([name, cell]) => [
      name,
      jsonCell(types.get(name) ?? { kind: 'other', name: 'unknown' }, cell, floats),
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
