import { packageJson, packageYaml } from './samples.ts';
import { describeNotFound, describeRule } from './twins.ts';

describeRule('datapackage/type-not-stated', [
  {
    when: 'a resource has a schema',
    severity: 'info',
    json: packageJson('{ "name": "a", "path": "a.csv", «"schema"»: { "fields": [] } }'),
    yaml: packageYaml('- name: a\n  path: a.csv # the file\n  «schema»:\n    fields: []'),
    fix: {
      json: ['"path": "a.csv", ', '"path": "a.csv", "type": "table", '],
      yaml: ['a.csv # the file\n', 'a.csv # the file\n    type: table\n'],
    },
  },
  {
    when: 'two resources have a dialect',
    json: packageJson(
      '{ "name": "a", "path": "a.csv", «"dialect"»: "d.json" }, { "name": "b", "path": "b.csv", "dialect": "d.json" }',
    ),
    yaml: packageYaml(
      '- name: a\n  path: a.csv\n  «dialect»: d.json\n- name: b\n  path: b.csv\n  dialect: d.json',
    ),
    fix: {
      json: [
        '"a.csv", "dialect": "d.json" }, { "name": "b", "path": "b.csv", ',
        '"a.csv", "type": "table", "dialect": "d.json" }, { "name": "b", "path": "b.csv", "type": "table", ',
      ],
      yaml: [
        'a.csv\n    dialect: d.json\n  - name: b\n    path: b.csv\n',
        'a.csv\n    type: table\n    dialect: d.json\n  - name: b\n    path: b.csv\n    type: table\n',
      ],
    },
  },
]);

describeNotFound('datapackage/type-not-stated', [
  {
    when: 'the package is of version 1',
    json: '{ "resources": [{ "name": "a", "path": "a.csv", "schema": { "fields": [] } }] }',
    yaml: 'resources:\n  - name: a\n    path: a.csv\n    schema: {fields: []}\n',
  },
]);

describeRule('datapackage/table-without-schema', [
  {
    when: 'a table has no schema',
    severity: 'warning',
    json: packageJson('«{» "name": "a", "path": "a.csv", "type": "table" }'),
    yaml: packageYaml('- «name»: a\n  path: a.csv\n  type: table'),
  },
]);

describeRule('datapackage/not-csv', [
  {
    when: 'a table of version 1 is an Excel file',
    severity: 'warning',
    json: '{ "resources": [{ "name": "a", "path": «"a.xlsx"», "profile": "tabular-data-resource", "schema": { "fields": [] } }] }',
    yaml: 'resources:\n  - name: a\n    path: [«a.xlsx», b.xlsx]\n    profile: tabular-data-resource\n    schema: {fields: []}\n',
  },
]);

describeNotFound('datapackage/not-csv', [
  {
    when: 'the file is text or unknown, or compressed CSV',
    json: '{ "resources": [{ "name": "a", "path": "c.csv.gz", "profile": "tabular-data-resource", "schema": { "fields": [] } }] }',
    yaml: 'resources:\n  - name: a\n    path: a.dat\n    profile: tabular-data-resource\n    schema: {fields: []}\n',
  },
]);
