import type { ByteSource } from '#core/base/byte-source.ts';
import { requireText } from '../text/require-text.ts';
import { SAMPLED_BYTES } from '../text/sample.ts';
import type { TextRange } from './data-finding.ts';
import type { ReadTextOptions } from './delimited-rows.ts';
import { type MemberSpan, memberSpans } from './json-spans.ts';
import type { PlaceOf, TableVisitor } from './table-visitor.ts';
import { type TextChunk, textChunks } from './text-chunks.ts';
import { TextPlaces } from './text-places.ts';

const LONGEST_LINE = 8 * 1024 * 1024;
/** What nests deeper is no row: neither JavaScript nor anybody else can write it again. */
const MAX_NESTING = 200;

/** The columns of a table of objects: the fields that its rows shall have. */
export interface JsonColumns {
  /** Names of members, in the order of the cells; undefined takes those of the first object. */
  readonly names: readonly string[] | undefined;
}

/**
 * Reads JSON Lines from beginning to end and tells a visitor of each row: lines that are objects, or arrays, of which
 * the first is the header where it is all texts (as for JSON, table-dialect.md, Structured). A line that is none of
 * both is a finding, and the next one is read.
 */
export async function readJsonRows(
  source: ByteSource,
  visitor: TableVisitor,
  options: ReadTextOptions & JsonColumns,
): Promise<void> {
  const { name, signal } = options;
  const head = await source.read(0, Math.min(source.size, SAMPLED_BYTES), signal);
  requireText(head, { name, format: 'JSON Lines' });
  const reader = new JsonReader(visitor, options);
  for await (const chunk of textChunks(source, 'utf-8', signal)) {
    const goesOn = reader.take(chunk);
    visitor.progress(chunk.done, source.size, 'bytes');
    if (!goesOn) {
      return;
    }
  }
}

class JsonReader {
  private readonly visitor: TableVisitor;
  private readonly hasHeader: boolean;
  private names: readonly string[] | undefined;
  private readonly places = new TextPlaces();
  private kind: 'object' | 'array' | undefined;
  private known: ReadonlySet<string> = new Set();
  private number = 0;
  private text = '';
  private lineStart = 0;
  private lineEnd = 0;
  /** Members of the row at hand that have no column, behind its cells. */
  private others: readonly string[] = [];
  private spans: readonly MemberSpan[] | undefined;
  private readonly place: PlaceOf = (column) => this.placeOf(column);

  constructor(visitor: TableVisitor, { reading, names }: ReadTextOptions & JsonColumns) {
    this.visitor = visitor;
    this.hasHeader = reading.dialect?.header !== false;
    this.names = names;
  }

  take({ text, isLast, isBroken }: TextChunk): boolean {
    const passed = this.lineEnd;
    this.text = this.text.slice(passed) + text;
    this.places.next(this.text, passed);
    this.lineEnd = 0;
    for (;;) {
      const found = this.text.indexOf('\n', this.lineEnd);
      if ((found < 0 && (!isLast || isBroken)) || this.lineEnd >= this.text.length) {
        break;
      }
      this.lineStart = this.lineEnd;
      this.lineEnd = found < 0 ? this.text.length : found + 1;
      this.spans = undefined;
      this.number += 1;
      this.takeLine(this.text.slice(this.lineStart, this.lineEnd));
    }
    if (isBroken) {
      const [range] = this.places.rangesOf([{ start: this.text.length, end: this.text.length }]);
      const message =
        'Here the bytes of the file are no UTF-8, which JSON has to be. What follows was not checked.';
      this.visitor.fault('data/encoding-error', message, { row: this.number + 1, range });
      return false;
    }
    if (this.text.length - this.lineEnd > LONGEST_LINE && !isLast) {
      const [range] = this.places.rangesOf([{ start: this.lineEnd, end: this.lineEnd }]);
      const message =
        'The line that begins here does not end within 8 million characters, so nothing from here on was checked. JSON Lines has one object or array on each line.';
      this.visitor.fault('data/source-error', message, { row: this.number + 1, range });
      return false;
    }
    return true;
  }

  private takeLine(line: string): void {
    if (line.trim() === '') {
      return;
    }
    const value = rowOf(line);
    const kind = Array.isArray(value) ? 'array' : 'object';
    if (value === undefined || (this.kind !== undefined && kind !== this.kind)) {
      const expected = this.kind === undefined ? 'object or array' : `${this.kind}, like the first line`;
      const found = value === undefined ? 'no' : 'another';
      const message = `This line is ${found} row: expected one complete JSON ${expected}.`;
      this.visitor.fault('data/source-error', message, { row: this.number, range: this.place() });
      return;
    }
    if (this.kind === undefined) {
      this.kind = kind;
      if (this.begin(value)) {
        return;
      }
    }
    this.visitor.row(Array.isArray(value) ? value : this.cellsOf(value), this.number, this.place);
  }

  /** Tells of the columns; whether the first row is their header. */
  private begin(first: readonly unknown[] | Readonly<Record<string, unknown>>): boolean {
    const { number } = this;
    if (!Array.isArray(first)) {
      this.names ??= Object.keys(first);
      this.known = new Set(this.names);
      this.visitor.header(
        { labels: this.names, number: 0, width: this.names.length, isByName: true },
        () => undefined,
      );
      return false;
    }
    const isHeader = this.hasHeader && first.every((label) => typeof label === 'string');
    const labels = isHeader ? first.map(String) : undefined;
    this.visitor.header(
      { labels, number: isHeader ? number : 0, width: first.length, isByName: false },
      this.place,
    );
    return isHeader;
  }

  private cellsOf(row: object): unknown[] {
    const members = new Map<string, unknown>(Object.entries(row));
    const cells: unknown[] = (this.names ?? []).map((name) => members.get(name));
    this.others = [...members.keys()].filter((name) => !this.known.has(name));
    return this.others.length === 0 ? cells : [...cells, ...this.others.map((name) => members.get(name))];
  }

  private placeOf(column: number | undefined): TextRange | undefined {
    const { text, lineStart, lineEnd } = this;
    const line = text.slice(lineStart, lineEnd);
    const whole = { start: lineStart, end: lineStart + line.trimEnd().length };
    if (column === undefined) {
      return this.places.rangesOf([whole])[0];
    }
    this.spans ??= memberSpans(line);
    const name =
      this.kind === 'object'
        ? (this.names?.[column] ?? this.others[column - (this.names?.length ?? 0)])
        : undefined;
    const span =
      this.kind === 'array' ? this.spans[column] : this.spans.findLast((each) => each.name === name);
    const found = span ? { start: lineStart + span.start, end: lineStart + span.end } : whole;
    return this.places.rangesOf([found])[0];
  }
}

function rowOf(line: string): readonly unknown[] | Readonly<Record<string, unknown>> | undefined {
  if (isDeep(line)) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(line);
    return isRow(value) ? value : undefined;
  } catch {
    return undefined; // not JSON: that is the answer
  }
}

function isRow(value: unknown): value is readonly unknown[] | Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Whether brackets nest without end. */
function isDeep(line: string): boolean {
  if (line.length < 2 * MAX_NESTING) {
    return false;
  }
  let depth = 0;
  let deepest = 0;
  let inText = false;
  for (let index = 0; index < line.length; index++) {
    const code = line.charCodeAt(index);
    if (inText) {
      inText = code !== 0x22;
      index += code === 0x5c ? 1 : 0;
    } else if (code === 0x22) {
      inText = true;
    } else if (code === 0x5b || code === 0x7b) {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (code === 0x5d || code === 0x7d) {
      depth -= 1;
    }
  }
  return deepest > MAX_NESTING;
}
