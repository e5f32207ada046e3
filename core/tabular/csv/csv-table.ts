import type { ByteSource } from '#core/base/byte-source.ts';
import { Failure } from '#core/base/failure.ts';
import type { Batch, Cell, Column, RowWindow, Table } from '../table.ts';
import { pickColumns } from '../window.ts';
import { type CsvDialect, sniffDialect } from './dialect.ts';
import { inferType } from './infer.ts';
import { parseCell } from './parse-cell.ts';
import { readRowTexts } from './read-rows.ts';
import { createRowIndex } from './row-index.ts';
import { splitRow } from './split-row.ts';

const HEAD = 64 * 1024;
const SAMPLE_ROWS = 1000;

/** How a delimited text file is opened. */
export interface CsvOptions {
  readonly name: string;
  readonly format: 'csv' | 'tsv';
  /** False keeps every cell as its text. */
  readonly infer: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Opens a delimited text file by its first 64 KiB. The first row is the header. Rows shorter than the header have null
 * in the missing cells; cells beyond the last column stay visible as text in the last column.
 */
export async function openCsv(source: ByteSource, options: CsvOptions): Promise<Table> {
  const { name, format, infer, signal } = options;
  const head = await source.read(0, Math.min(source.size, HEAD), signal);
  const dialect = sniffDialect(head, { name, ...(format === 'tsv' ? { delimiter: 0x09 } : {}) });
  const delimiter = String.fromCharCode(dialect.delimiter);
  const header = await readRowTexts(
    source,
    dialect,
    { offset: dialect.start, skip: 0, take: 1, firstRow: 0 },
    signal,
  );
  const [headerText] = header.texts;
  if (headerText === undefined) {
    throw new Failure('table/corrupt', `${name} is empty: a table needs at least a header row.`);
  }
  const sample = await readSample(source, dialect, header.next, signal);
  const columns = describeColumns(splitRow(headerText, delimiter), sample, infer);
  const index = createRowIndex(source, dialect, header.next);

  async function read(window: RowWindow, signal?: AbortSignal): Promise<Batch> {
    const picked = pickColumns(columns, window);
    await index.advance(window.start, signal === undefined ? {} : { signal });
    const { row, offset } = index.locate(window.start);
    const take = Math.max(0, window.end - window.start);
    const run = { offset, skip: window.start - row, take, firstRow: window.start + 1 };
    const { texts } = await readRowTexts(source, dialect, run, signal);
    const rows = texts.map((text) => fold(splitRow(text, delimiter), columns.length, delimiter));
    return {
      start: window.start,
      numRows: rows.length,
      columns: picked.map(({ at, column }) => ({
        column,
        cells: rows.map((cells) => toCell(column, cells[at], infer)),
      })),
    };
  }

  return {
    format,
    columns,
    get numRows() {
      return index.numRows;
    },
    read,
    count: async (countOptions) => {
      await index.advance(Number.POSITIVE_INFINITY, countOptions);
      return index.numRows ?? 0;
    },
  };
}

/** The complete rows of the first 64 KiB, as cells. */
async function readSample(
  source: ByteSource,
  dialect: CsvDialect,
  offset: number,
  signal?: AbortSignal,
): Promise<string[][]> {
  const delimiter = String.fromCharCode(dialect.delimiter);
  const end = Math.min(source.size, HEAD);
  // To the reader the head looks like a whole file; its last row may be cut off and is then dropped.
  const head: ByteSource = { size: end, read: (from, to, s) => source.read(from, Math.min(to, end), s) };
  const run = { offset, skip: 0, take: SAMPLE_ROWS, firstRow: 1 };
  const { texts } = await readRowTexts(head, dialect, run, signal);
  if (end < source.size && texts.length > 1 && texts.length < SAMPLE_ROWS) {
    texts.pop();
  }
  return texts.map((text) => splitRow(text, delimiter));
}

function describeColumns(header: readonly string[], sample: readonly string[][], infer: boolean): Column[] {
  const width = sample.reduce((widest, row) => Math.max(widest, row.length), header.length);
  return Array.from({ length: width }, (_, index) => {
    const label = header[index];
    return {
      // Frictionless names fields without a label in the same way.
      name: label === undefined || label === '' ? `field${index + 1}` : label,
      type: infer ? inferType(sample.map((row) => row[index] ?? '')) : { kind: 'string' },
      nullable: true,
    };
  });
}

/** A row with more cells than the table has columns keeps their text in the last column. */
function fold(cells: string[], width: number, delimiter: string): string[] {
  return cells.length <= width
    ? cells
    : [...cells.slice(0, width - 1), cells.slice(width - 1).join(delimiter)];
}

function toCell(column: Column, text: string | undefined, infer: boolean): Cell {
  if (text === undefined) {
    return null;
  }
  if (!infer) {
    return text;
  }
  return text === '' ? null : parseCell(column.type, text);
}
