import { describe, expect, test } from 'vitest';
import { nowhere } from '#core/metadata/surroundings.ts';
import { chosen, complete, item, labels } from './completing.ts';
import { folder, HASH } from './people.ts';
import { packageJson, packageYaml } from './samples.ts';

const JSON_NAME = 'datapackage.json';
const YAML_NAME = 'datapackage.yaml';

/** A package of people, of whose resource the members are given, and of towns. */
const people = (members: string) =>
  packageJson(
    `{ "name": "people", "path": "data/people.csv", ${members} }, { "name": "towns", "path": "data/towns.csv", "schema": "schema/towns.json" }`,
  );
const schema = (members: string) => people(`"schema": { ${members} }`);
const peopleYaml = (lines: string) =>
  packageYaml(`- name: people\n  path: data/people.csv\n  ${lines.replaceAll('\n', '\n  ')}`);

describe('files', () => {
  test.each([
    [
      'tables that nobody uses first, no descriptor, nothing unsafe',
      packageJson('{ "path": "‸" }'),
      ['data/people.csv', 'data/towns.csv', 'schema/towns.json', 'LICENSE.md', 'logo.png'],
    ],
    [
      'used ones last',
      people('"x": 1').replace('data/towns.csv', '‸'),
      ['data/towns.csv', 'schema/towns.json', 'LICENSE.md', 'logo.png', 'data/people.csv'],
    ],
    [
      'not twice in a list',
      packageJson('{ "path": ["data/people.csv", ‸] }'),
      ['data/towns.csv', 'schema/towns.json', 'LICENSE.md', 'logo.png'],
    ],
    ['a schema', packageJson('{ "dialect": "‸" }'), ['dialect', 'schema/towns.json']],
    ['a picture', '{ "image": "‸" }', ['logo.png']],
    ['a licence', '{ "licenses": [{ "path": "‸" }] }', ['LICENSE.md']],
  ])('%s', (_, text, expected) => {
    expect(labels(JSON_NAME, text, folder)).toEqual(expected);
  });

  test('each with its size and who uses it', () => {
    expect(item(JSON_NAME, packageJson('{ "path": "‸" }'), 'data/towns.csv', folder).detail).toBe('99 B');
    const text = people('"x": 1').replace('data/towns.csv', '‸');
    expect(item(JSON_NAME, text, 'data/people.csv', folder).detail).toBe('12.3 kB, used by "people"');
  });

  const many = {
    ...nowhere,
    files: () =>
      Array.from({ length: 10_000 }, (_, index) => ({ path: `a/d${index % 3}/f${index}.csv`, size: index })),
  };

  test.each([
    ['"‸"', ['a/']],
    ['"a/‸"', ['a/d0/', 'a/d1/', 'a/d2/']],
  ])('of many files, one directory at a time: %s', (path, expected) => {
    expect(labels(JSON_NAME, packageJson(`{ "path": ${path} }`), many)).toEqual(expected);
    expect(chosen(JSON_NAME, packageJson(`{ "path": ${path} }`), expected[0] ?? '', many)).toBe(
      packageJson(`{ "path": "${expected[0]}‸" }`),
    );
  });

  test('of many files in one directory, the first, and more when more is typed', () => {
    const { items, isComplete } = complete(JSON_NAME, packageJson('{ "path": "a/d0/‸" }'), many);
    expect(items).toHaveLength(150);
    expect(isComplete).toBe(false);
    expect(labels(JSON_NAME, packageJson('{ "path": "a/d0/f999‸" }'), many)).toContain('a/d0/f9999.csv');
  });
});

describe('a resource for a file', () => {
  const table = `"name": "people",
      "path": "data/people.csv",
      "type": "table",
      "encoding": "windows-1252",
      "dialect": { "delimiter": ";" },
      "schema": {
        "fields": [
          { "name": "id", "type": "integer" },
          { "name": "name", "type": "string" },
          { "name": "born", "type": "date", "format": "%d/%m/%Y" },
          { "name": "town_id", "type": "integer" }
        ]
      }`;
  const profile = '"$schema": "https://datapackage.org/profiles/2.0/datapackage.json"';

  test('is written with all that is known of it', () => {
    const text = `{\n  ${profile},\n  "resources": [\n    ‸\n  ]\n}`;
    expect(chosen(JSON_NAME, text, 'data/people.csv', folder)).toBe(
      text.replace('‸', `{\n      ${table}\n    }`),
    );
  });

  test('in YAML too, behind a dash, below the key and on its line', () => {
    const lines = `name: people
    path: data/people.csv
    type: table
    encoding: windows-1252
    dialect:
      delimiter: ";"
    schema:
      fields:
        - name: id
          type: integer
        - name: name
          type: string
        - name: born
          type: date
          format: "%d/%m/%Y"
        - name: town_id
          type: integer`;
    for (const place of ['\n  - ‸', '\n  ‸', ' ‸']) {
      const text = `$schema: https://datapackage.org/profiles/2.0/datapackage.json\nresources:${place}\n`;
      expect(chosen(YAML_NAME, text, 'data/people.csv', folder)).toBe(text.replace(place, `\n  - ${lines}`));
    }
  });

  test('is not offered for a file that a resource has', () => {
    const text = packageJson('{ "name": "people", "path": "data/people.csv" }, ‸');
    expect(labels(JSON_NAME, text, folder)).toEqual(['data/towns.csv', 'table', 'file', 'inline data']);
  });
});

