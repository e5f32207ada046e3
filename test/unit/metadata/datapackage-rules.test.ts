import { describe, expect, test } from 'vitest';
import { afterFix, check, findings } from './marks.ts';
import { packageJson, packageYaml, RICH_PACKAGE, RICH_YAML, tableJson, tableYaml } from './samples.ts';

const JSON_NAME = 'datapackage.json';
const YAML_NAME = 'datapackage.yaml';

test('a rich valid package has no finding in JSON', () => {
  expect(findings(JSON_NAME, RICH_PACKAGE)).toEqual([]);
});

test('a rich valid package has no finding in YAML', () => {
  expect(findings(YAML_NAME, RICH_YAML)).toEqual([]);
});

/** Input in JSON and in YAML, with the finding that both have on what is marked. */
const CASES: readonly (readonly [string, string, string, string])[] = [
  [
    'datapackage/duplicate-resource-name',
    'resource names repeat',
    packageJson('{ "name": "a", "path": "a.csv" }, { "name": «"a"», "path": "b.csv" }'),
    packageYaml('- name: a\n  path: a.csv\n- name: «a»\n  path: b.csv'),
  ],
  [
    'datapackage/no-data',
    'a resource has neither path nor data',
    packageJson('«{» "name": "a" }'),
    packageYaml('- «name»: a'),
  ],
  [
    'datapackage/path-and-data',
    'a resource has both',
    packageJson('{ "name": "a", "path": "a.csv", «"data"»: [] }'),
    packageYaml('- name: a\n  path: a.csv\n  «data»: []'),
  ],
  [
    'datapackage/url-instead-of-path',
    'a resource has the old name of path',
    packageJson('{ "name": "a", «"url"»: "https://example.org/a.csv" }'),
    packageYaml('- name: a\n  «url»: https://example.org/a.csv'),
  ],
  [
    'datapackage/missing-property',
    'a resource has no name',
    packageJson('«{» "path": "a.csv" }'),
    packageYaml('- «path»: a.csv'),
  ],
  [
    'datapackage/unsafe-path',
    'a path leaves the package',
    packageJson('{ "name": "a", "path": «"../a.csv"» }'),
    packageYaml('- name: a\n  path: «../a.csv»'),
  ],
  [
    'datapackage/unknown-field-type',
    'a field type is misspelt',
    tableJson('{ "fields": [{ "name": "id", "type": «"intger"» }] }'),
    tableYaml('fields:\n  - name: id\n    type: «intger»'),
  ],
  [
    'datapackage/unknown-value',
    'a format does not belong to the type',
    tableJson('{ "fields": [{ "name": "id", "type": "string", "format": «"emial"» }] }'),
    tableYaml('fields:\n  - name: id\n    type: string\n    format: «emial»'),
  ],
  [
    'datapackage/wrong-type',
    'a constraint has a value of another type',
    tableJson('{ "fields": [{ "name": "id", "type": "date", "constraints": { "minimum": «5» } }] }'),
    tableYaml('fields:\n  - name: id\n    type: date\n    constraints: {minimum: «5»}'),
  ],
  [
    'datapackage/duplicate-field-name',
    'field names repeat',
    tableJson('{ "fields": [{ "name": "id" }, { "name": «"id"» }] }'),
    tableYaml('fields:\n  - name: id\n  - name: «id»'),
  ],
  [
    'datapackage/unknown-field',
    'a primary key names no field',
    tableJson('{ "fields": [{ "name": "number" }], "primaryKey": [«"numbr"»] }'),
    tableYaml('fields:\n  - name: number\nprimaryKey:\n  - «numbr»'),
  ],
  [
    'datapackage/unknown-field',
    'a unique key names no field',
    tableJson('{ "fields": [{ "name": "id" }], "uniqueKeys": [["id"], [«"x"»]] }'),
    tableYaml('fields:\n  - name: id\nuniqueKeys: [[id], [«x»]]'),
  ],
  [
    'datapackage/unknown-field',
    'a foreign key names no field of its own table',
    tableJson(
      '{ "fields": [{ "name": "id" }], "foreignKeys": [{ "fields": [«"x"»], "reference": { "fields": ["id"] } }] }',
    ),
    tableYaml('fields:\n  - name: id\nforeignKeys:\n  - fields: [«x»]\n    reference: {fields: [id]}'),
  ],
  [
    'datapackage/unknown-field',
    'a foreign key to its own table names no field',
    tableJson(
      '{ "fields": [{ "name": "id" }], "foreignKeys": [{ "fields": ["id"], "reference": { "fields": [«"x"»] } }] }',
    ),
    tableYaml('fields:\n  - name: id\nforeignKeys:\n  - fields: [id]\n    reference: {fields: [«x»]}'),
  ],
  [
    'datapackage/unknown-resource',
    'a foreign key names no resource',
    tableJson(
      '{ "fields": [{ "name": "id" }], "foreignKeys": [{ "fields": ["id"], "reference": { "resource": «"peple"», "fields": ["id"] } }] }',
    ),
    tableYaml(
      'fields:\n  - name: id\nforeignKeys:\n  - fields: [id]\n    reference: {resource: «peple», fields: [id]}',
    ),
  ],
  [
    'datapackage/foreign-key-length',
    'a foreign key refers to more fields than it has',
    tableJson(
      '{ "fields": [{ "name": "id" }, { "name": "b" }], "foreignKeys": [{ "fields": ["id"], "reference": { «"fields"»: ["id", "b"] } }] }',
    ),
    tableYaml(
      'fields: [{name: id}, {name: b}]\nforeignKeys:\n  - fields: [id]\n    reference: {«fields»: [id, b]}',
    ),
  ],
  [
    'datapackage/misspelt-property',
    'a property is misspelt',
    packageJson('{ "name": "a", "path": "a.csv", «"encodnig"»: "utf-8" }'),
    packageYaml('- name: a\n  path: a.csv\n  «encodnig»: utf-8'),
  ],
  [
    'datapackage/wrong-form',
    'a hash has digits that are none',
    packageJson('{ "name": "a", "path": "a.csv", "hash": «"sha256:xyz"» }'),
    packageYaml('- name: a\n  path: a.csv\n  hash: «sha256:xyz»'),
  ],
  [
    'datapackage/duplicate-value',
    'a key names a field twice',
    tableJson('{ "fields": [{ "name": "id" }], "primaryKey": ["id", «"id"»] }'),
    tableYaml('fields: [{name: id}]\nprimaryKey: [id, «id»]'),
  ],
];

