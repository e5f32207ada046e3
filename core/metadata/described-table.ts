import type { DeclaredDialect, TableReading } from '#core/tableschema/table-reading.ts';

/** What a resource says about how its text is cut into cells, with the defaults of the standard. */
export interface DialectInForce {
  readonly delimiter: string;
  readonly quoteChar: string;
  readonly header: boolean;
  /** What the dialect says itself. */
  readonly declared: DeclaredDialect;
}

/** The data of a resource that names a schema in a file of its own, as seen from the schema. Plain data. */
export interface DescribedTable {
  /** Its first file, relative to the schema, with `/`; it may lie above, but is safe to look up in the workspace. */
  readonly path: string;
  readonly reading: TableReading;
  readonly dialect: DialectInForce;
  /** The dialect tells upper from lower case in names of columns. */
  readonly isCaseSensitive: boolean;
}
