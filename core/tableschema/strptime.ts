/** A piece of a strptime pattern. */
export type StrptimeToken =
  | { readonly kind: 'literal'; readonly text: string }
  /** Blanks of a pattern stand for one blank or more. */
  | { readonly kind: 'blank' }
  | { readonly kind: 'directive'; readonly letter: string };

/** A directive that not every reader of strptime patterns knows, or none. */
export interface StrptimeProblem {
  readonly offset: number;
  readonly length: number;
  /** As it is written: `%i`. */
  readonly directive: string;
  /** What to write instead. */
  readonly suggestion?: string;
  /** C knows it, Python does not. */
  readonly isC: boolean;
}

export interface StrptimePattern {
  readonly tokens: readonly StrptimeToken[];
  readonly problems: readonly StrptimeProblem[];
  /** Whether it has a directive for a part of a date, of a time. */
  readonly hasDate: boolean;
  readonly hasTime: boolean;
}

/** Directives of Python (`datetime`, format codes) for parts of a date, a time, and neither. */
const DATE = 'aAwdbBmyYjUWGuVcx';
const TIME = 'HIpMSfzZcX';

/** Directives that stand for others: those of the C locale, and those that only C has. */
const EXPANSIONS: Readonly<Record<string, string>> = {
  c: '%a %b %d %H:%M:%S %Y',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
};
const ONLY_C: Readonly<Record<string, string>> = {
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  R: '%H:%M',
  T: '%H:%M:%S',
  r: '%I:%M:%S %p',
  e: '%d',
  h: '%b',
  k: '%H',
  l: '%I',
  n: ' ',
  t: ' ',
};

/** What people mean by directives of other languages and tools. */
const MEANT: Readonly<Record<string, string>> = {
  i: '%M',
  s: '%S',
  N: '%f',
  L: '%f',
  P: '%p',
  D: '%d',
  Q: '%f',
  g: '%G',
  E: '%B',
  q: '%m',
};

/** Reads a strptime pattern as Python and C do (Table Schema, datetime). Never fails: what is wrong is a problem. */
export function parseStrptime(pattern: string): StrptimePattern {
  const tokens: StrptimeToken[] = [];
  const problems: StrptimeProblem[] = [];
  let literal = '';
  const flush = () => {
    if (literal !== '') {
      tokens.push({ kind: 'literal', text: literal.toLowerCase() });
      literal = '';
    }
  };
  for (let index = 0; index < pattern.length; ) {
    const char = pattern.charAt(index);
    if (/\s/.test(char)) {
      flush();
      if (tokens.at(-1)?.kind !== 'blank') {
        tokens.push({ kind: 'blank' });
      }
      index += 1;
    } else if (char === '%') {
      const read = readDirective(pattern, index);
      if (read.literal !== undefined) {
        literal += read.literal;
      } else {
        flush();
        tokens.push(...read.tokens);
      }
      problems.push(...read.problems);
      index += read.length;
    } else {
      literal += char;
      index += 1;
    }
  }
  flush();
  const letters = tokens.flatMap((token) => (token.kind === 'directive' ? [token.letter] : []));
  return {
    tokens,
    problems,
    hasDate: letters.some((letter) => DATE.includes(letter)),
    hasTime: letters.some((letter) => TIME.includes(letter)),
  };
}

interface ReadDirective {
  readonly length: number;
  readonly literal?: string;
  readonly tokens: readonly StrptimeToken[];
  readonly problems: readonly StrptimeProblem[];
}

function readDirective(pattern: string, offset: number): ReadDirective {
  const letter = pattern.charAt(offset + 1);
  if (letter === '%') {
    return { length: 2, literal: '%', tokens: [], problems: [] };
  }
  const expansion = EXPANSIONS[letter];
  if (expansion !== undefined) {
    return { length: 2, tokens: parseStrptime(expansion).tokens, problems: [] };
  }
  if (letter !== '' && (DATE.includes(letter) || TIME.includes(letter))) {
    return { length: 2, tokens: [{ kind: 'directive', letter }], problems: [] };
  }
  const inC = ONLY_C[letter];
  if (inC !== undefined) {
    const problem = { offset, length: 2, directive: `%${letter}`, suggestion: inC, isC: true };
    return { length: 2, tokens: parseStrptime(inC).tokens, problems: [problem] };
  }
  return unknownDirective(pattern, offset, letter);
}

function unknownDirective(pattern: string, offset: number, letter: string): ReadDirective {
  // `%-d`, `%#d`, `%_d`, `%Ey`: flags of output, which reading does not know.
  const flagged = pattern.charAt(offset + 2);
  const isFlag = '-#_^0EO'.includes(letter) && letter !== '' && isKnown(flagged);
  const length = isFlag ? 3 : Math.min(2, pattern.length - offset);
  const suggestion = isFlag ? `%${flagged}` : meant(letter);
  const directive = pattern.slice(offset, offset + length);
  return {
    length,
    tokens: [],
    problems: [{ offset, length, directive, isC: false, ...(suggestion !== undefined && { suggestion }) }],
  };
}

function meant(letter: string): string | undefined {
  const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
  return MEANT[letter] ?? (isKnown(other) ? `%${other}` : undefined);
}

function isKnown(letter: string): boolean {
  return letter !== '' && (DATE.includes(letter) || TIME.includes(letter));
}
