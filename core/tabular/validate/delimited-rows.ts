import type { ByteSource } from '#core/base/byte-source.ts';
import type { DeclaredDialect, TableReading } from '#core/tableschema/table-reading.ts';
import { delimitedOf, joinHeader } from '../profile/delimited-table.ts';
import { canDecode, detectEncoding } from '../profile/text-encoding.ts';
import { cellSpans, type Delimited, delimitedRows } from '../text/delimited.ts';
import { requireText } from '../text/require-text.ts';
import { SAMPLED_BYTES } from '../text/sample.ts';
import { sniffDelimited } from '../text/sniff-dialect.ts';
import type { TextRange } from './data-finding.ts';
import type { PlaceOf, TableVisitor } from './table-visitor.ts';
import { type TextChunk, textChunks } from './text-chunks.ts';
import { TextPlaces } from './text-places.ts';

/** Characters; a longer row is most often a quote that is never closed. */
const LONGEST_ROW = 8 * 1024 * 1024;

/** How a text file is read row by row. */
export interface ReadTextOptions {
  readonly name: string;
  readonly format: 'csv' | 'tsv' | 'jsonl';
  readonly reading: TableReading;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a delimited text (table-dialect.md, Delimited) from its beginning to its end and tells a visitor of each row.
 * What the dialect does not say is as the file looks.
 */
export async function readDelimitedRows(
  source: ByteSource,
  visitor: TableVisitor,
  options: ReadTextOptions,
): Promise<void> {
  const { name, reading, signal } = options;
  const head = await source.read(0, Math.min(source.size, SAMPLED_BYTES), signal);
  const encoding = encodingOf(head, reading.encoding);
  if (!canDecode(encoding)) {
    visitor.fault('data/encoding-error', `The encoding "${encoding}" is none that can be read here.`, {});
    return;
  }
  if (!/^utf-?16/i.test(encoding)) {
    requireText(head, { name, format: 'CSV' });
  }
  let reader: DelimitedReader | undefined;
  for await (const chunk of textChunks(source, encoding, signal)) {
    reader ??= new DelimitedReader(visitor, options, dialectOf(chunk, options));
    const goesOn = reader.take(chunk);
    visitor.progress(chunk.done, source.size, 'bytes');
    if (!goesOn) {
      return;
    }
  }
}

/** The declared encoding, by default UTF-8 (data-resource.md, encoding); a mark of UTF-16 counts more. */
function encodingOf(head: Uint8Array, declared: string | undefined): string {
  const found = detectEncoding(head);
  return found?.name.startsWith('utf-16') ? found.name : (declared ?? 'utf-8');
}

function dialectOf({ text, isLast }: TextChunk, { format, reading }: ReadTextOptions): Delimited {
  const { dialect: declared = {} } = reading;
  const sniffed = text.slice(0, SAMPLED_BYTES);
  const found = sniffDelimited(sniffed, {
    isCut: !isLast || sniffed.length < text.length,
    ...(format === 'tsv' && sniffed.includes('\t') && { delimiter: '\t' }),
    ...(declared.commentChar && { commentChar: declared.commentChar }),
  });
  return delimitedOf(declared, found);
}

class DelimitedReader {
  private readonly visitor: TableVisitor;
  private readonly dialect: Delimited;
  private readonly declared: DeclaredDialect;
  private readonly comments: ReadonlySet<number>;
  /** Numbers of the rows that make the header; undefined for the first one that is neither blank nor a comment. */
  private readonly headerRows: ReadonlySet<number> | undefined;
  private readonly lastHeaderRow: number;
  private readonly places = new TextPlaces();
  private header: (readonly string[])[] = [];
  private headerPlace: readonly TextRange[] | undefined;
  private headerNumber = 0;
  private isHeaderDone = false;
  private number = 0;
  private text = '';
  /** The row at hand, in `text`. */
  private rowStart = 0;
  private rowEnd = 0;
  private rowPlaces: readonly TextRange[] | undefined;
  private readonly place: PlaceOf = (column) => this.placeOf(column);

  constructor(visitor: TableVisitor, { reading: { dialect = {} } }: ReadTextOptions, read: Delimited) {
    this.visitor = visitor;
    this.dialect = read;
    this.declared = dialect;
    this.comments = new Set(dialect.commentRows);
    const hasHeader = dialect.header !== false && dialect.headerRows?.length !== 0;
    this.headerRows = !hasHeader ? new Set() : dialect.headerRows && new Set(dialect.headerRows);
    this.lastHeaderRow =
      (hasHeader && dialect.headerRows?.reduce((most, row) => Math.max(most, row), 0)) || 0;
  }

