import type { Style } from './style.ts';

/** Text that stands for a value and is written as it is: a number with more digits than JavaScript keeps, say. */
export class Verbatim {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** The quotes that texts are put in; `plain` has none where YAML needs none. */
export type Quotes = 'plain' | '"' | "'";

/** How a value is written where it stands. */
export interface Manner {
  readonly style: Style;
  readonly quotes: Quotes;
  /** Everything on one line, however long. */
  readonly oneLine: boolean;
  /** What is short enough on one line, because what stands beside it is. */
  readonly shortOnOneLine: boolean;
  /** YAML: texts of several lines stand as they are, below a `|-`. Nothing may follow on the last line. */
  readonly literalTexts: boolean;
  /** YAML: within brackets, where some characters need quotes. */
  readonly inBrackets: boolean;
}

/** A list or an object longer than this is not put on one line. */
const MAX_ONE_LINE = 80;
const MAX_PREFERRED = 100;

/** A text as YAML writes it most plainly: without quotes where no reader can take it for something else. */
export function yamlScalar(text: string): string {
  // A colon is only one between a key and a value with a blank behind it: names of extension fields are plain.
  const isPlain =
    /^[\p{L}_$][\p{L}\p{N}_$./+-]*(?::[\p{L}\p{N}_][\p{L}\p{N}_$./+-]*)*(?: [\p{L}\p{N}_$./+-]+)*$/u.test(
      text,
    );
  const isAddress = /^[a-z]+:\/\/[\w$./+~%=-]+$/.test(text);
  const isSpecial = /^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return (isPlain || isAddress) && !isSpecial ? text : JSON.stringify(text);
}

/** A text in quotes, or without where the language allows it. */
export function writeText(text: string, language: Style['language'], quotes: Quotes): string {
  if (language === 'json' || quotes === '"') {
    return JSON.stringify(text);
  }
  // Single quotes have no escapes: what is not printable needs double ones.
  return quotes === "'" && /^[\P{C}]*$/u.test(text) ? `'${text.replaceAll("'", "''")}'` : yamlScalar(text);
}

/** A value that is neither a list nor an object. */
export function writeScalar(value: unknown, { style, quotes }: Manner): string {
  return value instanceof Verbatim
    ? value.text
    : typeof value === 'string'
      ? writeText(value, style.language, quotes)
      : JSON.stringify(value ?? null);
}

/**
 * The entries of an object that have a value, as `JSON.stringify` takes them. A map with texts for keys is an object
 * too, and keeps the order of keys like "2020", which JavaScript puts first in others.
 */
function entriesOfValue(value: object): [string, unknown][] {
  const entries: [unknown, unknown][] =
    value instanceof Map ? [...(value as ReadonlyMap<unknown, unknown>)] : Object.entries(value);
  return entries.flatMap(([key, each]) => (each === undefined ? [] : [[String(key), each]]));
}

/** True for what is written with brackets or on lines of its own. */
export function isCollection(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Verbatim);
}

/** True for `[]` and `{}`. */
export function isEmptyCollection(value: object): boolean {
  return (Array.isArray(value) ? value : entriesOfValue(value)).length === 0;
}

/**
 * A value in brackets: JSON, or YAML's flow style. `indent` is the indentation of the line that it starts on; lines
 * that follow are indented by it.
 */
export function writeFlow(value: unknown, manner: Manner, indent: string): string {
  if (!isCollection(value)) {
    return writeScalar(value, manner);
  }
  const { style } = manner;
  const [open, close, padded] = Array.isArray(value)
    ? (['[', ']', style.paddedLists] as const)
    : (['{', '}', style.paddedObjects] as const);
  if (isEmptyCollection(value)) {
    return open + close;
  }
  const inLine = flowEntries(value, { ...manner, oneLine: true }, '').join(style.minified ? ',' : ', ');
  const padding = padded && !style.minified ? ' ' : '';
  const isShort = inLine.length <= (manner.shortOnOneLine ? MAX_PREFERRED : MAX_ONE_LINE);
  if (manner.oneLine || (isShort && (manner.shortOnOneLine || mayStandOnOneLine(value, style)))) {
    return `${open}${padding}${inLine}${padding}${close}`;
  }
  const deeper = indent + style.unit;
  const lines = flowEntries(value, manner, deeper).map((entry) => `${style.lineBreak}${deeper}${entry}`);
  return `${open}${lines.join(',')}${style.lineBreak}${indent}${close}`;
}

