import { offsetOf } from './iso-time.ts';
import { type Clock, daysSince1970, type Moment, momentOf, partOf, type TemporalType } from './moment.ts';
import type { StrptimePattern, StrptimeToken } from './strptime.ts';

export const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const SHORT_MONTHS = MONTHS.map((name) => name.slice(0, 3));
const SHORT_DAYS = DAYS.map((name) => name.slice(0, 3));

/** What the directives of a pattern found: numbers by letter, and texts. */
interface Found {
  readonly numbers: Map<string, number>;
  fraction: string;
  zone: string | undefined;
}

/** Digits that a directive takes, at least and at most. */
const DIGITS: Readonly<Record<string, readonly [number, number]>> = {
  d: [1, 2],
  m: [1, 2],
  y: [2, 2],
  Y: [4, 4],
  G: [4, 4],
  H: [1, 2],
  I: [1, 2],
  M: [1, 2],
  S: [1, 2],
  f: [1, 6],
  j: [1, 3],
  U: [1, 2],
  W: [1, 2],
  V: [1, 2],
  w: [1, 1],
  u: [1, 1],
};

const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  d: [1, 31],
  m: [1, 12],
  H: [0, 23],
  I: [1, 12],
  M: [0, 59],
  S: [0, 61],
  j: [1, 366],
  U: [0, 53],
  W: [0, 53],
  V: [1, 53],
  w: [0, 6],
  u: [1, 7],
};

const NAMES: Readonly<Record<string, readonly string[]>> = {
  B: MONTHS,
  b: SHORT_MONTHS,
  A: DAYS,
  a: SHORT_DAYS,
  p: ['am', 'pm'],
};

/** Longer cells are no dates. */
const MAX_LENGTH = 1_000;

/** Reads texts of a type by a strptime pattern, in the C locale and in any case, as Python does. */
export function strptimeReader(
  { tokens }: StrptimePattern,
  type: TemporalType,
): (text: string) => Moment | undefined {
  return (text) => {
    if (text.length > MAX_LENGTH) {
      return undefined;
    }
    const found: Found = { numbers: new Map(), fraction: '', zone: undefined };
    const lower = text.toLowerCase();
    const matches = matchFrom({ tokens, text: lower, found, failed: new Set() }, 0, 0);
    const moment = matches ? momentFrom(found) : undefined;
    return moment && partOf(moment, type);
  };
}

interface Run {
  readonly tokens: readonly StrptimeToken[];
  readonly text: string;
  readonly found: Found;
  /** Where no way on was found before, so that many directives side by side stay cheap. */
  readonly failed: Set<number>;
}

/** Whether the tokens from one on match the text from an offset on; digits are taken greedily first. */
function matchFrom(run: Run, token: number, offset: number): boolean {
  const next = run.tokens[token];
  if (next === undefined) {
    return offset === run.text.length;
  }
  const key = token * (MAX_LENGTH + 1) + offset;
  if (run.failed.has(key)) {
    return false;
  }
  for (const end of ends(run, next, offset)) {
    if (matchFrom(run, token + 1, end)) {
      if (next.kind === 'directive') {
        note(run, next.letter, run.text.slice(offset, end));
      }
      return true;
    }
  }
  run.failed.add(key);
  return false;
}

/** Where a token that begins at an offset may end, the farthest first. */
function ends(run: Run, token: StrptimeToken, offset: number): readonly number[] {
  const { text } = run;
  if (token.kind === 'literal') {
    return text.startsWith(token.text, offset) ? [offset + token.text.length] : [];
  }
  if (token.kind === 'blank') {
    let end = offset;
    while (/\s/.test(text.charAt(end))) {
      end += 1;
    }
    return end > offset ? [end] : [];
  }
  const names = NAMES[token.letter];
  if (names) {
    const name = names.find((each) => text.startsWith(each, offset));
    return name === undefined ? [] : [offset + name.length];
  }
  if (token.letter === 'z' || token.letter === 'Z') {
    const zone = (token.letter === 'z' ? /^(?:z|[+-]\d\d:?[0-5]\d)/ : /^[a-z]{1,5}/).exec(
      text.slice(offset, offset + 6),
    );
    return zone ? [offset + zone[0].length] : token.letter === 'Z' ? [offset] : [];
  }
  return digitEnds(text, offset, token.letter);
}

