import { type FlatMember, FlatWriter } from './arrow/flat-writer.ts';
import { ARROW, HEADER } from './arrow/message.ts';
import { type WrittenArray, writeArray } from './arrow/write-array.ts';
import { DoesNotFit, type WrittenType } from './arrow/write-fixed.ts';
import { PAGE_KEYS } from './page-keys.ts';
import type { Batch, Cell, Column } from './table.ts';
import { tagCell } from './tagged-cell.ts';

const VERSION_5 = 4;

/**
 * A window of rows as an Arrow IPC stream of one record batch, which `decodeArrow` turns back into the same batch.
 * Columns have the Arrow type that goes with theirs (decimal128, timestamp, int64 …); a column with a cell that does
 * not fit it (a CSV word among numbers, a timestamp beyond 64 bits) is text. The Waybill type is in the fields' metadata.
 */
export function encodeArrow(batch: Batch): Uint8Array {
  const arrays = batch.columns.map(({ column, cells }) => writeColumn(column, cells));
  const schema = message(HEADER.schema, 0, (writer) =>
    writer.table([
      undefined,
      {
        write: (inner) =>
          inner.references(arrays.map((array) => (field) => writeField(field, array.array, array.keys))),
      },
      { write: (inner) => writeMetadata(inner, [[PAGE_KEYS.start, String(batch.start)]]) },
    ]),
  );
  const flat = arrays.flatMap(({ array }) => flatten(array));
  const buffers = flat.flatMap((array) => array.buffers);
  const { regions, length } = place(buffers);
  const record = message(HEADER.recordBatch, length, (writer) =>
    writer.table([
      { width: 8, value: BigInt(batch.numRows) },
      { write: (inner) => inner.pairs(flat.map((array) => [array.length, array.nullCount])) },
      { write: (inner) => inner.pairs(regions) },
    ]),
  );
  return join([schema, record, body(buffers, regions, length), endOfStream()]);
}

interface WrittenColumn {
  readonly array: WrittenArray;
  readonly keys: readonly (readonly [string, string])[];
}

function writeColumn(column: Column, cells: readonly Cell[]): WrittenColumn {
  const type: readonly [string, string] = [
    PAGE_KEYS.type,
    JSON.stringify({ type: column.type, nullable: column.nullable }),
  ];
  try {
    return { array: writeArray(column, cells), keys: [type] };
  } catch (error) {
    if (!(error instanceof DoesNotFit)) {
      throw error;
    }
    const texts = cells.map((cell) => (cell === null ? null : tagCell(cell)));
    const array = writeArray({ ...column, type: { kind: 'string' } }, texts);
    return { array, keys: [type, [PAGE_KEYS.cells, 'tagged']] };
  }
}

function flatten(array: WrittenArray): WrittenArray[] {
  return [array, ...array.children.flatMap(flatten)];
}

function writeField(
  writer: FlatWriter,
  array: WrittenArray,
  keys: readonly (readonly [string, string])[],
): number {
  return writer.table([
    { write: (inner) => inner.text(array.name) },
    { width: 1, value: array.nullable ? 1 : 0 },
    { width: 1, value: array.type.id },
    { write: (inner) => writeType(inner, array.type) },
    undefined,
    {
      write: (inner) =>
        inner.references(array.children.map((child) => (field) => writeField(field, child, []))),
    },
    keys.length === 0 ? undefined : { write: (inner) => writeMetadata(inner, keys) },
  ]);
}

function writeMetadata(writer: FlatWriter, entries: readonly (readonly [string, string])[]): number {
  return writer.references(
    entries.map(
      ([key, value]) =>
        (entry) =>
          entry.table([{ write: (inner) => inner.text(key) }, { write: (inner) => inner.text(value) }]),
    ),
  );
}

/** The table of a member of the union `Type`, with every parameter written out. */
function writeType(writer: FlatWriter, type: WrittenType): number {
  const int32 = (value: number | undefined): FlatMember => ({ width: 4, value: value ?? 0 });
  const int16 = (value: number | undefined): FlatMember => ({ width: 2, value: value ?? 0 });
  switch (type.id) {
    case ARROW.int:
      return writer.table([int32(type.bits), { width: 1, value: type.signed === true ? 1 : 0 }]);
    case ARROW.float:
      return writer.table([int16(type.precision)]);
    case ARROW.decimal:
      return writer.table([int32(type.precision), int32(type.scale), int32(type.bits)]);
    case ARROW.date:
    case ARROW.duration:
    case ARROW.interval:
      return writer.table([int16(type.unit)]);
    case ARROW.time:
      return writer.table([int16(type.unit), int32(type.bits)]);
    case ARROW.timestamp: {
      const { timezone } = type;
      return writer.table([
        int16(type.unit),
        timezone === undefined ? undefined : { write: (inner) => inner.text(timezone) },
      ]);
    }
    default:
      return writer.table([]);
  }
}

/** An encapsulated message without its body: mark, length, metadata (Columnar.md, "Encapsulated message format"). */
function message(header: number, bodyLength: number, write: (writer: FlatWriter) => number): Uint8Array {
  const metadata = FlatWriter.finish([
    { width: 2, value: VERSION_5 },
    { width: 1, value: header },
    { write },
    { width: 8, value: BigInt(bodyLength) },
  ]);
  const prefix = new DataView(new ArrayBuffer(8));
  prefix.setUint32(0, 0xffffffff, true);
  prefix.setUint32(4, metadata.length, true);
  return join([new Uint8Array(prefix.buffer), metadata]);
}

/** Where buffers go in the body: one after another, each on a multiple of 8 bytes. */
function place(buffers: readonly Uint8Array[]): { regions: [number, number][]; length: number } {
  let length = 0;
  const regions = buffers.map((buffer): [number, number] => {
    const region: [number, number] = [length, buffer.length];
    length += Math.ceil(buffer.length / 8) * 8;
    return region;
  });
  return { regions, length };
}

function body(
  buffers: readonly Uint8Array[],
  regions: readonly [number, number][],
  length: number,
): Uint8Array {
  const bytes = new Uint8Array(length);
  for (const [index, buffer] of buffers.entries()) {
    bytes.set(buffer, regions[index]?.[0] ?? 0);
  }
  return bytes;
}

function endOfStream(): Uint8Array {
  return Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
