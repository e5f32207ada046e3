/**
 * Request: the tables of a descriptor, as it stands in the editor, and what their rows are held against. Its params:
 * `ValidateDataParams`. Fails with a message for people.
 */
export const TABLES_TO_VALIDATE = 'waybill/tablesToValidate';

export interface TablesToValidate {
  readonly tables: readonly TableToCheck[];
  readonly unchecked: readonly UncheckedTable[];
  /** Levels of findings in data that people configured: `off`, `error`, `warning`, `info`, `hint`. */
  readonly levels: Readonly<Record<string, string>>;
}

export interface TableToCheck {
  /** The number of the resource in the descriptor. */
  readonly index: number;
  /** URI of its file. */
  readonly file: string;
  /** `TableRules` of the core; the client looks before it believes. */
  readonly rules: unknown;
  /** Where the resource stands in the descriptor. */
  readonly range: LineRange;
  /** Where its fields stand, and in which document; the first some thousand. */
  readonly schema?: { readonly uri: string; readonly fields: Readonly<Record<string, LineRange>> };
}

export interface UncheckedTable {
  readonly index: number;
  /** A sentence for people. */
  readonly message: string;
  readonly range: LineRange;
}

/** A range as LSP counts. */
export interface LineRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}
