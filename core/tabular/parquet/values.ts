import { Failure } from '#core/base/failure.ts';
import { type ByteReader, OutOfBytes } from './byte-reader.ts';
import { readDeltaLengths, readDeltaPacked, readDeltaStrings } from './delta.ts';
import { readHybrid } from './hybrid.ts';

/** A value as Parquet stores it; INT96 and fixed-length arrays are bytes. */
export type Physical = boolean | number | bigint | Uint8Array;

/** Physical types (parquet.thrift, Type). */
export const PHYSICAL = {
  boolean: 0,
  int32: 1,
  int64: 2,
  int96: 3,
  float: 4,
  double: 5,
  byteArray: 6,
  fixed: 7,
} as const;

/** Encodings (parquet.thrift, Encoding). */
export const ENCODING = {
  plain: 0,
  plainDictionary: 2,
  rle: 3,
  bitPacked: 4,
  deltaPacked: 5,
  deltaLength: 6,
  deltaStrings: 7,
  rleDictionary: 8,
  byteStreamSplit: 9,
} as const;

/** How the values of a column are stored. */
export interface Storage {
  readonly physical: number;
  /** Bytes of a FIXED_LEN_BYTE_ARRAY. */
  readonly typeLength: number;
}

/** True when the values of a page are numbers of dictionary entries. */
export function isDictionaryEncoded(encoding: number): boolean {
  return encoding === ENCODING.plainDictionary || encoding === ENCODING.rleDictionary;
}

/** The dictionary entries of `take` values behind the first `skip`. */
export function readIndexes(reader: ByteReader, skip: number, take: number): Uint32Array {
  return take === 0 ? new Uint32Array(0) : readHybrid(reader, reader.u8(), skip, take);
}

/**
 * `take` values behind the first `skip` of a page in an encoding that needs no dictionary; `complete` says that the
 * reader has the page to its end. Throws `OutOfBytes` when it has too little.
 */
export function readValues(
  reader: ByteReader,
  encoding: number,
  storage: Storage,
  range: { skip: number; take: number; complete: boolean },
): Physical[] {
  const { skip, take } = range;
  if (take === 0) {
    return [];
  }
  switch (encoding) {
    case ENCODING.plain:
      return readPlain(reader, storage, skip, take);
    case ENCODING.rle: {
      reader.advance(4);
      return Array.from(readHybrid(reader, 1, skip, take), (bit) => bit === 1);
    }
    case ENCODING.deltaPacked: {
      const values = readDeltaPacked(reader, skip + take).subarray(skip);
      if (values.length < take) {
        throw new RangeError(`a page has ${skip + values.length} values where ${skip + take} are needed`);
      }
      return storage.physical === PHYSICAL.int32
        ? Array.from(values, (value) => Number(BigInt.asIntN(32, value)))
        : Array.from(values);
    }
    case ENCODING.deltaLength:
      return readDeltaLengths(reader, skip, take);
    case ENCODING.deltaStrings:
      return readDeltaStrings(reader, skip, take);
    case ENCODING.byteStreamSplit:
      return readByteStreamSplit(reader, storage, range);
    default:
      throw new Failure('table/unsupported', `The Parquet encoding number ${encoding} cannot be read.`);
  }
}

function readPlain(reader: ByteReader, storage: Storage, skip: number, take: number): Physical[] {
  if (storage.physical === PHYSICAL.byteArray) {
    for (let index = 0; index < skip; index += 1) {
      reader.advance(reader.u32());
    }
    return Array.from({ length: boundedBy(reader, take, 4) }, () => reader.take(reader.u32()));
  }
  if (storage.physical === PHYSICAL.boolean) {
    const start = reader.advance(Math.floor(skip / 8));
    const first = skip % 8;
    reader.advance(Math.ceil((first + take) / 8));
    return Array.from({ length: take }, (_, index) => {
      const bit = first + index;
      return (
        ((reader.bytes[start + Math.floor(skip / 8) + Math.floor(bit / 8)] ?? 0) & (1 << (bit % 8))) !== 0
      );
    });
  }
  const width = byteWidth(storage);
  reader.advance(skip * width);
  const start = reader.advance(take * width);
  return Array.from({ length: take }, (_, index) => readFixedWidth(reader, storage, start + index * width));
}

function readByteStreamSplit(
  reader: ByteReader,
  storage: Storage,
  { skip, take, complete }: { skip: number; take: number; complete: boolean },
): Physical[] {
  if (!complete) {
    // The bytes of one value lie as far apart as the page has values: only the whole page tells.
    throw new OutOfBytes();
  }
  const width = byteWidth(storage);
  const stride = Math.floor(reader.remaining / width);
  if (skip + take > stride) {
    throw new OutOfBytes();
  }
  const joined = new Uint8Array(take * width);
  for (let index = 0; index < take; index += 1) {
    for (let byte = 0; byte < width; byte += 1) {
      joined[index * width + byte] = reader.bytes[reader.offset + byte * stride + skip + index] ?? 0;
    }
  }
  const view = { bytes: joined, view: new DataView(joined.buffer) };
  return Array.from({ length: take }, (_, index) => readFixedWidth(view, storage, index * width));
}

function readFixedWidth(
  { bytes, view }: { bytes: Uint8Array; view: DataView },
  storage: Storage,
  at: number,
): Physical {
  switch (storage.physical) {
    case PHYSICAL.int32:
      return view.getInt32(at, true);
    case PHYSICAL.int64:
      return view.getBigInt64(at, true);
    case PHYSICAL.float:
      return view.getFloat32(at, true);
    case PHYSICAL.double:
      return view.getFloat64(at, true);
    default:
      return bytes.subarray(at, at + byteWidth(storage));
  }
}

function byteWidth({ physical, typeLength }: Storage): number {
  switch (physical) {
    case PHYSICAL.int32:
    case PHYSICAL.float:
      return 4;
    case PHYSICAL.int64:
    case PHYSICAL.double:
      return 8;
    case PHYSICAL.int96:
      return 12;
    case PHYSICAL.fixed:
      if (typeLength > 0) {
        return typeLength;
      }
      throw new RangeError('a column of fixed-length values has no length');
    default:
      throw new RangeError(`the physical type ${physical} does not have this encoding`);
  }
}

/** `count`, unless the bytes at hand cannot hold so many items of `least` bytes each. */
function boundedBy(reader: ByteReader, count: number, least: number): number {
  if (count * least > reader.remaining) {
    throw new OutOfBytes();
  }
  return count;
}
