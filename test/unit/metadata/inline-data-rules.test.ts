import { packageJson, packageYaml } from './samples.ts';
import { describeNotFound, describeRule } from './twins.ts';

describeRule('datapackage/inline-text-without-format', [
  {
    when: 'data is a text and nothing says of which format',
    severity: 'error',
    json: packageJson('{ "name": "a", "data": «"x,y\\n1,2"» }'),
    yaml: packageYaml('- name: a\n  data: «"x,y\\n1,2"»'),
  },
  {
    when: 'the text is long',
    json: packageJson(`{ "name": "a", «"data"»: "${'x,'.repeat(60)}" }`),
    yaml: packageYaml(`- name: a\n  «data»: |\n    ${'x,'.repeat(60)}`),
  },
]);

describeNotFound('datapackage/inline-text-without-format', [
  {
    when: 'a format or a media type is there',
    json: packageJson('{ "name": "a", "data": "x,y\\n1,2", "format": "csv" }'),
    yaml: packageYaml('- name: a\n  data: "x,y\\n1,2"\n  mediatype: text/csv'),
  },
]);

describeRule('datapackage/inline-rows', [
  {
    when: 'the data of a table is a text',
    severity: 'error',
    json: packageJson(
      '{ "name": "a", "type": "table", "schema": { "fields": [] }, "format": "csv", "data": «"x,y"» }',
    ),
    yaml: packageYaml('- name: a\n  type: table\n  schema: {fields: []}\n  format: csv\n  data: «"x,y"»'),
  },
  {
    when: 'the data of a table is an object',
    json: packageJson('{ "name": "a", "type": "table", "schema": { "fields": [] }, «"data"»: { "x": 1 } }'),
    yaml: packageYaml('- name: a\n  type: table\n  schema: {fields: []}\n  «data»:\n    x: 1'),
  },
  {
    when: 'a row is a list among objects',
    json: packageJson(
      '{ "name": "a", "type": "table", "schema": { "fields": [] }, "data": [{ "x": 1 }, «[»2], { "x": 3 }] }',
    ),
    yaml: packageYaml(
      '- name: a\n  type: table\n  schema: {fields: []}\n  data:\n    - {x: 1}\n    - «[»2]\n    - {x: 3}',
    ),
  },
  {
    when: 'the rows of a tabular package of version 1 are numbers',
    json: '{ "profile": "tabular-data-package", "resources": [{ "name": "a", "profile": "tabular-data-resource", "schema": { "fields": [] }, "data": [«1», 2] }] }',
    yaml: 'profile: tabular-data-package\nresources:\n  - name: a\n    profile: tabular-data-resource\n    schema: {fields: []}\n    data: [«1», 2]\n',
  },
]);

describeNotFound('datapackage/inline-rows', [
  {
    when: 'there is no row, or no table',
    json: packageJson('{ "name": "a", "type": "table", "schema": { "fields": [] }, "data": [] }'),
    yaml: packageYaml('- name: a\n  data: [1, {x: 1}, [2]]'),
  },
]);

describeRule('datapackage/large-inline-data', [
  {
    when: 'there is much data',
    severity: 'info',
    json: packageJson(`{ "name": "a", «"data"»: [${'[1000], '.repeat(20_000)}[1]] }`),
    yaml: packageYaml(`- name: a\n  «data»: [${'[1000], '.repeat(20_000)}[1]]`),
  },
]);
