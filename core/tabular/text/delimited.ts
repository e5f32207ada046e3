/** How a delimited text is cut into rows and cells, all of Table Dialect filled in. */
export interface Delimited {
  /** One character or more. */
  readonly delimiter: string;
  /** Empty for none. */
  readonly quoteChar: string;
  readonly doubleQuote: boolean;
  /** Empty for none. */
  readonly escapeChar: string;
  readonly skipInitialSpace: boolean;
  /** Undefined for LF and CRLF; not empty. */
  readonly lineTerminator: string | undefined;
}

export const PLAIN: Delimited = {
  delimiter: ',',
  quoteChar: '"',
  doubleQuote: true,
  escapeChar: '',
  skipInitialSpace: false,
  lineTerminator: undefined,
};

/** A row of a delimited text. */
export interface DelimitedRow {
  readonly cells: readonly string[];
  /** Where it ends, its line end included. */
  readonly end: number;
  /** Its first cell stood in quotes. */
  readonly isQuoted: boolean;
  /** The text ended before the row did: there may be more of it. */
  readonly isCut: boolean;
}

/**
 * The rows of a text, in time proportional to it. A quote opens a cell only at its start; what follows the closing one
 * by mistake stays as text.
 */
export function* delimitedRows(text: string, dialect: Delimited): Generator<DelimitedRow> {
  const cursor = new Cursor(text, dialect);
  while (cursor.at < text.length) {
    yield cursor.row();
  }
}

/** Where the cells of the row at the beginning of a text stand, quotes included. */
export function cellSpans(
  text: string,
  dialect: Delimited,
): { readonly start: number; readonly end: number }[] {
  const spans: { start: number; end: number }[] = [];
  new Cursor(text, dialect).row((start, end) => spans.push({ start, end }));
  return spans;
}

class Cursor {
  at = 0;
  private readonly text: string;
  private readonly dialect: Delimited;
  /** Rows without quotes can be cut at their delimiters, which is several times as fast. */
  private readonly isPlain: boolean;
  private readonly found = new Map<string, number>();

  constructor(text: string, dialect: Delimited) {
    this.text = text;
    this.dialect = dialect;
    const { delimiter, escapeChar, skipInitialSpace } = dialect;
    this.isPlain = delimiter !== '' && escapeChar === '' && !skipInitialSpace;
  }

  /** Reads a row; `onCell` is told where each of its cells stands. */
  row(onCell?: (start: number, end: number) => void): DelimitedRow {
    return (onCell ? undefined : this.plainRow()) ?? this.anyRow(onCell);
  }

  private plainRow(): DelimitedRow | undefined {
    const { text, dialect } = this;
    if (!this.isPlain) {
      return undefined;
    }
    const end = this.nextLineEnd();
    if (dialect.quoteChar !== '' && this.next(dialect.quoteChar) < end) {
      return undefined;
    }
    const cells = text.slice(this.at, end).split(dialect.delimiter);
    const lineEnd = this.lineEndAt(end);
    this.at = end + lineEnd;
    return { cells, end: this.at, isQuoted: false, isCut: lineEnd === 0 };
  }

  private anyRow(onCell?: (start: number, end: number) => void): DelimitedRow {
    const { text, dialect } = this;
    const cells: string[] = [];
    const isQuoted = dialect.quoteChar !== '' && text.startsWith(dialect.quoteChar, this.at);
    for (;;) {
      this.skipSpace();
      const start = this.at;
      cells.push(this.cell());
      onCell?.(start, this.at);
      if (dialect.delimiter !== '' && text.startsWith(dialect.delimiter, this.at)) {
        this.at += dialect.delimiter.length;
        continue;
      }
      const lineEnd = this.lineEndAt(this.at);
      this.at += lineEnd;
      return { cells, end: this.at, isQuoted, isCut: lineEnd === 0 };
    }
  }

  private skipSpace(): void {
    while (this.dialect.skipInitialSpace && this.text.charAt(this.at) === ' ') {
      this.at += 1;
    }
  }

  /** Reads a cell up to the delimiter, line end or text end behind it. */
  private cell(): string {
    const { text, dialect } = this;
    if (dialect.quoteChar === '' || !text.startsWith(dialect.quoteChar, this.at)) {
      return this.plain();
    }
    this.at += dialect.quoteChar.length;
    return this.quoted() + this.plain();
  }

  private quoted(): string {
    const { text, dialect } = this;
    const { quoteChar, escapeChar, doubleQuote } = dialect;
    let value = '';
    for (;;) {
      const close = this.next(quoteChar);
      const escapeAt = escapeChar === '' ? text.length : this.next(escapeChar);
      if (escapeAt < close) {
        value += text.slice(this.at, escapeAt) + text.charAt(escapeAt + escapeChar.length);
        this.at = Math.min(text.length, escapeAt + escapeChar.length + 1);
        continue;
      }
      value += text.slice(this.at, close);
      this.at = Math.min(text.length, close + quoteChar.length);
      if (close >= text.length || !doubleQuote || !text.startsWith(quoteChar, this.at)) {
        return value;
      }
      value += quoteChar;
      this.at += quoteChar.length;
    }
  }

  private plain(): string {
    const { text, dialect } = this;
    const { escapeChar } = dialect;
    let value = '';
    for (;;) {
      const end = Math.min(
        dialect.delimiter === '' ? text.length : this.next(dialect.delimiter),
        this.nextLineEnd(),
      );
      const escapeAt = escapeChar === '' ? text.length : this.next(escapeChar);
      if (escapeAt >= end) {
        value += text.slice(this.at, end);
        this.at = end;
        return value;
      }
      value += text.slice(this.at, escapeAt) + text.charAt(escapeAt + escapeChar.length);
      this.at = Math.min(text.length, escapeAt + escapeChar.length + 1);
    }
  }

  private nextLineEnd(): number {
    const { lineTerminator } = this.dialect;
    if (lineTerminator !== undefined) {
      return this.next(lineTerminator);
    }
    const end = this.next('\n');
    return end > this.at && this.text.charAt(end - 1) === '\r' ? end - 1 : end;
  }

  /** How long the line end is that stands here; 0 for none. */
  private lineEndAt(offset: number): number {
    const { lineTerminator } = this.dialect;
    const ends = lineTerminator === undefined ? ['\n', '\r\n'] : [lineTerminator];
    const found = ends.find((end) => this.text.startsWith(end, offset));
    // A text may be cut off between CR and LF.
    const isHalf =
      lineTerminator === undefined && this.text.endsWith('\r') && offset === this.text.length - 1;
    return found?.length ?? (isHalf ? 1 : 0);
  }

  /** Where something occurs next; each occurrence is looked for once, so that no text is passed over twice. */
  private next(what: string): number {
    const known = this.found.get(what);
    if (known !== undefined && known >= this.at) {
      return known;
    }
    const found = this.text.indexOf(what, this.at);
    const next = found < 0 ? this.text.length : found;
    this.found.set(what, next);
    return next;
  }
}
