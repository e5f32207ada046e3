import { expect, test } from 'vitest';
import { checkMetadata } from '#core/metadata/check.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { packageJson, packageYaml } from './samples.ts';
import { describeNotFound, describeRule } from './twins.ts';

/** One file beside the package. */
function beside(path: string, text: string): Partial<Surroundings> {
  const document = parseMetadata({ name: path, text });
  return { document: (asked) => (asked === path ? document : undefined) };
}

const JSON_SCHEMA = packageJson(
  '{ "name": "a", "path": "a.csv", "schema": «"people.json"», "type": "table" }',
);
const YAML_SCHEMA = packageYaml('- name: a\n  path: a.csv\n  schema: «people.json»\n  type: table');
const JSON_DIALECT = packageJson(
  '{ "name": "a", "path": "a.csv", "schema": { "fields": [] }, "dialect": «"d.json"», "type": "table" }',
);
const YAML_DIALECT = packageYaml(
  '- name: a\n  path: a.csv\n  schema: {fields: []}\n  dialect: «d.json»\n  type: table',
);

describeRule(
  'datapackage/unusable-schema',
  [
    ['is not JSON', '{ "fields": ['],
    ['is a list', '[]'],
    ['is a package', '{ "resources": [] }'],
    ['has no fields', '{ "title": "People" }'],
    [
      'has errors',
      '{ "fields": [{ "name": "id", "type": "intger" }, { "name": "b" }], "primaryKey": ["x"] }',
    ],
    ['has a key over no field', '{ "fields": [{ "name": "id" }], "primaryKey": ["x"] }'],
  ].map(([what = '', text = '']) => ({
    when: `the file ${what}`,
    severity: 'error' as const,
    around: beside('people.json', text),
    json: JSON_SCHEMA,
    yaml: YAML_SCHEMA,
  })),
);

describeRule('datapackage/unusable-dialect', [
  {
    when: 'the file has errors',
    severity: 'error',
    around: beside('d.json', '{ "header": 1 }'),
    json: JSON_DIALECT,
    yaml: YAML_DIALECT,
  },
  {
    when: 'the file is a schema',
    around: beside('d.json', '{ "fields": [{ "name": "id", "type": "integer" }] }'),
    json: JSON_DIALECT,
    yaml: YAML_DIALECT,
  },
]);

const plain = (text: string) => text.replace(/[«»]/g, '');

describeNotFound('datapackage/unusable-schema', [
  {
    when: 'the file has warnings only, and what version 2 allows',
    around: beside('people.json', '{ "fields": [{ "name": "id", "type": "list" }], "titel": "People" }'),
    json: plain(JSON_SCHEMA),
    yaml: plain(YAML_SCHEMA),
  },
  { when: 'nobody has read the file', json: plain(JSON_SCHEMA), yaml: plain(YAML_SCHEMA) },
]);

test('the errors of the other file are told with their places in it', () => {
  const text = '{ "fields": [{ "name": "id", "type": "intger" }], "primaryKey": ["x"] }';
  const problems = checkMetadata(parseMetadata({ name: 'datapackage.json', text: plain(JSON_SCHEMA) }), {
    ...nowhere,
    ...beside('people.json', text),
  });
  const unusable = problems.find(({ code }) => code === 'datapackage/unusable-schema');
  expect(unusable?.message).toMatch(
    /^The schema "people\.json" cannot be used as it is\. It has 2 errors, first: /,
  );
  expect(
    unusable?.related?.map(({ file, offset, length }) => [file, text.slice(offset, offset + length)]),
  ).toEqual([
    ['people.json', '"intger"'],
    ['people.json', '"x"'],
  ]);
});

test('a schema that two resources share is named at each of them', () => {
  const resources = ['a', 'b'].map(
    (name) => `{ "name": "${name}", "path": "a.csv", "schema": "people.json" }`,
  );
  const descriptor = parseMetadata({ name: 'datapackage.json', text: packageJson(resources.join(',')) });
  const problems = checkMetadata(descriptor, { ...nowhere, ...beside('people.json', '{}') });
  const unusable = problems.filter(({ code }) => code === 'datapackage/unusable-schema');
  expect(unusable.map(({ pointer }) => pointer)).toEqual(['/resources/0/schema', '/resources/1/schema']);
});

test('a file that changed is judged anew', () => {
  const descriptor = parseMetadata({ name: 'datapackage.json', text: plain(JSON_SCHEMA) });
  const codes = ['{}', '{ "fields": [] }', '{}'].map((text) =>
    checkMetadata(descriptor, { ...nowhere, ...beside('people.json', text) })
      .map(({ code }) => code)
      .filter((code) => code === 'datapackage/unusable-schema'),
  );
  expect(codes).toEqual([['datapackage/unusable-schema'], [], ['datapackage/unusable-schema']]);
});
