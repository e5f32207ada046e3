import { describe, expect, test } from 'vitest';
import { describeTerm } from '#core/metadata/hover/describe-term.ts';
import { chosen, complete, item, labels } from './completing.ts';
import { packageJson } from './samples.ts';

const JSON_NAME = 'datapackage.json';
const YAML_NAME = 'datapackage.yaml';
const PROFILE = 'https://datapackage.org/profiles/2.0/datapackage.json';

describe('licences', () => {
  const CC0 = {
    name: 'CC0-1.0',
    title: 'CC0 1.0 Universal',
    path: 'https://creativecommons.org/publicdomain/zero/1.0/',
  };

  const entry = `{
      "name": "${CC0.name}",
      "title": "${CC0.title}",
      "path": "${CC0.path}"
    }`;

  test.each([
    ['‸', entry],
    ['"CC‸"', entry],
    ['{ "name": "CC‸" }', '{ "name": "CC0-1.0" }'],
  ])(
    'are written with name, title and path, or by their name where an entry is begun: %s',
    (typed, written) => {
      const text = (item: string) => `{\n  "licenses": [\n    ${item}\n  ]\n}`;
      expect(chosen(JSON_NAME, text(typed), 'CC0-1.0')).toBe(text(written));
    },
  );

  test.each([
    [
      'licenses:\n  - ‸',
      `licenses:\n  - name: ${CC0.name}\n    title: CC0 1.0 Universal\n    path: ${CC0.path}`,
    ],
    ['licenses: ‸', `licenses:\n  - name: ${CC0.name}\n    title: CC0 1.0 Universal\n    path: ${CC0.path}`],
    ['licenses:\n  - name: CC‸', 'licenses:\n  - name: CC0-1.0'],
  ])('in YAML: %j', (text, expected) => {
    expect(chosen(YAML_NAME, text, 'CC0-1.0')).toBe(expected);
  });

  test('those made for data come first, others when they are typed', () => {
    const { items, isComplete } = complete(JSON_NAME, '{ "licenses": [{ "name": "‸" }] }');
    expect(items.slice(0, 3).map(({ label }) => label)).toEqual(['CC0-1.0', 'CC-BY-4.0', 'CC-BY-SA-4.0']);
    expect(isComplete).toBe(false);
    expect(labels(JSON_NAME, '{ "licenses": [{ "name": "zl‸" }] }')[0]).toBe('Zlib');
    expect(labels(JSON_NAME, '{ "licenses": [{ "name": "open database‸" }] }')[0]).toBe('ODbL-1.0');
  });

  test('their meaning waits until somebody looks', () => {
    const { about, documentation } = item(JSON_NAME, '{ "licenses": [‸] }', 'ODbL-1.0');
    expect(documentation).toBeUndefined();
    expect(about && describeTerm(about)).toContain('(https://opendatacommons.org/licenses/odbl/1-0/)');
  });
});

test.each([
  [
    'media types, that of the file first',
    packageJson('{ "path": "a.parquet", "mediatype": "‸" }'),
    ['application/vnd.apache.parquet', 'text/csv'],
  ],
  ['formats, that of the file first', packageJson('{ "path": "a.json", "format": "‸" }'), ['json', 'csv']],
  ['encodings', packageJson('{ "encoding": "‸" }'), ['utf-8']],
  [
    'roles of version 2',
    `{ "$schema": "${PROFILE}", "contributors": [{ "roles": [‸] }] }`,
    ['creator', 'contact'],
  ],
  ['roles of version 1', '{ "contributors": [{ "role": "‸" }] }', ['author', 'publisher']],
  ['profiles', '{ "$schema": "‸" }', [PROFILE, PROFILE.replace('2.0', '1.0')]],
  [
    'profiles of version 1',
    '{ "profile": "‸" }',
    ['data-package', 'tabular-data-package', 'fiscal-data-package'],
  ],
  ['how fields match', packageJson('{ "schema": { "fieldsMatch": "‸" } }'), ['exact', 'equal', 'subset']],
  [
    'patterns of dates',
    packageJson('{ "schema": { "fields": [{ "type": "date", "format": "%d‸" }] } }'),
    ['default', '%d/%m/%Y'],
  ],
])('offers %s', (_, text, first) => {
  expect(labels(JSON_NAME, text).slice(0, first.length)).toEqual(first);
});

