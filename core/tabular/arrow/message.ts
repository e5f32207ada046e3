import { FlatTable, safe } from './flatbuffer.ts';

/** Members of the union `Type` (Schema.fbs). */
export const ARROW = {
  null: 1,
  int: 2,
  float: 3,
  binary: 4,
  utf8: 5,
  bool: 6,
  decimal: 7,
  date: 8,
  time: 9,
  timestamp: 10,
  interval: 11,
  list: 12,
  struct: 13,
  union: 14,
  fixedBinary: 15,
  fixedList: 16,
  map: 17,
  duration: 18,
  largeBinary: 19,
  largeUtf8: 20,
  largeList: 21,
  runEndEncoded: 22,
  binaryView: 23,
  utf8View: 24,
  listView: 25,
  largeListView: 26,
} as const;

/** Members of the union `MessageHeader` (Message.fbs). */
export const HEADER = { schema: 1, dictionaryBatch: 2, recordBatch: 3 } as const;

/** A type with those parameters that it has; the others are 0. */
export interface ArrowType {
  readonly id: number;
  /** Width of integers, decimals and times. */
  readonly bits: number;
  readonly signed: boolean;
  /** Of a decimal; of a float 0 half, 1 single, 2 double. */
  readonly precision: number;
  readonly scale: number;
  /** Of a date 0 days, 1 milliseconds; of an interval 0 months, 1 days and time, 2 all; else 0 s, 1 ms, 2 us, 3 ns. */
  readonly unit: number;
  readonly timezone: string | undefined;
  /** Bytes of a fixed-size binary, items of a fixed-size list. */
  readonly size: number;
  readonly dense: boolean;
  readonly typeIds: readonly number[];
}

export interface ArrowField {
  readonly name: string;
  readonly nullable: boolean;
  readonly type: ArrowType;
  readonly dictionary: { readonly id: number; readonly bits: number; readonly signed: boolean } | undefined;
  readonly children: readonly ArrowField[];
  readonly metadata: ReadonlyMap<string, string>;
}

export interface ArrowSchema {
  readonly fields: readonly ArrowField[];
  readonly metadata: ReadonlyMap<string, string>;
  readonly bigEndian: boolean;
  /** Format version 4 and older kept a validity buffer for unions. */
  readonly oldUnions: boolean;
}

/** A region of a message body. */
export interface BodyRegion {
  readonly offset: number;
  readonly length: number;
}

export interface RecordBatch {
  readonly length: number;
  readonly nodes: readonly { readonly length: number; readonly nullCount: number }[];
  readonly buffers: readonly BodyRegion[];
  /** 0 LZ4 frame, 1 ZSTD. */
  readonly compression: number | undefined;
  readonly variadicCounts: readonly number[];
}

export type Message =
  | { readonly kind: 'schema'; readonly schema: ArrowSchema; readonly bodyLength: number }
  | { readonly kind: 'batch'; readonly batch: RecordBatch; readonly bodyLength: number }
  | {
      readonly kind: 'dictionary';
      readonly id: number;
      readonly delta: boolean;
      readonly batch: RecordBatch;
      readonly bodyLength: number;
    }
  | { readonly kind: 'other'; readonly bodyLength: number };

const DEEPEST = 64;

/** Decodes the metadata of an encapsulated message. Throws `RangeError` when the bytes are not one. */
export function decodeMessage(bytes: Uint8Array): Message {
  const message = FlatTable.root(bytes);
  const bodyLength = message.int64(3);
  const header = message.table(2);
  if (header === undefined) {
    return { kind: 'other', bodyLength };
  }
  switch (message.int8(1, 0)) {
    case HEADER.schema:
      return { kind: 'schema', schema: decodeSchema(header, message.int16(0, 0)), bodyLength };
    case HEADER.recordBatch:
      return { kind: 'batch', batch: decodeRecordBatch(header), bodyLength };
    case HEADER.dictionaryBatch: {
      const data = header.table(1);
      if (data === undefined) {
        throw new RangeError('a dictionary batch has no data');
      }
      return {
        kind: 'dictionary',
        id: header.int64(0),
        delta: header.boolean(2),
        batch: decodeRecordBatch(data),
        bodyLength,
      };
    }
    default:
      return { kind: 'other', bodyLength };
  }
}

/** Decodes a `Schema` table of a message or footer; `version` is that of the format, 4 for today's. */
export function decodeSchema(table: FlatTable, version: number): ArrowSchema {
  return {
    bigEndian: table.int16(0, 0) === 1,
    fields: table.tables(1).map((field) => decodeField(field, 0)),
    metadata: decodeMetadata(table, 2),
    oldUnions: version < 4,
  };
}

function decodeField(table: FlatTable, depth: number): ArrowField {
  if (depth > DEEPEST) {
    throw new RangeError('the types of the schema are nested too deeply');
  }
  const dictionary = table.table(4);
  const index = dictionary?.table(1);
  return {
    name: table.text(0) ?? '',
    nullable: table.boolean(1),
    type: decodeType(table.int8(2, 0), table.table(3)),
    dictionary:
      dictionary === undefined
        ? undefined
        : {
            id: dictionary.int64(0),
            bits: index?.int32(0, 32) ?? 32,
            signed: index?.boolean(1) ?? true,
          },
    children: table.tables(5).map((child) => decodeField(child, depth + 1)),
    metadata: decodeMetadata(table, 6),
  };
}

function decodeMetadata(table: FlatTable, id: number): Map<string, string> {
  return new Map(table.tables(id).map((entry) => [entry.text(0) ?? '', entry.text(1) ?? '']));
}

function decodeType(id: number, table: FlatTable | undefined): ArrowType {
  const type = {
    id,
    bits: 0,
    signed: true,
    precision: 0,
    scale: 0,
    unit: 0,
    timezone: undefined,
    size: 0,
    dense: false,
    typeIds: [],
  };
  if (table === undefined) {
    return type;
  }
  // Defaults are those of Schema.fbs.
  switch (id) {
    case ARROW.int:
      return { ...type, bits: table.int32(0, 0), signed: table.boolean(1) };
    case ARROW.float:
      return { ...type, precision: table.int16(0, 0) };
    case ARROW.decimal:
      return { ...type, precision: table.int32(0, 0), scale: table.int32(1, 0), bits: table.int32(2, 128) };
    case ARROW.date:
    case ARROW.duration:
      return { ...type, unit: table.int16(0, 1) };
    case ARROW.time:
      return { ...type, unit: table.int16(0, 1), bits: table.int32(1, 32) };
    case ARROW.timestamp:
      return { ...type, unit: table.int16(0, 0), timezone: table.text(1) };
    case ARROW.interval:
      return { ...type, unit: table.int16(0, 0) };
    case ARROW.union:
      return { ...type, dense: table.int16(0, 0) === 1, typeIds: table.int32s(1) };
    case ARROW.fixedBinary:
    case ARROW.fixedList:
      return { ...type, size: table.int32(0, 0) };
    default:
      return type;
  }
}

function decodeRecordBatch(table: FlatTable): RecordBatch {
  const compression = table.table(3);
  return {
    length: table.int64(0),
    nodes: table.structs(1, 16, (view) => ({
      length: safe(view.getBigInt64(0, true)),
      nullCount: Number(view.getBigInt64(8, true)),
    })),
    buffers: table.structs(2, 16, (view) => ({
      offset: safe(view.getBigInt64(0, true)),
      length: safe(view.getBigInt64(8, true)),
    })),
    compression: compression?.int8(0, 0),
    variadicCounts: table.int64s(4),
  };
}
