import { describe, expect, test } from 'vitest';
import type { ColumnFact, DataFact } from '#core/tableschema/data-fact.ts';
import { around, offered, take } from './offered.ts';

function column(name: string, type: ColumnFact['type'] = 'string'): ColumnFact {
  return { name, type, samples: [], basis: 'all' };
}

function csv(columns: readonly ColumnFact[], more: Partial<DataFact> = {}): DataFact {
  return { format: 'csv', bytes: 9, columns, ...more };
}

const SCHEMA = '$schema: https://datapackage.org/profiles/2.0/datapackage.json\n';

describe('fields in the order of the file', () => {
  const text = `${SCHEMA}resources:
  - name: people
    path: people.csv
    schema:
      ‸fields:
        - name: born
          type: date # of birth
        - name: id
          type: integer
        - {name: more}
        - name: name
`;
  const known = around({}, { data: () => csv([column('id'), column('name'), column('born')]) });

  test('keep their text, and those that the file does not have go last', () => {
    expect(take('sort-fields', 'datapackage.yaml', text, known)?.text).toBe(`${SCHEMA}resources:
  - name: people
    path: people.csv
    schema:
      fields:
        - name: id
          type: integer
        - name: name
        - name: born
          type: date # of birth
        - {name: more}
`);
  });

  test('are not offered where nothing is known, or all is in order', () => {
    expect(take('sort-fields', 'datapackage.yaml', text)).toBeUndefined();
    const inOrder = around({}, { data: () => csv([column('born'), column('id')]) });
    expect(take('sort-fields', 'datapackage.yaml', text, inOrder)).toBeUndefined();
  });

  test('stay where a comment between them may be about any of them', () => {
    const commented = text.replace('        - {name', '        # what follows\n        - {name');
    expect(take('sort-fields', 'datapackage.yaml', commented, known)).toBeUndefined();
  });
});

describe('files that no resource names', () => {
  const text = `${SCHEMA}resources: ‸
  - name: people
    path: people.csv
`;
  const files = {
    'people.csv': 1,
    'data/Towns 2.tsv': 2,
    'notes.md': 3,
    'datapackage.yaml': 4,
    '.hidden/x.csv': 5,
  };

  test('become resources, with what is known of them', () => {
    const fact = csv([column('id', 'integer'), { ...column('day', 'date'), format: '%d.%m.%Y' }], {
      dialect: { delimiter: ';', quoteChar: '"', lineTerminator: '\n', header: true },
      encoding: { name: 'iso-8859-1', bom: false },
    });
    const done = take('add-data/Towns 2.tsv', 'datapackage.yaml', text, around(files, { data: () => fact }));
    expect(done?.title).toBe('Add a resource for "data/Towns 2.tsv"');
    expect(done?.text).toBe(`${SCHEMA}resources: 
  - name: people
    path: people.csv
  - name: towns-2
    path: data/Towns 2.tsv
    type: table
    format: tsv
    mediatype: text/tab-separated-values
    encoding: iso-8859-1
    dialect:
      delimiter: ";"
    schema:
      fields:
        - name: id
          type: integer
        - name: day
          type: date
          format: "%d.%m.%Y"
`);
  });

  test('are offered together when there are several', () => {
    const more = around({ ...files, 'b/people.csv': 1, 'c.parquet': 1 });
    const offers = offered('datapackage.yaml', text, more).filter(({ id }) => id.startsWith('add-'));
    expect(offers.map(({ id }) => id)).toEqual([
      'add-data/Towns 2.tsv',
      'add-b/people.csv',
      'add-c.parquet',
      'add-all',
    ]);
    const added = take('add-all', 'datapackage.yaml', text, more)?.text ?? '';
    expect(added.match(/- name: .*/g)).toEqual([
      '- name: people',
      '- name: towns-2',
      '- name: people-2',
      '- name: c',
    ]);
  });

  test('are not those that a path names in another way', () => {
    const dotted = '{ "resources": [{ "name": "a", "path": "./‸a.csv" }] }';
    const ids = offered('datapackage.json', dotted, around({ 'a.csv': 1 })).map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith('add-'))).toEqual([]);
  });

  test('start the list where there is none', () => {
    const done = take('add-a.csv', 'datapackage.json', '{\n  "name": "x"\n}', around({ 'a.csv': 1 }));
    expect(done?.text).toContain('"resources": [\n    {\n      "name": "a",\n      "path": "a.csv",');
  });
});

