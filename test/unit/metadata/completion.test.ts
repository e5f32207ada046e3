import { describe, expect, test } from 'vitest';
import { chosen, complete, labels } from './completing.ts';
import { itemJson, packageJson, packageYaml, tableJson, tableYaml } from './samples.ts';

const JSON_NAME = 'datapackage.json';
const YAML_NAME = 'datapackage.yaml';

test.each([
  [JSON_NAME, packageJson('{ "name": "a", ‸ }')],
  [JSON_NAME, packageJson('{ "name": "a", "‸" }')],
  [JSON_NAME, packageJson('{ "name": "a", "for‸')],
  [JSON_NAME, packageJson('{ "name": "a", "for‸ }')],
  [JSON_NAME, packageJson('{ "name": "a", "for‸mat": "csv" }')],
  [YAML_NAME, packageYaml('- name: a\n  ‸')],
  [YAML_NAME, packageYaml('- name: a\n  for‸')],
  [YAML_NAME, packageYaml('- for‸\n  name: a')],
  [YAML_NAME, packageYaml('- name: a\n  for‸mat: csv\n  title: b')],
  [YAML_NAME, packageYaml('- {name: a, for‸}')],
  [YAML_NAME, packageYaml('- {name: a, "for‸}')],
])('offers the properties of a resource that are not there yet: %s %j', (name, text) => {
  const offered = labels(name, text);
  expect(offered).toEqual(expect.arrayContaining(['path', 'data', 'format', 'schema', 'dialect']));
  expect(offered).not.toContain('name');
  expect(offered).not.toContain('$schema');
});

test('offers first what the rest depends on, then what is required', () => {
  expect(labels(JSON_NAME, '{ ‸ }').slice(0, 3)).toEqual(['data package', '$schema', 'resources']);
  expect(labels(YAML_NAME, '‸').slice(0, 3)).toEqual(['data package', '$schema', 'resources']);
  expect(labels(JSON_NAME, '{ "$schema": "x", "title": "x", ‸ }')[0]).toBe('resources');
  expect(labels('i.json', itemJson({ properties: '{ ‸ }' }))[0]).toBe('datetime');
});

test.each([
  [JSON_NAME, tableJson('{ "fields": [{ "name": "id", "type": ‸ }] }')],
  [JSON_NAME, tableJson('{ "fields": [{ "name": "id", "type": ‸')],
  [JSON_NAME, tableJson('{ "fields": [{ "name": "id", "type": "in‸" }] }')],
  [JSON_NAME, tableJson('{ "fields": [{ "name": "id", "type": "in‸')],
  [JSON_NAME, tableJson('{ "fields": [{ "type": "in‸teger", "name": "id" }] }')],
  [YAML_NAME, tableYaml('fields:\n  - name: id\n    type: ‸')],
  [YAML_NAME, tableYaml('fields:\n  - name: id\n    type:‸')],
  [YAML_NAME, tableYaml('fields:\n  - name: id\n    type: in‸\n  - name: b')],
  [YAML_NAME, tableYaml("fields:\n  - name: id\n    type: 'in‸'")],
  [YAML_NAME, tableYaml('fields:\n  - {name: id, type: ‸}')],
  [YAML_NAME, tableYaml('fields:\n  - name: id\n    type:\n      ‸')],
])('offers the types of fields: %s %j', (name, text) => {
  expect(labels(name, text)).toEqual(expect.arrayContaining(['integer', 'list', 'geojson']));
});

