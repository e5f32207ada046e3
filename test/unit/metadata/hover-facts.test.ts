import { describe, expect, test } from 'vitest';
import { codeSpan, plainText } from '#core/metadata/hover/markdown.ts';
import { describeAt } from '#core/metadata/hover.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { withCursor } from './marks.ts';
import { folder } from './people.ts';
import { packageJson, packageYaml } from './samples.ts';

const JSON_NAME = 'datapackage.json';

function hover(text: string, surroundings: Surroundings = folder, name = JSON_NAME): string {
  const { document, offset } = withCursor(name, text);
  return describeAt(document, offset, surroundings)?.markdown ?? '';
}

const people = (members: string) =>
  packageJson(
    `{ "name": "people", "path": "data/people.csv", ${members} }, { "name": "towns", "title": "All towns", "path": "data/towns.csv", "schema": "schema/towns.json" }`,
  );
const schema = (members: string) => people(`"schema": { ${members} }`);
const born = (type: string) => schema(`"fields": [{ "name": "bo‸rn", "type": "${type}" }]`);

describe('a field', () => {
  test('tells what was found in its column, behind what the standard says', () => {
    expect(hover(schema('"fields": [{ "name": "i‸d", "type": "integer" }]'))).toBe(
      [
        '**name** (text, required)',
        'The name of the column, unique in the schema.',
        '[Specification](https://datapackage.org/standard/table-schema/#name)',
        '---',
        '**In `data/people.csv`** (all rows)\n\n' +
          '- type `integer`, as the field says\n' +
          '- no missing values, 200 different values\n' +
          '- from `1` to `200`\n' +
          '- for example `1`, `2`, `3`',
      ].join('\n\n'),
    );
  });

  test.each([
    ['date', 'type `date` with the format `%d/%m/%Y`, as the field says'],
    ['string', '; the field says `string`, which takes such values'],
    ['integer', '**but the field says `integer`**'],
  ])('says whether a declared %s agrees', (type, expected) => {
    expect(hover(born(type))).toContain(expected);
  });

  test('says what facts rest on', () => {
    expect(hover(born('date'))).toContain('(first rows)');
    expect(hover(born('date'))).toContain('- 3 missing values');
  });

  test('shows values as they are and nothing else', () => {
    expect(hover(schema('"fields": [{ "name": "na‸me" }]'))).toContain('for example ``Ada `x` <b>``, `Bob`');
  });

  test.each([
    ['on its key', schema('"fields": [{ "na‸me": "id" }]')],
    ['on its type', schema('"fields": [{ "name": "id", "type": "int‸eger" }]')],
    [
      'on a bound',
      schema('"fields": [{ "name": "id", "type": "integer", "constraints": { "mini‸mum": 1 } }]'),
    ],
  ])('tells them %s', (_, text) => {
    expect(hover(text)).toContain('from `1` to `200`');
  });

  test('in YAML', () => {
    const text = packageYaml('- path: data/people.csv\n  schema:\n    fields:\n      - name: i‸d');
    expect(hover(text, folder, 'datapackage.yaml')).toContain('from `1` to `200`');
  });

  test('without what nobody knows', () => {
    expect(hover(schema('"fields": [{ "name": "i‸d" }]'), nowhere)).not.toContain('---');
    expect(hover(schema('"fields": [{ "name": "other‸" }]'))).not.toContain('---');
  });
});

describe('a resource', () => {
  const facts =
    '**`data/people.csv`**: 200 rows, 4 columns, 12.3 kB, CSV, separated by `;`, windows-1252\n\n' +
    'Columns: `id` integer, `name` string, `born` date, `town_id` integer';

  test.each(['name', 'path', 'schema'])('tells what is known of its file, on "%s"', (key) => {
    const text = packageJson('{ "name": "people", "path": "data/people.csv", "schema": {} }');
    expect(hover(text.replace(`"${key}"`, `"‸${key}"`))).toContain(facts);
  });

  test('says how sure a number of rows is', () => {
    const guessed: Surroundings = {
      ...nowhere,
      data: () => ({ format: 'csv', bytes: 1, columns: [], rows: { count: 12_000, exact: false } }),
    };
    expect(hover(packageJson('{ "path": "‸a.csv" }'), guessed)).toContain('about 12,000 rows');
  });

  test('says when its file is not there', () => {
    const empty: Surroundings = { ...nowhere, file: () => ({ kind: 'missing' }) };
    expect(hover(packageJson('{ "path": "‸a.csv" }'), empty)).toContain('there is no such file');
  });

  test('tells its size in words', () => {
    expect(hover(people('"bytes": 12‸345'), nowhere)).toContain('12.3 kB');
  });
});

