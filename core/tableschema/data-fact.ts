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
  /**
   * IANA name of the encoding that the beginning of a text file is in; `bom` for a byte order mark. `us-ascii` where
   * nothing else was seen: all encodings that continue ASCII read the same then. Absent where it is in doubt.
   */
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

/** The Table Schema type that all values looked at fit, and what of a field is not as the standard has it by default. */
export interface FoundField {
  readonly type: FieldType;
  readonly format?: string;
  readonly decimalChar?: string;
  readonly groupChar?: string;
  readonly bareNumber?: boolean;
  readonly trueValues?: readonly string[];
  readonly falseValues?: readonly string[];
}

/** A column of a data file. Values are texts as the file (or its canonical text form) has them. */
export interface ColumnFact extends FoundField {
  readonly name: string;
  /** Further formats of the type that all values looked at fit as well: `01/02/2024` is a date in two ways. */
  readonly otherFormats?: readonly string[];
  /** Set for files that carry types themselves (Parquet, Arrow): how they name the type, `int64`, `timestamp[us, UTC]`. */
  readonly physical?: string;
  /** Missing values among the rows looked at. */
  readonly nulls?: number;
  readonly minimum?: string;
  readonly maximum?: string;
  /** Different values; `exact` false when counting was given up or only a sample was looked at. */
  readonly distinct?: { readonly count: number; readonly exact: boolean };
  /** Up to three values, different from each other; no very long ones. */
  readonly samples: readonly string[];
  /** Values that tell types apart: of each type that not all values are of, one that is not. */
  readonly counterexamples?: readonly string[];
  /** What all values are but for a few, when the column is text for their sake: most likely missing values. */
  readonly almost?: FoundField & { readonly except: readonly string[] };
  /** What the facts rest on: the file's own statistics, its first rows, or all of them. */
  readonly basis: 'statistics' | 'sample' | 'all';
}
