/** How much a finding matters. Only an `error` makes a document invalid. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** Replaces `[offset, offset + length)` of a text by `text`. */
export interface TextEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** A change that makes its problem vanish. `safe` ones may be applied together by "fix all". */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly safe: boolean;
}

/** A finding about a document. Offsets are UTF-16 code units of its text; the edge turns them into lines. */
export interface Problem {
  /** Stable name, `datapackage/…` or `stac/…`: people configure by it and it has a page of documentation. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly offset: number;
  readonly length: number;
  /** JSON pointer (RFC 6901) of the value the finding is about. */
  readonly pointer: string;
  readonly related?: readonly {
    readonly message: string;
    readonly offset: number;
    readonly length: number;
    /** The file that the place is in, relative to the document, when it is another one. */
    readonly file?: string;
  }[];
  readonly fixes?: readonly Fix[];
}
