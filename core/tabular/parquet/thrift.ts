import { type ByteReader, OutOfBytes } from './byte-reader.ts';

/** Types of the Thrift compact protocol (thrift-compact-protocol.md, "Struct Encoding"). */
const TYPE = {
  stop: 0,
  true: 1,
  false: 2,
  byte: 3,
  i16: 4,
  i32: 5,
  i64: 6,
  double: 7,
  binary: 8,
  list: 9,
  struct: 12,
} as const;

const DEEPEST = 32;
const decoder = new TextDecoder();

/** The value of the field that a visitor was called for; ask for it once, in its type, or leave it. */
export interface ThriftField {
  readonly id: number;
  number(): number;
  boolean(): boolean;
  text(): string;
  bytes(): Uint8Array;
  /** Reads a struct by visiting its fields. */
  struct(visit: (field: ThriftField) => void): void;
  /** Reads a list; `item` is called for each element and must read it, or it is passed over. */
  list(item: (element: ThriftField) => void): void;
}

/**
 * Visits the fields of a Thrift compact struct; fields that `visit` does not read are passed over without being built.
 * Throws `OutOfBytes` at the end of the bytes and `RangeError` for what is not Thrift.
 */
export function readThriftStruct(reader: ByteReader, visit: (field: ThriftField) => void): void {
  readFields(reader, visit, 0);
}

function readFields(reader: ByteReader, visit: (field: ThriftField) => void, depth: number): void {
  if (depth > DEEPEST) {
    throw new RangeError('Thrift structures are nested too deeply');
  }
  let id = 0;
  for (;;) {
    const header = reader.u8();
    const type = header & 0x0f;
    if (type === TYPE.stop) {
      return;
    }
    const delta = header >> 4;
    id = delta === 0 ? reader.zigzag() : id + delta;
    readValue(reader, type, id, visit, depth, false);
  }
}

function readValue(
  reader: ByteReader,
  type: number,
  id: number,
  visit: (field: ThriftField) => void,
  depth: number,
  inList: boolean,
): void {
  const state = { read: false };
  const once = <T>(wanted: readonly number[], value: () => T): T => {
    if (state.read || !wanted.includes(type)) {
      throw new RangeError(`Thrift field ${id} has type ${type}, which is not what the format says`);
    }
    state.read = true;
    return value();
  };
  visit({
    id,
    number: () =>
      once([TYPE.byte, TYPE.i16, TYPE.i32, TYPE.i64], () =>
        type === TYPE.byte ? reader.u8() : reader.zigzag(),
      ),
    // In a struct the type is the value; in a list each element has a byte.
    boolean: () => once([TYPE.true, TYPE.false], () => (inList ? reader.u8() === 1 : type === TYPE.true)),
    text: () => once([TYPE.binary], () => decoder.decode(reader.take(reader.varint()))),
    bytes: () => once([TYPE.binary], () => reader.take(reader.varint())),
    struct: (inner) => once([TYPE.struct], () => readFields(reader, inner, depth + 1)),
    list: (item) => once([TYPE.list], () => readList(reader, item, depth)),
  });
  if (!state.read) {
    skipValue(reader, type, depth, inList);
  }
}

function readList(reader: ByteReader, item: (element: ThriftField) => void, depth: number): void {
  const { type, size } = listHeader(reader);
  for (let index = 0; index < size; index += 1) {
    readValue(reader, type, index, item, depth + 1, true);
  }
}

function listHeader(reader: ByteReader): { type: number; size: number } {
  const header = reader.u8();
  const size = header >> 4 === 15 ? reader.varint() : header >> 4;
  // Each element takes a byte at least: a larger number is a lie or belongs to bytes that are not here yet.
  if (size > reader.remaining) {
    throw new OutOfBytes();
  }
  return { type: header & 0x0f, size };
}

function skipValue(reader: ByteReader, type: number, depth: number, inList: boolean): void {
  switch (type) {
    case TYPE.true:
    case TYPE.false:
      reader.advance(inList ? 1 : 0);
      return;
    case TYPE.byte:
      reader.advance(1);
      return;
    case TYPE.i16:
    case TYPE.i32:
    case TYPE.i64:
      while (reader.u8() >= 0x80) {
        // A number ends with the first byte below 0x80.
      }
      return;
    case TYPE.double:
      reader.advance(8);
      return;
    case TYPE.binary:
      reader.advance(reader.varint());
      return;
    case TYPE.list:
      readList(reader, () => {}, depth);
      return;
    case TYPE.struct:
      readFields(reader, () => {}, depth + 1);
      return;
    default:
      throw new RangeError(`Thrift type ${type} does not occur in Parquet`);
  }
}
