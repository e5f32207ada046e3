import { type CodePoints, codePoints, complement, union, without } from './code-points.ts';

/** The general categories that `\p{…}` may name (XML Schema, Datatypes, appendix F.1.1). */
export const CATEGORIES: readonly string[] =
  'L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S Sm Sc Sk So C Cc Cf Co Cn'.split(
    ' ',
  );

/** The blocks that `\p{Is…}` may name, with their first and last code point in hexadecimal. */
const BLOCKS: Readonly<Record<string, string>> = {
  BasicLatin: '0-7F',
  'Latin-1Supplement': '80-FF',
  'LatinExtended-A': '100-17F',
  'LatinExtended-B': '180-24F',
  IPAExtensions: '250-2AF',
  SpacingModifierLetters: '2B0-2FF',
  CombiningDiacriticalMarks: '300-36F',
  Greek: '370-3FF',
  Cyrillic: '400-4FF',
  Armenian: '530-58F',
  Hebrew: '590-5FF',
  Arabic: '600-6FF',
  Syriac: '700-74F',
  Thaana: '780-7BF',
  Devanagari: '900-97F',
  Bengali: '980-9FF',
  Gurmukhi: 'A00-A7F',
  Gujarati: 'A80-AFF',
  Oriya: 'B00-B7F',
  Tamil: 'B80-BFF',
  Telugu: 'C00-C7F',
  Kannada: 'C80-CFF',
  Malayalam: 'D00-D7F',
  Sinhala: 'D80-DFF',
  Thai: 'E00-E7F',
  Lao: 'E80-EFF',
  Tibetan: 'F00-FFF',
  Myanmar: '1000-109F',
  Georgian: '10A0-10FF',
  HangulJamo: '1100-11FF',
  Ethiopic: '1200-137F',
  Cherokee: '13A0-13FF',
  UnifiedCanadianAboriginalSyllabics: '1400-167F',
  Ogham: '1680-169F',
  Runic: '16A0-16FF',
  Khmer: '1780-17FF',
  Mongolian: '1800-18AF',
  LatinExtendedAdditional: '1E00-1EFF',
  GreekExtended: '1F00-1FFF',
  GeneralPunctuation: '2000-206F',
  SuperscriptsandSubscripts: '2070-209F',
  CurrencySymbols: '20A0-20CF',
  CombiningMarksforSymbols: '20D0-20FF',
  LetterlikeSymbols: '2100-214F',
  NumberForms: '2150-218F',
  Arrows: '2190-21FF',
  MathematicalOperators: '2200-22FF',
  MiscellaneousTechnical: '2300-23FF',
  ControlPictures: '2400-243F',
  OpticalCharacterRecognition: '2440-245F',
  EnclosedAlphanumerics: '2460-24FF',
  BoxDrawing: '2500-257F',
  BlockElements: '2580-259F',
  GeometricShapes: '25A0-25FF',
  MiscellaneousSymbols: '2600-26FF',
  Dingbats: '2700-27BF',
  BraillePatterns: '2800-28FF',
  CJKRadicalsSupplement: '2E80-2EFF',
  KangxiRadicals: '2F00-2FDF',
  IdeographicDescriptionCharacters: '2FF0-2FFF',
  CJKSymbolsandPunctuation: '3000-303F',
  Hiragana: '3040-309F',
  Katakana: '30A0-30FF',
  Bopomofo: '3100-312F',
  HangulCompatibilityJamo: '3130-318F',
  Kanbun: '3190-319F',
  BopomofoExtended: '31A0-31BF',
  EnclosedCJKLettersandMonths: '3200-32FF',
  CJKCompatibility: '3300-33FF',
  CJKUnifiedIdeographsExtensionA: '3400-4DB5',
  CJKUnifiedIdeographs: '4E00-9FFF',
  YiSyllables: 'A000-A48F',
  YiRadicals: 'A490-A4CF',
  HangulSyllables: 'AC00-D7A3',
  PrivateUse: 'E000-F8FF',
  CJKCompatibilityIdeographs: 'F900-FAFF',
  AlphabeticPresentationForms: 'FB00-FB4F',
  'ArabicPresentationForms-A': 'FB50-FDFF',
  CombiningHalfMarks: 'FE20-FE2F',
  CJKCompatibilityForms: 'FE30-FE4F',
  SmallFormVariants: 'FE50-FE6F',
  'ArabicPresentationForms-B': 'FE70-FEFE',
  Specials: 'FEFF-FEFF',
  HalfwidthandFullwidthForms: 'FF00-FFEF',
  OldItalic: '10300-1032F',
  Gothic: '10330-1034F',
  Deseret: '10400-1044F',
  ByzantineMusicalSymbols: '1D000-1D0FF',
  MusicalSymbols: '1D100-1D1FF',
  MathematicalAlphanumericSymbols: '1D400-1D7FF',
  CJKUnifiedIdeographsExtensionB: '20000-2A6D6',
  CJKCompatibilityIdeographsSupplement: '2F800-2FA1F',
  Tags: 'E0000-E007F',
};

