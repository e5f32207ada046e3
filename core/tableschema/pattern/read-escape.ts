import { didYouMean, nearest } from '#core/base/nearest.ts';
import { type CodePoints, charactersOf, complement } from './code-points.ts';
import { PatternProblem, type Reader } from './syntax.ts';
import { BLOCK_NAMES, CATEGORIES, multiCharacterEscape, property } from './unicode.ts';

/** What may be escaped in XML Schema (appendix F.1.1, single character escapes). */
const SINGLE = '\\|.?*+(){}-[]^';
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

export interface Escape {
  readonly set: CodePoints;
  /** The one character that it stands for, where it is one: the end of a range may be one. */
  readonly character?: string;
  /** `\A` and `\Z`, which other dialects have for the ends of the text. */
  readonly anchor?: 'start' | 'end';
}

/** Reads an escape, whose backslash the reader is at. */
export function readEscape(reader: Reader, inClass: boolean): Escape {
  const start = reader.at;
  const letter = String.fromCodePoint(reader.text.codePointAt(start + 1) ?? 0);
  if (start + 1 >= reader.text.length) {
    throw new PatternProblem('a backslash at the end escapes nothing', start, 1);
  }
  reader.at = start + 1 + letter.length;
  const control = CONTROLS[letter];
  if (control !== undefined) {
    return single(control);
  }
  if (SINGLE.includes(letter)) {
    return single(letter);
  }
  const many = 'sSiIcCdDwW'.includes(letter) ? multiCharacterEscape(letter) : undefined;
  if (many) {
    return { set: many };
  }
  if (letter === 'p' || letter === 'P') {
    return readProperty(reader, start, letter === 'P');
  }
  if (letter === 'x' || letter === 'u') {
    return readCodePoint(reader, start, inClass);
  }
  if (!inClass && (letter === 'A' || letter === 'Z' || letter === 'z')) {
    return { set: [], anchor: letter === 'A' ? 'start' : 'end' };
  }
  if (/^[^A-Za-z0-9]/.test(letter)) {
    // `\/`, `\"`, `\_`: other dialects let people escape what means nothing.
    // A `$` that stands alone would be taken for an anchor of its author.
    const replacement = letter === '$' && !inClass ? '[$]' : letter;
    reader.foreign.push({ offset: start, length: reader.at - start, replacement });
    return single(letter);
  }
  throw new PatternProblem(whyUnknown(letter, inClass), start, reader.at - start, /[bBk1-9]/.test(letter));
}

function single(character: string): Escape {
  return { set: charactersOf(character), character };
}

function whyUnknown(letter: string, inClass: boolean): string {
  if (/[bB]/.test(letter) && !inClass) {
    return `XML Schema has no word boundary "\\${letter}": the pattern always covers the whole value`;
  }
  if (/[1-9k]/.test(letter)) {
    return `XML Schema has no reference to a group, "\\${letter}"`;
  }
  return `XML Schema has no escape "\\${letter}"`;
}

function readProperty(reader: Reader, start: number, isComplement: boolean): Escape {
  const rest = reader.text.slice(reader.at, reader.at + 80);
  const braced = /^\{([^}]*)\}/.exec(rest);
  const bare = braced ? null : /^[LMNPZSC]/.exec(rest);
  const written = braced ?? bare;
  const name = braced?.[1] ?? bare?.[0];
  if (!written || name === undefined) {
    throw new PatternProblem('"\\p" needs the name of a category in braces, such as \\p{L}', start, 2);
  }
  reader.at += written[0].length;
  const set = property(name);
  if (!set) {
    const help = didYouMean(
      nearest(name, [...CATEGORIES, ...BLOCK_NAMES, ...BLOCK_NAMES.map((each) => each.slice(2))]),
    );
    const message = `there is no category or block "${name}" of Unicode in XML Schema;${help || ' categories are such as L or Nd, blocks such as IsGreek'}`;
    throw new PatternProblem(message, start, reader.at - start);
  }
  if (bare) {
    const replacement = `\\${isComplement ? 'P' : 'p'}{${name}}`;
    reader.foreign.push({ offset: start, length: reader.at - start, replacement });
  }
  return { set: isComplement ? complement(set) : set };
}

/** `\x41`, `\u0041`, `\u{1F600}`: the character itself is how XML Schema writes it. */
function readCodePoint(reader: Reader, start: number, inClass: boolean): Escape {
  const found = /^(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\})/.exec(
    reader.text.slice(start + 1, start + 12),
  );
  const code = Number.parseInt(found?.[1] ?? found?.[2] ?? found?.[3] ?? '', 16);
  if (!found || code > 0x10ffff) {
    throw new PatternProblem(`XML Schema has no escape "${reader.text.slice(start, start + 2)}"`, start, 2);
  }
  reader.at = start + 1 + found[0].length;
  const character = String.fromCodePoint(code);
  const needsEscape = SINGLE.includes(character);
  const replacement = needsEscape ? `\\${character}` : character === '$' && !inClass ? '[$]' : character;
  reader.foreign.push({ offset: start, length: reader.at - start, replacement });
  return single(character);
}
