/**
 * What a Table Dialect says about delimited text (table-dialect.md, Delimited), as somebody declared it. What is
 * absent was not declared.
 */
export interface DeclaredDialect {
  readonly delimiter?: string;
  readonly quoteChar?: string;
  readonly doubleQuote?: boolean;
  readonly escapeChar?: string;
  /** The text that stands for a missing value. */
  readonly nullSequence?: string;
  readonly skipInitialSpace?: boolean;
  readonly lineTerminator?: string;
  readonly header?: boolean;
  /** Numbers of rows, from 1. */
  readonly headerRows?: readonly number[];
  readonly headerJoin?: string;
  readonly commentRows?: readonly number[];
  readonly commentChar?: string;
  /** Where the rows of a JSON document are, names separated by dots. */
  readonly property?: string;
}

/** The properties of `DeclaredDialect`, by what they hold. */
export const DIALECT_TEXTS = [
  'delimiter',
  'quoteChar',
  'escapeChar',
  'nullSequence',
  'lineTerminator',
  'headerJoin',
  'commentChar',
  'property',
] as const satisfies readonly (keyof DeclaredDialect)[];
export const DIALECT_FLAGS = [
  'doubleQuote',
  'skipInitialSpace',
  'header',
] as const satisfies readonly (keyof DeclaredDialect)[];
export const DIALECT_ROWS = [
  'headerRows',
  'commentRows',
] as const satisfies readonly (keyof DeclaredDialect)[];

/** How a table file is to be read, as far as somebody declared it. */
export interface TableReading {
  readonly dialect?: DeclaredDialect;
  /** IANA name of the encoding of a text. */
  readonly encoding?: string;
  /** Texts that stand for a missing value; the empty text alone when absent. */
  readonly missingValues?: readonly string[];
}

/** A text that is the same for readings that read alike; empty where nothing was declared. */
export function readingKey({ dialect = {}, encoding, missingValues }: TableReading): string {
  if (encoding === undefined && missingValues === undefined && Object.keys(dialect).length === 0) {
    return '';
  }
  const declared = Object.entries(dialect).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([declared, encoding?.toLowerCase(), missingValues]);
}
