import { describe, expect, test } from 'vitest';
import { findings } from './marks.ts';
import { packageJson, packageYaml, tableJson } from './samples.ts';
import { describeRule } from './twins.ts';

describeRule('datapackage/misspelt-property', [
  {
    when: 'a property that is needed is misspelt: that is all',
    severity: 'error',
    json: packageJson('{ «"nmae"»: "a", "path": "a.csv" }'),
    yaml: packageYaml('- «nmae»: a\n  path: a.csv'),
    fix: { json: ['nmae', 'name'], yaml: ['nmae', 'name'] },
  },
  {
    when: 'a resource has no data because the name is misspelt',
    severity: 'error',
    json: packageJson('{ "name": "a", «"paht"»: "a.csv" }'),
    yaml: packageYaml('- name: a\n  «dta»: []'),
    fix: { json: ['paht', 'path'], yaml: ['dta', 'data'] },
  },
  {
    when: 'a table has its schema under another name',
    severity: 'warning',
    json: packageJson('{ "name": "a", "path": "a.csv", "type": "table", «"shema"»: { "fields": [] } }'),
    yaml: packageYaml('- name: a\n  path: a.csv\n  type: table\n  «shema»: {fields: []}'),
    fix: { json: ['shema', 'schema'], yaml: ['shema', 'schema'] },
  },
  {
    when: 'nothing needs it',
    severity: 'warning',
    json: packageJson('{ "name": "a", "path": "a.csv", «"descripton"»: "A" }'),
    yaml: packageYaml('- name: a\n  path: a.csv\n  «descripton»: A'),
    fix: { json: ['descripton', 'description'], yaml: ['descripton', 'description'] },
  },
]);

describe('what is told in place of a property that is missing', () => {
  test('of several that are misspelt, each by itself', () => {
    const key = '{ "feilds": ["a"], "refrence": { "fields": ["a"] } }';
    const schema = `{ "fields": [{ "name": "a", "type": "any" }], "foreignKeys": [${key}] }`;
    expect(findings('datapackage.json', tableJson(schema))).toEqual([
      'datapackage/misspelt-property «"feilds"»',
      'datapackage/misspelt-property «"refrence"»',
    ]);
  });

  test('nothing else where the object has nothing like it', () => {
    expect(findings('datapackage.json', packageJson('{ "title": "a", "path": "a.csv" }'))).toEqual([
      'datapackage/missing-property «{»',
    ]);
  });

  test('a licence with neither of its names', () => {
    const text = '{ "licenses": [{ "nmae": "MIT" }], "resources": [{ "name": "a", "path": "a.csv" }] }';
    expect(findings('datapackage.json', text)).toEqual(['datapackage/misspelt-property «"nmae"»']);
  });
});
