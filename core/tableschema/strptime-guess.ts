import type { FieldType } from './field-type.ts';

/** How the default of a type reads as a strptime pattern. */
const DEFAULTS: Readonly<Partial<Record<FieldType, readonly string[]>>> = {
  date: ['%Y-%m-%d'],
  time: ['%H:%M:%S'],
  datetime: ['%Y-%m-%dT%H:%M:%S', '%Y-%m-%dT%H:%M:%SZ', '%Y-%m-%dT%H:%M:%S%z'],
};

/** Names of the default form that are not patterns at all. */
const NAMES_OF_DEFAULT = /^(?:iso[- ]?8601|iso|rfc[- ]?3339|xsd:date(?:time)?)$/i;

/**
 * The `format` that someone meant who wrote the pattern of another tool, such as `YYYY-MM-DD` or `dd/MM/yyyy HH:mm`:
 * `default` or a strptime pattern. Undefined where it cannot be told.
 */
export function guessStrptime(text: string, type: FieldType): string | undefined {
  if (NAMES_OF_DEFAULT.test(text)) {
    return 'default';
  }
  if (text.length > 60 || text.includes('%')) {
    return undefined;
  }
  const pieces = text.match(/([A-Za-z])\1*|[^A-Za-z]+/g) ?? [];
  let pattern = '';
  for (const [index, piece] of pieces.entries()) {
    const directive = /^[A-Za-z]/.test(piece) ? directiveOf(piece, pattern, pieces.slice(index + 1)) : piece;
    if (directive === undefined) {
      return undefined;
    }
    pattern += directive;
  }
  if (!pattern.includes('%')) {
    return undefined;
  }
  return DEFAULTS[type]?.includes(pattern) ? 'default' : pattern;
}

/** The directive for letters such as `YYYY`, by what stands before and behind. */
function directiveOf(piece: string, before: string, rest: readonly string[]): string | undefined {
  const isAfternoon = rest.some((each) => /^(?:a|A|tt)$/.test(each));
  switch (piece) {
    case 'YYYY':
    case 'yyyy':
      return '%Y';
    case 'YY':
    case 'yy':
      return '%y';
    case 'MMMM':
      return '%B';
    case 'MMM':
    case 'mmm':
      return '%b';
    case 'MM':
    case 'mm':
    case 'M':
    case 'm':
      return isMinute(piece, before) ? '%M' : '%m';
    case 'DD':
    case 'dd':
    case 'D':
    case 'd':
      return '%d';
    case 'ddd':
    case 'EEE':
      return '%a';
    case 'dddd':
    case 'EEEE':
      return '%A';
    case 'HH':
    case 'H':
    case 'hh':
    case 'h':
      return isAfternoon ? '%I' : '%H';
    case 'ss':
    case 's':
    case 'SS':
    case 'S':
      return /%S[.,]$/.test(before) ? '%f' : '%S';
    case 'SSS':
    case 'sss':
    case 'fff':
    case 'SSSSSS':
    case 'ffffff':
      return '%f';
    case 'a':
    case 'A':
    case 'tt':
      return '%p';
    case 'Z':
    case 'z':
    case 'X':
    case 'XXX':
      return '%z';
    case 'T':
      return 'T';
    default:
      return undefined;
  }
}

/** `mm` behind an hour means minutes, elsewhere the month. */
function isMinute(piece: string, before: string): boolean {
  return /%[HI][^%]*$/.test(before) || (/^m/.test(piece) && before.includes('%m'));
}
