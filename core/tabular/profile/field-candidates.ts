import { type CastField, compileField } from '#core/tableschema/cast.ts';
import type { FieldDescription } from '#core/tableschema/field-description.ts';
import type { FieldType } from '#core/tableschema/field-type.ts';

/** A type and format that the texts of a column may be of. */
export interface FieldCandidate {
  readonly field: FieldDescription;
  readonly cast: CastField;
  /** Whether a text is of it: it casts, and nobody who sees it would take it for something else. */
  fits(text: string): boolean;
}

/** Longer texts are of no type but text, object, array and GeoJSON. */
const LONGEST_VALUE = 100;
/** Longer JSON is not parsed for every cell. */
const LONGEST_JSON = 100_000;

function candidate(field: FieldDescription, looks: (text: string) => boolean): FieldCandidate {
  const cast = compileField(field, '2.0');
  return {
    field,
    cast,
    fits: (text) => text.length <= LONGEST_VALUE && looks(text) && cast.text(text) !== undefined,
  };
}

// Each pattern runs on text from outside: none may backtrack more than linearly.
const INTEGER = /^[+-]?(?:0|[1-9]\d*)$/;
const NUMBER = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const SPECIAL = /^(?:NaN|-?INF)$/i;

const integers = (): FieldCandidate[] => [
  candidate({ type: 'integer' }, (text) => INTEGER.test(text)),
  candidate({ type: 'integer', groupChar: ',' }, (text) => /^[+-]?[1-9]\d{0,2}(?:,\d{3})*$/.test(text)),
  candidate({ type: 'integer', groupChar: ' ' }, (text) => /^[+-]?[1-9]\d{0,2}(?: \d{3})*$/.test(text)),
];

const BARE =
  /^(?:[$\u20ac\u00a3\u00a5]\s?|(?:USD|EUR|GBP|CHF)\s)?[+-]?\d[\d,]*(?:\.\d+)?\s?(?:%|[$\u20ac\u00a3\u00a5]|USD|EUR|GBP|CHF)?$/;

/** A number with a sign of money or per cent, which tells it from a code with leading zeros. */
function isBare(text: string): boolean {
  return /[$\u20ac\u00a3\u00a5%A-Z]/.test(text) && BARE.test(text);
}

const numbers = (): FieldCandidate[] => [
  candidate({ type: 'number' }, (text) => NUMBER.test(text) || SPECIAL.test(text)),
  candidate({ type: 'number', groupChar: ',' }, (text) =>
    /^[+-]?(?:0|[1-9]\d{0,2})(?:,\d{3})*(?:\.\d+)?$/.test(text),
  ),
  candidate({ type: 'number', decimalChar: ',' }, (text) => /^[+-]?(?:0|[1-9]\d*)(?:,\d+)?$/.test(text)),
  candidate({ type: 'number', decimalChar: ',', groupChar: '.' }, (text) =>
    /^[+-]?(?:0|[1-9]\d{0,2})(?:\.\d{3})*(?:,\d+)?$/.test(text),
  ),
  candidate({ type: 'number', decimalChar: ',', groupChar: ' ' }, (text) =>
    /^[+-]?(?:0|[1-9]\d{0,2})(?: \d{3})*(?:,\d+)?$/.test(text),
  ),
  candidate({ type: 'number', bareNumber: false }, (text) => !text.includes(',') && isBare(text)),
  candidate({ type: 'number', bareNumber: false, groupChar: ',' }, isBare),
];

/** Pairs of words for true and false; one alone is a word like others. */
const TRUTHS: readonly (readonly [string, string])[] = [
  ['yes', 'no'],
  ['Yes', 'No'],
  ['YES', 'NO'],
  ['y', 'n'],
  ['Y', 'N'],
  ['t', 'f'],
  ['T', 'F'],
  ['on', 'off'],
  ['ON', 'OFF'],
];

const booleans = (): FieldCandidate[] => [
  candidate({ type: 'boolean' }, (text) => /^(?:true|false)$/i.test(text)),
  ...TRUTHS.map(([yes, no]) =>
    candidate(
      { type: 'boolean', trueValues: [yes], falseValues: [no] },
      (text) => text === yes || text === no,
    ),
  ),
];

const DATE_PATTERNS = [
  '%d/%m/%Y',
  '%m/%d/%Y',
  '%d.%m.%Y',
  '%d-%m-%Y',
  '%m-%d-%Y',
  '%Y/%m/%d',
  '%Y.%m.%d',
  '%d/%m/%y',
  '%m/%d/%y',
  '%d.%m.%y',
  '%d-%m-%y',
  '%d %b %Y',
  '%d %B %Y',
  '%d-%b-%Y',
  '%d-%b-%y',
  '%b %d %Y',
  '%b %d, %Y',
  '%B %d, %Y',
  '%B %d %Y',
  '%a, %d %b %Y',
  '%Y-%b-%d',
] as const;
const TIME_PATTERNS = ['%H:%M', '%H:%M:%S.%f', '%I:%M %p', '%I:%M:%S %p', '%I:%M%p'] as const;
const CLOCKS = ['%H:%M:%S', ...TIME_PATTERNS] as const;

