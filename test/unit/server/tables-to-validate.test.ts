import { expect, test } from 'vitest';
import { noConfiguration } from '#core/metadata/config/configuration.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { provideTablesToValidate } from '#server/features/tables-to-validate.ts';
import { opened } from './opened.ts';

const PACKAGE = `{ "$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "resources": [
  { "name": "a", "path": "data/a b.csv", "dialect": { "delimiter": ";", "caseSensitiveHeader": true },
    "schema": { "fields": [{ "name": "id" }, { "name": "__proto__" }], "missingValues": ["-"] } },
  { "name": "b", "path": "b.csv", "schema": "b.tableschema.json", "encoding": "latin1" },
  { "name": "c", "path": ["a.csv", "b.csv"] },
  { "name": "d", "path": "absent.csv" },
  { "name": "e", "path": "https://example.org/e.csv" },
  { "name": "f", "path": "f.xlsx", "type": "table" },
  { "name": "g", "path": "g.csv", "schema": "absent.json" },
  { "name": "h", "type": "table", "data": [] },
  { "name": "i", "path": "photo.png" },
  { "path": "j.parquet" }
] }`;

const schema = parseMetadata({
  name: 'b.tableschema.json',
  text: '{ "$schema": "https://datapackage.org/profiles/1.0/tableschema.json",\n"fields": [{ "name": "x" }] }',
});
const there = [
  'data/a b.csv',
  'a.csv',
  'b.csv',
  'f.xlsx',
  'g.csv',
  'photo.png',
  'j.parquet',
  'b.tableschema.json',
];
const surroundings: Surroundings = {
  ...nowhere,
  file: (path) => (there.includes(path) ? { kind: 'file', size: 1 } : { kind: 'missing' }),
  document: (path) => (path === 'b.tableschema.json' ? schema : undefined),
  configuration: {
    ...noConfiguration,
    levels: new Map([
      ['data/type-error', 'warning'],
      ['datapackage/empty', 'off'],
    ]),
  },
};

test('tables come with what their rows are held against, and where findings about them are shown', () => {
  const document = opened('datapackage.json', PACKAGE);
  const { tables, levels } = provideTablesToValidate(document, surroundings, undefined);
  const folder = document.uri.slice(0, document.uri.lastIndexOf('/'));
  expect(levels).toEqual({ 'data/type-error': 'warning' });
  expect(tables.map(({ index, file }) => [index, file])).toEqual([
    [0, `${folder}/data/a%20b.csv`],
    [1, `${folder}/b.csv`],
    [9, `${folder}/j.parquet`],
  ]);
  expect(tables[0]).toMatchObject({
    rules: {
      version: '2.0',
      isCaseSensitive: true,
      reading: { dialect: { delimiter: ';' }, missingValues: ['-'] },
      schema: { missingValues: ['-'] },
    },
    range: { start: { line: 1, character: 2 } },
    schema: {
      uri: document.uri,
      fields: { id: { start: { line: 2, character: 37 }, end: { line: 2, character: 41 } } },
    },
  });
  expect(Object.keys(tables[0]?.schema?.fields ?? {})).toEqual(['id', '__proto__']);
  // A schema in a file of its own follows the version that it says.
  expect(tables[1]).toMatchObject({
    rules: { version: '1.0', reading: { encoding: 'latin1' } },
    schema: { uri: `${folder}/b.tableschema.json`, fields: { x: { start: { line: 1, character: 21 } } } },
  });
  expect(tables[2]?.rules).toEqual({ version: '2.0', isCaseSensitive: false, reading: {} });
});

test('of tables that cannot be checked it is said why; what is no table is left out', () => {
  const { unchecked } = provideTablesToValidate(opened('datapackage.json', PACKAGE), surroundings, undefined);
  expect(unchecked.map(({ index, message }) => [index, message])).toEqual([
    [2, 'The rows of "c" were not checked: its data is in several files.'],
    [3, 'The rows of "d" were not checked: there is no file "absent.csv" that may be read.'],
    [4, 'The rows of "e" were not checked: "https://example.org/e.csv" is not a file beside the descriptor.'],
    [5, 'The rows of "f" were not checked: rows of xlsx files are not checked yet.'],
    [
      6,
      'The rows of "g" were not checked: its schema or its dialect stands in a file that could not be read.',
    ],
    [7, 'The rows of "h" were not checked: its data stands in the descriptor itself.'],
  ]);
});

test('one resource alone', () => {
  const { tables, unchecked } = provideTablesToValidate(opened('datapackage.json', PACKAGE), surroundings, 1);
  expect([tables.map(({ index }) => index), unchecked]).toEqual([[1], []]);
});
