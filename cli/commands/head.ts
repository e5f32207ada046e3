import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Failure, isFailure } from '#core/base/failure.ts';
import { nearest } from '#core/base/nearest.ts';
import { openFileSource } from '#core/node/file-source.ts';
import { formatCell } from '#core/tabular/format-cell.ts';
import { jsonCell } from '#core/tabular/json-cell.ts';
import { openTable } from '#core/tabular/open.ts';
import type { Batch, Column, Table } from '#core/tabular/table.ts';
import { typeName } from '#core/tabular/type-name.ts';
import { wholeNumber } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { escapeInJson, printable } from '../printable.ts';
import { paint, type Terminal } from '../terminal.ts';
import { TextTable } from '../text-table.ts';

const DEFAULT_ROWS = 10;
/** Rows read and printed at once, so that `--rows 1000000000` needs no more memory than `--rows 1000`. */
const ROWS_AT_ONCE = 1000;
/** A cell in text output is cut to a table column anyway: never make a megabyte printable for that. */
const SHOWN_CHARACTERS = 1000;

/** Rows asked for, and how they arrived. */
interface Rows {
  readonly table: Table;
  readonly columns: readonly Column[];
  readonly batches: AsyncIterable<Batch>;
  /** Known before the first batch, after the last one, or never. */
  numRows(): number | undefined;
}

export const head = defineCommand({
  name: 'head',
  positionals: ['FILE'],
  description:
    'Shows rows of a table with their types. Only the parts of the file that are needed are read, so a file of many gigabytes opens as fast as a small one. The kind of file is decided from its content, and from its name for text.\nFormat json prints {"schema": [{"name", "type", "nullable"}], "rows": [[…]], "numRows": N or null}: 64-bit integers and decimals as strings, binary as base64, timestamps as ISO 8601, NaN and infinities as strings. "numRows" is null while nobody has counted the rows. Where rows further down cannot be read, the document ends with "error": {"code", "message"}, and the exit code is 2.',
  options: {
    rows: { type: 'string', short: 'n', value: 'N', help: `Rows to show (${DEFAULT_ROWS})` },
    offset: { type: 'string', value: 'N', help: 'Rows to pass over first (0)' },
    columns: {
      type: 'string',
      value: 'A,B',
      multiple: true,
      help: 'Only these columns, in this order; repeat it for a name that holds a comma',
    },
    'no-infer': {
      type: 'boolean',
      help: 'Show cells of CSV, TSV and JSON Lines as the text that stands there',
    },
  },
  formats: ['text', 'json'],
  examples: [
    { line: 'waybill head data/stations.parquet', does: 'the first ten rows' },
    { line: 'waybill head big.csv --rows 5 --offset 1000000', does: 'five rows further down' },
    { line: 'waybill head big.csv --columns id,name --format json', does: 'for a program' },
    { line: 'waybill head codes.csv --no-infer', does: '007 stays 007' },
  ],
  exitCodes: { 0: 'the rows were shown', 2: 'the file could not be read, or is not a table' },
  async run({ options, positionals, format, terminal, signal }) {
    const [path = ''] = positionals;
    const count = wholeNumber(options.rows, '--rows', DEFAULT_ROWS);
    const offset = wholeNumber(options.offset, '--offset', 0);
    const source = await openFileSource(path);
    try {
      const infer = options['no-infer'] !== true;
      const table = await openTable(source, { name: basename(path), infer, signal });
      const indexes = chooseColumns(table.columns, options.columns, path);
      const rows = readRows(table, { offset, count, indexes, signal });
      await (format === 'json' ? printJson(rows, terminal) : printText(rows, offset, terminal));
    } finally {
      await source.close();
    }
    return 0;
  },
});

/** Indexes of the columns that someone named, all of them when nobody did. */
function chooseColumns(columns: readonly Column[], written: string[] | undefined, path: string): number[] {
  if (written === undefined) {
    return columns.map((_, index) => index);
  }
  const names = columns.map(({ name }) => name);
  const wanted = written.flatMap((text) => (names.includes(text) ? [text] : text.split(',')));
  return wanted.map((name) => {
    const index = names.indexOf(name);
    if (index < 0) {
      const near = nearest(name, names);
      const hint = near === undefined ? `It has ${listNames(names)}.` : `Did you mean "${near}"?`;
      throw new Failure('usage/bad-argument', `"${path}" has no column "${name}". ${hint}`);
    }
    return index;
  });
}

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => `"${name}"`);
  return `${shown.join(', ')}${names.length > shown.length ? ` and ${names.length - shown.length} more` : ''}`;
}

