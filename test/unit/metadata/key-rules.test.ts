import { describe, expect, test } from 'vitest';
import { checkMetadata } from '#core/metadata/check.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import { packageJson, packageYaml, tableJson, tableYaml } from './samples.ts';
import { describeNotFound, describeRule } from './twins.ts';

const FIELDS = '"fields": [{ "name": "id", "type": "integer" }, { "name": "b", "type": "string" }]';
const YAML_FIELDS = 'fields:\n  - { name: id, type: integer }\n  - { name: b, type: string }\n';

describeRule('datapackage/key-as-text', [
  {
    when: 'a primary key is one name',
    severity: 'warning',
    json: tableJson(`{ ${FIELDS}, "primaryKey": «"id"» }`),
    yaml: tableYaml(`${YAML_FIELDS}primaryKey: «id» # the number`),
    fix: {
      json: ['"primaryKey": "id"', '"primaryKey": ["id"]'],
      yaml: ['primaryKey: id', 'primaryKey:\n        - id'],
    },
  },
]);

describeRule('datapackage/key-order', [
  {
    when: 'a key goes against the fields',
    severity: 'info',
    json: tableJson(`{ ${FIELDS}, "primaryKey": «["b", "id"]» }`),
    yaml: tableYaml(`${YAML_FIELDS}primaryKey: «[b, id]»`),
    fix: { json: ['["b", "id"]', '["id", "b"]'], yaml: ['[b, id]', '[id, b]'] },
  },
]);

describeRule('datapackage/optional-key-field', [
  {
    when: 'a field of the key may be missing',
    severity: 'warning',
    json: tableJson(
      '{ "fields": [{ "name": "id", "type": "string", "constraints": { "required": «false» } }], "primaryKey": ["id"] }',
    ),
    yaml: tableYaml(
      'fields:\n  - name: id\n    type: string\n    constraints:\n      required: «false»\nprimaryKey: [id]',
    ),
    fix: { json: ['false', 'true'], yaml: ['false', 'true'] },
  },
]);

describeRule('datapackage/field-names-alike', [
  {
    when: 'only case tells them apart',
    severity: 'info',
    json: tableJson(
      '{ "fields": [{ "name": "Id", "type": "string" }, { "name": «"id"», "type": "string" }] }',
    ),
    yaml: tableYaml('fields:\n  - { name: Id, type: string }\n  - { name: «id», type: string }'),
  },
]);

describeRule('datapackage/self-reference', [
  {
    when: 'it is written as in version 1',
    severity: 'warning',
    json: tableJson(
      `{ ${FIELDS}, "primaryKey": ["id"], "foreignKeys": [{ "fields": ["id"], "reference": { «"resource"»: "", "fields": ["id"] } }] }`,
    ),
    yaml: tableYaml(
      `${YAML_FIELDS}primaryKey: [id]\nforeignKeys:\n  - fields: [id]\n    reference:\n      «resource»: ""\n      fields: [id]`,
    ),
    fix: { json: ['"resource": "", ', ''], yaml: ['            resource: ""\n', ''] },
  },
  {
    when: 'it names the own resource',
    json: tableJson(
      `{ ${FIELDS}, "primaryKey": ["id"], "foreignKeys": [{ "fields": ["id"], "reference": { "fields": ["id"], "resource": «"people"» } }] }`,
    ),
    yaml: tableYaml(
      `${YAML_FIELDS}primaryKey: [id]\nforeignKeys:\n  - fields: [id]\n    reference:\n      fields: [id]\n      resource: «people»`,
    ),
    fix: { json: [', "resource": "people"', ''], yaml: ['\n            resource: people', ''] },
  },
]);

const COUNTRIES =
  '{ "name": "countries", "path": "c.csv", "schema": { "fields": [{ "name": "code", "type": "string" }], "primaryKey": ["code"] } }';
const YAML_COUNTRIES =
  '- name: countries\n  path: c.csv\n  schema:\n    fields:\n      - { name: code, type: string }\n    primaryKey: [code]';