export const BLOCK_NAMES: readonly string[] = Object.keys(BLOCKS).map((name) => `Is${name}`);

/** Planes of Unicode with assigned characters other than private ones; in the others a plane is of one kind. */
const PLANES = [0, 1, 2, 3, 14];

const computed = new Map<string, CodePoints>();

/** The characters of a category or block as `\p{…}` names it, or undefined where there is none of the name. */
export function property(name: string): CodePoints | undefined {
  const known = computed.get(name);
  if (known) {
    return known;
  }
  const set = CATEGORIES.includes(name)
    ? category(name)
    : name.startsWith('Is')
      ? block(name.slice(2))
      : undefined;
  if (set) {
    computed.set(name, set);
  }
  return set;
}

function block(name: string): CodePoints | undefined {
  const written = Object.hasOwn(BLOCKS, name) ? BLOCKS[name] : undefined;
  const [low, high] = (written ?? '').split('-').map((hex) => Number.parseInt(hex, 16));
  return low === undefined || high === undefined ? undefined : codePoints([low, high]);
}

/** The runtime knows Unicode: each plane is looked through once for runs of a category. */
function category(name: string): CodePoints {
  const ranges: [number, number][] = [];
  const pattern = new RegExp(`\\p{${name}}+`, 'gu');
  for (const plane of PLANES) {
    const text = planeText(plane);
    for (const run of text.matchAll(pattern)) {
      const end = run.index + run[0].length;
      ranges.push([text.codePointAt(run.index) ?? 0, lastOf(text, end)]);
    }
  }
  const others = { Cn: [[0x40000, 0xdffff]], Co: [[0xf0000, 0x10ffff]] } as const;
  if (name === 'C' || name === 'Cn') {
    ranges.push(...others.Cn.map(([low, high]): [number, number] => [low, high]));
  }
  if (name === 'C' || name === 'Co') {
    ranges.push(...others.Co.map(([low, high]): [number, number] => [low, high]));
  }
  return codePoints(...ranges);
}

function lastOf(text: string, end: number): number {
  const code = text.charCodeAt(end - 1);
  return code >= 0xdc00 && code <= 0xdfff && end >= 2 && (text.codePointAt(end - 2) ?? 0) > 0xffff
    ? (text.codePointAt(end - 2) ?? 0)
    : code;
}

/** The characters of a plane in order. */
function planeText(plane: number): string {
  let text = '';
  for (let start = plane * 0x10000; start < (plane + 1) * 0x10000; start += 0x400) {
    text += String.fromCodePoint(...Array.from({ length: 0x400 }, (_, index) => start + index));
  }
  return text;
}

/** NameStartChar and NameChar of XML 1.0, with the colon. */
const INITIAL = codePoints(
  [0x3a, 0x3a],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xd7ff],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfffd],
  [0x10000, 0xeffff],
);
const NAME = union(
  INITIAL,
  codePoints([0x2d, 0x2e], [0x30, 0x39], [0xb7, 0xb7], [0x300, 0x36f], [0x203f, 0x2040]),
);
const SPACE = codePoints([0x9, 0xa], [0xd, 0xd], [0x20, 0x20]);

/** What `.` stands for: all but the ends of lines. */
export const ANY_IN_LINE: CodePoints = complement(codePoints([0xa, 0xa], [0xd, 0xd]));

/** The set of `\s`, `\i`, `\c`, `\d`, `\w` and their complements, by letter. */
export function multiCharacterEscape(letter: string): CodePoints | undefined {
  const lower = letter.toLowerCase();
  const set = lower === 's' ? SPACE : lower === 'i' ? INITIAL : lower === 'c' ? NAME : classOf(lower);
  return set && letter !== lower ? complement(set) : set;
}

function classOf(letter: string): CodePoints | undefined {
  if (letter === 'd') {
    return property('Nd');
  }
  if (letter !== 'w') {
    return undefined;
  }
  const known = computed.get('\\w');
  if (known) {
    return known;
  }
  const [punctuation, separators, others] = [property('P'), property('Z'), property('C')];
  // XML Schema takes "_" for punctuation. Whoever writes \w means it, as in all other dialects, so it counts here.
  const word = union(
    without(complement(union(separators ?? [], others ?? [])), punctuation ?? []),
    codePoints([0x5f, 0x5f]),
  );
  computed.set('\\w', word);
  return word;
}
