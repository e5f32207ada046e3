/** The word under the cursor of a YAML text and what stands around it on its line. */
export interface Word {
  readonly start: number;
  readonly end: number;
  /** First on its line, behind the colon of a key, or between brackets. */
  readonly place: 'line' | 'colon' | 'brackets';
  /** Where the line starts, and the columns of its dashes and of what follows them. */
  readonly lineStart: number;
  readonly dashes: readonly number[];
  readonly column: number;
  readonly quote: '' | '"' | "'";
  /** A colon follows: the word is a key that has its value. */
  readonly hasColon: boolean;
  /** Within brackets, where commas and brackets end a word. */
  readonly inBrackets: boolean;
}

/** Lines longer than this are data, not something that somebody types. */
const MAX_LINE = 4_000;

/** The word at an offset. Undefined where nothing can begin: in a comment, behind a value. */
export function wordAt(text: string, offset: number, startsInBrackets: boolean): Word | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const line = lineAt(text, lineStart);
  const cursor = offset - lineStart;
  if (line.length > MAX_LINE) {
    return undefined;
  }
  const dashes: number[] = [];
  let column = blanksAt(line, 0);
  while (!startsInBrackets && column < cursor && /^-[ \t]/.test(line.slice(column, column + 2))) {
    dashes.push(column);
    column = blanksAt(line, column + 1);
  }
  if (column > cursor) {
    column = cursor;
  }
  const found = walk(line, column, cursor, startsInBrackets);
  if (!found) {
    return undefined;
  }
  const { start, place, depth } = found;
  const quote = start < cursor ? quoteAt(line, start) : '';
  const isBeforeBlank = start === cursor && /^(?:\s|$)/.test(line.slice(cursor));
  if (isBeforeBlank && !/^\s*(?:#|$|[,\]}])/.test(line.slice(cursor))) {
    return undefined; // something stands further right on the line already
  }
  const end = isBeforeBlank
    ? cursor
    : quote === ''
      ? plainEnd(line, cursor, depth > 0)
      : quotedEnd(line, cursor, quote);
  return {
    start: lineStart + start,
    end: lineStart + end,
    place,
    lineStart,
    dashes,
    column,
    quote,
    hasColon: /^[ \t]*:(?:\s|$)/.test(line.slice(end)),
    inBrackets: depth > 0,
  };
}

interface Found {
  readonly start: number;
  readonly place: Word['place'];
  readonly depth: number;
}

/** Follows the line from its first word to the one that holds the cursor. */
function walk(line: string, from: number, cursor: number, startsInBrackets: boolean): Found | undefined {
  let depth = startsInBrackets ? 1 : 0;
  let place: Word['place'] | 'behind' = startsInBrackets ? 'brackets' : 'line';
  let at = from;
  for (;;) {
    at = blanksAt(line, at);
    const character = line.charAt(at);
    if (at >= cursor) {
      return place === 'behind' ? undefined : { start: cursor, place, depth };
    }
    if (character === '#' && (at === 0 || /\s/.test(line.charAt(at - 1)))) {
      return undefined;
    }
    if ('[{'.includes(character)) {
      depth++;
      place = 'brackets';
      at++;
    } else if (depth > 0 && ',]}'.includes(character)) {
      depth -= character === ',' ? 0 : 1;
      place = character === ',' ? 'brackets' : 'behind';
      at++;
    } else if (character === ':' && isColon(line, at, cursor)) {
      place = 'colon';
      at++;
    } else if ('&!'.includes(character)) {
      at += /^\S*/.exec(line.slice(at))?.[0].length ?? 1; // an anchor or a tag: the value follows
    } else {
      const end = wordEnd(line, at, depth > 0);
      if (end >= cursor) {
        const typed = line.slice(at, cursor);
        // Behind a blank, a plain text may go on, but nobody wants to be asked about that.
        const isOver =
          place === 'behind' || '|>*'.includes(character) || (quoteAt(line, at) === '' && /\s$/.test(typed));
        return isOver || place === 'behind' ? undefined : { start: at, place, depth };
      }
      place = 'behind';
      at = Math.max(end, at + 1);
    }
  }
}

function wordEnd(line: string, start: number, inBrackets: boolean): number {
  const quote = quoteAt(line, start);
  if (quote === '') {
    return plainEnd(line, start, inBrackets);
  }
  for (let at = start + 1; at < line.length; at++) {
    if (line.charAt(at) === '\\' && quote === '"') {
      at++;
    } else if (line.charAt(at) === quote) {
      if (quote === "'" && line.charAt(at + 1) === quote) {
        at++;
      } else {
        return at + 1;
      }
    }
  }
  return line.length;
}

/** A plain text ends before `: `, before ` #` and, between brackets, before what separates entries. */
function plainEnd(line: string, start: number, inBrackets: boolean): number {
  let end = start;
  for (let at = start; at < line.length; at++) {
    const character = line.charAt(at);
    const isOver =
      (character === ':' && isColon(line, at, line.length)) ||
      (character === '#' && /\s/.test(line.charAt(at - 1))) ||
      (inBrackets && ',[]{}'.includes(character));
    if (isOver) {
      return end;
    }
    end = /\s/.test(character) ? end : at + 1;
  }
  return end;
}

/** How far a quoted word goes on behind the cursor: up to its closing quote, if what follows fits to one. */
function quotedEnd(line: string, cursor: number, quote: string): number {
  if (cursor > 0 && line.charAt(cursor - 1) === quote && /^\s*(?:[:,\]}#]|$)/.test(line.slice(cursor))) {
    return cursor;
  }
  const closing = line.indexOf(quote, cursor);
  return closing >= 0 && /^\s*(?:[:,\]}#]|$)/.test(line.slice(closing + 1)) ? closing + 1 : cursor;
}

function isColon(line: string, at: number, limit: number): boolean {
  const next = line.charAt(at + 1);
  return next === '' || /\s/.test(next) || at + 1 === limit;
}

function quoteAt(line: string, at: number): '' | '"' | "'" {
  const character = line.charAt(at);
  return character === '"' || character === "'" ? character : '';
}

function blanksAt(line: string, from: number): number {
  let at = from;
  while (line.charAt(at) === ' ' || line.charAt(at) === '\t') {
    at++;
  }
  return at;
}

/** The line that starts at an offset, without its line break. */
export function lineAt(text: string, lineStart: number): string {
  const end = text.indexOf('\n', lineStart);
  const line = text.slice(lineStart, end < 0 ? text.length : end);
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
