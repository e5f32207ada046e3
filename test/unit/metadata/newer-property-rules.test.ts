import { expect, test } from 'vitest';
import { withFixes } from '#core/metadata/actions/more-fixes.ts';
import { checkMetadata } from '#core/metadata/check.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import { applyEdits } from './marks.ts';
import { describeNotFound, describeRule } from './twins.ts';

const HEAD = '"profile": "data-package"';
const json = (resource: string, more = '') => `{ ${HEAD}, ${more}"resources": [${resource}] }`;
const yaml = (resource: string, more = '') => `profile: data-package\n${more}resources:\n${resource}`;
const PLAIN = '{ "name": "a", "path": "a.csv" }';
const PLAIN_YAML = '  - name: a\n    path: a.csv\n';

describeRule('datapackage/property-of-version-2', [
  {
    when: 'fields of version 1 have categories and missing values',
    severity: 'info',
    json: json(
      '{ "name": "a", "path": "a.csv", "schema": { "fields": [{ "name": "a", "type": "string", «"categories"»: ["x"] }, { "name": "b", "type": "string", "missingValues": ["-"] }] } }',
    ),
    yaml: yaml(
      '  - name: a\n    path: a.csv\n    schema:\n      fields:\n        - {name: a, type: string, «categories»: [x]}\n        - {name: b, type: string, missingValues: ["-"]}\n',
    ),
  },
  {
    when: 'a schema of version 1 says how fields match',
    json: json(
      '{ "name": "a", "path": "a.csv", "schema": { «"fieldsMatch"»: "subset", "fields": [{ "name": "a", "type": "string" }] } }',
    ),
    yaml: yaml(
      '  - name: a\n    path: a.csv\n    schema:\n      «fieldsMatch»: subset\n      fields:\n        - {name: a, type: string}\n',
    ),
  },
  {
    when: 'a contributor has roles and a source a version',
    json: json(
      PLAIN,
      '"contributors": [{ "title": "Ada", «"roles"»: ["creator"] }], "sources": [{ "title": "x", "version": "1" }], ',
    ),
    yaml: yaml(
      PLAIN_YAML,
      'contributors: [{title: Ada, «roles»: [creator]}]\nsources: [{title: x, version: "1"}]\n',
    ),
  },
  {
    when: 'a dialect of version 1 has rows',
    json: json('{ "name": "a", "path": "a.csv", "dialect": { «"headerRows"»: [1, 2] } }'),
    yaml: yaml('  - name: a\n    path: a.csv\n    dialect: {«headerRows»: [1, 2]}\n'),
  },
]);

describeNotFound('datapackage/property-of-version-2', [
  {
    when: 'who writes for both versions says both',
    json: json(PLAIN, '"contributors": [{ "title": "Ada", "role": "author", "roles": ["author"] }], '),
    yaml: yaml(PLAIN_YAML, 'contributors: [{title: Ada, role: author, roles: [author]}]\n'),
  },
  {
    when: 'a schema of its own does not say its version',
    json: '{ "fieldsMatch": "subset", "fields": [{ "name": "a", "type": "string" }] }',
    yaml: 'fieldsMatch: subset\nfields:\n  - {name: a, type: string}\n',
    names: ['a.tableschema.json', 'a.tableschema.yaml'],
  },
]);

test.each([
  ['categories', '{ "name": "a", "type": "string", "categories": ["x"] }', 'property-of-version-2'],
  ['a list', '{ "name": "a", "type": "list" }', 'unknown-field-type'],
  [
    'a bound',
    '{ "name": "a", "type": "integer", "constraints": { "exclusiveMinimum": 0 } }',
    'unsupported-constraint',
  ],
  [
    'labels',
    '{ "name": "a", "type": "string" }], "missingValues": [{ "value": "-", "label": "none" }',
    'wrong-type',
  ],
])('%s of version 2 are told once, and right after the upgrade', (_, field, code) => {
  const text = json(`{ "name": "a", "path": "a.csv", "schema": { "fields": [${field}] } }`);
  const document = parseMetadata({ name: 'datapackage.json', text });
  const isNewer = (each: { message: string }) => each.message.includes('version 2 of the standard');
  const found = checkMetadata(document, nowhere).filter(isNewer);
  expect(found.map((each) => each.code)).toEqual([`datapackage/${code}`]);
  const fix = withFixes(document, found, nowhere)[0]?.fixes?.find(({ title }) => title.startsWith('Upgrade'));
  const after = parseMetadata({ name: 'datapackage.json', text: applyEdits(text, fix?.edits ?? []) });
  expect(after.version).toBe('2.0');
  expect(checkMetadata(after, nowhere).filter(({ severity }) => severity !== 'info')).toEqual([]);
});
