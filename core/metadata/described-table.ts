import type { DeclaredDialect, TableReading } from '#core/tableschema/table-reading.ts';

/** What a resource says about how its text is cut into cells, with the defaults of the standard. */
export interface DialectInForce {
  readonly delimiter: string;
  readonly quoteChar: string;
  readonly header: boolean;
  /** What the dialect says itself. */
  readonly declared: DeclaredDialect;
}

/** The data of a resource that names a schema or a dialect in a file of its own, as seen from there. Plain data. */
export interface DescribedTable {
  /** Its first file, relative to the schema or dialect, with `/`; it may lie above, but is safe to look up in the workspace. */
  readonly path: string;
  readonly reading: TableReading;
  readonly dialect: DialectInForce;
  /** The dialect tells upper from lower case in names of columns. */
  readonly isCaseSensitive: boolean;
  /** As seen from a dialect: the format as the resource has it, and the names of its fields. */
  readonly format?: string;
  readonly fieldNames?: readonly string[];
}
