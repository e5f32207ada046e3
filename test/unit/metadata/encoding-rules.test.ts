import { expect, test } from 'vitest';
import type { Surroundings } from '#core/metadata/surroundings.ts';
import { ENCODINGS, encodingByName } from '#core/metadata/terms/encodings.ts';
import { packageJson, packageYaml } from './samples.ts';
import { describeNotFound, describeRule } from './twins.ts';

function json(members: string, path = 'a.csv'): string {
  return packageJson(`{ "name": "a", "path": "${path}"${members} }`);
}

function yaml(members: string, path = 'a.csv'): string {
  return packageYaml(`- name: a\n  path: ${path}${members}`);
}

/** A CSV file in an encoding. */
function found(name: string, bom = false): Partial<Surroundings> {
  return { data: () => ({ format: 'csv', bytes: 4, columns: [], encoding: { name, bom } }) };
}

describeRule('datapackage/unknown-encoding', [
  {
    when: 'an encoding is misspelt',
    severity: 'warning',
    json: json(', "encoding": «"utf-88"»'),
    yaml: yaml('\n  encoding: «utf-88»'),
    fix: { json: ['utf-88', 'utf-8'], yaml: ['utf-88', 'utf-8'] },
  },
  {
    when: 'an encoding is one of Python alone',
    json: json(', "encoding": «"utf-8-sig"»'),
    yaml: yaml('\n  encoding: «utf-8-sig»'),
    fix: { json: ['utf-8-sig', 'utf-8'], yaml: ['utf-8-sig', 'utf-8'] },
  },
  {
    when: 'an encoding is a word',
    json: json(', "encoding": «"whatever it was"»'),
    yaml: yaml('\n  encoding: «whatever it was»'),
  },
]);

describeRule('datapackage/encoding-form', [
  {
    when: 'an encoding has one of its other names',
    severity: 'info',
    json: json(', "encoding": «"latin1"»'),
    yaml: yaml('\n  encoding: «latin1»'),
    fix: { json: ['latin1', 'ISO-8859-1'], yaml: ['latin1', 'ISO-8859-1'] },
  },
]);

describeNotFound(
  'datapackage/encoding-form',
  ['utf-8', 'UTF-8', 'iso-8859-1', 'Shift_JIS', 'windows-1252'].map((name) => ({
    when: `the encoding is ${name}`,
    json: json(`, "encoding": "${name}"`),
    yaml: yaml(`\n  encoding: ${name}`),
  })),
);

describeRule('datapackage/encoding-without-text', [
  {
    when: 'the file is Parquet',
    severity: 'info',
    json: json(', «"encoding"»: "utf-8"', 'a.parquet'),
    yaml: yaml('\n  «encoding»: utf-8', 'a.parquet'),
    fix: { json: [', "encoding": "utf-8"', ''], yaml: ['\n    encoding: utf-8', ''] },
  },
]);

describeNotFound('datapackage/encoding-without-text', [
  {
    when: 'the file is compressed text',
    json: json(', "encoding": "utf-8"', 'a.csv.gz'),
    yaml: yaml('\n  format: csv\n  encoding: utf-8', 'a.zip'),
  },
]);

describeRule('datapackage/wrong-encoding', [
  {
    when: 'the file is not UTF-8',
    severity: 'error',
    around: found('windows-1252'),
    json: json(', "encoding": «"utf-8"»'),
    yaml: yaml('\n  encoding: «utf-8»'),
    fix: { json: ['utf-8', 'windows-1252'], yaml: ['utf-8', 'windows-1252'] },
  },
  {
    when: 'the file is UTF-16',
    around: found('utf-16le', true),
    json: json(', "encoding": «"windows-1252"»'),
    yaml: yaml('\n  encoding: «windows-1252»'),
    fix: { json: ['windows-1252', 'UTF-16LE'], yaml: ['windows-1252', 'UTF-16LE'] },
  },
  {
    when: 'the file has the byte order mark of UTF-8',
    around: found('utf-8', true),
    json: json(', "encoding": «"ISO-8859-1"»'),
    yaml: yaml('\n  encoding: «ISO-8859-1»'),
    // The mark is the next thing to tell then.
    fix: { json: ['ISO-8859-1', 'utf-8'], yaml: ['ISO-8859-1', 'utf-8'] },
  },
]);

describeNotFound('datapackage/wrong-encoding', [
  {
    when: 'ASCII is looked at, which is the same in most encodings',
    around: found('utf-8'),
    json: json(', "encoding": "ISO-8859-1"'),
    yaml: yaml('\n  encoding: windows-1250'),
  },
  {
    when: 'the byte order is not declared',
    around: found('utf-16le', true),
    json: json(', "encoding": "utf-16"'),
    yaml: yaml('\n  encoding: UTF-16LE'),
  },
  {
    when: 'two encodings of one byte cannot be told apart',
    around: found('windows-1252'),
    json: json(', "encoding": "ISO-8859-2"'),
    yaml: yaml('\n  encoding: macintosh'),
  },
]);

describeRule('datapackage/missing-encoding', [
  {
    when: 'the file is not UTF-8 and nothing says so',
    severity: 'warning',
    around: found('windows-1252'),
    json: packageJson('{ "name": "a", "path": «"a.csv"» }'),
    yaml: packageYaml('- name: a\n  path: «a.csv»'),
    fix: {
      json: ['"path": "a.csv"', '"path": "a.csv", "encoding": "windows-1252"'],
      yaml: ['path: a.csv', 'path: a.csv\n    encoding: windows-1252'],
    },
  },
  {
    when: 'version 1 demands it of tables',
    severity: 'error',
    around: found('windows-1252'),
    json: '{ "resources": [{ "name": "a", "path": «"a.csv"», "profile": "tabular-data-resource", "schema": { "fields": [] } }] }',
    yaml: 'resources:\n  - name: a\n    path: «a.csv»\n    profile: tabular-data-resource\n    schema: {fields: []}\n',
    fix: {
      json: ['"a.csv"', '"a.csv", "encoding": "windows-1252"'],
      yaml: ['a.csv', 'a.csv\n    encoding: windows-1252'],
    },
  },
]);

describeRule('datapackage/data-byte-order-mark', [
  {
    when: 'a file starts with one',
    severity: 'warning',
    around: found('utf-8', true),
    json: packageJson('{ "name": "a", "path": «"a.csv"» }'),
    yaml: packageYaml('- name: a\n  path: «a.csv»\n  encoding: UTF-8'),
  },
]);

test('encodings and their other names are listed once', () => {
  const names = ENCODINGS.flatMap(({ name, aliases }) => [name.toLowerCase(), ...aliases]);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(names.filter((name) => name !== name.toLowerCase() || name === '')).toEqual([]);
  expect(encodingByName('LATIN1')?.name).toBe('ISO-8859-1');
  expect(encodingByName('constructor')).toBeUndefined();
});