describe.each(CASES)('%s', (code, condition, json, yaml) => {
  test.each([
    [JSON_NAME, json],
    [YAML_NAME, yaml],
  ])(`when ${condition}, in %s`, (name, text) => {
    const { problems, ranges } = check(name, text);
    expect(problems).toHaveLength(1);
    expect(problems).toMatchObject([{ code, ...ranges[0] }]);
  });
});

test('one misspelt field type is one finding, with the type that was meant', () => {
  const { problems } = check(JSON_NAME, tableJson('{ "fields": [{ "name": "id", "type": "sting" }] }'));
  expect(problems.map(({ message }) => message)).toEqual([
    '"sting" is not a field type. Did you mean "string"?',
  ]);
});

test('a missing "resources" is marked at the start of the file, by its pointer', () => {
  const { problems, ranges } = check(
    JSON_NAME,
    '«{» "$schema": "https://datapackage.org/profiles/2.0/datapackage.json" }',
  );
  expect(problems).toMatchObject([{ code: 'datapackage/missing-property', pointer: '', ...ranges[0] }]);
});

test('a key without its value is a slip of syntax, not a missing property', () => {
  const codes = findings(JSON_NAME, packageJson('{ "path": "a.csv", "name": }'));
  expect(codes).toEqual([expect.stringMatching(/^metadata\/syntax/)]);
});

describe('what version 2.0 allows although its profile does not', () => {
  test.each([
    ['fieldsMatch as text', tableJson('{ "fields": [{ "name": "id" }], "fieldsMatch": "subset" }')],
    ['the type list', tableJson('{ "fields": [{ "name": "id", "type": "list" }] }')],
    [
      'an example that is no text',
      tableJson('{ "fields": [{ "name": "id", "type": "integer", "example": 1 }] }'),
    ],
    ['a dialect by its path', packageJson('{ "name": "a", "path": "a.csv", "dialect": "d.json" }')],
    ['no fields', tableJson('{ "fields": [] }')],
    ['a scheme in capital letters', packageJson('{ "name": "a", "path": "HTTP://example.org/a.csv" }')],
  ])('%s', (_, text) => {
    expect(findings(JSON_NAME, text)).toEqual([]);
  });
});

