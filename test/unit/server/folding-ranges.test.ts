import { expect, test } from 'vitest';
import { provideFoldingRanges } from '#server/features/folding-ranges.ts';
import { opened } from './opened.ts';

test('JSON folds from the line of a bracket to the line before the one that closes it', () => {
  const text = `{
  "name": "a",
  "resources": [
    {
      "path": "a.csv"
    },
    { "path": "b.csv" }
  ]
}`;
  expect(provideFoldingRanges(opened('datapackage.json', text))).toEqual([
    { startLine: 0, endLine: 7 },
    { startLine: 2, endLine: 6 },
    { startLine: 3, endLine: 4 },
  ]);
});

test('YAML folds from the line of a key to the last line of its value', () => {
  const text = `name: a
resources:
  - name: b
    path: b.csv
  - path: c.csv
title: x
`;
  expect(provideFoldingRanges(opened('datapackage.yaml', text))).toEqual([
    { startLine: 0, endLine: 5 },
    { startLine: 1, endLine: 4 },
    { startLine: 2, endLine: 3 },
  ]);
});

test('brackets that open in one line fold as one', () => {
  const text = '{ "resources": [\n{}\n\n] }';
  expect(provideFoldingRanges(opened('datapackage.json', text))).toEqual([{ startLine: 0, endLine: 2 }]);
});

test.each(['', '{', '[[[[', '{"a":', 'null'])('the broken text %j folds without a complaint', (text) => {
  expect(provideFoldingRanges(opened('datapackage.json', text))).toEqual([]);
});
