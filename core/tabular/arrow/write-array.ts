import type { Cell, Column, ColumnType } from '../table.ts';
import { ARROW } from './message.ts';
import { DoesNotFit, fixedForm, type WrittenType, writeFixed } from './write-fixed.ts';

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