function readRows(
  table: Table,
  wanted: { offset: number; count: number; indexes: readonly number[]; signal: AbortSignal },
): Rows {
  const { offset, count, indexes, signal } = wanted;
  let foundEnd: number | undefined;
  return {
    table,
    columns: indexes.flatMap((index) => table.columns[index] ?? []),
    numRows: () => table.numRows ?? foundEnd,
    batches: (async function* () {
      for (let start = offset; start < offset + count; start += ROWS_AT_ONCE) {
        const end = Math.min(start + ROWS_AT_ONCE, offset + count);
        const batch = await table.read({ start, end, columns: indexes }, signal);
        yield batch;
        // Rows from memory and a fast reader never wait: without a turn of the event loop no signal gets through.
        await setImmediate();
        if (batch.numRows < end - start) {
          // Fewer rows come only at the end; an empty answer says no more than that the end lies before.
          foundEnd = batch.numRows > 0 || start === 0 ? start + batch.numRows : undefined;
          return;
        }
      }
    })(),
  };
}

/**
 * Prints one JSON document, whatever happens: nothing at all when the first rows cannot be read, and when later ones
 * cannot, the rows before them and the member "error".
 */
async function printJson(rows: Rows, terminal: Terminal): Promise<void> {
  const schema = rows.columns.map(({ name, type, nullable }) => ({ name, type: typeName(type), nullable }));
  const start = `{\n  "schema": ${escapeInJson(JSON.stringify(schema))},\n  "rows": [`;
  let before = `${start}\n    `;
  const end = (rest: string) => terminal.print(`${before.startsWith('{') ? start : '\n  '}],\n${rest}}\n`);
  try {
    for await (const batch of rows.batches) {
      const lines = rowsOf(batch, jsonCell).map((row) => escapeInJson(JSON.stringify(row)));
      if (lines.length > 0) {
        await terminal.print(before + lines.join(',\n    '));
        before = ',\n    ';
      }
    }
  } catch (error) {
    if (!before.startsWith('{') && isFailure(error) && error.code !== 'task/cancelled') {
      const { code, message } = error;
      await end(`  "numRows": null,\n  "error": ${escapeInJson(JSON.stringify({ code, message }))}\n`);
    }
    throw error;
  }
  await end(`  "numRows": ${rows.numRows() ?? null}\n`);
}

async function printText(rows: Rows, offset: number, terminal: Terminal): Promise<void> {
  const columns = rows.columns.map(({ name, type }) => ({
    heading: [shown(name), shown(typeName(type))],
    align: isNumeric(type.kind) ? ('right' as const) : ('left' as const),
  }));
  let layout: TextTable | undefined;
  let printed = 0;
  const open = async (first: readonly (readonly string[])[]) => {
    const opened = new TextTable(columns, first);
    const [names = '', types = ''] = opened.headingLines();
    await terminal.print(`${paint(terminal, 'bold', names)}\n${paint(terminal, 'dim', types)}\n`);
    return opened;
  };
  for await (const batch of rows.batches) {
    const texts = rowsOf(batch, (type, cell) => (cell === null ? 'null' : shown(formatCell(type, cell))));
    layout ??= await open(texts);
    const width = layout;
    await terminal.print(texts.map((row) => `${width.rowLine(row)}\n`).join(''));
    printed += texts.length;
  }
  layout ?? (await open([]));
  const total = rows.numRows();
  const of = total === undefined ? 'the rows have not been counted' : `of ${total}`;
  terminal.note(
    printed === 0 ? `No rows here (${of}).` : `Rows ${offset + 1} to ${offset + printed}, ${of}.`,
  );
}

/** The cells of a batch row by row. */
function rowsOf<T>(
  batch: Batch,
  show: (type: Column['type'], cell: Batch['columns'][number]['cells'][number]) => T,
): T[][] {
  return Array.from({ length: batch.numRows }, (_, row) =>
    batch.columns.map(({ column, cells }) => show(column.type, cells[row] ?? null)),
  );
}

function shown(text: string): string {
  return printable(text.slice(0, SHOWN_CHARACTERS));
}

function isNumeric(kind: Column['type']['kind']): boolean {
  return ['int', 'integer', 'decimal', 'float16', 'float32', 'float64'].includes(kind);
}
