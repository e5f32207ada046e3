import { expect, test } from 'vitest';
import { type Delimited, delimitedRows, PLAIN } from '#core/tabular/text/delimited.ts';
import { sniffDelimited } from '#core/tabular/text/sniff-dialect.ts';

function rows(text: string, dialect: Partial<Delimited> = {}): readonly (readonly string[])[] {
  return [...delimitedRows(text, { ...PLAIN, ...dialect })].map(({ cells }) => cells);
}

test.each<[string, string, Partial<Delimited>, string[][]]>([
  [
    'LF and CRLF',
    'a,b\r\n1,2\n',
    {},
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  ['CR stays where it is no line end', 'a\rb,c\n', {}, [['a\rb', 'c']]],
  ['a text that is cut off within CRLF', 'a,b\r', {}, [['a', 'b']]],
  ['a quote in the middle is a character', '5" pipe,"x"y\n', {}, [['5" pipe', 'xy']]],
  ['quotes that are not doubled', '"a""b",c\n', { doubleQuote: false }, [['a"b"', 'c']]],
  ['a quote that is never closed', 'a,"b\nc,d', {}, [['a', 'b\nc,d']]],
  ['no quotes at all', '"a,b"\n', { quoteChar: '' }, [['"a', 'b"']]],
  ['an escaped quote', '"a\\"b",c\n', { escapeChar: '\\', doubleQuote: false }, [['a"b', 'c']]],
  ['an escape at the end', 'a\\', { escapeChar: '\\' }, [['a']]],
  [
    'a delimiter at the end',
    'a,\n,',
    {},
    [
      ['a', ''],
      ['', ''],
    ],
  ],
])('%s', (_, text, dialect, expected) => {
  expect(rows(text, dialect)).toEqual(expected);
});

/** A small generator of numbers that are the same each time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('any text is cut into rows that follow each other to its end', () => {
  const next = random(7);
  const letters = ['a', '1', ',', ';', '"', "'", '\n', '\r', '\\', ' '];
  const pick = <T>(from: readonly T[], otherwise: T): T =>
    from[Math.floor(next() * from.length)] ?? otherwise;
  for (let round = 0; round < 3_000; round++) {
    const text = Array.from({ length: Math.floor(next() * 12) }, () => pick(letters, 'a')).join('');
    const dialect = {
      delimiter: pick([',', ';', ''], ','),
      quoteChar: pick(['"', "'", ''], '"'),
      escapeChar: pick(['', '\\'], ''),
      doubleQuote: next() < 0.5,
      skipInitialSpace: next() < 0.5,
      lineTerminator: pick([undefined, '\r', ';'], undefined),
    };
    let end = 0;
    for (const row of delimitedRows(text, dialect)) {
      expect(row.end, JSON.stringify({ text, dialect })).toBeGreaterThan(end);
      end = row.end;
    }
    expect(end).toBe(text.length);
    sniffDelimited(text);
  }
});

test('a cell of quotes is what it was before it was quoted', () => {
  const next = random(11);
  const letters = ['a', ',', '"', '\n', '\r\n', "'", ' '];
  for (let round = 0; round < 500; round++) {
    const cells = Array.from({ length: 3 }, () =>
      Array.from({ length: Math.floor(next() * 5) }, () => letters[Math.floor(next() * letters.length)]).join(
        '',
      ),
    );
    const text = `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`;
    expect(rows(text)).toEqual([cells]);
  }
});