test.each([
  [JSON_NAME, tableJson('{ "fields": [{ "name": "id" }, { "name": "day" }], "primaryKey": ["id", ‸] }')],
  [JSON_NAME, tableJson('{ "fields": [{ "name": "id" }, { "name": "day" }], "primaryKey": ["id", "‸"] }')],
  [YAML_NAME, tableYaml('fields: [{name: id}, {name: day}]\nprimaryKey:\n  - id\n  - ‸')],
  [YAML_NAME, tableYaml('fields: [{name: id}, {name: day}]\nprimaryKey: [id, d‸]')],
  [JSON_NAME, tableJson('{ "fields": [{ "name": "id" }, { "name": "day" }], "uniqueKeys": [["id", ‸]] }')],
  [
    JSON_NAME,
    tableJson(
      '{ "fields": [{ "name": "id" }, { "name": "day" }], "foreignKeys": [{ "fields": ["id", ‸] }] }',
    ),
  ],
])('offers the fields that a key has not named yet: %s %j', (name, text) => {
  expect(labels(name, text)).toEqual(['day']);
});

test('offers resources, and the fields of the one that a foreign key refers to', () => {
  const text = (reference: string) =>
    packageJson(
      `{ "name": "a", "schema": { "fields": [{ "name": "x" }], "foreignKeys": [{ "fields": ["x"], "reference": { ${reference} } }] } }, { "name": "b", "schema": { "fields": [{ "name": "y" }] } }`,
    );
  expect(labels(JSON_NAME, text('"resource": "‸"'))).toEqual(['b']);
  expect(labels(JSON_NAME, text('"resource": "b", "fields": [‸]'))).toEqual(['y']);
  expect(labels(JSON_NAME, text('"fields": "‸"'))).toEqual(['x']);
});

test('offers the constraints and formats of the type that stands there', () => {
  const constraints = (type: string) =>
    labels(JSON_NAME, tableJson(`{ "fields": [{ "type": "${type}", "constraints": { ‸ } }] }`));
  expect(constraints('string')).toEqual(['required', 'unique', 'minLength', 'maxLength', 'pattern', 'enum']);
  expect(constraints('boolean')).toEqual(['required', 'unique', 'enum']);
  expect(labels(JSON_NAME, tableJson('{ "fields": [{ "type": "geopoint", "format": "‸" }] }'))).toEqual([
    'default',
    'array',
    'object',
  ]);
});

test('offers true and false where they fit, and not inside of quotes', () => {
  expect(labels(JSON_NAME, packageJson('{ "dialect": { "header": ‸ } }'))).toEqual(['true', 'false']);
  expect(labels(JSON_NAME, packageJson('{ "dialect": { "header": "‸" } }'))).toEqual([]);
  expect(labels(YAML_NAME, packageYaml('- name: a\n  dialect:\n    header: ‸'))).toEqual(['true', 'false']);
});

test('offers no type of version 2 in version 1', () => {
  const text = '{ "name": "x", "resources": [{ "schema": { "fields": [{ "type": "‸" }] } }] }';
  expect(labels(JSON_NAME, text)).toContain('integer');
  expect(labels(JSON_NAME, text)).not.toContain('list');
});

test.each([
  ['behind a value', JSON_NAME, '{ "name": "a" ‸ }'],
  ['in a number', JSON_NAME, '{ "name": 12‸ }'],
  ['behind an object', JSON_NAME, '{ "resources": [{ "name": "a" } ‸] }'],
  ['in a comment', YAML_NAME, '# na‸\n'],
  ['in a comment that starts further right', YAML_NAME, 'resources:\n  #‸ - name: a\n'],
  ['in a comment behind a value', YAML_NAME, 'title: x # na‸\n'],
  ['in front of something on the line', YAML_NAME, '‸  title: x\n'],
  ['in a text of several lines', YAML_NAME, 'description: |\n  na‸\n'],
  ['in a property of the author', JSON_NAME, '{ "my:thing": { ‸ } }'],
  ['in a file of another kind', 'x.json', '{ ‸ }'],
])('offers nothing %s', (_, name, text) => {
  expect(labels(name, text)).toEqual([]);
});

