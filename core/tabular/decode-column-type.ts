import { isPossibleDecimal } from './decimal-text.ts';
import type { Column, ColumnType, TimeUnit } from './table.ts';

const SIMPLE = [
  'boolean',
  'string',
  'binary',
  'float16',
  'float32',
  'float64',
  'date',
  'json',
  'uuid',
  'null',
  'integer',
  'interval',
] as const;
const DEEPEST = 64;

/** Decodes `{type, nullable}` that came from outside as JSON; undefined when it is anything else. */
export function decodeColumnType(value: unknown): { type: ColumnType; nullable: boolean } | undefined {
  const nullable = property(value, 'nullable');
  const type = decodeType(property(value, 'type'), 0);
  return type === undefined || typeof nullable !== 'boolean' ? undefined : { type, nullable };
}

/** Decodes a list of columns that came from another process; undefined when it is anything else. */
export function decodeColumns(value: unknown): Column[] | undefined {
  return decodeFields(value, 0);
}

function decodeType(value: unknown, depth: number): ColumnType | undefined {
  const kind = property(value, 'kind');
  if (depth > DEEPEST) {
    return undefined;
  }
  const simple = SIMPLE.find((name) => name === kind);
  if (simple !== undefined) {
    return { kind: simple };
  }
  switch (kind) {
    case 'int':
      return decodeInt(value);
    case 'decimal': {
      const precision = property(value, 'precision');
      const scale = property(value, 'scale');
      return typeof precision === 'number' && typeof scale === 'number' && isPossibleDecimal(precision, scale)
        ? { kind, precision, scale }
        : undefined;
    }
    case 'timestamp': {
      const unit = decodeUnit(property(value, 'unit'));
      const utc = property(value, 'utc');
      return unit !== undefined && typeof utc === 'boolean' ? { kind, unit, utc } : undefined;
    }
    case 'time':
    case 'duration': {
      const unit = decodeUnit(property(value, 'unit'));
      return unit === undefined ? undefined : { kind, unit };
    }
    case 'list': {
      const item = decodeType(property(value, 'item'), depth + 1);
      return item === undefined ? undefined : { kind, item };
    }
    case 'map': {
      const key = decodeType(property(value, 'key'), depth + 1);
      const item = decodeType(property(value, 'value'), depth + 1);
      return key === undefined || item === undefined ? undefined : { kind, key, value: item };
    }
    case 'struct': {
      const fields = decodeFields(property(value, 'fields'), depth + 1);
      return fields === undefined ? undefined : { kind, fields };
    }
    case 'other': {
      const name = property(value, 'name');
      return typeof name === 'string' ? { kind, name } : undefined;
    }
    default:
      return undefined;
  }
}

function decodeInt(value: unknown): ColumnType | undefined {
  const bits = property(value, 'bits');
  const signed = property(value, 'signed');
  return (bits === 8 || bits === 16 || bits === 32 || bits === 64) && typeof signed === 'boolean'
    ? { kind: 'int', bits, signed }
    : undefined;
}

function decodeFields(value: unknown, depth: number): Column[] | undefined {
  if (!Array.isArray(value)) {
    return undefined;
  }
  const fields: Column[] = [];
  for (const item of value) {
    const name = property(item, 'name');
    const nullable = property(item, 'nullable');
    const type = decodeType(property(item, 'type'), depth);
    if (typeof name !== 'string' || typeof nullable !== 'boolean' || type === undefined) {
      return undefined;
    }
    fields.push({ name, type, nullable });
  }
  return fields;
}

function decodeUnit(value: unknown): TimeUnit | undefined {
  return value === 's' || value === 'ms' || value === 'us' || value === 'ns' ? value : undefined;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as { readonly [name: string]: unknown })[name]
    : undefined;
}
