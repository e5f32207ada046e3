import type { DialectFact } from '#core/tableschema/data-fact.ts';
import type { DeclaredDialect } from '#core/tableschema/table-reading.ts';
import { type Delimited, delimitedRows } from '../text/delimited.ts';

/** A row of data with where it ends in the text. */
interface DataRow {
  readonly cells: readonly string[];
  readonly end: number;
}

/** The beginning of a delimited text as a table. */
export interface DelimitedTable {
  readonly names: readonly string[];
  /** Where the first row of data begins. */
  readonly start: number;
  /** Rows without header, comments and blank lines. */
  readonly rows: Iterable<DataRow>;
}

/** How a text is read: as it was declared, and where nothing was, as it looks. */
export function delimitedOf(declared: DeclaredDialect, found: DialectFact): Delimited {
  const lineTerminator = declared.lineTerminator ?? found.lineTerminator;
  const isUsual = lineTerminator === '' || lineTerminator === '\n' || lineTerminator === '\r\n';
  return {
    delimiter: declared.delimiter ?? found.delimiter,
    quoteChar: declared.quoteChar ?? (declared.escapeChar === undefined ? found.quoteChar : ''),
    doubleQuote: declared.doubleQuote ?? true,
    escapeChar: declared.escapeChar ?? '',
    skipInitialSpace: declared.skipInitialSpace ?? false,
    // Most files end their lines with LF whatever their dialect says.
    lineTerminator: isUsual ? (found.lineTerminator === '\r' ? '\r' : undefined) : lineTerminator,
  };
}

/**
 * Reads the beginning of a delimited text (table-dialect.md, Delimited). Numbers of rows count every row of the file;
 * where nobody named the header, it is the first row that is neither blank nor a comment. `isCut` when the text goes on
 * behind its end: the row there is left out.
 */
export function readDelimited(
  text: string,
  dialect: DeclaredDialect & { readonly read: Delimited; readonly isCut: boolean },
): DelimitedTable {
  const all = rowsOf(text, dialect);
  const hasHeader = dialect.header !== false && dialect.headerRows?.length !== 0;
  const header: (readonly string[])[] = [];
  const named = new Set(dialect.headerRows);
  const last = dialect.headerRows?.reduce((most, row) => Math.max(most, row), 0);
  let start = 0;
  let first: NumberedRow | undefined;
  // Not a loop over `all`: leaving that would end the generator.
  for (let next = all.next(); !next.done; next = all.next()) {
    const row = next.value;
    const isHeader = hasHeader && (last === undefined ? header.length === 0 : named.has(row.number));
    if (isHeader) {
      header.push(row.cells);
    }
    if (!isHeader && (!hasHeader || last === undefined || row.number > last)) {
      first = row;
      break;
    }
    start = row.end;
  }
  const labels = joinHeader(header, dialect.headerJoin ?? ' ');
  const width = Math.max(labels.length, first?.cells.length ?? 0);
  return {
    // Frictionless names fields without a label in the same way.
    names: Array.from({ length: width }, (_, index) => labels[index] || `field${index + 1}`),
    start,
    rows: {
      *[Symbol.iterator]() {
        if (first) {
          yield first;
          yield* all;
        }
      },
    },
  };
}

interface NumberedRow extends DataRow {
  readonly number: number;
}

function* rowsOf(
  text: string,
  dialect: DeclaredDialect & { readonly read: Delimited; readonly isCut: boolean },
): Generator<NumberedRow> {
  const comments = new Set(dialect.commentRows);
  const { commentChar = '' } = dialect;
  let number = 0;
  for (const { cells, end, isQuoted, isCut } of delimitedRows(text, dialect.read)) {
    number += 1;
    const [first = ''] = cells;
    const isComment =
      comments.has(number) || (commentChar !== '' && !isQuoted && first.startsWith(commentChar));
    const isBlank = cells.length === 1 && first === '' && !isQuoted;
    if (!isComment && !isBlank && !(isCut && dialect.isCut)) {
      yield { cells, end, number };
    }
  }
}

/** Header rows become one: a label above others holds for those that have none to their left. */
export function joinHeader(rows: readonly (readonly string[])[], join: string): string[] {
  const [only, ...more] = rows;
  if (only === undefined || more.length === 0) {
    return [...(only ?? [])];
  }
  const width = Math.max(...rows.map(({ length }) => length));
  const labels = Array.from({ length: width }, (): string[] => []);
  for (const [rowIndex, row] of rows.entries()) {
    let label = '';
    for (const [index, parts] of labels.entries()) {
      const own = row[index] ?? '';
      label = own === '' && rowIndex < rows.length - 1 ? label : own;
      parts.push(...(label === '' ? [] : [label]));
    }
  }
  return labels.map((parts) => parts.join(join));
}