function digitEnds(text: string, offset: number, letter: string): readonly number[] {
  const [least, most] = DIGITS[letter] ?? [1, 1];
  const range = RANGES[letter];
  const found: number[] = [];
  if (letter === 'd' && /^ [1-9]/.test(text.slice(offset, offset + 2))) {
    return [offset + 2]; // as C and Python write and read the days of `%c`
  }
  for (let count = 1; count <= most && /\d/.test(text.charAt(offset + count - 1)); count++) {
    const value = Number(text.slice(offset, offset + count));
    if (count >= least && (!range || (value >= range[0] && value <= range[1]))) {
      found.unshift(offset + count);
    }
  }
  return found;
}

function note({ found }: Run, letter: string, text: string): void {
  if (letter === 'f') {
    found.fraction = text;
  } else if (letter === 'z' || letter === 'Z') {
    found.zone = letter === 'z' ? text : /^(?:utc|gmt)$/.test(text) ? 'z' : undefined;
  } else {
    const names = NAMES[letter];
    found.numbers.set(letter, names ? names.indexOf(text) + (letter === 'p' ? 0 : 1) : Number(text));
  }
}

function momentFrom({ numbers, fraction, zone }: Found): Moment | undefined {
  const year = numbers.get('Y') ?? centuryOf(numbers.get('y'));
  const twelve = numbers.get('I');
  const hour =
    numbers.get('H') ?? (twelve === undefined ? 0 : (twelve % 12) + (numbers.get('p') === 1 ? 12 : 0));
  // A leap second is the last moment of its minute.
  const second = Math.min(59, numbers.get('S') ?? 0);
  const clock = { hour, minute: numbers.get('M') ?? 0, second, fraction, offset: offsetOf(zone) };
  return dated(numbers, year, clock);
}

/** Two digits of a year mean 1969 to 2068 (POSIX, strptime). */
function centuryOf(year: number | undefined): number | undefined {
  return year === undefined ? undefined : year + (year < 69 ? 2000 : 1900);
}

/** The date by its month and day, by its day of the year, or by its week. */
function dated(
  numbers: ReadonlyMap<string, number>,
  year: number | undefined,
  clock: Clock,
): Moment | undefined {
  const month = numbers.get('m') ?? numbers.get('B') ?? numbers.get('b');
  const [dayOfYear, isoYear, isoWeek] = [numbers.get('j'), numbers.get('G'), numbers.get('V')];
  // Python takes 1900 for a year that is not written.
  const own = { ...clock, year: year ?? 1900, month: month ?? 1, day: numbers.get('d') ?? 1 };
  if (dayOfYear !== undefined) {
    return shifted({ ...own, month: 1, day: 1 }, dayOfYear - 1);
  }
  const weekday = weekdayOf(numbers);
  if (isoYear !== undefined && isoWeek !== undefined && weekday !== undefined) {
    const fourth = { ...clock, year: isoYear, month: 1, day: 4 };
    return shifted(fourth, (isoWeek - 1) * 7 + weekday - dayOfWeek(isoYear, 1, 4));
  }
  const [sundays, mondays] = [numbers.get('U'), numbers.get('W')];
  const week = sundays ?? mondays;
  if (week !== undefined && weekday !== undefined) {
    const first = dayOfWeek(own.year, 1, 1);
    const [start, day] = sundays === undefined ? [first, weekday] : [(first + 1) % 7, (weekday + 1) % 7];
    return shifted({ ...own, month: 1, day: 1 }, week * 7 + day - start - (start === 0 ? 7 : 0));
  }
  return momentOf(own);
}

/** Monday is 0. */
function weekdayOf(numbers: ReadonlyMap<string, number>): number | undefined {
  const [iso, american] = [numbers.get('u'), numbers.get('w')];
  const named = numbers.get('A') ?? numbers.get('a');
  return iso !== undefined
    ? iso - 1
    : american !== undefined
      ? (american + 6) % 7
      : named === undefined
        ? undefined
        : named - 1;
}

function dayOfWeek(year: number, month: number, day: number): number {
  return (((daysSince1970(year, month, day) + 3) % 7) + 7) % 7;
}

function shifted(clock: Clock, days: number): Moment | undefined {
  const start = momentOf(clock);
  return start && { ...start, seconds: start.seconds + days * 86_400 };
}
