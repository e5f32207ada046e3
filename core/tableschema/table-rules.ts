import {
  type DeclaredDialect,
  DIALECT_FLAGS,
  DIALECT_ROWS,
  DIALECT_TEXTS,
  type TableReading,
} from './table-reading.ts';
import type { SchemaVersion } from './type-rules.ts';

/** What the rows of a table are held against. Plain data, that it can go from process to process. */
export interface TableRules {
  /** A table schema as a plain JSON value; without one, only the form of the table is checked. */
  readonly schema?: unknown;
  readonly version: SchemaVersion;
  readonly reading: TableReading;
  /** Labels that differ from names of fields in case only are other labels, in version 1 too. */
  readonly isCaseSensitive: boolean;
}

/** The rules that another process sent, or undefined when `value` is none. The schema is read with care later. */
export function decodeTableRules(value: unknown): TableRules | undefined {
  const { schema, version, reading, isCaseSensitive } = asFields(value);
  return (version === '1.0' || version === '2.0') && typeof isCaseSensitive === 'boolean'
    ? { version, isCaseSensitive, reading: decodeReading(reading), ...(schema !== undefined && { schema }) }
    : undefined;
}

function decodeReading(value: unknown): TableReading {
  const { dialect, encoding, missingValues } = asFields(value);
  return {
    ...(dialect !== undefined && { dialect: decodeDialect(asFields(dialect)) }),
    ...(typeof encoding === 'string' && { encoding }),
    ...(Array.isArray(missingValues) && {
      missingValues: missingValues.filter((each) => typeof each === 'string'),
    }),
  };
}

type Fields = { readonly [name: string]: unknown };

function decodeDialect(fields: Fields): DeclaredDialect {
  const declared: { -readonly [Key in keyof DeclaredDialect]: DeclaredDialect[Key] } = {};
  for (const key of DIALECT_TEXTS) {
    const text = fields[key];
    if (typeof text === 'string') {
      declared[key] = text;
    }
  }
  for (const key of DIALECT_FLAGS) {
    const flag = fields[key];
    if (typeof flag === 'boolean') {
      declared[key] = flag;
    }
  }
  for (const key of DIALECT_ROWS) {
    const rows = fields[key];
    if (Array.isArray(rows)) {
      declared[key] = rows.filter((row) => typeof row === 'number' && Number.isSafeInteger(row));
    }
  }
  return declared;
}

function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