function mayStandOnOneLine(value: object, { inlineLists, inlineObjects }: Style): boolean {
  const parts: unknown[] = Array.isArray(value) ? value : entriesOfValue(value).map(([, each]) => each);
  const habit = Array.isArray(value) ? inlineLists : inlineObjects;
  return habit && !parts.some((part) => isCollection(part) && !isEmptyCollection(part));
}

function flowEntries(value: object, manner: Manner, indent: string): string[] {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => writeFlow(item, manner, indent));
  }
  const { style, quotes } = manner;
  const colon = style.minified ? ':' : ': ';
  return entriesOfValue(value).map(
    ([key, each]) => writeText(key, style.language, quotes) + colon + writeFlow(each, manner, indent),
  );
}

/** The value of a member of a YAML mapping, with what stands between it and the colon. `column` is that of the key. */
export function writeBlockValue(value: unknown, manner: Manner, column: number): string {
  const textLines = linesOf(value, manner);
  if (textLines) {
    return ` ${literal(textLines, manner, column + manner.style.unit.length)}`;
  }
  if (!isBlock(value, manner)) {
    return ` ${writeFlow(value, manner, ' '.repeat(column))}`;
  }
  const { style } = manner;
  const isList = Array.isArray(value);
  const inner = column + (isList && !style.indentedDashes ? 0 : style.unit.length);
  return `${style.lineBreak}${' '.repeat(inner)}${writeBlock(value, manner, inner)}`;
}

/** A value on lines of its own; the first one starts at `column`, where the text is put. */
export function writeBlock(value: unknown, manner: Manner, column: number): string {
  const textLines = linesOf(value, manner);
  if (textLines) {
    return literal(textLines, manner, column);
  }
  if (!isBlock(value, manner)) {
    return writeFlow(value, manner, ' '.repeat(column));
  }
  const { style, quotes } = manner;
  const lines = Array.isArray(value)
    ? value.map((item: unknown) => `- ${writeBlock(item, manner, column + 2)}`)
    : entriesOfValue(value).map(
        ([key, each]) =>
          `${writeText(key, 'yaml', quotes === 'plain' ? quotes : 'plain')}:${writeBlockValue(each, manner, column)}`,
      );
  return lines.join(style.lineBreak + ' '.repeat(column));
}

/** The lines of a text that can stand as they are, below a `|-`. */
function linesOf(value: unknown, { inBrackets, literalTexts, style }: Manner): readonly string[] | undefined {
  const lines =
    typeof value === 'string' && literalTexts && style.language === 'yaml' && !inBrackets
      ? value.split('\n')
      : [];
  const areClear = lines.every((line) => line.trim() === line && /^\P{C}*$/u.test(line));
  return lines.length > 1 && areClear && lines[0] !== '' && lines.at(-1) !== '' ? lines : undefined;
}

function literal(lines: readonly string[], { style }: Manner, column: number): string {
  const indent = ' '.repeat(Math.max(1, column));
  return ['|-', ...lines.map((line) => (line === '' ? '' : indent + line))].join(style.lineBreak);
}

/** Block style, except for what is empty and for short lists of an author who writes such lists in brackets. */
function isBlock(value: unknown, manner: Manner): value is object {
  if (manner.inBrackets || !isCollection(value) || isEmptyCollection(value)) {
    return false;
  }
  const isShortList =
    Array.isArray(value) &&
    manner.style.inlineLists &&
    !value.some(isCollection) &&
    writeFlow(value, { ...manner, oneLine: true }, '').length <= MAX_ONE_LINE;
  return !isShortList;
}