describe('version 1.0', () => {
  const v1 = (resource: string) => `{ "name": "x", "resources": [${resource}] }`;

  test('repeated field names are a warning', () => {
    const text = v1(
      '{ "name": "a", "path": "a.csv", "schema": { "fields": [{ "name": "i" }, { "name": "i" }] } }',
    );
    expect(check(JSON_NAME, text).problems).toMatchObject([
      { code: 'datapackage/duplicate-field-name', severity: 'warning' },
    ]);
  });

  test('hidden directories are allowed, ftp and the type list are not', () => {
    expect(findings(JSON_NAME, v1('{ "name": "a", "path": "a/.b/c.csv" }'))).toEqual([]);
    expect(findings(JSON_NAME, v1('{ "name": "a", "path": "ftp://example.org/a.csv" }'))).toHaveLength(1);
    expect(
      findings(
        JSON_NAME,
        v1('{ "name": "a", "path": "a.csv", "schema": { "fields": [{ "name": "i", "type": "list" }] } }'),
      ),
    ).toHaveLength(1);
  });

  test('names of resources are lower-case', () => {
    expect(findings(JSON_NAME, v1('{ "name": "A b", "path": "a.csv" }'))).toEqual([
      'datapackage/name-form «"A b"»',
    ]);
  });
});

describe('the other descriptors', () => {
  test.each([
    ['a resource', 'dataresource.json', '{ "name": "a", "path": «"/a.csv"» }', 'datapackage/unsafe-path'],
    [
      'a table schema',
      'tableschema.json',
      '{ "fields": [{ "name": "i" }], "primaryKey": [«"j"»] }',
      'datapackage/unknown-field',
    ],
    [
      'a dialect',
      'tabledialect.json',
      '{ "$schema": "https://datapackage.org/profiles/2.0/tabledialect.json", "header": «1» }',
      'datapackage/wrong-type',
    ],
  ])('%s by itself is checked', (_, name, text, code) => {
    const { problems, ranges } = check(name, text);
    expect(problems).toMatchObject([{ code, ...ranges[0] }]);
  });
});

describe('fixes', () => {
  test.each([
    [
      'a field type in JSON',
      JSON_NAME,
      tableJson('{ "fields": [{ "name": "id", "type": "intger" }] }'),
      '"integer"',
    ],
    [
      'a field type in plain YAML',
      YAML_NAME,
      tableYaml('fields:\n  - name: id\n    type: intger'),
      'type: integer',
    ],
    [
      'a field type in single quotes',
      YAML_NAME,
      tableYaml("fields:\n  - name: id\n    type: 'intger'"),
      "type: 'integer'",
    ],
    [
      'a field type in double quotes',
      YAML_NAME,
      tableYaml('fields:\n  - name: id\n    type: "intger"'),
      'type: "integer"',
    ],
    [
      'the name of a property in JSON',
      JSON_NAME,
      packageJson('{ "name": "a", "pth": "a.csv", "data": [] }'),
      '"path": "a.csv"',
    ],
    [
      'the name of a property in YAML',
      YAML_NAME,
      packageYaml('- name: a\n  path: a.csv\n  tilte: A'),
      '  title: A',
    ],
    ['./ before a path', YAML_NAME, packageYaml('- name: a\n  path: ./a.csv'), 'path: a.csv'],
    [
      'the name of a field',
      JSON_NAME,
      tableJson('{ "fields": [{ "name": "number" }], "primaryKey": ["numbr"] }'),
      '["number"]',
    ],
  ])('correct %s', (_, name, text, expected) => {
    expect(afterFix(name, text)).toContain(expected);
  });

  test('an alias is left alone: what is written there is not the value', () => {
    const { problems } = check(YAML_NAME, tableYaml('x: &t intger\nfields:\n  - {name: id, type: *t}'));
    expect(problems.map(({ code, fixes }) => [code, fixes])).toEqual([
      ['datapackage/unknown-field-type', undefined],
    ]);
  });
});
