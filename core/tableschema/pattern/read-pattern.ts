import { charactersOf } from './code-points.ts';
import { readClass } from './read-class.ts';
import { readEscape } from './read-escape.ts';
import { type Expression, PatternProblem, peek, type Reader } from './syntax.ts';
import { ANY_IN_LINE } from './unicode.ts';

/** Groups in groups deeper than this are nobody's work. */
const MAX_DEPTH = 100;

/** Reads a whole regular expression of XML Schema (Datatypes, appendix F). Throws a `PatternProblem`. */
export function readPattern(reader: Reader): Expression {
  const expression = readChoice(reader, 0);
  if (reader.at < reader.text.length) {
    throw new PatternProblem('a ")" closes nothing; write "\\)" for a parenthesis', reader.at, 1);
  }
  return expression;
}

function readChoice(reader: Reader, depth: number): Expression {
  const branches = [readBranch(reader, depth)];
  while (peek(reader) === '|') {
    reader.at += 1;
    branches.push(readBranch(reader, depth));
  }
  const [only] = branches;
  return only && branches.length === 1 ? only : { kind: 'choice', items: branches };
}

function readBranch(reader: Reader, depth: number): Expression {
  const items: Expression[] = [];
  for (let char = peek(reader); char !== '' && char !== '|' && char !== ')'; char = peek(reader)) {
    items.push(readPiece(reader, depth));
  }
  return { kind: 'sequence', items };
}

function readPiece(reader: Reader, depth: number): Expression {
  const atom = readAtom(reader, depth);
  const start = reader.at;
  const quantifier = readQuantifier(reader);
  if (!quantifier) {
    return atom;
  }
  const char = peek(reader);
  if (char === '?') {
    // Lazy or not, a pattern covers the whole value.
    reader.foreign.push({ offset: reader.at, length: 1, replacement: '' });
    reader.at += 1;
  } else if (readQuantifier(reader)) {
    const twice = reader.text.slice(start, reader.at);
    throw new PatternProblem(`"${twice}" repeats a repetition`, start, twice.length);
  }
  return { kind: 'repeat', item: atom, ...quantifier };
}

function readAtom(reader: Reader, depth: number): Expression {
  const start = reader.at;
  const char = peek(reader);
  switch (char) {
    case '(':
      return readGroup(reader, depth);
    case '[':
      return { kind: 'set', set: readClass(reader) };
    case '\\': {
      const { set, anchor } = readEscape(reader, false);
      return anchor ? { kind: 'anchor', side: anchor, offset: start, length: 2 } : { kind: 'set', set };
    }
    case '.':
      reader.at += 1;
      return { kind: 'set', set: ANY_IN_LINE };
    case '^':
    case '$':
      reader.at += 1;
      return { kind: 'anchor', side: char === '^' ? 'start' : 'end', offset: start, length: 1 };
    case '*':
    case '+':
    case '?':
      throw new PatternProblem(`"${char}" repeats nothing; write "\\${char}" for the character`, start, 1);
    case '{':
    case '}':
    case ']':
      reader.foreign.push({ offset: start, length: 1, replacement: `\\${char}` });
      break;
  }
  reader.at += char.length;
  return { kind: 'set', set: charactersOf(char) };
}

function readGroup(reader: Reader, depth: number): Expression {
  const start = reader.at;
  if (depth > MAX_DEPTH) {
    throw new PatternProblem('the groups are nested too deeply', start, 1);
  }
  reader.at += 1;
  if (peek(reader) === '?') {
    readGroupKind(reader, start);
  }
  const inner = readChoice(reader, depth + 1);
  if (peek(reader) !== ')') {
    throw new PatternProblem('a group "(" is not closed by ")"', start, 1);
  }
  reader.at += 1;
  return inner;
}

/** `(?:…)` and named groups are groups; what else begins with `(?` has no counterpart. */
function readGroupKind(reader: Reader, start: number): void {
  const rest = reader.text.slice(reader.at, reader.at + 80);
  const plain = /^\?(?::|P?<[A-Za-z_]\w*>)/.exec(rest);
  if (plain) {
    reader.foreign.push({ offset: reader.at, length: plain[0].length, replacement: '' });
    reader.at += plain[0].length;
    return;
  }
  const around = /^\?<?[=!]/.exec(rest);
  const flags = /^\?[a-zA-Z-]+[:)]/.exec(rest);
  const what = around ? 'looking ahead or behind' : flags ? 'flags' : 'groups of this kind';
  const length = (around ?? flags)?.[0].length ?? 1;
  throw new PatternProblem(
    `XML Schema has no ${what}, "(${rest.slice(0, length)}"`,
    start,
    length + 1,
    around !== null || flags !== null,
  );
}

/** Larger counts are none that anyone means. */
const MAX_COUNT = 1_000_000;

function readQuantifier(reader: Reader): { readonly least: number; readonly most: number } | undefined {
  const char = peek(reader);
  if (char === '?' || char === '*' || char === '+') {
    reader.at += 1;
    return { least: char === '+' ? 1 : 0, most: char === '?' ? 1 : Number.POSITIVE_INFINITY };
  }
  const found =
    char === '{'
      ? /^\{(\d{0,9})(?:(,)(\d{0,9}))?\}/.exec(reader.text.slice(reader.at, reader.at + 24))
      : null;
  if (!found || found[0] === '{}' || found[0] === '{,}') {
    return undefined;
  }
  const start = reader.at;
  reader.at += found[0].length;
  const [, low = '', comma, high = ''] = found;
  if (low === '') {
    reader.foreign.push({ offset: start, length: found[0].length, replacement: `{0,${high}}` });
  }
  const least = Number(low);
  const most = comma === undefined ? least : high === '' ? Number.POSITIVE_INFINITY : Number(high);
  if (least > most) {
    throw new PatternProblem(`"${found[0]}" asks for more than it allows`, start, found[0].length);
  }
  return {
    least: Math.min(least, MAX_COUNT),
    most: most === Number.POSITIVE_INFINITY ? most : Math.min(most, MAX_COUNT),
  };
}
