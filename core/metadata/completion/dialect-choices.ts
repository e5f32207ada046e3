import type { DataFact } from '../data-fact.ts';
import { type At, type Choice, dataAt } from './choice.ts';
import { textStop } from './draft.ts';

/** What a dialect has to say about a file: only what differs from the defaults (table-dialect.md, Delimited). */
export function dialectDraft({ format, dialect }: DataFact): object {
  const usual = format === 'tsv' ? '\t' : ',';
  return {
    ...(dialect && dialect.delimiter !== usual && { delimiter: dialect.delimiter }),
    ...(dialect && dialect.quoteChar !== '"' && dialect.quoteChar !== '' && { quoteChar: dialect.quoteChar }),
    ...(dialect && !dialect.header && { header: false }),
  };
}

/** A dialect as a whole: as the file is written, or one to fill in. */
export function* dialectObjects(at: At): Generator<Choice> {
  const data = dataAt(at);
  if (data?.dialect) {
    const draft = { delimiter: data.dialect.delimiter, ...dialectDraft(data) };
    yield {
      label: 'dialect of the file',
      kind: 'snippet',
      value: draft,
      detail: wordsOf(draft),
      first: true,
    };
  }
  yield {
    label: 'dialect',
    kind: 'snippet',
    value: { delimiter: textStop() },
    detail: 'how the file is written',
  };
}

function wordsOf(draft: object): string {
  return Object.entries(draft)
    .map(([key, value]) => `${key} ${JSON.stringify(value)}`)
    .join(', ');
}

const DELIMITERS: readonly (readonly [text: string, name: string])[] = [
  [',', 'comma: the default'],
  [';', 'semicolon'],
  ['\t', 'tabulator'],
  ['|', 'vertical bar'],
  [' ', 'blank'],
  [':', 'colon'],
];

const QUOTES: readonly (readonly [text: string, name: string])[] = [
  ['"', 'double quote: the default'],
  ["'", 'single quote'],
];

const LINE_ENDS: readonly (readonly [text: string, name: string])[] = [
  ['\r\n', 'carriage return and line feed: the default'],
  ['\n', 'line feed, as on Linux and macOS'],
  ['\r', 'carriage return'],
];

/** Characters between cells; that of the file first. */
export function delimiters(at: At): Iterable<Choice> {
  return characters(DELIMITERS, dataAt(at)?.dialect?.delimiter);
}

/** Characters around cells; that of the file first. */
export function quotes(at: At): Iterable<Choice> {
  return characters(QUOTES, dataAt(at)?.dialect?.quoteChar);
}

/** Line ends; that of the file first. */
export function lineEnds(at: At): Iterable<Choice> {
  return characters(LINE_ENDS, dataAt(at)?.dialect?.lineTerminator);
}

/** Characters that start a line which is no data. */
export function commentStarts(): Iterable<Choice> {
  return characters(
    [
      ['#', 'number sign'],
      ['//', 'two slashes'],
      [';', 'semicolon'],
      ['%', 'per cent'],
    ],
    undefined,
  );
}

/** Characters that take the meaning from the next. */
export function escapes(): Iterable<Choice> {
  return characters([['\\', 'backslash']], undefined);
}

function* characters(
  list: readonly (readonly [string, string])[],
  own: string | undefined,
): Generator<Choice> {
  if (own !== undefined && own !== '' && !list.some(([text]) => text === own)) {
    yield { label: JSON.stringify(own), kind: 'value', value: own, detail: 'found in the file', first: true };
  }
  for (const [text, name] of list) {
    const isOwn = text === own;
    yield {
      label: JSON.stringify(text),
      kind: 'value',
      value: text,
      detail: isOwn ? `${name}; found in the file` : name,
      ...(isOwn && { first: true }),
      search: name,
    };
  }
}

/** Whether there is a header row: what the file has first. */
export function* hasHeader(at: At): Generator<Choice> {
  const header = dataAt(at)?.dialect?.header;
  if (header !== undefined) {
    yield { label: String(header), kind: 'value', value: header, detail: 'found in the file', first: true };
  }
}

const STRUCTURED = ['header', 'property', 'itemType', 'itemKeys'];
const SPREADSHEET = [
  'header',
  'headerRows',
  'headerJoin',
  'commentRows',
  'commentChar',
  'sheetNumber',
  'sheetName',
];
const NOT_DELIMITED = ['property', 'itemType', 'itemKeys', 'sheetNumber', 'sheetName', 'table'];

/** Whether a property of a dialect means anything for files of a format (table-dialect.md, Tabular Data Formats). */
export function fitsFormat(property: string, format: string): boolean {
  switch (format) {
    case 'csv':
    case 'tsv':
      return !NOT_DELIMITED.includes(property);
    case 'json':
    case 'jsonl':
    case 'yaml':
      return STRUCTURED.includes(property);
    case 'xlsx':
    case 'xls':
    case 'ods':
      return SPREADSHEET.includes(property);
    case 'sqlite':
      return property === 'table';
    case 'parquet':
    case 'arrow':
      return false;
    default:
      return true;
  }
}
