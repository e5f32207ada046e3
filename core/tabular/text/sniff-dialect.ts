import type { DialectFact } from '#core/tableschema/data-fact.ts';
import { looksTyped } from './cell-look.ts';
import { delimitedRows, PLAIN } from './delimited.ts';
import { looksLikeHeader } from './sniff-header.ts';

/** Delimiters that people use, and those that stand in so many texts that only numbers prove them. */
const USUAL: readonly string[] = [',', '\t', ';', '|'];
const RARE: readonly string[] = [':', ' '];
const SNIFFED_ROWS = 200;
/** Blank lines and comments included. */
const SNIFFED_LINES = 2_000;
/** Places of quotes that are looked at. */
const SNIFFED_QUOTES = 200;
/** More cells of a row than this say nothing new. */
const SNIFFED_CELLS = 200;

/** What is known of a text beforehand. */
export interface SniffOptions {
  /** The delimiter, where the name of the file or somebody says it. */
  readonly delimiter?: string;
  /** The text goes on behind its end: its last row may be cut off. */
  readonly isCut?: boolean;
  /** Lines that begin with this are no rows. */
  readonly commentChar?: string;
}

/**
 * Guesses the dialect from the beginning of a text (64 KiB are plenty): the delimiter that cuts the most rows into the
 * same number of cells that look like values, the quotes around them, and whether the first row names the columns.
 */
export function sniffDelimited(text: string, options: SniffOptions = {}): DialectFact {
  const lineTerminator = lineTerminatorOf(text);
  const candidates = options.delimiter === undefined ? [...USUAL, ...RARE] : [options.delimiter];
  const cuts = candidates.flatMap((delimiter) =>
    quoteCharsOf(text, delimiter).map((quoteChar) =>
      cutBy(text, { ...options, delimiter, quoteChar, lineTerminator }),
    ),
  );
  const best =
    highest(cuts.filter(isEven)) ??
    highest(cuts.filter(({ rows, delimiter }) => (rows[0]?.length ?? 0) > 1 && !RARE.includes(delimiter))) ??
    cuts[0];
  if (!best) {
    return { delimiter: options.delimiter ?? ',', quoteChar: '"', lineTerminator, header: true };
  }
  return {
    delimiter: best.delimiter,
    quoteChar: best.quoteChar,
    lineTerminator,
    header: looksLikeHeader(best.rows),
  };
}

/** A text cut into rows by one dialect. */
interface Cut {
  readonly delimiter: string;
  readonly quoteChar: string;
  readonly rows: readonly (readonly string[])[];
  /** How many cells most rows have. */
  readonly width: number;
  /** Which part of the rows has so many. */
  readonly alike: number;
  /** Which part of the cells looks like a value of a type. */
  readonly typed: number;
}

/** Whether a cut makes a table of a text: otherwise it has one column, with punctuation in its texts. */
function isEven({ delimiter, rows, width, alike, typed }: Cut): boolean {
  return RARE.includes(delimiter)
    ? width > 1 && alike > 0.95 && rows[0]?.length === width && typed > 0.5
    : // One text above rows of several is a title when there are numbers below, else a list in one column.
      width > 1 && alike > 0.6 && ((rows[0]?.length ?? 0) > 1 || typed > 0.2);
}

function highest(cuts: readonly Cut[]): Cut | undefined {
  return cuts.reduce<Cut | undefined>(
    (best, cut) => (best === undefined || scoreOf(cut) > scoreOf(best) ? cut : best),
    undefined,
  );
}

/**
 * Rows of equal length speak for a delimiter, and so do cells that are numbers, dates or nothing: `1,5;2,5` is cut
 * evenly by both, but only one gives numbers. A wider table wins a draw.
 */
function scoreOf({ delimiter, rows, width, alike, typed }: Cut): number {
  const doubt = RARE.includes(delimiter) ? 0.5 : 1;
  // The header usually has the width of the rows; a title above them, or prose, has not.
  const headed = rows[0]?.length === width ? 1 : 0.8;
  return doubt * headed * alike ** 2 * (1 + Math.min(width, 50) / 50 + 2 * typed);
}

function cutBy(
  text: string,
  {
    delimiter,
    quoteChar,
    lineTerminator,
    isCut = false,
    commentChar,
  }: SniffOptions & Omit<DialectFact, 'header'>,
): Cut {
  const dialect = {
    ...PLAIN,
    delimiter,
    quoteChar,
    lineTerminator: lineTerminator === '\r' ? lineTerminator : undefined,
  };
  const rows: (readonly string[])[] = [];
  let lines = 0;
  for (const { cells, isQuoted, isCut: isLast } of delimitedRows(text, dialect)) {
    const isBlank = cells.length === 1 && cells[0] === '';
    const isComment = !isQuoted && commentChar !== undefined && cells[0]?.startsWith(commentChar) === true;
    // A row cut off counts only when it is the only one.
    if (!isBlank && !isComment && !(isCut && isLast && rows.length > 0)) {
      rows.push(cells);
    }
    lines += 1;
    if (rows.length >= SNIFFED_ROWS || lines >= SNIFFED_LINES) {
      break;
    }
  }
  const width = mostFrequent(rows.map(({ length }) => length));
  const cells = rows.flatMap((row) => row.slice(0, SNIFFED_CELLS));
  return {
    delimiter,
    quoteChar,
    rows,
    width,
    alike: rows.filter(({ length }) => length === width).length / Math.max(1, rows.length),
    typed: cells.filter(looksTyped).length / Math.max(1, cells.length),
  };
}

function mostFrequent(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  let best = 0;
  for (const number of numbers) {
    const count = (counts.get(number) ?? 0) + 1;
    counts.set(number, count);
    const bestCount = counts.get(best) ?? 0;
    best = count > bestCount || (count === bestCount && number > best) ? number : best;
  }
  return best;
}

/** The line end that most lines have. */
function lineTerminatorOf(text: string): DialectFact['lineTerminator'] {
  const counts = { '\n': 0, '\r\n': 0, '\r': 0 };
  for (const [end] of text.slice(0, 65_536).matchAll(/\r\n|\n|\r(?=[^\n])/g)) {
    counts[end === '\n' || end === '\r\n' ? end : '\r'] += 1;
  }
  if (counts['\r\n'] >= counts['\n'] && counts['\r\n'] > 0) {
    return '\r\n';
  }
  return counts['\n'] > 0 || counts['\r'] === 0 ? '\n' : '\r';
}

/** Quotes worth trying: the apostrophe only where whole cells stand in apostrophes, and none in double quotes. */
function quoteCharsOf(text: string, delimiter: string): readonly string[] {
  const isQuotedBy = (quote: string): number => {
    let count = 0;
    let looked = 0;
    const opens = [`\n${quote}`, `${delimiter}${quote}`];
    for (const open of opens) {
      for (let at = text.indexOf(open); at >= 0 && looked < SNIFFED_QUOTES; at = text.indexOf(open, at + 1)) {
        looked += 1;
        const close = text.indexOf(quote, at + open.length);
        const behind = text.slice(close + 1, close + 1 + delimiter.length);
        count += close > 0 && (behind === delimiter || /^[\r\n]/.test(behind) || behind === '') ? 1 : 0;
      }
    }
    return count;
  };
  return isQuotedBy("'") >= 2 && isQuotedBy('"') === 0 ? ["'"] : ['"'];
}
