import { describe, expect, test } from 'vitest';
import { renamableAt, renameEdits, requireFreeName } from '#core/metadata/navigation/rename.ts';
import { applyEdits } from '../marks.ts';
import { MarkedFiles } from './library.ts';

const V2 = 'https://datapackage.org/profiles/2.0/datapackage.json';

/** The texts after a rename at the cursor, by file. */
function renamed(files: Readonly<Record<string, string>>, name: string): Record<string, string> {
  const library = new MarkedFiles(files);
  const { graph, cursor, documents } = library;
  const renamable = renamableAt(graph, cursor.file, cursor.offset);
  if (!renamable) {
    throw new Error('nothing to rename at the cursor');
  }
  requireFreeName(library, renamable, name);
  return Object.fromEntries(
    [...documents].map(([file, document]) => {
      const mentions = renamable.mentions.filter((each) => each.file === file);
      return [file, applyEdits(document.text, renameEdits(document, mentions, name))];
    }),
  );
}

test('every mention keeps the quotes that it has', () => {
  const text = `resources:
  - name: people
    path: a.csv
    schema:
      fields: [{name: 'id‸'}]
      primaryKey: ["id"]
      uniqueKeys: [[id]]
`;
  expect(renamed({ 'datapackage.yaml': text }, 'a key')['datapackage.yaml']).toBe(`resources:
  - name: people
    path: a.csv
    schema:
      fields: [{name: 'a key'}]
      primaryKey: ["a key"]
      uniqueKeys: [[a key]]
`);
});

test('a resource is renamed in the package and in its schema files', () => {
  const files = {
    'datapackage.json': `{ "$schema": "${V2}", "resources": [{ "name": "peo‸ple", "path": "a.csv" }, { "name": "v", "path": "b.csv", "schema": "s/v.json" }] }`,
    's/v.json':
      '{ "fields": [], "foreignKeys": [{ "fields": [], "reference": { "resource": "people", "fields": [] } }] }',
  };
  expect(renamed(files, 'Persons')).toEqual({
    'datapackage.json': files['datapackage.json'].replace('peo‸ple', 'Persons'),
    's/v.json': files['s/v.json'].replace('people', 'Persons'),
  });
});

describe('a rename is refused', () => {
  const schema = '{ "fields": [{ "name": "i‸d" }, { "name": "year" }] }';
  const version1 =
    '{ "resources": [{ "name": "pe‸ople", "path": "a.csv" }, { "name": "visits", "path": "b.csv" }] }';
  test.each([
    ['to a name that is taken', 's/x.json', schema, 'year', 'The table schema has a field "year" already'],
    ['to nothing', 's/x.json', schema, ' ', 'at least one character'],
    ['to two lines', 's/x.json', schema, 'a\nb', 'line breaks'],
    [
      'to a resource that is there',
      'datapackage.json',
      version1,
      'visits',
      'has a resource "visits" already',
    ],
    ['to what version 1 does not allow', 'datapackage.json', version1, 'Persons', 'in version 1'],
    [
      'of a key of no field',
      's/x.json',
      '{ "fields": [{ "name": "id" }], "primaryKey": "x‸" }',
      'y',
      'There is no field "x" in this table schema',
    ],
    [
      'of a name that is given twice',
      's/x.json',
      '{ "fields": [{ "name": "id" }, { "name": "id" }], "primaryKey": "id‸" }',
      'y',
      '2 fields are named "id"',
    ],
    [
      'of a reference to no resource',
      'datapackage.json',
      '{ "resources": [{ "path": "a.csv", "schema": { "fields": [], "foreignKeys": [{ "reference": { "resource": "x‸" } }] } }] }',
      'y',
      'There is no resource "x" in this package',
    ],
    [
      'of a field of a resource whose schema is not here',
      'datapackage.json',
      '{ "resources": [{ "name": "p", "path": "a.csv", "schema": "gone.json" }, { "path": "a.csv", "schema": { "foreignKeys": [{ "reference": { "resource": "p", "fields": "x‸" } }] } }] }',
      'y',
      'No field "x" of the resource "p" is known here',
    ],
    [
      'of a reference in a schema that nobody uses',
      's/x.json',
      '{ "fields": [], "foreignKeys": [{ "reference": { "resource": "x‸" } }] }',
      'y',
      'No package that is known here uses this table schema',
    ],
    [
      'of a name that is a block of text',
      'datapackage.yaml',
      'resources:\n  - name: >-\n      peo‸ple\n    path: a.csv\n',
      'y',
      'cannot be changed in place',
    ],
  ])('%s', (_, file, text, name, message) => {
    expect(() => renamed({ [file]: text }, name)).toThrow(message);
  });
});

test('there is nothing to rename where no name is', () => {
  const { graph } = new MarkedFiles({ 's/x.json': '{ "fields": [] }' });
  expect(renamableAt(graph, 's/x.json', 4)).toBeUndefined();
});
