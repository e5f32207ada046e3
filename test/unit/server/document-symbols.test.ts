import { expect, test } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver/node';
import { provideDocumentSymbols } from '#server/features/document-symbols.ts';
import { opened } from './opened.ts';

/** The outline as indented lines: `name detail`. */
function outline(symbols: readonly DocumentSymbol[], indent = ''): string[] {
  return symbols.flatMap(({ name, detail, children = [] }) => [
    `${indent}${name}${detail ? ` ${detail}` : ''}`,
    ...outline(children, `${indent}  `),
  ]);
}

function* all(symbols: readonly DocumentSymbol[]): Generator<DocumentSymbol> {
  for (const symbol of symbols) {
    yield symbol;
    yield* all(symbol.children ?? []);
  }
}

const PACKAGE = `{
  "name": "clinic",
  "title": "A clinic",
  "licenses": [{ "name": "CC0-1.0" }],
  "resources": [
    {
      "name": "people",
      "path": ["a.csv", "b.csv"],
      "dialect": { "delimiter": ";" },
      "schema": {
        "primaryKey": ["id"],
        "fields": [{ "name": "id", "type": "integer" }, { "name": "born", "type": "date", "format": "%Y" }],
        "uniqueKeys": [["id", "born"]],
        "foreignKeys": [
          { "fields": "id", "reference": { "resource": "visits", "fields": "person" } },
          { "fields": ["id"], "reference": { "fields": ["born"] } }
        ]
      }
    },
    { "path": "c.csv", "schema": "people.json" },
    { "name": " ", "data": [] }
  ]
}`;

test('a package shows its resources, their fields with types, and keys', () => {
  expect(outline(provideDocumentSymbols(opened('datapackage.json', PACKAGE)))).toEqual([
    'clinic A clinic',
    '  title A clinic',
    '  licenses [1]',
    '    CC0-1.0',
    '      name CC0-1.0',
    '  people 2 files',
    '    dialect',
    '      delimiter ;',
    '    primary key id',
    '    id integer',
    '    born date (%Y)',
    '    unique key id, born',
    '    foreign key id → visits: person',
    '    foreign key id → born',
    '  Resource 2 c.csv',
    '  Resource 3 inline data',
  ]);
});

test('the same in YAML', () => {
  const text = `resources:
  - name: people
    path: a.csv
    schema:
      fields:
        - name: id
          type: integer
      primaryKey: id
`;
  expect(outline(provideDocumentSymbols(opened('datapackage.yaml', text)))).toEqual([
    'datapackage.yaml',
    '  people a.csv',
    '    id integer',
    '    primary key id',
  ]);
});

test('a table schema of its own shows its fields', () => {
  const text = '{ "fields": [{ "name": "id", "type": "integer" }], "primaryKey": "id" }';
  expect(outline(provideDocumentSymbols(opened('people.json', text)))).toEqual([
    'id integer',
    'primary key id',
  ]);
});

test('a resource reaches to its end, and is selected by its name', () => {
  const document = opened('datapackage.json', PACKAGE);
  const people = [...all(provideDocumentSymbols(document))].find(({ name }) => name === 'people');
  expect(people && document.text.getText(people.range)).toMatch(/^\{\n {6}"name": "people",[\s\S]*\n {4}\}$/);
  expect(people && document.text.getText(people.selectionRange)).toBe('people');
});

test('all resources of a large package are shown before the fields of any', () => {
  const field = '{"name":"f","type":"any"}';
  const resource = `{"path":"a.csv","schema":{"fields":[${Array(20).fill(field).join()}]}}`;
  const text = `{"resources":[${Array(1000).fill(resource).join()}]}`;
  const symbols = [...all(provideDocumentSymbols(opened('datapackage.json', text)))];
  expect(symbols.length).toBe(5000);
  expect(symbols.filter(({ name }) => name.startsWith('Resource')).length).toBe(1000);
});

test('members of STAC are selected by their key', () => {
  const text = '{ "stac_version": "1.1.0", "type": "Catalog" }';
  const document = opened('catalog.json', text);
  const [version] = provideDocumentSymbols(document);
  expect(version && document.text.getText(version.range)).toBe('"stac_version": "1.1.0"');
  expect(version && document.text.getText(version.selectionRange)).toBe('"stac_version"');
});

test('the numbers of a geometry are no symbols', () => {
  const text = '{ "stac_version": "1.1.0", "type": "Feature", "bbox": [1, 2, 3, 4] }';
  expect(outline(provideDocumentSymbols(opened('item.json', text)))).toEqual([
    'stac_version 1.1.0',
    'type Feature',
    'bbox [4]',
  ]);
});

test('what a YAML alias stands for is outlined where it is written, not where it is used', () => {
  const text = `resources:
  - &r
    name: a
    path: a.csv
again: *r
`;
  const document = opened('datapackage.yaml', text);
  const symbols = [...all(provideDocumentSymbols(document))];
  expect(symbols.filter(({ name }) => name === 'a')).toHaveLength(1);
  for (const { range, selectionRange } of symbols) {
    expect(document.text.offsetAt(range.start)).toBeLessThanOrEqual(
      document.text.offsetAt(selectionRange.start),
    );
    expect(document.text.offsetAt(range.end)).toBeGreaterThanOrEqual(
      document.text.offsetAt(selectionRange.end),
    );
  }
});

test('an outline has an end, however many entries a document has', () => {
  const features = Array.from({ length: 10_000 }, () => '{"stac_version":"1.1.0"}').join(',');
  const text = `{ "type": "FeatureCollection", "stac_version": "1.1.0", "features": [${features}] }`;
  expect([...all(provideDocumentSymbols(opened('items.json', text)))].length).toBe(5000);
});