/** What a text in a pattern looks like: quicker than trying, and no `1/2/3` for a date of the year 3. */
function shapeOf(pattern: string): RegExp {
  const shapes: Readonly<Record<string, string>> = {
    d: '\\d{1,2}',
    m: '\\d{1,2}',
    Y: '\\d{4}',
    y: '\\d{2}',
    b: '[A-Za-z]{3}',
    B: '[A-Za-z]{3,9}',
    a: '[A-Za-z]{3}',
    H: '\\d{1,2}',
    I: '\\d{1,2}',
    M: '\\d{2}',
    S: '\\d{2}',
    f: '\\d{1,6}',
    p: '[AaPp][Mm]',
    z: '(?:Z|[+-]\\d{2}:?\\d{2})',
  };
  const source = pattern.replace(/%([A-Za-z])|([.*+?^${}()|[\]\\])/g, (_, letter?: string, other?: string) =>
    letter === undefined ? `\\${other ?? ''}` : (shapes[letter] ?? '.'),
  );
  return new RegExp(`^${source}$`);
}

function byPattern(type: FieldType, format: string): FieldCandidate {
  const shape = shapeOf(format);
  return candidate({ type, format }, (text) => shape.test(text));
}

const dates = (): FieldCandidate[] => [
  candidate({ type: 'date' }, (text) => text.length === 10),
  ...DATE_PATTERNS.map((pattern) => byPattern('date', pattern)),
];
const times = (): FieldCandidate[] => [
  candidate({ type: 'time' }, (text) => text.length === 8),
  ...TIME_PATTERNS.map((pattern) => byPattern('time', pattern)),
];
const datetimes = (): FieldCandidate[] => [
  candidate({ type: 'datetime' }, (text) => text.includes('T') && text.includes(':')),
  ...['%Y-%m-%d', ...DATE_PATTERNS].flatMap((date) =>
    CLOCKS.flatMap((clock) => [
      byPattern('datetime', `${date} ${clock}`),
      ...(clock.includes('%p') ? [] : [byPattern('datetime', `${date} ${clock}%z`)]),
    ]),
  ),
  ...['%H:%M', '%H:%M:%S%z', '%H:%M%z'].map((clock) => byPattern('datetime', `%Y-%m-%dT${clock}`)),
  byPattern('datetime', '%a, %d %b %Y %H:%M:%S %z'),
  byPattern('datetime', '%Y%m%dT%H%M%S'),
];

const compactDates = (): FieldCandidate[] => [
  candidate({ type: 'date', format: '%Y%m%d' }, (text) => /^(?:19|20)\d{6}$/.test(text)),
];
const years = (): FieldCandidate[] => [
  candidate({ type: 'year' }, (text) => /^(?:1\d|20|21)\d\d$/.test(text)),
];

const isJson = (first: string) => (text: string) =>
  text.trimStart().startsWith(first) && text.length <= LONGEST_JSON;

/** JSON may be as long as it likes, up to a bound. */
function jsonCandidate(field: FieldDescription, looks: (text: string) => boolean): FieldCandidate {
  const cast = compileField(field, '2.0');
  return { field, cast, fits: (text) => looks(text) && cast.text(text) !== undefined };
}

const others = (): FieldCandidate[] => [
  candidate({ type: 'yearmonth' }, (text) => /^[12]\d{3}-\d\d$/.test(text)),
  candidate({ type: 'duration' }, (text) => /^-?P/.test(text)),
  candidate({ type: 'geopoint' }, (text) => /^-?\d{1,3}\.\d+,\s?-?\d{1,2}\.\d+$/.test(text)),
  jsonCandidate({ type: 'geojson' }, isJson('{')),
  jsonCandidate({ type: 'object' }, isJson('{')),
  jsonCandidate({ type: 'array' }, isJson('[')),
  candidate({ type: 'string', format: 'email' }, (text) => text.includes('@')),
  candidate({ type: 'string', format: 'uri' }, (text) => /^[a-z][a-z0-9+.-]{1,20}:\/\/\S/i.test(text)),
  candidate({ type: 'string', format: 'uuid' }, (text) => text.length === 36),
];

const YEAR_NAME =
  /(?:^|[^a-z])(?:year|yr|jahr|ann\u00e9e|annee|a\u00f1o|ano|anno|\u00e5r|rok)(?:$|[^a-z])|(?:Year|Yr)(?:$|[^a-z])|^(?:year|jahr|annee|rok)/i;
const DATE_NAME = /date|datum|fecha|data|day|jour|tag|dato|p\u00e4iv\u00e4/i;

/**
 * The types and formats to try for a column, the narrowest first. Digits alone are a year or a date only where the name
 * of the column says so.
 */
export function candidatesFor(name: string): readonly FieldCandidate[] {
  compiled ??= {
    years: years(),
    compactDates: compactDates(),
    common: [...integers(), ...numbers(), ...booleans(), ...dates(), ...datetimes(), ...times(), ...others()],
  };
  return [
    ...(YEAR_NAME.test(name) ? compiled.years : []),
    ...(DATE_NAME.test(name) ? compiled.compactDates : []),
    ...compiled.common,
  ];
}

/** Made when the first column is looked at: some hundred patterns. */
let compiled: Readonly<Record<'years' | 'compactDates' | 'common', readonly FieldCandidate[]>> | undefined;
