import { intervalOf } from '../interval.ts';
import type { Cell, ColumnType, TimeUnit } from '../table.ts';
import { ARROW } from './message.ts';

/** A type and the parameters that its table in Schema.fbs has. */
export interface WrittenType {
  readonly id: number;
  readonly bits?: number;
  readonly signed?: boolean;
  readonly precision?: number;
  readonly scale?: number;
  readonly unit?: number;
  readonly timezone?: string;
}

/** A cell has no place in the Arrow type that goes with its column: the column has to be written in another way. */
export class DoesNotFit extends Error {
  constructor(type: ColumnType) {
    super(`a cell does not fit ${type.kind}`);
    this.name = 'DoesNotFit';
  }
}

const UNITS: Readonly<Record<TimeUnit, number>> = { s: 0, ms: 1, us: 2, ns: 3 };
/** How one value of a type goes into bytes that all have one width. */
export interface FixedForm {
  readonly arrow: WrittenType;
  readonly width: number;
  readonly write: (view: DataView, at: number, cell: Exclude<Cell, null>) => void;
}

/** The values of cells one after another; zeros where there is none. */
export function writeFixed({ width, write }: FixedForm, cells: readonly Cell[]): Uint8Array {
  const bytes = new Uint8Array(cells.length * width);
  const view = new DataView(bytes.buffer);
  for (const [index, cell] of cells.entries()) {
    if (cell !== null) {
      write(view, index * width, cell);
    }
  }
  return bytes;
}

/** The form of a type whose values all have one width. */
export function fixedForm(type: ColumnType): FixedForm {
  const ticks = (arrow: WrittenType): FixedForm => ({
    arrow,
    width: 8,
    write: (view, at, cell) => view.setBigInt64(at, fitting(type, cell, 64), true),
  });
  switch (type.kind) {
    case 'int':
      return intForm(type);
    case 'integer':
      return ticks({ id: ARROW.int, bits: 64, signed: true });
    case 'float16':
    case 'float64':
      return {
        arrow: { id: ARROW.float, precision: 2 },
        width: 8,
        write: (view, at, cell) => view.setFloat64(at, number(type, cell), true),
      };
    case 'float32':
      return {
        arrow: { id: ARROW.float, precision: 1 },
        width: 4,
        write: (view, at, cell) => view.setFloat32(at, number(type, cell), true),
      };
    case 'date':
      return {
        arrow: { id: ARROW.date, unit: 0 },
        width: 4,
        write: (view, at, cell) => view.setInt32(at, wholeNumber(type, cell, -(2 ** 31), 2 ** 31), true),
      };
    case 'decimal':
      return decimalForm(type);
    case 'timestamp':
      return ticks({ id: ARROW.timestamp, unit: UNITS[type.unit], ...(type.utc ? { timezone: 'UTC' } : {}) });
    case 'duration':
      return ticks({ id: ARROW.duration, unit: UNITS[type.unit] });
    case 'time':
      return timeForm(type);
    case 'interval':
      return {
        arrow: { id: ARROW.interval, unit: 2 },
        width: 16,
        write: (view, at, cell) => {
          const interval = intervalOf(cell);
          view.setInt32(at, wholeNumber(type, interval?.months ?? null, -(2 ** 31), 2 ** 31), true);
          view.setInt32(at + 4, wholeNumber(type, interval?.days ?? null, -(2 ** 31), 2 ** 31), true);
          view.setBigInt64(at + 8, fitting(type, interval?.nanos ?? null, 64), true);
        },
      };
    case 'null':
    case 'boolean':
    case 'string':
    case 'json':
    case 'uuid':
    case 'other':
    case 'binary':
    case 'list':
    case 'map':
    case 'struct':
      throw new Error(`values of type ${type.kind} do not all have one width`);
  }
}

function intForm(type: Extract<ColumnType, { kind: 'int' }>): FixedForm {
  const { bits, signed } = type;
  const low = signed ? -(2 ** (bits - 1)) : 0;
  const high = signed ? 2 ** (bits - 1) : 2 ** bits;
  const arrow = { id: ARROW.int, bits, signed };
  switch (bits) {
    case 8:
      return {
        arrow,
        width: 1,
        write: (view, at, cell) => view.setInt8(at, wholeNumber(type, cell, low, high)),
      };
    case 16:
      return {
        arrow,
        width: 2,
        write: (view, at, cell) => view.setInt16(at, wholeNumber(type, cell, low, high), true),
      };
    case 32:
      return {
        arrow,
        width: 4,
        write: (view, at, cell) => view.setInt32(at, wholeNumber(type, cell, low, high), true),
      };
    case 64:
      return {
        arrow,
        width: 8,
        write: (view, at, cell) =>
          view.setBigInt64(at, signed ? fitting(type, cell, 64) : unsigned(type, cell), true),
      };
  }
}

function timeForm(type: Extract<ColumnType, { kind: 'time' }>): FixedForm {
  const bits = type.unit === 's' || type.unit === 'ms' ? 32 : 64;
  return {
    arrow: { id: ARROW.time, unit: UNITS[type.unit], bits },
    width: bits / 8,
    write: (view, at, cell) => {
      const ticks = fitting(type, cell, bits);
      if (bits === 32) {
        view.setInt32(at, Number(ticks), true);
      } else {
        view.setBigInt64(at, ticks, true);
      }
    },
  };
}

function decimalForm(type: Extract<ColumnType, { kind: 'decimal' }>): FixedForm {
  const bits = type.precision <= 38 ? 128 : 256;
  return {
    arrow: { id: ARROW.decimal, precision: type.precision, scale: type.scale, bits },
    width: bits / 8,
    write: (view, at, cell) => {
      const value = fitting(type, cell, bits);
      for (let part = 0; part < bits; part += 64) {
        view.setBigInt64(at + part / 8, BigInt.asIntN(64, value >> BigInt(part)), true);
      }
    },
  };
}

function number(type: ColumnType, cell: Cell): number {
  if (typeof cell === 'number') {
    return cell;
  }
  throw new DoesNotFit(type);
}

function wholeNumber(type: ColumnType, cell: Cell, low: number, high: number): number {
  if (typeof cell === 'number' && Number.isInteger(cell) && cell >= low && cell < high) {
    return cell;
  }
  throw new DoesNotFit(type);
}

function fitting(type: ColumnType, cell: Cell, bits: number): bigint {
  if (typeof cell === 'bigint' && BigInt.asIntN(bits, cell) === cell) {
    return cell;
  }
  throw new DoesNotFit(type);
}

function unsigned(type: ColumnType, cell: Cell): bigint {
  if (typeof cell === 'bigint' && BigInt.asUintN(64, cell) === cell) {
    return BigInt.asIntN(64, cell);
  }
  throw new DoesNotFit(type);
}