  /** Reads the rows that end in the next stretch of the text; false when nothing more can be read. */
  take({ text, isLast, isBroken }: TextChunk): boolean {
    const passed = this.rowEnd;
    this.text = this.text.slice(passed) + text;
    this.places.next(this.text, passed);
    this.rowEnd = 0;
    const isOpen = !isLast || isBroken;
    for (const row of delimitedRows(this.text, this.dialect)) {
      // Behind a CR at the end there may be an LF.
      if (isOpen && (row.isCut || (row.end === this.text.length && this.text.endsWith('\r')))) {
        break;
      }
      this.rowStart = this.rowEnd;
      this.rowEnd = row.end;
      this.rowPlaces = undefined;
      this.number += 1;
      this.takeRow(row.cells, row.isQuoted);
    }
    return this.finish(isLast, isBroken);
  }

  private finish(isLast: boolean, isBroken: boolean): boolean {
    const rest = this.text.length - this.rowEnd;
    const range = () => this.places.rangesOf([{ start: this.rowEnd, end: this.rowEnd }])[0];
    if (isBroken) {
      const [at] = this.places.rangesOf([{ start: this.text.length, end: this.text.length }]);
      const message = `Here the bytes of the file are no text in its encoding. What follows was not checked. Save the file in the encoding that the resource declares (UTF-8 where it declares none), or declare the one that it is in.`;
      this.visitor.fault('data/encoding-error', message, { row: this.number + 1, range: at });
      return false;
    }
    if (rest > LONGEST_ROW && !isLast) {
      const message =
        'The row that begins here does not end within 8 million characters, so nothing from here on was checked. Most likely a quote at the start of a cell is never closed: close it there, or check the dialect.';
      this.visitor.fault('data/source-error', message, { row: this.number + 1, range: range() });
      return false;
    }
    if (isLast && !this.isHeaderDone) {
      this.endHeader(0);
    }
    return true;
  }

  private takeRow(cells: readonly string[], isQuoted: boolean): void {
    const { commentChar = '' } = this.declared;
    const [first = ''] = cells;
    if (
      this.comments.has(this.number) ||
      (commentChar !== '' && !isQuoted && first.startsWith(commentChar))
    ) {
      return;
    }
    if (!this.isHeaderDone && this.takeHeader(cells, isQuoted)) {
      return;
    }
    this.visitor.row(cells, this.number, this.place);
  }

  /** Whether a row belongs to the header, or stands above it. */
  private takeHeader(cells: readonly string[], isQuoted: boolean): boolean {
    const { headerRows, number } = this;
    const isBlank = cells.length === 1 && cells[0] === '' && !isQuoted;
    const isHeader = headerRows ? headerRows.has(number) : this.header.length === 0 && !isBlank;
    if (isHeader) {
      this.header.push(cells);
      this.headerPlace ??= this.rowRanges();
      this.headerNumber ||= number;
    }
    if (isHeader || number <= this.lastHeaderRow || (!headerRows && this.header.length === 0)) {
      return true;
    }
    this.endHeader(cells.length);
    return false;
  }

  private endHeader(width: number): void {
    this.isHeaderDone = true;
    const labels =
      this.headerRows?.size === 0 ? undefined : joinHeader(this.header, this.declared.headerJoin ?? ' ');
    const { headerPlace } = this;
    this.visitor.header(
      { labels, number: this.headerNumber, width: labels?.length ?? width, isByName: false },
      (column) => rangeIn(headerPlace, column),
    );
    this.header = [];
  }

  private placeOf(column: number | undefined): TextRange | undefined {
    this.rowPlaces ??= this.rowRanges();
    return rangeIn(this.rowPlaces, column);
  }

  private rowRanges(): readonly TextRange[] {
    const { text, rowStart, rowEnd } = this;
    const spans = cellSpans(text.slice(rowStart, rowEnd), this.dialect);
    return this.places.rangesOf(
      spans.map(({ start, end }) => ({ start: rowStart + start, end: rowStart + end })),
    );
  }
}

/** A cell, the end of the row for one that is not there, or the whole row. */
function rangeIn(
  ranges: readonly TextRange[] | undefined,
  column: number | undefined,
): TextRange | undefined {
  const [first] = ranges ?? [];
  const last = ranges?.at(-1);
  if (column === undefined) {
    return first && last && { start: first.start, end: last.end };
  }
  return ranges?.[column] ?? (last && { start: last.end, end: last.end });
}