function twoJson(type: string, reference: string, countries = COUNTRIES): string {
  return packageJson(
    `{ "name": "cities", "path": "a.csv", "schema": { "fields": [{ "name": "c", "type": "${type}" }], "foreignKeys": [{ "fields": ["c"], "reference": ${reference} }] } }, ${countries}`,
  );
}

function twoYaml(type: string, reference: string, countries = YAML_COUNTRIES): string {
  return packageYaml(
    `- name: cities\n  path: a.csv\n  schema:\n    fields:\n      - { name: c, type: ${type} }\n    foreignKeys:\n      - fields: [c]\n        reference: ${reference}\n${countries}`,
  );
}

describeRule('datapackage/unknown-resource', [
  {
    when: 'it is misspelt',
    severity: 'error',
    json: twoJson('string', '{ "resource": «"country"», "fields": ["code"] }'),
    yaml: twoYaml('string', '{ resource: «country», fields: [code] }'),
  },
]);

describeRule('datapackage/unknown-field', [
  {
    when: 'the other table does not have it',
    severity: 'error',
    json: twoJson('string', '{ "resource": "countries", "fields": [«"cod"»] }'),
    yaml: twoYaml('string', '{ resource: countries, fields: [«cod»] }'),
    fix: { json: ['"cod"', '"code"'], yaml: ['[cod]', '[code]'] },
  },
]);

describeRule('datapackage/foreign-key-type', [
  {
    when: 'a number refers to a text',
    severity: 'warning',
    json: twoJson('integer', '{ "resource": "countries", "fields": [«"code"»] }'),
    yaml: twoYaml('integer', '{ resource: countries, fields: [«code»] }'),
  },
]);

describeRule('datapackage/foreign-key-without-schema', [
  {
    when: 'nobody described the other table',
    severity: 'warning',
    json: twoJson('string', '{ "resource": «"x"», "fields": ["code"] }', '{ "name": "x", "path": "x.csv" }'),
    yaml: twoYaml('string', '{ resource: «x», fields: [code] }', '- name: x\n  path: x.csv'),
  },
]);

describeRule('datapackage/foreign-key-to-no-key', [
  {
    when: 'a value may refer to several rows',
    severity: 'info',
    json: twoJson(
      'string',
      '{ "resource": "countries", "fields": [«"code"»] }',
      COUNTRIES.replace(', "primaryKey": ["code"]', ''),
    ),
    yaml: twoYaml(
      'string',
      '{ resource: countries, fields: [«code»] }',
      YAML_COUNTRIES.replace('\n    primaryKey: [code]', ''),
    ),
  },
]);

describeNotFound('datapackage/foreign-key-to-no-key', [
  {
    when: 'the field is unique',
    json: twoJson(
      'string',
      '{ "resource": "countries", "fields": ["code"] }',
      COUNTRIES.replace(', "primaryKey": ["code"]', ', "uniqueKeys": [["code"]]'),
    ),
    yaml: twoYaml(
      'string',
      '{ resource: countries, fields: [code] }',
      YAML_COUNTRIES.replace('type: string }', 'type: string, constraints: { unique: true } }').replace(
        '\n    primaryKey: [code]',
        '',
      ),
    ),
  },
  {
    when: 'the other table is in another package',
    json: twoJson('string', '{ "package": "https://example.org/p.json", "resource": "r", "fields": ["q"] }'),
    yaml: twoYaml('string', '{ package: https://example.org/p.json, resource: r, fields: [q] }'),
  },
]);