describe('what is chosen fits into the text', () => {
  test.each([
    ['a key with its value', JSON_NAME, '{ ‸ }', 'name', '{ "name": "‸" }'],
    ['a half-typed key', JSON_NAME, '{ "na‸ }', 'name', '{ "name": "‸" }'],
    ['a key in quotes', JSON_NAME, '{ "‸" }', 'keywords', '{ "keywords": ["‸"] }'],
    ['a key before another', JSON_NAME, '{ "ti‸"\n "id": "x" }', 'title', '{ "title": "‸",\n "id": "x" }'],
    ['a key that has its colon', JSON_NAME, '{ "ti‸": 1 }', 'title', '{ "title": 1 }'],
    [
      'a key with a dollar sign',
      JSON_NAME,
      '{ "na‸ }',
      '$schema',
      '{ "$schema": "https://datapackage.org/profiles/2.0/datapackage.json" }',
    ],
    ['a key in YAML', YAML_NAME, 'na‸', 'name', 'name: ‸'],
    ['a list in YAML', YAML_NAME, 'resou‸', 'resources', 'resources:\n  - name: ‸\n    path: ‸'],
    ['a key that has its colon in YAML', YAML_NAME, 'titl‸: x\n', 'title', 'title: x\n'],
    [
      'a list behind a dash',
      YAML_NAME,
      packageYaml('- data‸'),
      'sources',
      packageYaml('- sources:\n    - title: ‸\n      path: ‸'),
    ],
  ])('%s', (_, name, text, label, expected) => {
    expect(chosen(name, text, label)).toBe(expected);
  });

  test('a value', () => {
    const at = (value: string) => tableJson(`{ "fields": [{ "type": ${value} }] }`);
    expect(chosen(JSON_NAME, at('‸'), 'date')).toBe(at('"date"'));
    expect(chosen(JSON_NAME, at('"da‸"'), 'date')).toBe(at('"date"'));
    expect(chosen(JSON_NAME, at('"da‸te"'), 'time')).toBe(at('"time"'));
  });

  test('a value in YAML, with the quotes that are there', () => {
    const at = (value: string) => tableYaml(`fields:\n  - type:${value}`);
    expect(chosen(YAML_NAME, at(' ‸'), 'date')).toBe(at(' date'));
    expect(chosen(YAML_NAME, at('‸'), 'date')).toBe(at(' date'));
    expect(chosen(YAML_NAME, at(" 'da‸'"), 'date')).toBe(at(" 'date'"));
    expect(chosen(YAML_NAME, at(' "da‸'), 'date')).toBe(at(' "date"'));
  });

  test('a field name that YAML would take for something else gets quotes', () => {
    const text = (key: string) => tableYaml(`fields: [{name: "yes"}, {name: "a: b"}]\nprimaryKey: [${key}]`);
    expect(chosen(YAML_NAME, text('‸'), 'yes')).toBe(text('"yes"'));
    expect(chosen(YAML_NAME, text('‸'), 'a: b')).toBe(text('"a: b"'));
  });
});

test.each([
  [JSON_NAME, packageJson('{ "na‸\n}')],
  [JSON_NAME, packageJson('{ "name": "a", ‸\n }')],
  ['item.json', itemJson({ properties: '{ "‸' })],
  [YAML_NAME, packageYaml('- name: a\n  "for‸\n  title: x')],
])('the range to replace holds the cursor and is on one line: %s %j', (name, text) => {
  const { document, offset, items } = complete(name, text);
  expect(items.length).toBeGreaterThan(0);
  for (const { replace } of items) {
    expect(offset).toBeGreaterThanOrEqual(replace.offset);
    expect(offset).toBeLessThanOrEqual(replace.offset + replace.length);
    expect(document.text.slice(replace.offset, replace.offset + replace.length)).not.toContain('\n');
  }
});

test('each property says what it is, with a link to the specification', () => {
  const text = '{ "$schema": "https://datapackage.org/profiles/2.0/datapackage.json", ‸ }';
  for (const { documentation } of complete(JSON_NAME, text).items) {
    expect(documentation).toMatch(/\[Specification\]\(https:\/\/datapackage\.org\/standard\//);
  }
});
