/** What the table preview and its host say to each other. Rows travel as Arrow IPC streams. */

/** A column as the grid's header shows it. */
export interface PreviewColumn {
  readonly name: string;
  /** `int64`, `timestamp[us, UTC]`, … */
  readonly type: string;
  readonly nullable: boolean;
  /** Numbers are aligned at their right end. */
  readonly numeric: boolean;
}

export type ToPreview =
  /** The table is being opened, for the first time or again; `opened` or `failed` follows. */
  | { readonly type: 'opening'; readonly title: string }
  | {
      readonly type: 'opened';
      readonly title: string;
      /** "Parquet", "CSV", … */
      readonly format: string;
      readonly columns: readonly PreviewColumn[];
      /** Undefined while the rows are being counted. */
      readonly numRows?: number;
      /** A sentence on what these bytes are worth, for remote files: "Not verified until pulled". */
      readonly notice?: string;
    }
  | { readonly type: 'counting'; readonly rowsSoFar: number }
  | { readonly type: 'counted'; readonly numRows: number }
  /** The number of rows stays unknown, `message` says why; rows can still be read. */
  | { readonly type: 'count-failed'; readonly message: string }
  /** `arrow` is an Arrow IPC stream of the columns asked for, rows from `start`. */
  | { readonly type: 'rows'; readonly request: number; readonly start: number; readonly arrow: ArrayBuffer }
  | { readonly type: 'rows-failed'; readonly request: number; readonly message: string }
  /** Nothing can be shown any more; `message` says why and what to do. */
  | { readonly type: 'failed'; readonly message: string };

export type FromPreview =
  /** The program runs and can be told things; sent again each time that its document is built anew. */
  | { readonly type: 'ready' }
  /** Rows `[start, end)` of the columns with these indexes. A higher request number makes lower ones obsolete. */
  | {
      readonly type: 'read';
      readonly request: number;
      readonly start: number;
      readonly end: number;
      readonly columns: readonly number[];
    }
  | { readonly type: 'retry' }
  | { readonly type: 'copy'; readonly text: string };

/** The most rows and columns that one `read` may ask for. */
export const READ_LIMITS = { rows: 1024, columns: 64 } as const;
/** The longest text, in UTF-16 units, that `copy` may carry. */
export const COPY_LIMIT = 16 * 1024 * 1024;
