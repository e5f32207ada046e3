import { decimalType } from '../decimal-text.ts';
import { float16FromBits } from '../float16.ts';
import type { Cell, ColumnType, TimeUnit } from '../table.ts';
import type { SchemaElement } from './schema-element.ts';
import { PHYSICAL, type Physical, type Storage } from './values.ts';

/** A stored column: how to read it and what its values mean. */
export interface Leaf extends Storage, LeafMeaning {
  readonly name: string;
  /** Definition level of a value that is there. */
  readonly maxDef: number;
  readonly maxRep: number;
}

interface LeafMeaning {
  readonly type: ColumnType;
  /** The exact cell of a stored value. */
  readonly toCell: (value: Physical) => Cell;
}

// parquet.thrift, ConvertedType; 10 to 17 are the integers.
const CONVERTED = {
  utf8: 0,
  enum: 4,
  decimal: 5,
  date: 6,
  timeMillis: 7,
  timeMicros: 8,
  timestampMillis: 9,
  timestampMicros: 10,
  uint8: 11,
  int64: 18,
  json: 19,
  interval: 21,
} as const;

// parquet.thrift, members of LogicalType.
const LOGICAL = {
  string: 1,
  enum: 4,
  decimal: 5,
  date: 6,
  time: 7,
  timestamp: 8,
  integer: 10,
  unknown: 11,
  json: 12,
  uuid: 14,
  float16: 15,
} as const;

const decoder = new TextDecoder();

/** What the annotations of a leaf mean; one that does not go with the physical type is ignored (LogicalTypes.md). */
export function leafType(element: SchemaElement): Storage & LeafMeaning {
  const physical = element.physical ?? -1;
  const meaning =
    logicalMeaning(element, physical) ?? convertedMeaning(element, physical) ?? plainMeaning(physical);
  return { physical, typeLength: element.typeLength, ...meaning };
}

function logicalMeaning(element: SchemaElement, physical: number): LeafMeaning | undefined {
  const { logical } = element;
  if (logical === undefined) {
    return undefined;
  }
  const unit: TimeUnit = logical.unit === 1 ? 'ms' : logical.unit === 2 ? 'us' : 'ns';
  switch (logical.id) {
    case LOGICAL.string:
    case LOGICAL.enum:
      return textMeaning(physical, 'string');
    case LOGICAL.json:
      return textMeaning(physical, 'json');
    case LOGICAL.decimal:
      return decimalMeaning(physical, logical.precision, logical.scale);
    case LOGICAL.date:
      return dateMeaning(physical);
    case LOGICAL.time:
      return ticksMeaning(physical, { kind: 'time', unit });
    case LOGICAL.timestamp:
      return physical === PHYSICAL.int64
        ? ticksMeaning(physical, { kind: 'timestamp', unit, utc: logical.utc })
        : undefined;
    case LOGICAL.integer:
      return integerMeaning(physical, logical.bits, logical.signed);
    case LOGICAL.unknown:
      return { type: { kind: 'null' }, toCell: () => null };
    case LOGICAL.uuid:
      return physical === PHYSICAL.fixed && element.typeLength === 16
        ? { type: { kind: 'uuid' }, toCell: (value) => uuidText(asBytes(value)) }
        : undefined;
    case LOGICAL.float16:
      return physical === PHYSICAL.fixed && element.typeLength === 2
        ? { type: { kind: 'float16' }, toCell: (value) => float16(asBytes(value)) }
        : undefined;
    default:
      return undefined;
  }
}

function convertedMeaning(element: SchemaElement, physical: number): LeafMeaning | undefined {
  const { converted } = element;
  if (converted === undefined) {
    return undefined;
  }
  switch (converted) {
    case CONVERTED.utf8:
    case CONVERTED.enum:
      return textMeaning(physical, 'string');
    case CONVERTED.json:
      return textMeaning(physical, 'json');
    case CONVERTED.decimal:
      return decimalMeaning(physical, element.precision, element.scale);
    case CONVERTED.date:
      return dateMeaning(physical);
    case CONVERTED.timeMillis:
      return ticksMeaning(physical, { kind: 'time', unit: 'ms' });
    case CONVERTED.timeMicros:
      return ticksMeaning(physical, { kind: 'time', unit: 'us' });
    case CONVERTED.timestampMillis:
      return ticksMeaning(physical, { kind: 'timestamp', unit: 'ms', utc: true });
    case CONVERTED.timestampMicros:
      return ticksMeaning(physical, { kind: 'timestamp', unit: 'us', utc: true });
    case CONVERTED.interval:
      return physical === PHYSICAL.fixed && element.typeLength === 12
        ? { type: { kind: 'interval' }, toCell: (value) => intervalCell(asBytes(value)) }
        : undefined;
    default: {
      // UINT_8 … UINT_64 are 11 to 14, INT_8 … INT_64 are 15 to 18.
      if (converted < CONVERTED.uint8 || converted > CONVERTED.int64) {
        return undefined;
      }
      const bits = 8 * 2 ** ((converted - CONVERTED.uint8) % 4);
      return integerMeaning(physical, bits, converted - CONVERTED.uint8 >= 4);
    }
  }
}

