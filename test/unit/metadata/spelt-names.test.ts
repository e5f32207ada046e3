import { expect, test } from 'vitest';
import { speltNames } from '#core/node/spelt-names.ts';

test.each([
  ['data.csv', 'data.csv'],
  ['DATA.csv', 'data.csv'],
  ['STRASSE', 'Strasse'],
  ['\u00e9.csv', '\u00e9.csv'],
  ['\u00c9.csv', 'e\u0301.csv'],
  ['__proto__', undefined],
  ['nothing.csv', undefined],
])('%s is %s', (written, actual) => {
  expect(speltNames(['data.csv', 'Data.csv', 'Strasse', 'e\u0301.csv']).actual(written)).toBe(actual);
});

test('the names of a directory are walked once, however many are missing there', () => {
  const walked: string[] = [];
  function* names() {
    for (const name of ['a.csv', 'b.csv']) {
      walked.push(name);
      yield name;
    }
  }
  const folder = speltNames(names());
  expect(['missing.csv', 'A.csv', 'b.csv', 'B.CSV'].map((name) => folder.actual(name))).toEqual([
    undefined,
    'a.csv',
    'b.csv',
    'b.csv',
  ]);
  expect(walked).toEqual(['a.csv', 'b.csv']);
});
