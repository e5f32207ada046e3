import type { PathSegment } from '#core/base/json-pointer.ts';
import type { Region } from './stand-in.ts';
import { lineAt, type Word } from './yaml-word.ts';

/** A piece of this many UTF-16 code units is read again in about four milliseconds. */
const MAX_LENGTH = 12 * 1024;
/** The key of a line stands at its beginning. */
const MAX_KEY = 300;

/** A piece of the text around the cursor, with something else in the place of the word. */
export interface YamlRegion extends Region {
  /** Other members and items were left out: the piece tells siblings, not what is in them. */
  readonly isSkeleton: boolean;
}

/** A dash or a key that the cursor is below of. */
interface Level {
  readonly offset: number;
  readonly column: number;
  /** A key, or the index of an item. */
  segment: PathSegment;
}

/** The largest piece around a word that is quick to read again, with `insert` in the place of the word. */
export function yamlRegion(text: string, word: Word, insert: string): YamlRegion {
  if (text.length <= MAX_LENGTH) {
    const whole = text.slice(0, word.start) + insert + text.slice(word.end);
    return { text: whole, path: [], inner: [], isSkeleton: false };
  }
  const levels = levelsAround(text, word);
  const ends = endsOf(text, levels, word.end);
  const pathTo = (depth: number) => levels.slice(0, depth).map(({ segment }) => segment);
  for (const [depth, { offset, column, segment }] of levels.entries()) {
    const end = ends[depth];
    if (end !== undefined && end - offset <= MAX_LENGTH) {
      const piece = text.slice(offset, word.start) + insert + text.slice(word.end, end);
      const inner = [typeof segment === 'number' ? 0 : segment];
      return { text: ' '.repeat(column) + piece, path: pathTo(depth + 1), inner, isSkeleton: false };
    }
  }
  return skeleton(text, word, insert, levels);
}

/** The dashes and keys above a word that it belongs to, the outermost first: YAML tells them by their columns. */
function levelsAround(text: string, word: Word): Level[] {
  const own = openersOf(text, word.lineStart).filter(({ offset }) => offset < word.start);
  const above = own.filter(
    ({ column, segment }) => segment === DASH || (word.place !== 'line' && column >= word.column),
  );
  const levels: Level[] = above
    .reverse()
    .map((opener) => ({ ...opener, segment: opener.segment === DASH ? 0 : opener.segment }));
  let bound = word.dashes[0] ?? word.column;
  let isItem = word.dashes.length > 0;
  for (let end = word.lineStart - 1; end >= 0 && (bound > 0 || isItem); ) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    if (indentAt(text, start, end) <= bound) {
      for (const { offset, column, segment } of openersOf(text, start).reverse()) {
        const top = levels.at(-1);
        if (column === bound && isItem && segment === DASH && typeof top?.segment === 'number') {
          top.segment++;
        } else if (column < bound || (column === bound && isItem && segment !== DASH)) {
          isItem = segment === DASH;
          bound = column;
          levels.push({ offset, column, segment: isItem ? 0 : segment });
        }
      }
    }
    end = start - 1;
  }
  return levels.reverse();
}

const DASH = -1;

interface Opener {
  readonly offset: number;
  readonly column: number;
  /** A key, or `DASH`. */
  readonly segment: PathSegment;
}

/** The dashes of a line and the key behind them. */
function openersOf(text: string, lineStart: number): Opener[] {
  const line = lineAt(text, lineStart).slice(0, MAX_KEY);
  const openers: Opener[] = [];
  let column = line.length - line.trimStart().length;
  while (/^-(?: |$)/.test(line.slice(column, column + 2))) {
    openers.push({ offset: lineStart + column, column, segment: DASH });
    column += 1 + (/^ */.exec(line.slice(column + 1))?.[0].length ?? 0);
  }
  const key = keyOf(line.slice(column));
  return key === undefined ? openers : [...openers, { offset: lineStart + column, column, segment: key }];
}

function keyOf(line: string): string | undefined {
  const quoted = /^(?:"([^"\\]*)"|'([^']*)')[ \t]*:(?:\s|$)/.exec(line);
  if (quoted) {
    return quoted[1] ?? quoted[2];
  }
  const colon = line.search(/:(?:\s|$)/);
  return colon > 0 && !/^[#"'[{]/.test(line) ? line.slice(0, colon).trimEnd() : undefined;
}

/** The column of the first character of a line; lines of blanks and comments are far to the right. */
function indentAt(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) === 0x20) {
    at++;
  }
  const isText = at < end && !'#\r\n\t'.includes(text.charAt(at));
  return isText ? at - start : Number.MAX_SAFE_INTEGER;
}

/** Where what is below each level ends; undefined where that is too far to look. */
function endsOf(text: string, levels: readonly Level[], from: number): (number | undefined)[] {
  const ends: (number | undefined)[] = levels.map(() => undefined);
  let open = levels.length;
  for (let start = nextLine(text, from); open > 0; ) {
    if (start >= text.length) {
      return ends.map((end) => end ?? text.length);
    }
    if (start - from > MAX_LENGTH) {
      return ends;
    }
    const end = nextLine(text, start);
    const indent = indentAt(text, start, end);
    const isDash = text.charAt(start + indent) === '-';
    for (let level = levels[open - 1]; level && closes(level, indent, isDash); level = levels[open - 1]) {
      ends[--open] = start;
    }
    start = end;
  }
  return ends;
}

/** The items of a list may stand in the column of the key that it belongs to. */
function closes({ column, segment }: Level, indent: number, isDash: boolean): boolean {
  return indent < column || (indent === column && (typeof segment === 'number' || !isDash));
}

/** What is around the word without anything that stands further right: enough to see its siblings. */
function skeleton(text: string, word: Word, insert: string, levels: readonly Level[]): YamlRegion {
  const parent = levels.at(word.place === 'line' || levels.length === 0 ? -1 : -2);
  const path = (parent ? levels.slice(0, levels.indexOf(parent) + 1) : []).map(({ segment }) => segment);
  const ownEnd = nextLine(text, word.end);
  const own = text.slice(word.lineStart, word.start) + insert + text.slice(word.end, ownEnd);
  const first = parent ? text.lastIndexOf('\n', parent.offset - 1) + 1 : 0;
  const lines: string[] = [];
  for (let start = first; start < text.length; ) {
    const end = nextLine(text, start);
    const indent = indentAt(text, start, end);
    if (start === word.lineStart) {
      lines.push(own.endsWith('\n') ? own : `${own}\n`);
    } else if (parent && start === first) {
      lines.push(' '.repeat(parent.column) + text.slice(parent.offset, end));
    } else if (parent && start > word.lineStart && indent <= parent.column) {
      break;
    } else if (indent === word.column) {
      lines.push(text.slice(start, end));
    }
    start = end;
  }
  if (word.lineStart === text.length) {
    lines.push(own);
  }
  const inner = parent ? [typeof parent.segment === 'number' ? 0 : parent.segment] : [];
  return { text: lines.join(''), path, inner, isSkeleton: true };
}

function nextLine(text: string, from: number): number {
  const index = text.indexOf('\n', from);
  return index < 0 ? text.length : index + 1;
}
