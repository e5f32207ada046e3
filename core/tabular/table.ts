import type { ReportProgress } from '#core/base/progress.ts';

/** The logical type of a column; `text` is how people and JSON name it (`int64`, `decimal(12, 2)`, `list<int32>`). */
export type ColumnType =
  | {
      readonly kind:
        | 'boolean'
        | 'string'
        | 'binary'
        | 'float16'
        | 'float32'
        | 'float64'
        | 'date'
        | 'json'
        | 'uuid'
        | 'null';
    }
  | { readonly kind: 'int'; readonly bits: 8 | 16 | 32 | 64; readonly signed: boolean }
  /** Inferred from text: whole numbers of any size. */
  | { readonly kind: 'integer' }
  /** Unscaled bigint cells: 1.50 at scale 2 is 150n. */
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  /** Bigint cells since the epoch; `utc` false for wall-clock time of no zone. */
  | { readonly kind: 'timestamp'; readonly unit: TimeUnit; readonly utc: boolean }
  | { readonly kind: 'time'; readonly unit: TimeUnit }
  | { readonly kind: 'duration'; readonly unit: TimeUnit }
  | { readonly kind: 'interval' }
  | { readonly kind: 'list'; readonly item: ColumnType }
  | { readonly kind: 'map'; readonly key: ColumnType; readonly value: ColumnType }
  | { readonly kind: 'struct'; readonly fields: readonly Column[] }
  /** Shown and exported as JSON text: unions, variants, geometries. */
  | { readonly kind: 'other'; readonly name: string };

export type TimeUnit = 's' | 'ms' | 'us' | 'ns';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
}

/**
 * One cell, exact: no 64-bit integer, decimal or timestamp ever passes through a float.
 * boolean → boolean; int ≤ 32 bits, floats → number; int 64, integer, decimal, timestamp, time, duration → bigint;
 * date → number of days since 1970-01-01; string, json, uuid → string; binary → Uint8Array; list → Cell[];
 * struct → record; map → array of [key, value]; interval → record {months, days: number, nanos: bigint};
 * other → JSON text as string; a cell of CSV or JSON Lines that its inferred type does not fit → its text.
 */
export type Cell =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly Cell[]
  | { readonly [field: string]: Cell };

/** Rows of a window, column by column, in the order in which the columns were asked for. */
export interface Batch {
  /** First row, 0-based, header not counted. */
  readonly start: number;
  readonly numRows: number;
  readonly columns: readonly { readonly column: Column; readonly cells: readonly Cell[] }[];
}

/** Which part of a table to read. `end` may lie beyond the last row: fewer rows come. */
export interface RowWindow {
  readonly start: number;
  readonly end: number;
  /** Indexes into `Table.columns`; all columns when absent. */
  readonly columns?: readonly number[];
}

/** A table file opened over a ByteSource. Reads only the ranges that a question needs. */
export interface Table {
  readonly format: 'csv' | 'tsv' | 'jsonl' | 'parquet' | 'arrow-file' | 'arrow-stream';
  readonly columns: readonly Column[];
  /** Rows, once known: at once for Parquet, Arrow files and text of at most 64 KiB, after `count` for other text. */
  readonly numRows: number | undefined;
  /** Rows of a window. Fails with `table/corrupt` or `table/unsupported`. */
  read(window: RowWindow, signal?: AbortSignal): Promise<Batch>;
  /** Reads on until the number of rows is exact, which also makes far rows quick to reach. */
  count(options?: { signal?: AbortSignal; onProgress?: ReportProgress }): Promise<number>;
}
