import type { FieldType } from './field-type.ts';

/** What somebody found in a data file, for rules, completion and hover. Only what was really looked at is there. */
export interface DataFact {
  readonly format: 'csv' | 'tsv' | 'jsonl' | 'json' | 'parquet' | 'arrow';
  /** Size of the file. */
  readonly bytes: number;
  /** The columns in the order of the file, named by its header, footer or schema. */
  readonly columns: readonly ColumnFact[];
  /** Rows without the header; `exact` false for an estimate from the beginning of the file. */
  readonly rows?: { readonly count: number; readonly exact: boolean };
  /** How the text of the file is written; only for CSV and its kin. */
  readonly dialect?: DialectFact;
  /** Texts that stand for a missing value in columns whose other values are no text: "NA", "-". */
  readonly missingValues?: readonly string[];
  /** IANA name of the encoding that the beginning of a text file is in; `bom` for a byte order mark. */
  readonly encoding?: { readonly name: string; readonly bom: boolean };
}

/** How the bytes of a delimited text are cut into cells, as found by looking at them. */
export interface DialectFact {
  readonly delimiter: string;
  readonly quoteChar: string;
  readonly lineTerminator: '\n' | '\r\n' | '\r';
  /** False when the first row looks like data rather than names. */
  readonly header: boolean;
}

/** A column of a data file. Values are texts as the file (or its canonical text form) has them. */
export interface ColumnFact {
  readonly name: string;
  /** The Table Schema type, and format where it is not `default`, that all values looked at fit. */
  readonly type: FieldType;
  readonly format?: string;
  /** Set for files that carry types themselves (Parquet, Arrow): how they name the type, `int64`, `timestamp[us, UTC]`. */
  readonly physical?: string;
  /** Missing values among the rows looked at. */
  readonly nulls?: number;
  readonly minimum?: string;
  readonly maximum?: string;
  /** Different values; `exact` false when counting was given up or only a sample was looked at. */
  readonly distinct?: { readonly count: number; readonly exact: boolean };
  /** Up to three values, different from each other. */
  readonly samples: readonly string[];
  /** What the facts rest on: the file's own statistics, its first rows, or all of them. */
  readonly basis: 'statistics' | 'sample' | 'all';
}