describe('entries to fill in', () => {
  test.each([
    [
      'an empty text',
      '‸',
      'data package',
      `{
  "$schema": "${PROFILE}",
  "name": "‸",
  "title": "‸",
  "resources": [
    {
      "name": "‸",
      "path": "‸",
      "type": "table",
      "schema": {
        "fields": [
          { "name": "‸", "type": "‸string" }
        ]
      }
    }
  ]
}`,
    ],
    [
      'a table',
      '{\n  "resources": [‸]\n}',
      'table',
      `{
  "resources": [
    {
      "profile": "tabular-data-resource",
      "name": "‸",
      "path": "‸",
      "schema": {
        "fields": [
          { "name": "‸", "type": "‸string" }
        ]
      }
    }
  ]
}`,
    ],
    [
      'a contributor',
      '{\n  "contributors": ‸\n}',
      'contributor',
      `{
  "contributors": [
    { "title": "‸", "role": "‸author" }
  ]
}`,
    ],
    [
      'a dialect',
      packageJson('{ "dialect": ‸ }'),
      'dialect',
      packageJson('{ "dialect": { "delimiter": "‸" } }'),
    ],
    [
      'a flag, the other way than it holds anyway',
      packageJson('{ "dialect": { ‸ } }'),
      'header',
      packageJson('{ "dialect": { "header": ‸false,true } }'),
    ],
    ['a type', packageJson('{ ‸ }'), 'type', packageJson('{ "type": "table" }')],
  ])('%s', (_, text, label, expected) => {
    expect(chosen(JSON_NAME, text, label)).toBe(expected);
  });

  test('a whole package in YAML', () => {
    expect(chosen(YAML_NAME, '‸', 'data package')).toBe(`$schema: ${PROFILE}
name: ‸
title: ‸
resources:
  - name: ‸
    path: ‸
    type: table
    schema:
      fields:
        - name: ‸
          type: ‸string`);
  });

  test.each([
    ['tableschema.json', 'table schema'],
    ['tabledialect.json', 'table dialect'],
    ['dataresource.yaml', 'data resource'],
  ])('a whole %s', (name, label) => {
    expect(labels(name, '‸')).toContain(label);
  });

  test('fields follow the layout that others have', () => {
    const text =
      '{\n  "resources": [{ "schema": { "fields": [\n    {\n      "name": "a"\n    },\n    ‸\n  ] } }]\n}';
    expect(chosen(JSON_NAME, text.replace('[{ "schema": {', '[\n{ "schema": {'), 'field')).toContain(
      '    {\n      "name": "‸",\n',
    );
  });
});

describe('what excludes what', () => {
  test.each([
    ['path and data', packageJson('{ "path": "a.csv", ‸ }'), 'data', false],
    [
      'quote and escape character',
      packageJson('{ "dialect": { "escapeChar": "x", ‸ } }'),
      'quoteChar',
      false,
    ],
    [
      'an order without categories',
      packageJson('{ "schema": { "fields": [{ "type": "string", ‸ }] } }'),
      'categoriesOrdered',
      false,
    ],
    [
      'an order with categories',
      packageJson('{ "schema": { "fields": [{ "type": "string", "categories": [], ‸ }] } }'),
      'categoriesOrdered',
      true,
    ],
    ['sheets in CSV', packageJson('{ "path": "a.csv", "dialect": { ‸ } }'), 'sheetName', false],
    ['sheets in Excel', packageJson('{ "path": "a.xlsx", "dialect": { ‸ } }'), 'sheetName', true],
    ['delimiters in Excel', packageJson('{ "path": "a.xlsx", "dialect": { ‸ } }'), 'delimiter', false],
    [
      'bounds of a text',
      packageJson('{ "schema": { "fields": [{ "type": "string", "constraints": { ‸ } }] } }'),
      'minimum',
      false,
    ],
    [
      'a type of version 2 in version 1',
      '{ "resources": [{ "schema": { "fields": [{ "type": "‸" }] } }] }',
      'list',
      false,
    ],
    ['roles in version 1', '{ "contributors": [{ ‸ }] }', 'roles', false],
    ['a role in version 2', `{ "$schema": "${PROFILE}", "contributors": [{ ‸ }] }`, 'role', false],
    ['unique keys in version 1', '{ "resources": [{ "schema": { ‸ } }] }', 'uniqueKeys', false],
  ])('%s', (_, text, label, isOffered) => {
    expect(labels(JSON_NAME, text).includes(label)).toBe(isOffered);
  });
});

test('everything that is offered is documented', () => {
  const places = [
    '‸',
    '{ "resources": [‸] }',
    packageJson('{ "name": "a", "schema": { "fields": [{ "name": "id" }], "primaryKey": [‸] } }'),
    packageJson('{ "dialect": { "delimiter": "‸" } }'),
    packageJson('{ "schema": { "fields": [{ "type": "date", "format": "‸" }] } }'),
  ];
  for (const place of places) {
    const { items } = complete(JSON_NAME, place);
    expect(items.length).toBeGreaterThan(0);
    for (const each of items) {
      expect(each.documentation ?? each.about, `${place} ${each.label}`).toBeDefined();
    }
  }
});
