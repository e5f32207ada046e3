import { float16FromBits } from '../float16.ts';
import { CELL_BYTES, type ReadBudget } from '../read-budget.ts';
import type { Cell } from '../table.ts';
import { isUuid } from './column-type.ts';
import type { BufferRegion } from './layout.ts';
import { ARROW, type ArrowField, type ArrowType } from './message.ts';
import { bytesOf, type Reading } from './reading.ts';

const MILLISECONDS_PER_DAY = 86_400_000;

/** Values `[start, end)` of a buffer whose values all have one width. */
export function* readFixed(
  field: ArrowField,
  region: BufferRegion,
  { start, end, budget }: { start: number; end: number; budget: ReadBudget },
): Reading<Cell[]> {
  const width = byteWidth(field.type);
  // Only values of unusual width take more than the room that each cell has anyway.
  if (width > CELL_BYTES) {
    for (let row = start; row < end; row += 1) {
      budget.spend(width - CELL_BYTES, row);
    }
  }
  const bytes = yield* bytesOf(region, start * width, end * width);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const read = reader(field);
  return Array.from({ length: end - start }, (_, index) => read(view, index * width));
}

function byteWidth(type: ArrowType): number {
  switch (type.id) {
    case ARROW.int:
    case ARROW.decimal:
    case ARROW.time:
      if (type.bits >= 8 && type.bits <= 256 && type.bits % 8 === 0) {
        return type.bits / 8;
      }
      throw new RangeError(`values of ${type.bits} bits do not exist in Arrow`);
    case ARROW.float:
      return type.precision === 0 ? 2 : type.precision === 1 ? 4 : 8;
    case ARROW.date:
      return type.unit === 0 ? 4 : 8;
    case ARROW.timestamp:
    case ARROW.duration:
      return 8;
    case ARROW.interval:
      return type.unit === 0 ? 4 : type.unit === 1 ? 8 : 16;
    case ARROW.fixedBinary:
      return type.size;
    default:
      throw new RangeError(`the Arrow type number ${type.id} does not exist`);
  }
}

function reader(field: ArrowField): (view: DataView, at: number) => Cell {
  const { type } = field;
  switch (type.id) {
    case ARROW.int:
      return intReader(type);
    case ARROW.float:
      return floatReader(type.precision);
    case ARROW.decimal:
      return (view, at) => readWide(view, at, type.bits);
    case ARROW.date:
      // A whole number of days in milliseconds; a fraction of a day is kept rather than hidden.
      return type.unit === 0
        ? (view, at) => view.getInt32(at, true)
        : (view, at) => Number(view.getBigInt64(at, true)) / MILLISECONDS_PER_DAY;
    case ARROW.time:
      return type.bits === 32
        ? (view, at) => BigInt(view.getInt32(at, true))
        : (view, at) => view.getBigInt64(at, true);
    case ARROW.interval:
      return (view, at) => readInterval(view, at, type.unit);
    case ARROW.fixedBinary:
      return isUuid(field)
        ? (view, at) => uuidText(bytesAt(view, at, 16))
        : (view, at) => bytesAt(view, at, type.size).slice();
    default:
      return (view, at) => view.getBigInt64(at, true);
  }
}

function intReader({ bits, signed }: ArrowType): (view: DataView, at: number) => Cell {
  switch (bits) {
    case 8:
      return signed ? (view, at) => view.getInt8(at) : (view, at) => view.getUint8(at);
    case 16:
      return signed ? (view, at) => view.getInt16(at, true) : (view, at) => view.getUint16(at, true);
    case 32:
      return signed ? (view, at) => view.getInt32(at, true) : (view, at) => view.getUint32(at, true);
    default:
      return signed ? (view, at) => view.getBigInt64(at, true) : (view, at) => view.getBigUint64(at, true);
  }
}

function floatReader(precision: number): (view: DataView, at: number) => Cell {
  switch (precision) {
    case 0:
      return (view, at) => float16FromBits(view.getUint16(at, true));
    case 1:
      return (view, at) => view.getFloat32(at, true);
    default:
      return (view, at) => view.getFloat64(at, true);
  }
}

/** A two's complement integer of 32, 64, 128 or 256 bits, lowest byte first. */
function readWide(view: DataView, at: number, bits: number): bigint {
  if (bits === 32) {
    return BigInt(view.getInt32(at, true));
  }
  let value = view.getBigInt64(at + bits / 8 - 8, true);
  for (let part = bits / 8 - 16; part >= 0; part -= 8) {
    value = (value << 64n) | view.getBigUint64(at + part, true);
  }
  return value;
}

function readInterval(view: DataView, at: number, unit: number): Cell {
  switch (unit) {
    case 0:
      return { months: view.getInt32(at, true), days: 0, nanos: 0n };
    case 1:
      return {
        months: 0,
        days: view.getInt32(at, true),
        nanos: BigInt(view.getInt32(at + 4, true)) * 1_000_000n,
      };
    default:
      return {
        months: view.getInt32(at, true),
        days: view.getInt32(at + 4, true),
        nanos: view.getBigInt64(at + 8, true),
      };
  }
}

function bytesAt(view: DataView, at: number, length: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + at, length);
}

function uuidText(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