describe('size and hash of a file', () => {
  const text = '{ "resources": [{ "name": "a", "path": "‸a.csv", "bytes": 1 }] }';
  const sha256 = 'ab'.repeat(32);

  test('are written where they are known', () => {
    const done = take(
      'size-and-hash',
      'datapackage.json',
      text,
      around({ 'a.csv': 7 }, { hash: () => sha256 }),
    );
    expect(done?.title).toBe('Write the size and the SHA-256 of "a.csv"');
    expect(done?.text).toBe(
      `{ "resources": [{ "name": "a", "path": "a.csv", "bytes": 7, "hash": "sha256:${sha256}" }] }`,
    );
  });

  test('the size alone when nobody computed the hash', () => {
    expect(take('size-and-hash', 'datapackage.json', text, around({ 'a.csv': 7 }))?.text).toBe(
      '{ "resources": [{ "name": "a", "path": "a.csv", "bytes": 7 }] }',
    );
  });

  test('are of the algorithm that is stated', () => {
    const md5 = 'cd'.repeat(16);
    const stated = text.replace('"bytes": 1', `"bytes": 7, "hash": "${'0'.repeat(32)}"`);
    const done = take(
      'size-and-hash',
      'datapackage.json',
      stated,
      around({ 'a.csv': 7 }, { hash: (_, algorithm) => (algorithm === 'md5' ? md5 : sha256) }),
    );
    expect(done?.title).toBe('Write the size and the MD5 of "a.csv"');
    expect(done?.text).toContain(`"hash": "${md5}"`);
  });

  test('are not offered when they are right, or nothing is known', () => {
    expect(take('size-and-hash', 'datapackage.json', text, around({ 'a.csv': 1 }))).toBeUndefined();
    expect(take('size-and-hash', 'datapackage.json', text)).toBeUndefined();
  });
});

test('a key of version 1 becomes a list', () => {
  const text =
    '{ "resources": [{ "name": "a", "path": "a.csv", "schema": { "fields": [], "primaryKey": "i‸d" } }] }';
  expect(take('key-list', 'datapackage.json', text)?.text).toContain('"primaryKey": ["id"]');
});

test('properties go where the standard has them, at every level, with their comments', () => {
  const text = `resources: # all of them
  - schema:
      fields:
        - type: integer
          name: id # the number
    own: 1
    path: a.csv
    name: a
name: x
`;
  expect(take('organise', 'datapackage.yaml', text)?.text).toBe(`name: x
resources: # all of them
  - name: a
    path: a.csv
    schema:
      fields:
        - name: id # the number
          type: integer
    own: 1
`);
  expect(take('organise', 'datapackage.yaml', 'name: x\nresources: []\n')).toBeUndefined();
});

test('a STAC item is left to others', () => {
  expect(offered('item.json', '{ "type": "Feature", "stac_version": "1.1.0" }')).toEqual([]);
});

test('within a schema nothing is offered that is about its resource', () => {
  const text = (schema: string) =>
    `{ "resources": [{ "name": "a", "path": "a.csv", "schema": ${schema} }, { "name": "b", "path": "b.csv" }] }`;
  const ids = (schema: string) =>
    offered('datapackage.json', text(schema), around({ 'a.csv': 7, 'b.csv': 7, 'c.csv': 7 }))
      .map(({ id }) => id)
      .filter((id) => /^(?:add-|size)/.test(id));
  expect(ids('‸{ "fields": [] }')).toEqual(['size-and-hash', 'add-c.csv']);
  expect(ids('{ "fields": [‸] }')).toEqual([]);
});
