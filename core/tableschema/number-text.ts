import { type ExactNumber, exactNumber } from './exact-number.ts';

/** How numbers are written in the cells of a column (Table Schema, number and integer). */
export interface NumberStyle {
  readonly decimalChar?: string;
  readonly groupChar?: string;
  readonly bareNumber?: boolean;
}

/** More digits than this are no number that anyone means, and take long to read. */
const MAX_LENGTH = 100_000;

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const INTEGER = /^[+-]?\d+$/;

const SPECIAL: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  '+inf': Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
};

/** Reads the numbers of a column; blanks around one do not count, as for a decimal of XML Schema. */
export function numberReader(style: NumberStyle): (text: string) => ExactNumber | undefined {
  const plain = plainReader(style, style.decimalChar ?? '.');
  return (text) => {
    const written = plain(text);
    if (written === undefined || written.length > MAX_LENGTH) {
      return undefined;
    }
    return NUMBER.test(written) ? exactNumber(written) : specialNumber(written.toLowerCase());
  };
}

function specialNumber(written: string): number | undefined {
  return Object.hasOwn(SPECIAL, written) ? SPECIAL[written] : undefined;
}

/** Reads the whole numbers of a column. */
export function integerReader(style: NumberStyle): (text: string) => bigint | undefined {
  const plain = plainReader(style, undefined);
  return (text) => {
    const written = plain(text);
    if (written === undefined || written.length > MAX_LENGTH || !INTEGER.test(written)) {
      return undefined;
    }
    return BigInt(written.startsWith('+') ? written.slice(1) : written);
  };
}

/** Takes from a cell what the style adds to the plain form; undefined where it is not of the style. */
function plainReader(
  { groupChar, bareNumber = true }: NumberStyle,
  decimalChar: string | undefined,
): (text: string) => string | undefined {
  const bare = bareNumber
    ? (text: string) => text.trim()
    : (text: string) => withoutSurroundings(text.trim(), decimalChar);
  if (!groupChar && (decimalChar === undefined || decimalChar === '.')) {
    return bare;
  }
  return (text) => withoutStyle(bare(text), decimalChar, groupChar);
}

/** `EUR 95`, `95 %`, `-€12.3`: from the first digit to the last, with the sign before it. */
function withoutSurroundings(text: string, decimalChar: string | undefined): string {
  let start = text.search(/\d/);
  if (start < 0) {
    return text;
  }
  let end = text.length;
  while (!isDigit(text.charCodeAt(end - 1))) {
    end -= 1;
  }
  if (decimalChar && text.startsWith(decimalChar, start - decimalChar.length)) {
    start -= decimalChar.length;
  }
  const before = text.slice(0, Math.max(0, start)).trim();
  const isNegative = before.startsWith('-') || before.endsWith('-');
  return (isNegative ? '-' : '') + text.slice(Math.max(0, start), end);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function withoutStyle(
  text: string,
  decimalChar: string | undefined,
  groupChar: string | undefined,
): string | undefined {
  const pointAt = decimalChar ? text.indexOf(decimalChar) : -1;
  const written = pointAt < 0 ? text : text.slice(0, pointAt);
  const whole = groupChar ? withoutGroups(written, groupChar) : written;
  const rest = pointAt < 0 ? '' : text.slice(pointAt + (decimalChar?.length ?? 0));
  // A point that the column does not write as its decimal sign is not one.
  return whole === undefined || whole.includes('.') || rest.includes('.')
    ? undefined
    : pointAt < 0
      ? whole
      : `${whole}.${rest}`;
}

/** The digits without what groups them, which stands between digits only. */
function withoutGroups(whole: string, groupChar: string): string | undefined {
  if (!whole.includes(groupChar)) {
    return whole;
  }
  const groups = whole.replace(/^[+-]/, '').split(groupChar);
  return groups.includes('') ? undefined : whole.replaceAll(groupChar, '');
}