function plainMeaning(physical: number): LeafMeaning {
  switch (physical) {
    case PHYSICAL.boolean:
      return { type: { kind: 'boolean' }, toCell: (value) => value };
    case PHYSICAL.int32:
      return { type: { kind: 'int', bits: 32, signed: true }, toCell: (value) => value };
    case PHYSICAL.int64:
      return { type: { kind: 'int', bits: 64, signed: true }, toCell: (value) => value };
    case PHYSICAL.int96:
      return {
        type: { kind: 'timestamp', unit: 'ns', utc: false },
        toCell: (value) => int96Nanos(asBytes(value)),
      };
    case PHYSICAL.float:
      return { type: { kind: 'float32' }, toCell: (value) => value };
    case PHYSICAL.double:
      return { type: { kind: 'float64' }, toCell: (value) => value };
    case PHYSICAL.byteArray:
    case PHYSICAL.fixed:
      // A copy: a cell that lives on must not keep its page in memory.
      return { type: { kind: 'binary' }, toCell: (value) => asBytes(value).slice() };
    default:
      throw new RangeError(`the physical type ${physical} does not exist`);
  }
}

function textMeaning(physical: number, kind: 'string' | 'json'): LeafMeaning | undefined {
  return physical === PHYSICAL.byteArray || physical === PHYSICAL.fixed
    ? { type: { kind }, toCell: (value) => decoder.decode(asBytes(value)) }
    : undefined;
}

function decimalMeaning(physical: number, precision: number, scale: number): LeafMeaning | undefined {
  const type = decimalType(precision, scale);
  switch (physical) {
    case PHYSICAL.int32:
    case PHYSICAL.int64:
      return { type, toCell: (value) => asBigint(value) };
    case PHYSICAL.byteArray:
    case PHYSICAL.fixed:
      return { type, toCell: (value) => bigEndian(asBytes(value)) };
    default:
      return undefined;
  }
}

function dateMeaning(physical: number): LeafMeaning | undefined {
  return physical === PHYSICAL.int32 ? { type: { kind: 'date' }, toCell: (value) => value } : undefined;
}

function ticksMeaning(
  physical: number,
  type: Extract<ColumnType, { kind: 'time' | 'timestamp' }>,
): LeafMeaning | undefined {
  return physical === PHYSICAL.int32 || physical === PHYSICAL.int64
    ? { type, toCell: (value) => asBigint(value) }
    : undefined;
}

function integerMeaning(physical: number, bits: number, signed: boolean): LeafMeaning | undefined {
  if (physical === PHYSICAL.int64 && bits === 64) {
    return {
      type: { kind: 'int', bits, signed },
      toCell: signed ? (value) => value : (value) => BigInt.asUintN(64, asBigint(value)),
    };
  }
  if (physical === PHYSICAL.int32 && (bits === 8 || bits === 16 || bits === 32)) {
    return {
      type: { kind: 'int', bits, signed },
      toCell: signed ? (value) => value : (value) => asNumber(value) >>> 0,
    };
  }
  return undefined;
}

function asBytes(value: Physical): Uint8Array {
  if (value instanceof Uint8Array) {
    return value;
  }
  throw new RangeError('a value is not of the type that its column has');
}

function asNumber(value: Physical): number {
  return Number(asBigint(value));
}

function asBigint(value: Physical): bigint {
  if (value instanceof Uint8Array) {
    throw new RangeError('a value is not of the type that its column has');
  }
  return BigInt(value);
}

// Building a number takes time with the square of its bytes; a thousand digits are 416.
const LONGEST_DECIMAL = 512;

/** Two's complement, most significant byte first. */
function bigEndian(bytes: Uint8Array): bigint {
  if (bytes.length > LONGEST_DECIMAL) {
    throw new RangeError(`a decimal of ${bytes.length} bytes is not possible (${LONGEST_DECIMAL} at most)`);
  }
  let value = 0n;
  for (const byte of bytes) {
    value = (value << 8n) | BigInt(byte);
  }
  return BigInt.asIntN(bytes.length * 8, value);
}

// Nanoseconds of the day, then the Julian day number; 2440588 is 1970-01-01.
function int96Nanos(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return (BigInt(view.getInt32(8, true)) - 2_440_588n) * 86_400_000_000_000n + view.getBigInt64(0, true);
}

function intervalCell(bytes: Uint8Array): Cell {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return {
    months: view.getUint32(0, true),
    days: view.getUint32(4, true),
    nanos: BigInt(view.getUint32(8, true)) * 1_000_000n,
  };
}

function uuidText(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function float16(bytes: Uint8Array): number {
  return float16FromBits((bytes[0] ?? 0) | ((bytes[1] ?? 0) << 8));
}
