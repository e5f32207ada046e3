import { type CodePoints, charactersOf, codePoints, complement, union, without } from './code-points.ts';
import { readEscape } from './read-escape.ts';
import { PatternProblem, peek, type Reader } from './syntax.ts';

/** Classes in classes deeper than this are nobody's work. */
const MAX_DEPTH = 50;

interface Member {
  readonly set: CodePoints;
  readonly character?: string;
}

/** Reads a character class, whose `[` the reader is at (XML Schema, appendix F.1, character class expressions). */
export function readClass(reader: Reader, depth = 0): CodePoints {
  const start = reader.at;
  if (depth > MAX_DEPTH) {
    throw new PatternProblem('the classes are nested too deeply', start, 1);
  }
  reader.at += 1;
  const isNegative = peek(reader) === '^';
  reader.at += isNegative ? 1 : 0;
  if (peek(reader) === ']') {
    throw new PatternProblem(
      'a class "[…]" needs a character; write "\\]" for a bracket',
      start,
      reader.at + 1 - start,
    );
  }
  const sets: CodePoints[] = [];
  let removed: CodePoints = [];
  for (let isFirst = true; ; isFirst = false) {
    const char = peek(reader);
    if (char === '') {
      throw new PatternProblem('a class "[" is not closed by "]"', start, 1);
    }
    if (char === ']') {
      reader.at += 1;
      break;
    }
    if (char === '-' && reader.text.charAt(reader.at + 1) === '[' && !isFirst) {
      reader.at += 1;
      removed = readClass(reader, depth + 1);
      if (peek(reader) !== ']') {
        throw new PatternProblem('what is taken from a class by "-[…]" stands at its end', reader.at, 1);
      }
      continue;
    }
    sets.push(readRange(reader, isFirst));
  }
  const listed = union(...sets);
  return without(isNegative ? complement(listed) : listed, removed);
}

/** One character, one range `a-z` or one escape. */
function readRange(reader: Reader, isFirst: boolean): CodePoints {
  const start = reader.at;
  const low = readMember(reader, isFirst);
  const after = reader.text.charAt(reader.at + 1);
  if (peek(reader) !== '-' || after === ']' || after === '[' || after === '') {
    return low.set;
  }
  if (low.character === undefined) {
    return low.set; // the "-" behind `\w` is read as a character of its own
  }
  const dash = reader.at;
  reader.at += 1;
  const high = readMember(reader, false);
  if (high.character === undefined) {
    reader.foreign.push({ offset: dash, length: 1, replacement: '\\-' });
    return union(low.set, high.set, charactersOf('-'));
  }
  const [from, to] = [low.character.codePointAt(0) ?? 0, high.character.codePointAt(0) ?? 0];
  if (from > to) {
    const range = reader.text.slice(start, reader.at);
    throw new PatternProblem(`the range "${range}" ends before it begins`, start, reader.at - start);
  }
  return codePoints([from, to]);
}

function readMember(reader: Reader, isFirst: boolean): Member {
  const char = peek(reader);
  if (char === '\\') {
    return readEscape(reader, true);
  }
  if (char === '[') {
    const posix = /^\[:\^?[a-z]+:\]/.exec(reader.text.slice(reader.at, reader.at + 20));
    if (posix) {
      const message = `XML Schema has no "${posix[0]}"; write a category such as \\p{L} or a range`;
      throw new PatternProblem(message, reader.at, posix[0].length, true);
    }
    reader.foreign.push({ offset: reader.at, length: 1, replacement: '\\[' });
  }
  if (char === '-' && !isFirst && reader.text.charAt(reader.at + 1) !== ']') {
    reader.foreign.push({ offset: reader.at, length: 1, replacement: '\\-' });
  }
  reader.at += char.length;
  return { set: charactersOf(char), character: char };
}
