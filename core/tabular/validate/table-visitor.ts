import type { ColumnType } from '../table.ts';
import type { DataCode, TextRange } from './data-finding.ts';

/** Where a cell of the row at hand stands, or the whole row; undefined where the file is no text. */
export type PlaceOf = (column?: number) => TextRange | undefined;

/** What is known of a table before its rows. */
export interface TableHeader {
  /** The labels of its columns; undefined where it has none. */
  readonly labels: readonly string[] | undefined;
  /** The row of the labels; 0 where they are no row, as in Parquet. */
  readonly number: number;
  /** How wide the first row is, where there are no labels. */
  readonly width: number;
  /** Columns are told by their names whatever the schema says, and any of them may be left out: objects of JSON. */
  readonly isByName: boolean;
  /** The types of columns that have some themselves. */
  readonly types?: readonly ColumnType[];
}

/** Is told of a table row by row. */
export interface TableVisitor {
  /** Called once, before all rows. */
  header(header: TableHeader, place: PlaceOf): void;
  /**
   * A row of texts, or of JSON values where the format has such; `undefined` where an object has no such member.
   * `place` speaks of this row until the next one comes.
   */
  row(cells: readonly unknown[], number: number, place: PlaceOf): void;
  /** A row, or the whole file, that cannot be read. */
  fault(
    code: DataCode,
    message: string,
    at: { readonly row?: number; readonly range?: TextRange | undefined },
  ): void;
  /** A stretch of the file was read: time to tell what was found. */
  progress(done: number, total: number, unit: 'bytes' | 'rows'): void;
}
