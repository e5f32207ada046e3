import type { ByteSource } from '#core/base/byte-source.ts';
import { Failure } from '#core/base/failure.ts';
import type { Cell, Column, Table } from '../table.ts';
import { requireFewColumns } from '../text/column-limit.ts';
import { type RowBytes, readRows } from '../text/read-rows.ts';
import { requireText } from '../text/require-text.ts';
import { readSample, SAMPLED_BYTES } from '../text/sample.ts';
import { openTextTable } from '../text/text-table.ts';
import { inferJsonType, jsonLineCell } from './cell.ts';
import { type JsonLine, readJsonLine } from './json-line.ts';
import { lineNumber } from './line-number.ts';
import { jsonLines } from './line-scan.ts';

/** How a file of JSON Lines is opened. */
export interface JsonlOptions {
  readonly name: string;
  /** False keeps every cell as its JSON text, as it is written; null is then the text `null`. */
  readonly infer: boolean;
  readonly signal?: AbortSignal;
}

/** The source texts of a row's values, in the order of the columns. */
type Sources = readonly (string | undefined)[];

/** What the lines of a file are: the first one decides. */
interface Shape {
  readonly kind: 'object' | 'array';
  /** Names of the columns; arrays have `field1`, `field2` … */
  readonly names: readonly string[];
  readonly known: ReadonlySet<string>;
}

/**
 * Opens JSON Lines (one JSON object, or one array, on each line) by the first 64 KiB; a file that is no longer is
 * counted at once. The columns are the names of all members there, in the order in which they first occur, or the
 * positions of arrays. A missing member is null. What occurs only later stays visible: the last column then shows a
 * JSON object (or array) of its own value and all that has no column. Lines of white space are passed over.
 *
 * A line that is no JSON, or not of the first line's kind, fails with `table/corrupt` when rows with it are read.
 */
export async function openJsonl(source: ByteSource, options: JsonlOptions): Promise<Table> {
  const { name, infer, signal } = options;
  const head = await source.read(0, Math.min(source.size, SAMPLED_BYTES), signal);
  requireText(head, { name, format: 'JSON Lines' });
  const start = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  const first = await readRows(source, jsonLines, { offset: start, skip: 0, take: 1, firstRow: 0 }, signal);
  const [firstRow] = first.rows;
  if (firstRow === undefined) {
    throw new Failure('table/corrupt', `${name} is empty: it has only blank lines.`);
  }
  const sample = await readSample(source, jsonLines, first.next, signal);
  const firstLine = readLine(firstRow);
  if (firstLine.kind === 'other') {
    throw await brokenLine({ source, name }, firstRow, firstLine, 'object or array', signal);
  }
  // A broken line further down must not keep the others from being seen.
  const lines = [firstLine, ...sample.map(readLine).filter(({ kind }) => kind === firstLine.kind)];
  const names = namesOf(lines);
  requireFewColumns(names.length, name);
  const shape: Shape = { kind: firstLine.kind, names, known: new Set(names) };
  const columns = describeColumns(shape, lines, infer);
  return openTextTable(
    source,
    {
      format: 'jsonl',
      columns,
      newScan: jsonLines,
      start,
      headerRows: 0,
      rowOf: (row, signal) => {
        const line = readLine(row);
        return line.kind === 'other' || line.kind !== shape.kind
          ? brokenRow({ source, name }, row, line, `${shape.kind}, like the first line`, signal)
          : spread(line, shape);
      },
      cellOf: (texts, at, column) => toCell(column, texts[at], infer),
    },
    signal,
  );
}

async function brokenRow(...broken: Parameters<typeof brokenLine>): Promise<never> {
  throw await brokenLine(...broken);
}

async function brokenLine(
  { source, name }: { source: ByteSource; name: string },
  row: RowBytes,
  line: JsonLine,
  expected: string,
  signal: AbortSignal | undefined,
): Promise<Failure> {
  const number = await lineNumber(source, row, signal);
  const found = line.kind === 'other' ? line.found : `an ${line.kind}`;
  return new Failure(
    'table/corrupt',
    `Line ${number} of ${name} is ${found}; expected one complete JSON ${expected}. Correct the line; or, if the file is one JSON document over several lines, write each of its rows on one line.`,
  );
}

function readLine({ bytes }: RowBytes): JsonLine {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { kind: 'other', found: 'not text in UTF-8, which JSON must be in' };
  }
  return readJsonLine(text);
}

/** At least one name, so that what comes later has a place. */
function namesOf(lines: readonly JsonLine[]): string[] {
  const names = new Set<string>();
  let width = 0;
  for (const line of lines) {
    if (line.kind === 'object') {
      for (const name of line.members.keys()) {
        names.add(name);
      }
    } else if (line.kind === 'array') {
      width = Math.max(width, line.items.length);
    }
  }
  return names.size > 0
    ? [...names]
    : Array.from({ length: Math.max(width, 1) }, (_, index) => `field${index + 1}`);
}

function describeColumns(shape: Shape, lines: readonly JsonLine[], infer: boolean): Column[] {
  const rows = lines.map((line) => spread(line, shape));
  return shape.names.map((name, index) => ({
    name,
    type: infer ? inferJsonType(rows.flatMap((row) => row[index] ?? [])) : { kind: 'json' },
    nullable: true,
  }));
}

/** The values of a line by columns; what has no column goes, with the last column's own value, into the last one. */
function spread(line: JsonLine, { names, known }: Shape): Sources {
  const last = names.length - 1;
  if (line.kind === 'array') {
    const { items } = line;
    return items.length <= names.length
      ? items
      : [...items.slice(0, last), `[${items.slice(last).join(',')}]`];
  }
  if (line.kind === 'other') {
    return [];
  }
  const cells = names.map((name) => line.members.get(name));
  const late = [...line.members].filter(([name]) => !known.has(name));
  if (late.length === 0) {
    return cells;
  }
  const own = [...line.members].filter(([name]) => name === names[last]);
  cells[last] = `{${[...own, ...late].map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
  return cells;
}

function toCell(column: Column, source: string | undefined, infer: boolean): Cell {
  if (source === undefined) {
    return null;
  }
  return infer ? jsonLineCell(column.type, source) : source;
}
