import { expect, test } from 'vitest';
import { completionsAt } from '#core/metadata/completion.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import { chosen, item, labels, shown } from './completing.ts';
import { withCursor } from './marks.ts';
import { folder } from './people.ts';
import { packageJson } from './samples.ts';

const JSON_NAME = 'datapackage.json';

/** What the first whole package for an empty text says, in a folder of that name. */
function firstPackage(name: string, folderName: string | undefined): string {
  const { document, offset } = withCursor(name, '‸');
  const [first] = completionsAt(document, offset, nowhere, folderName).items;
  return shown(first?.insertText ?? '');
}

test('a new package is called like its folder', () => {
  expect(firstPackage('datapackage.yaml', 'Bay_of Biscay')).toContain(
    'name: ‸bay_of-biscay\ntitle: ‸Bay of Biscay\n',
  );
  expect(firstPackage(JSON_NAME, 'Bay_of Biscay')).toContain(
    '"name": "‸bay_of-biscay",\n  "title": "‸Bay of Biscay",',
  );
  expect(firstPackage(JSON_NAME, '…')).toContain('"name": "‸",');
  expect(firstPackage(JSON_NAME, undefined)).toContain('"name": "‸",');
});

test('the property "name" of a package proposes that name', () => {
  const { document, offset } = withCursor(JSON_NAME, '{ "title": "x", ‸ }');
  const { items } = completionsAt(document, offset, nowhere, 'Bay');
  expect(items.find(({ label }) => label === 'name')?.insertText).toMatch(/"name": "\$\{1:bay\}"/);
});

test('a whole package tells its version, and what is known of the files that it is made of', () => {
  const { documentation = '' } = item(JSON_NAME, '‸', 'data package of 2 files', folder);
  expect(documentation).toContain('version 2.0');
  expect(documentation).not.toContain('1.0');
  expect(documentation).toContain('- `data/people.csv`: 200 rows, 4 columns, 12.3 kB');
  expect(documentation).toContain('- `data/towns.csv`: 99 B');
});

test('where files are left, a list of resources begins empty, so that they are offered', () => {
  expect(chosen(JSON_NAME, '{ "title": "x", ‸ }', 'resources', folder)).toBe(
    '{ "title": "x", "resources": [‸] }',
  );
  expect(chosen('datapackage.yaml', 'title: x\n‸', 'resources', folder)).toBe('title: x\nresources:\n  - ‸');
  expect(chosen(JSON_NAME, '{ "title": "x", ‸ }', 'resources')).toContain('"path": "‸"');
});

test('the file that is called like the resource comes first', () => {
  const files = ['a.csv', 'b.csv', 'data/waves.parquet'].map((path) => ({ path, size: 1 }));
  const around = { ...nowhere, files: () => files };
  const text = packageJson('{ "name": "waves", "path": "‸" }');
  expect(labels(JSON_NAME, text, around)).toEqual(['data/waves.parquet', 'a.csv', 'b.csv']);
});

test('who has no field yet is offered all columns first, who has some a single one', () => {
  const fields = (text: string) =>
    labels(
      JSON_NAME,
      packageJson(`{ "name": "people", "path": "data/people.csv", "schema": { "fields": [${text}] } }`),
      folder,
    );
  expect(fields('‸').slice(0, 2)).toEqual(['all 4 columns', 'id']);
  expect(fields('{ "name": "id" }, ‸').slice(0, 4)).toEqual([
    'name',
    'born',
    'town_id',
    'all 3 missing columns',
  ]);
});

test('a column is documented by what is in it', () => {
  const text = packageJson('{ "path": "data/people.csv", "schema": { "fields": [‸] } }');
  expect(item(JSON_NAME, text, 'born', folder).documentation).toContain('from `01/02/1990` to `31/12/2001`');
});

test('an object to fill in has blanks within its braces where those of the author have', () => {
  const padded = packageJson('{ "schema": { "fields": [{ "name": "a", "type": "number", ‸ }] } }');
  expect(chosen(JSON_NAME, padded, 'constraints')).toContain('"constraints": { ‸ } }');
  const tight = '{"resources":[{"schema":{"fields":[{"name":"a","type":"number",‸}]}}]}';
  expect(chosen(JSON_NAME, tight, 'constraints')).toContain('"constraints": {‸}}');
});
