import { intervalOf } from '../interval.ts';
import type { Cell, Column, ColumnType, TimeUnit } from '../table.ts';
import { ARROW } from './message.ts';

/** An array ready to be written: its field's type with parameters, its nodes and buffers depth first. */
export interface WrittenArray {
  readonly name: string;
  readonly nullable: boolean;
  readonly type: WrittenType;
  readonly length: number;
  readonly nullCount: number;
  /** Validity first, where the type has one. */
  readonly buffers: readonly Uint8Array[];
  readonly children: readonly WrittenArray[];
}

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
const encoder = new TextEncoder();

/** Writes cells in the Arrow type that goes with the column. Throws `DoesNotFit` when one has no place in it. */
export function writeArray(column: Column, cells: readonly Cell[]): WrittenArray {
  const { name, nullable, type } = column;
  const nullCount = cells.reduce((count: number, cell) => count + (cell === null ? 1 : 0), 0);
  const base = { name, nullable: nullable || nullCount > 0, length: cells.length, nullCount };
  const validity = nullCount === 0 ? new Uint8Array(0) : bitmap(cells, (cell) => cell !== null);
  const simple = (arrow: WrittenType, ...buffers: Uint8Array[]): WrittenArray => ({
    ...base,
    type: arrow,
    buffers: [validity, ...buffers],
    children: [],
  });
  switch (type.kind) {
    case 'null':
      return { ...base, type: { id: ARROW.null }, buffers: [], children: [] };
    case 'boolean':
      return simple(
        { id: ARROW.bool },
        bitmap(cells, (cell) => boolean(type, cell)),
      );
    case 'string':
    case 'json':
    case 'uuid':
    case 'other':
      return simple({ id: ARROW.utf8 }, ...variable(cells, (cell) => encoder.encode(text(type, cell))));
    case 'binary':
      return simple({ id: ARROW.binary }, ...variable(cells, (cell) => binary(type, cell)));
    case 'list':
    case 'map':
      return writeList(type, cells, base, validity);
    case 'struct':
      return {
        ...base,
        type: { id: ARROW.struct },
        buffers: [validity],
        children: type.fields.map((field) =>
          writeArray(
            field,
            cells.map((cell) => member(type, cell, field.name)),
          ),
        ),
      };
    case 'int':
    case 'integer':
    case 'float16':
    case 'float32':
    case 'float64':
    case 'date':
    case 'decimal':
    case 'timestamp':
    case 'time':
    case 'duration':
    case 'interval': {
      const form = fixedForm(type);
      return simple(form.arrow, writeFixed(form, cells));
    }
  }
}

interface FixedForm {
  readonly arrow: WrittenType;
  readonly width: number;
  readonly write: (view: DataView, at: number, cell: Exclude<Cell, null>) => void;
}

function writeFixed({ width, write }: FixedForm, cells: readonly Cell[]): Uint8Array {
  const bytes = new Uint8Array(cells.length * width);
  const view = new DataView(bytes.buffer);
  for (const [index, cell] of cells.entries()) {
    if (cell !== null) {
      write(view, index * width, cell);
    }
  }
  return bytes;
}

function fixedForm(type: ColumnType): FixedForm {
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

function writeList(
  type: Extract<ColumnType, { kind: 'list' | 'map' }>,
  cells: readonly Cell[],
  base: { name: string; nullable: boolean; length: number; nullCount: number },
  validity: Uint8Array,
): WrittenArray {
  const lists = cells.map((cell) => (cell === null ? [] : list(type, cell)));
  const offsets = new DataView(new ArrayBuffer((lists.length + 1) * 4));
  let end = 0;
  for (const [index, items] of lists.entries()) {
    end += items.length;
    offsets.setInt32((index + 1) * 4, end, true);
  }
  const items = lists.flat();
  const child =
    type.kind === 'list'
      ? writeArray({ name: 'item', type: type.item, nullable: true }, items)
      : writeEntries(type, items);
  return {
    ...base,
    type: { id: type.kind === 'list' ? ARROW.list : ARROW.map },
    buffers: [validity, new Uint8Array(offsets.buffer)],
    children: [child],
  };
}

function writeEntries(type: Extract<ColumnType, { kind: 'map' }>, entries: readonly Cell[]): WrittenArray {
  const pairs = entries.map((entry) => list(type, entry));
  const key: Column = { name: 'key', type: type.key, nullable: false };
  const value: Column = { name: 'value', type: type.value, nullable: true };
  return {
    name: 'entries',
    nullable: false,
    type: { id: ARROW.struct },
    length: pairs.length,
    nullCount: 0,
    buffers: [new Uint8Array(0)],
    children: [
      writeArray(
        key,
        pairs.map((pair) => pair[0] ?? null),
      ),
      writeArray(
        value,
        pairs.map((pair) => pair[1] ?? null),
      ),
    ],
  };
}

function bitmap(cells: readonly Cell[], isSet: (cell: Cell) => boolean): Uint8Array {
  const bits = new Uint8Array(Math.ceil(cells.length / 8));
  for (const [index, cell] of cells.entries()) {
    if (isSet(cell)) {
      bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7));
    }
  }
  return bits;
}

function variable(
  cells: readonly Cell[],
  encode: (cell: Exclude<Cell, null>) => Uint8Array,
): [Uint8Array, Uint8Array] {
  const parts = cells.map((cell) => (cell === null ? new Uint8Array(0) : encode(cell)));
  const offsets = new DataView(new ArrayBuffer((parts.length + 1) * 4));
  const data = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let end = 0;
  for (const [index, part] of parts.entries()) {
    data.set(part, end);
    end += part.length;
    offsets.setInt32((index + 1) * 4, end, true);
  }
  return [new Uint8Array(offsets.buffer), data];
}

function boolean(type: ColumnType, cell: Cell): boolean {
  if (cell === null || typeof cell === 'boolean') {
    return cell === true;
  }
  throw new DoesNotFit(type);
}

function text(type: ColumnType, cell: Cell): string {
  if (typeof cell === 'string') {
    return cell;
  }
  throw new DoesNotFit(type);
}

function binary(type: ColumnType, cell: Cell): Uint8Array {
  if (cell instanceof Uint8Array) {
    return cell;
  }
  throw new DoesNotFit(type);
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

function list(type: ColumnType, cell: Cell): readonly Cell[] {
  if (Array.isArray(cell)) {
    return cell;
  }
  throw new DoesNotFit(type);
}

function member(type: ColumnType, cell: Cell, name: string): Cell {
  if (cell === null) {
    return null;
  }
  if (typeof cell === 'object' && !Array.isArray(cell) && !(cell instanceof Uint8Array)) {
    const record = cell as { readonly [field: string]: Cell };
    return Object.hasOwn(record, name) ? (record[name] ?? null) : null;
  }
  throw new DoesNotFit(type);
}
