import type { TableReading } from '#core/tableschema/table-reading.ts';
import type { TextEdit } from '../problem.ts';

/** Rows before the header that are looked over; more are no header of a table that people edit by hand. */
const MAX_ROWS = 100;

interface Cell {
  readonly offset: number;
  readonly length: number;
  readonly value: string;
}

/** The part of a dialect (table-dialect.md, Delimited) that matters for a header. */
interface HeaderDialect {
  readonly delimiter: string;
  readonly quote: string;
  readonly skipInitialSpace: boolean;
}

/**
 * The edit that renames a column in the header of a delimited text. Undefined where the header does not have the name
 * exactly once, or is not one row of a text that we can change with certainty.
 * @param text the beginning of the file, at least its header
 */
export function renameHeaderCell(
  text: string,
  { from, to }: { readonly from: string; readonly to: string },
  { dialect = {}, encoding }: TableReading,
  defaultDelimiter: string,
): TextEdit | undefined {
  const { header = true, headerRows = [1], commentRows = [], escapeChar, commentChar } = dialect;
  const [row, ...more] = headerRows;
  if (!header || row === undefined || more.length > 0 || escapeChar !== undefined || !isUtf8(encoding)) {
    return undefined;
  }
  const headerDialect = {
    delimiter: dialect.delimiter ?? defaultDelimiter,
    quote: dialect.quoteChar ?? '"',
    skipInitialSpace: dialect.skipInitialSpace === true,
  };
  if (headerDialect.delimiter.length !== 1 || headerDialect.quote.length !== 1 || commentRows.includes(row)) {
    return undefined;
  }
  const isComment = (start: number) => Boolean(commentChar) && text.startsWith(commentChar ?? '', start);
  const cells = rowAt(text, row, headerDialect, isComment);
  const [cell, ...others] = cells.filter(({ value }) => value === from);
  return cell && others.length === 0
    ? { offset: cell.offset, length: cell.length, text: written(to, text.charAt(cell.offset), headerDialect) }
    : undefined;
}

function isUtf8(encoding: string | undefined): boolean {
  return encoding === undefined || /^(?:utf-?8|us-ascii|ascii)$/i.test(encoding);
}

/** The cells of a row by its number from 1; none where the text ends before the row does. */
function rowAt(
  text: string,
  number: number,
  dialect: HeaderDialect,
  isComment: (start: number) => boolean,
): Cell[] {
  let offset = 0;
  for (let row = 1; row <= Math.min(number, MAX_ROWS); row++) {
    const read = readRow(text, offset, dialect);
    if (row === number) {
      return isComment(offset) ? [] : read.cells;
    }
    offset = read.end;
  }
  return [];
}

/** Reads one row (RFC 4180, with the characters of the dialect) and where the next one starts. */
function readRow(text: string, start: number, dialect: HeaderDialect): { cells: Cell[]; end: number } {
  const cells: Cell[] = [];
  let offset = start;
  for (;;) {
    const cell = readCell(text, offset, dialect);
    cells.push(cell);
    offset = cell.offset + cell.length;
    if (text.charAt(offset) !== dialect.delimiter) {
      break;
    }
    offset++;
  }
  const lineBreak = /^(?:\r\n|\n|\r)/.exec(text.slice(offset, offset + 2))?.[0].length ?? 0;
  return { cells, end: offset + lineBreak };
}

function readCell(text: string, start: number, { delimiter, quote, skipInitialSpace }: HeaderDialect): Cell {
  let offset = start;
  while (skipInitialSpace && text.charAt(offset) === ' ') {
    offset++;
  }
  const begin = offset;
  let value = '';
  if (text.charAt(offset) === quote) {
    for (offset++; offset < text.length; offset++) {
      if (text.charAt(offset) === quote && text.charAt(++offset) !== quote) {
        break;
      }
      value += text.charAt(offset);
    }
  }
  while (offset < text.length && ![delimiter, '\n', '\r'].includes(text.charAt(offset))) {
    value += text.charAt(offset++);
  }
  return { offset: begin, length: offset - begin, value };
}

/** A name as a cell: in quotes where it had some, or needs them. */
function written(name: string, first: string, { delimiter, quote }: HeaderDialect): string {
  const needsQuotes = first === quote || [delimiter, quote, '\n', '\r'].some((each) => name.includes(each));
  return needsQuotes ? `${quote}${name.replaceAll(quote, quote + quote)}${quote}` : name;
}