describe('a name', () => {
  test.each([
    [
      'of a key',
      schema('"fields": [{ "name": "id", "type": "integer", "title": "Number *1*" }], "primaryKey": ["i‸d"]'),
      '**id** (field, integer) of `people`\n\nNumber \\*1\\*\n\n**In `data/people.csv`** (all rows)',
    ],
    [
      'of a unique key',
      schema('"fields": [{ "name": "id" }], "uniqueKeys": [["i‸d"]]'),
      '**id** (field without a type)',
    ],
    [
      'of a foreign key',
      schema('"foreignKeys": [{ "fields": ["town‸_id"] }]'),
      '**town\\_id** (column that is no field yet)',
    ],
    [
      'of a field elsewhere',
      schema('"foreignKeys": [{ "reference": { "resource": "towns", "fields": ["i‸d"] } }]'),
      '**id** (field, integer) of `towns`',
    ],
    [
      'of a resource',
      schema('"foreignKeys": [{ "reference": { "resource": "to‸wns" } }]'),
      '**towns** (resource)\n\nAll towns',
    ],
  ])('%s tells what it stands for', (_, text, expected) => {
    expect(hover(text)).toContain(expected);
  });

  test('of nothing is explained as what it should be', () => {
    expect(hover(schema('"foreignKeys": [{ "reference": { "resource": "x‸" } }]'))).toContain(
      '**resource** (text)',
    );
  });
});

test.each([
  ['a licence', '{ "licenses": [{ "name": "cc0‸-1.0" }] }', '**CC0 1.0 Universal**'],
  [
    'a licence links to its text',
    '{ "licenses": [{ "name": "CC0‸-1.0" }] }',
    '(https://creativecommons.org/publicdomain/zero/1.0/)',
  ],
  ['a media type', packageJson('{ "mediatype": "text‸/csv" }'), '**CSV**'],
  ['a format', packageJson('{ "format": "par‸quet" }'), '**Apache Parquet**'],
  ['an encoding', packageJson('{ "encoding": "latin‸1" }'), 'Western European'],
  [
    'a role',
    packageJson('{}').replace('{ ', '{ "contributors": [{ "roles": ["crea‸tor"] }], '),
    '**creator**: Created',
  ],
  [
    'a profile',
    '{ "$schema": "https://datapackage.org/profiles/2.0‸/datapackage.json" }',
    '**Data Package 2.0**',
  ],
  [
    'a profile of its own',
    '{ "$schema": "https://example.org‸/p.json" }',
    'A profile of its own: `https://example.org/p.json`',
  ],
])('explains %s', (_, text, expected) => {
  expect(hover(text, nowhere)).toContain(expected);
});

describe('texts of strangers', () => {
  test.each([
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['a\nb\tc\u0000', '`a\\nb\\tc\uFFFD`'],
    ['x'.repeat(100), `\`${'x'.repeat(60)}…\``],
    ['', '`  `'],
  ])('%j is the code %s', (value, expected) => {
    expect(codeSpan(value)).toBe(expected);
  });

  test.each([
    ['a *b* [c](d)', 'a \\*b\\* \\[c\\](d)'],
    ['<img src=x>', '\\<img src=x\\>'],
    ['see https://example.org', 'see https:\\//example.org'],
    ['  two\n\nlines ', 'two lines'],
  ])('%j is the text %s', (value, expected) => {
    expect(plainText(value)).toBe(expected);
  });
});

describe('licences and sources of the package', () => {
  const LICENSES =
    '"licenses": [{ "name": "CC-BY-4.0", "title": "x" }, { "path": "https://a.example/terms" }]';
  const SOURCES = '"sources": [{ "title": "The *old* atlas" }]';
  const pack = (resource: string) =>
    `{ ${LICENSES}, ${SOURCES}, "resources": [{ "name": "tow‸ns", "path": "x.csv"${resource} }] }`;

  test('count for a resource that has none of its own', () => {
    const text = hover(pack(''));
    expect(text).toContain('Licenses: CC-BY-4.0, https:');
    expect(text).toContain('Sources: The \\*old\\* atlas (those of the package');
  });

  test.each(['licenses', 'sources'])('do not count where it has %s', (key) => {
    const text = hover(pack(`, "${key}": []`));
    expect(text.includes('Licenses: ')).toBe(key !== 'licenses');
    expect(text.includes('Sources: ')).toBe(key !== 'sources');
  });

  test('are told of in YAML, too', () => {
    const text = 'licenses:\n  - name: CC0-1.0\nresources:\n  - name: tow‸ns\n    path: x.csv\n';
    expect(hover(text, folder, 'datapackage.yaml')).toContain('Licenses: CC0');
    expect(hover('name: tow‸ns\npath: x.csv\n', folder, 'dataresource.yaml')).not.toContain('Licenses');
  });
});