describe('columns of the data', () => {
  test.each([
    [
      'as fields, those that are missing',
      schema('"fields": [{ "name": "id" }, ‸]'),
      ['name', 'born', 'town_id', 'all 3 missing columns', 'field'],
    ],
    [
      'as names of fields',
      schema('"fields": [{ "name": "id" }, { "name": "‸" }]'),
      ['name', 'born', 'town_id'],
    ],
    [
      'as keys, declared ones first, what could be a key before all',
      schema('"fields": [{ "name": "name" }], "primaryKey": [‸]'),
      ['id', 'name', 'born', 'town_id'],
    ],
    [
      'as unique keys',
      schema('"fields": [{ "name": "name" }], "uniqueKeys": [["name", ‸]]'),
      ['id', 'born', 'town_id'],
    ],
    ['in foreign keys', schema('"foreignKeys": [{ "fields": ["id", ‸] }]'), ['name', 'born', 'town_id']],
  ])('%s', (_, text, expected) => {
    expect(labels(JSON_NAME, text, folder)).toEqual(expected);
  });

  test('all at once', () => {
    const text = schema('"fields": [{ "name": "id" }, { "name": "born" }, ‸]');
    expect(chosen(JSON_NAME, text, 'all 2 missing columns', folder)).toBe(
      text.replace('‸', '{ "name": "name", "type": "string" },\n{ "name": "town_id", "type": "integer" }'),
    );
    const yaml = peopleYaml('schema:\n  fields:\n    - name: id\n    - name: born\n    - ‸');
    expect(chosen(YAML_NAME, yaml, 'all 2 missing columns', folder)).toBe(
      yaml.replace(
        '‸',
        'name: name\n          type: string\n        - name: town_id\n          type: integer',
      ),
    );
  });

  test.each([
    ['a type', schema('"fields": [{ "name": "born", "type": "‸" }]'), 'date'],
    ['a format', schema('"fields": [{ "name": "born", "type": "date", "format": "‸" }]'), '%d/%m/%Y'],
    [
      'a minimum',
      schema('"fields": [{ "name": "id", "type": "integer", "constraints": { "minimum": ‸ } }]'),
      '1',
    ],
    [
      'a maximum',
      schema('"fields": [{ "name": "id", "type": "integer", "constraints": { "maximum": ‸ } }]'),
      '200',
    ],
    [
      'a value',
      schema('"fields": [{ "name": "id", "type": "integer", "constraints": { "enum": [1, ‸] } }]'),
      '2',
    ],
    ['a missing value', schema('"missingValues": [‸]'), 'NA'],
    ['a delimiter', people('"dialect": { "delimiter": "‸" }'), '";"'],
    ['an encoding', people('"encoding": "‸"'), 'windows-1252'],
    ['a size', people('"bytes": ‸'), '12345'],
    ['a hash', people('"hash": "‸"'), `sha256:${HASH}`],
    ['a name', packageJson('{ "name": "‸", "path": "Data/Ünïcode Name.v2.csv" }'), 'unicode-name.v2'],
    ['a schema', people('"schema": ‸'), 'schema of 4 columns'],
    ['a dialect', people('"dialect": ‸'), 'dialect of the file'],
  ])('give %s', (_, text, expected) => {
    expect(labels(JSON_NAME, text, folder)[0]).toBe(expected);
  });

  test('numbers stay numbers where the field has some, and texts texts', () => {
    const at = (type: string) =>
      schema(`"fields": [{ "name": "id", "type": "${type}", "constraints": { "enum": [‸] } }]`);
    expect(chosen(JSON_NAME, at('integer'), '1', folder)).toBe(at('integer').replace('‸', '1'));
    expect(chosen(JSON_NAME, at('string'), '1', folder)).toBe(at('string').replace('‸', '"1"'));
  });

  test.each([
    ['bytes', '"bytes": 12345'],
    ['hash', `"hash": "sha256:${HASH}"`],
    ['encoding', '"encoding": "‸windows-1252"'],
    ['format', '"format": "‸csv"'],
    ['dialect', '"dialect": { "delimiter": ";" }'],
  ])('a key is written with what they say: %s', (label, expected) => {
    expect(chosen(JSON_NAME, people('‸'), label, folder)).toBe(people(expected));
  });
});

describe('foreign keys', () => {
  const fields = '"fields": [{ "name": "town_id" }]';

  test('refer to another table, and to its fields wherever its schema is', () => {
    const key = (reference: string) =>
      schema(`${fields}, "foreignKeys": [{ "fields": ["town_id"], "reference": { ${reference} } }]`);
    expect(labels(JSON_NAME, key('"resource": "‸"'), folder)).toEqual(['towns']);
    expect(labels(JSON_NAME, key('"resource": "towns", "fields": [‸]'), folder)).toEqual(['id', 'town']);
    expect(chosen(JSON_NAME, key('"resource": "towns", "fields": ‸'), 'id', folder)).toBe(
      key('"resource": "towns", "fields": ["id"]'),
    );
  });

  test('are offered as a whole where a name says so', () => {
    const text = schema(`${fields}, "foreignKeys": [‸]`);
    expect(labels(JSON_NAME, text, folder)).toEqual([
      'town_id → towns.id',
      'foreign key',
      'foreign key to this table',
    ]);
    const towns = packageYaml('- name: towns\n  schema: schema/towns.json').split('resources:\n')[1] ?? '';
    const yaml = peopleYaml('schema:\n  foreignKeys:\n    - ‸\n') + towns;
    const key = `fields:
            - town_id
          reference:
            resource: towns
            fields:
              - id`;
    expect(chosen(YAML_NAME, yaml, 'town_id → towns.id', folder)).toBe(yaml.replace('‸', key));
  });

  test('of version 1 refer to their own table by an empty name', () => {
    const text =
      '{ "resources": [{ "name": "a", "schema": { "foreignKeys": [{ "reference": { "resource": "‸" } }] } }] }';
    expect(labels(JSON_NAME, text)).toEqual(['""']);
    expect(chosen(JSON_NAME, text, '""')).toBe(text.replace('‸', ''));
  });
});
