import { formatDate } from './civil-time.ts';
import { shortestFloat } from './float-text.ts';
import { jsonCell } from './json-cell.ts';
import type { Cell, ColumnType } from './table.ts';

const SHOWN_BYTES = 64;

/**
 * A cell as text for people: numbers with all their digits, floats of 16 and 32 bits with the fewest that read back as
 * the same float (also inside of lists, structs and maps; `jsonCell` has the exact double instead), dates and times as
 * ISO 8601, binary as hexadecimal (the first 64 bytes), lists, structs and maps as JSON. Null is the empty text: the
 * grid styles it by itself.
 */
export function formatCell(type: ColumnType, cell: Cell): string {
  if (cell === null) {
    return '';
  }
  if (typeof cell === 'string') {
    return cell;
  }
  if (typeof cell === 'number') {
    return type.kind === 'date' ? formatDate(cell) : formatNumber(type, cell);
  }
  if (cell instanceof Uint8Array) {
    return formatBytes(cell);
  }
  const json = jsonCell(type, cell, 'shortest');
  return typeof json === 'string' ? json : JSON.stringify(json);
}

// Negative zero is a value of its own in a file; String() would hide the sign.
function formatNumber(type: ColumnType, value: number): string {
  if (Object.is(value, -0)) {
    return '-0';
  }
  return String(type.kind === 'float16' || type.kind === 'float32' ? shortestFloat(type.kind, value) : value);
}

function formatBytes(bytes: Uint8Array): string {
  const shown = Array.from(bytes.subarray(0, SHOWN_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
  return bytes.length > SHOWN_BYTES ? `${shown}… (${bytes.length} bytes)` : shown;
}
