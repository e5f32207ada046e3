import type { ByteSource } from '#core/base/byte-source.ts';
import { Failure } from '#core/base/failure.ts';
import type { Cell, Column, Table } from '../table.ts';
import { requireFewColumns } from '../text/column-limit.ts';
import { readRows } from '../text/read-rows.ts';
import { readSample, SAMPLED_BYTES } from '../text/sample.ts';
import { openTextTable } from '../text/text-table.ts';
import { csvRows } from './csv-rows.ts';
import { CR, type CsvDialect, LF, sniffDialect } from './dialect.ts';
import { inferType } from './infer.ts';
import { parseCell } from './parse-cell.ts';
import { splitRow } from './split-row.ts';

/** How a delimited text file is opened. */
export interface CsvOptions {
  readonly name: string;
  readonly format: 'csv' | 'tsv';
  /** False keeps every cell as its text. */
  readonly infer: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Opens a delimited text file by its first 64 KiB; a file that is no longer is counted at once. The first line that is
 * not blank is the header; names that occur twice stay so. Rows shorter than the header have null in the missing
 * cells, blank lines in all; cells beyond the last column stay visible as text in the last column.
 */
export async function openCsv(source: ByteSource, options: CsvOptions): Promise<Table> {
  const { name, format, infer, signal } = options;
  const head = await source.read(0, Math.min(source.size, SAMPLED_BYTES), signal);
  const dialect = sniffDialect(head, { name, ...(format === 'tsv' ? { delimiter: 0x09 } : {}) });
  const newScan = csvRows(dialect);
  const cellsOf = rowSplitter(dialect);
  const start = firstFilledLine(head, dialect.start, name);
  const header = await readRows(source, newScan, { offset: start, skip: 0, take: 1, firstRow: 0 }, signal);
  const labels = header.rows.flatMap(cellsOf);
  requireFewColumns(labels.length, name);
  const sample = await readSample(source, newScan, header.next, signal);
  const columns = describeColumns(labels, sample.map(cellsOf), infer);
  const delimiter = String.fromCharCode(dialect.delimiter);
  return openTextTable(
    source,
    {
      format,
      columns,
      newScan,
      start: header.next,
      headerRows: 1,
      rowOf: (row) => fold(cellsOf(row), columns.length, delimiter),
      cellOf: (cells, at, column) => toCell(column, cells[at], infer),
    },
    signal,
  );
}

/** Where the header begins: behind blank lines. Fails with `table/corrupt` when there is nothing else. */
function firstFilledLine(head: Uint8Array, start: number, name: string): number {
  const found = head.findIndex((byte, index) => index >= start && byte !== LF && byte !== CR);
  if (found < 0) {
    throw new Failure('table/corrupt', `${name} is empty: a table needs at least a header row.`);
  }
  return found;
}

function rowSplitter(dialect: CsvDialect): (row: { readonly bytes: Uint8Array }) => string[] {
  const decoder = new TextDecoder(dialect.encoding, { ignoreBOM: true });
  const delimiter = String.fromCharCode(dialect.delimiter);
  return ({ bytes }) => splitRow(decoder.decode(withoutLineEnd(bytes)), delimiter);
}

function withoutLineEnd(row: Uint8Array): Uint8Array {
  let end = row.length;
  if (row[end - 1] === LF) {
    end -= 1;
  }
  if (row[end - 1] === CR) {
    end -= 1;
  }
  return row.subarray(0, end);
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