describe('schemas in files of their own', () => {
  const profile = '"$schema": "https://datapackage.org/profiles/2.0/tableschema.json"';
  const files: Readonly<Record<string, string>> = {
    'cities.json': `{ ${profile}, "fields": [{ "name": "c", "type": "string" }], "foreignKeys": [{ "fields": ["c"], "reference": { "resource": "countries", "fields": ["cod"] } }] }`,
    'countries.json': `{ ${profile}, "fields": [{ "name": "code", "type": "string" }], "primaryKey": ["code"] }`,
  };
  const text = packageJson(
    '{ "name": "cities", "path": "a.csv", "schema": "cities.json" }, { "name": "countries", "path": "c.csv", "schema": "countries.json" }',
  );
  const document = (path: string) => parseMetadata({ name: path, text: files[path] ?? '' });

  test('the package tells at the path what it makes wrong, with the place in the other file', () => {
    const found = checkMetadata(parseMetadata({ name: 'datapackage.json', text }), {
      ...nowhere,
      document,
    }).filter(({ code }) => code === 'datapackage/unknown-field');
    expect(found).toMatchObject([
      {
        offset: text.indexOf('"cities.json"'),
        length: '"cities.json"'.length,
        related: [{ file: 'cities.json', offset: files['cities.json']?.indexOf('"cod"'), length: 5 }],
      },
    ]);
    expect(found[0]?.fixes).toBeUndefined();
  });

  test('the file alone does not know the package, and says nothing of other tables', () => {
    expect(checkMetadata(document('cities.json'), nowhere)).toEqual([]);
  });
});

describe('a hostile package', () => {
  test('fifty thousand fields with as many keys take one pass', () => {
    const count = 50_000;
    const fields = Array.from({ length: count }, (_, index) => ({ name: `f${index}`, type: 'string' }));
    const keys = fields.map(({ name }) => ({ fields: [name], reference: { fields: [name] } }));
    const text = packageJson(
      `{ "name": "a", "path": "a.csv", "schema": ${JSON.stringify({ fields, primaryKey: fields.map(({ name }) => name).reverse(), foreignKeys: keys })} }`,
    );
    const found = checkMetadata(parseMetadata({ name: 'datapackage.json', text }), nowhere);
    expect(found.some(({ code }) => code === 'datapackage/foreign-key-to-no-key')).toBe(true);
  });
});

describe('version 1.0', () => {
  const FIRST = 'https://datapackage.org/profiles/1.0/datapackage.json';
  const first = (schema: string) =>
    `{ "$schema": "${FIRST}", "name": "p", "resources": [{ "name": "a", "path": "a.csv", "schema": ${schema} }] }`;
  const findings = (text: string) =>
    checkMetadata(parseMetadata({ name: 'datapackage.json', text }), nowhere)
      .filter(({ severity }) => severity !== 'info')
      .map(({ code, severity, fixes }) => [code, severity, fixes?.[0]?.title]);

  test('keys may be one name', () => {
    const key = '{ "fields": "b", "reference": { "resource": "", "fields": "id" } }';
    expect(
      findings(
        first(`{ ${FIELDS}, "primaryKey": "id", "foreignKeys": [${key}] }`).replace('"string"', '"integer"'),
      ),
    ).toEqual([]);
  });

  test('a table refers to itself by the empty text', () => {
    const key = '{ "fields": "id", "reference": { "resource": "a", "fields": "id" } }';
    expect(findings(first(`{ ${FIELDS}, "primaryKey": "id", "foreignKeys": [${key}] }`))).toEqual([
      ['datapackage/self-reference', 'warning', 'Change to ""'],
    ]);
  });

  test('what version 2 added does nothing', () => {
    const field =
      '{ "name": "n", "type": "number", "constraints": { "exclusiveMinimum": 0 }, "categories": [1] }';
    expect(findings(first(`{ "fields": [${field}] }`))).toEqual([
      ['datapackage/unsupported-constraint', 'warning', undefined],
    ]);
  });

  test('names that differ in case are a warning, and a missing value may repeat', () => {
    const fields = '"fields": [{ "name": "A", "type": "string" }, { "name": "a", "type": "string" }]';
    expect(findings(first(`{ ${fields}, "missingValues": ["-", "-"] }`))).toEqual([
      ['datapackage/field-names-alike', 'warning', undefined],
      ['datapackage/duplicate-missing-value', 'warning', 'Remove this one'],
    ]);
  });
});
