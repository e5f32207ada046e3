import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { withFixes } from '#core/metadata/actions/more-fixes.ts';
import { offersAt } from '#core/metadata/actions/offers.ts';
import { checkMetadata } from '#core/metadata/check.ts';
import type { ColumnFact, DataFact } from '#core/metadata/data-fact.ts';
import { describedTables } from '#core/metadata/datapackage/described-tables.ts';
import type { DescribedTable } from '#core/metadata/described-table.ts';
import { describeAt } from '#core/metadata/hover.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { memberValue, plainValue, textOf } from '#core/metadata/tree.ts';
import { labels } from './completing.ts';
import { applyEdits, withCursor } from './marks.ts';

const column = (name: string, more: Partial<ColumnFact> = {}): ColumnFact => ({
  name,
  type: 'string',
  samples: ['x'],
  basis: 'all',
  ...more,
});
const PEOPLE = [
  column('id', { type: 'integer', samples: ['1'] }),
  column('born', { type: 'date', format: '%d.%m.%Y', samples: ['31.12.1999'] }),
];
const csv = (columns: readonly ColumnFact[]): DataFact => ({ format: 'csv', bytes: 9, columns });

function table(path: string, more: Partial<DescribedTable> = {}): DescribedTable {
  const dialect = { delimiter: ',', quoteChar: '"', header: true, declared: {} };
  return { path, reading: {}, dialect, isCaseSensitive: false, ...more };
}

/** What is known around a schema that these tables name; of files without columns it is only known that they exist. */
function around(
  files: Readonly<Record<string, readonly ColumnFact[] | 'missing' | undefined>>,
  tables = Object.keys(files).map((path) => table(path)),
): Surroundings {
  return {
    ...nowhere,
    tables,
    file: (path) => (files[path] === 'missing' ? { kind: 'missing' } : { kind: 'file', size: 9 }),
    data: (path) => {
      const columns = files[path];
      return columns === undefined || columns === 'missing' ? undefined : csv(columns);
    },
  };
}

const ONE = around({ '../data/people.csv': PEOPLE });
const PROFILE = 'https://datapackage.org/profiles/2.0/tableschema.json';
const schemaOf = (fields: readonly object[], more: object = {}) => ({ $schema: PROFILE, fields, ...more });

/** A schema in both languages, with its findings about data. */
function found(schema: object, surroundings: Surroundings) {
  return (['schema.json', 'schema.yaml'] as const).map((name) => {
    const text = name === 'schema.json' ? JSON.stringify(schema, null, 2) : stringify(schema);
    const document = parseMetadata({ name, text });
    const problems = withFixes(document, checkMetadata(document, surroundings), surroundings);
    return { document, text, problems };
  });
}

function codes(schema: object, surroundings: Surroundings): string[] {
  const [json, yaml] = found(schema, surroundings).map(({ problems }) => problems.map(({ code }) => code));
  expect(yaml).toEqual(json);
  return json ?? [];
}

describe('a schema in a file of its own', () => {
  test.each([
    ['schema.json', `{ "$schema": "${PROFILE}", "fields": [‸] }`],
    ['schema.yaml', `$schema: ${PROFILE}\nfields:\n  - ‸`],
  ])('offers the columns of the data in %s', (name, text) => {
    expect(labels(name, text, ONE)).toEqual(expect.arrayContaining(['all 2 columns', 'id', 'born']));
  });

  test('offers columns for keys, and what was found for types and formats', () => {
    const key = `{ "$schema": "${PROFILE}", "fields": [{ "name": "id" }], "primaryKey": ["‸"] }`;
    expect(labels('schema.json', key, ONE)).toEqual(['id', 'born']);
    const format = `{ "$schema": "${PROFILE}", "fields": [{ "name": "born", "type": "date", "format": "‸" }] }`;
    expect(labels('schema.json', format, ONE)[0]).toBe('%d.%m.%Y');
  });

  test('tells on its fields what was found in the data', () => {
    const text = `{ "$schema": "${PROFILE}", "fields": [{ "name": "bo‸rn" }], "primaryKey": ["born"] }`;
    const hover = (marked: string) => {
      const { document, offset } = withCursor('schema.json', marked);
      return describeAt(document, offset, ONE)?.markdown;
    };
    expect(hover(text)).toContain('**In `../data/people.csv`** (all rows)');
    expect(hover(text.replace('‸', '').replace('["born', '["bo‸rn'))).toContain('`../data/people.csv`');
  });

  test.each([
    ['column-without-field', [{ name: 'id', type: 'integer' }], 'Describe the column "born"'],
    [
      'field-not-in-file',
      [...PEOPLE, column('age')].map(({ name }) => ({ name, type: 'string' })),
      'Remove the field "age"',
    ],
    [
      'field-order',
      PEOPLE.toReversed().map(({ name }) => ({ name, type: 'string' })),
      'Put the fields in the order of the columns',
    ],
    ['no-field-in-file', [{ name: 'x', type: 'string' }], 'Describe the columns of the file instead'],
  ])('is compared with the header: %s', (code, fields, fix) => {
    for (const { document, text, problems } of found(schemaOf(fields), ONE)) {
      const [problem] = problems.filter((each) => each.code === `datapackage/${code}`);
      const wanted = problem?.fixes?.find(({ title }) => title === fix);
      expect(problem?.message).toContain('../data/people.csv');
      const after = checkMetadata(
        parseMetadata({ name: document.name, text: applyEdits(text, wanted?.edits ?? []) }),
        ONE,
      );
      expect(after.filter((each) => each.code === `datapackage/${code}`)).toEqual([]);
    }
  });

  test('can be sorted as the columns are', () => {
    const text = JSON.stringify(schemaOf(PEOPLE.toReversed().map(({ name }) => ({ name, type: 'string' }))));
    const document = parseMetadata({ name: 'schema.json', text });
    const offer = offersAt(document, 0, ONE).find(({ id }) => id === 'sort-fields');
    const after = parseMetadata({
      name: 'schema.json',
      text: applyEdits(text, offer?.change()?.edits ?? []),
    });
    expect(codes({ ...(after.root && (plainValue(after.root) as object)) }, ONE)).toEqual([]);
  });

  test('without types takes them from the data, with what goes with them', () => {
    for (const { document, text, problems } of found(schemaOf([{ name: 'id' }, { name: 'born' }]), ONE)) {
      const fix = problems
        .find(({ code }) => code === 'datapackage/field-without-type')
        ?.fixes?.find(({ title }) => title === 'Take the types from the data');
      const after = parseMetadata({ name: document.name, text: applyEdits(text, fix?.edits ?? []) });
      expect(after.root && plainValue(after.root)).toEqual(
        schemaOf([
          { name: 'id', type: 'integer' },
          { name: 'born', type: 'date', format: '%d.%m.%Y' },
        ]),
      );
    }
  });
});

describe('which table is meant', () => {
  const wrong = schemaOf([{ name: 'id', type: 'integer' }]);
  const others = [column('id'), column('name')];

  test.each([
    ['one', { 'a.csv': PEOPLE }, true],
    ['several of the same columns', { 'a.csv': PEOPLE, 'b.csv': [...PEOPLE] }, true],
    ['one besides one that is not there', { 'a.csv': 'missing', 'b.csv': PEOPLE }, true],
    ['several of other columns', { 'a.csv': PEOPLE, 'b.csv': others }, true],
    ['one besides one that nobody has read', { 'a.csv': PEOPLE, 'b.csv': undefined }, true],
    ['none', {}, false],
  ] as const)('%s', (_, files, isKnown) => {
    expect(codes(wrong, around(files)).includes('datapackage/column-without-field')).toBe(isKnown);
  });

  test('what is wrong with several is told once, with all of them', () => {
    const files = { 'a.csv': PEOPLE, 'b.csv': others, 'c.csv': [...PEOPLE] };
    const [json] = found(wrong, around(files));
    const names = json?.problems.filter(({ code }) => code.endsWith('column-without-field'));
    expect(names?.map(({ message }) => message)).toEqual([
      'The column "born" of "a.csv" has no field in the schema. Describe it, or say that the file may have more. Likewise in "c.csv".',
      'The column "name" of "b.csv" has no field in the schema. Describe it, or say that the file may have more.',
    ]);
  });

  test('values of another type are told on the field, with all files that have some', () => {
    const bad = [column('id', { samples: ['x1'] }), PEOPLE[1] ?? column('born')];
    const fields = [
      { name: 'id', type: 'integer' },
      { name: 'born', type: 'date', format: '%d.%m.%Y' },
    ];
    for (const { text, problems } of found(
      schemaOf(fields),
      around({ 'a.csv': PEOPLE, 'b.csv': bad, 'c.csv': bad }),
    )) {
      expect(
        problems.map(({ code, offset, length }) => `${code} ${text.slice(offset, offset + length)}`),
      ).toEqual([expect.stringMatching(/^datapackage\/value-of-other-type "?integer"?$/)]);
      expect(problems[0]?.message).toBe(
        'In "b.csv": The column "id" has the value "x1", but each has to be a whole number. Likewise in "c.csv".',
      );
    }
  });

  test('the dialect of the resource counts', () => {
    const dialect = { delimiter: ',', quoteChar: '"', header: false, declared: { header: false } };
    expect(codes(wrong, around({ 'a.csv': PEOPLE }, [table('a.csv', { dialect })]))).toEqual([
      'datapackage/other-column-count',
    ]);
  });

  test('a package tells which of its resources use a schema, and how they are read', () => {
    const schema = parseMetadata({ name: 's.json', text: '{ "fields": [], "missingValues": ["-"] }' });
    const dialect = parseMetadata({
      name: 'd.json',
      text: '{ "delimiter": ";", "caseSensitiveHeader": true }',
    });
    const resources = [
      { name: 'a', path: 'a.csv', schema: 's.json' },
      { name: 'b', path: ['b.csv', 'c.csv'], schema: './s.json', dialect: 'd.json', encoding: 'latin1' },
      { name: 'c', path: 'd.csv', schema: 'other.json' },
      { name: 'd', path: '/etc/passwd', schema: 's.json' },
      { name: 'e', path: 'e.csv', schema: 's.json', dialect: 'unread.json' },
      { name: 'f', data: [], schema: 's.json' },
    ];
    const parts = new Map([
      ['s.json', schema],
      ['./s.json', schema],
      ['d.json', dialect],
    ]);
    const document = parseMetadata({ name: 'datapackage.json', text: JSON.stringify({ resources }) });
    const tables = describedTables(document, (path) => parts.get(path) === schema, {
      ...nowhere,
      document: (path) => parts.get(path),
    });
    expect(tables).toEqual([
      {
        path: 'a.csv',
        reading: { missingValues: ['-'] },
        dialect: { delimiter: ',', quoteChar: '"', header: true, declared: {} },
        isCaseSensitive: false,
      },
      {
        path: 'b.csv',
        reading: { dialect: { delimiter: ';' }, encoding: 'latin1', missingValues: ['-'] },
        dialect: { delimiter: ';', quoteChar: '"', header: true, declared: { delimiter: ';' } },
        isCaseSensitive: true,
      },
    ]);
  });
});

describe('a dialect in a file of its own', () => {
  const dialectOf = (members: object) => ({
    $schema: 'https://datapackage.org/profiles/2.0/tabledialect.json',
    ...members,
  });
  const comma = { delimiter: ',', quoteChar: '"', header: true, lineTerminator: '\n' } as const;
  const readWith = (delimiter: string, more: Partial<DescribedTable> = {}) =>
    table('a.csv', {
      dialect: { delimiter, quoteChar: '"', header: true, declared: { delimiter } },
      format: 'csv',
      fieldNames: ['id', 'born'],
      ...more,
    });
  const known = (tables: readonly DescribedTable[], columns = [column('id,born')]): Surroundings => ({
    ...around({}, [...tables]),
    data: () => ({ ...csv(columns), dialect: comma }),
  });

  test('is held against the files that are read with it', () => {
    const surroundings = known([readWith(';'), readWith(';', { path: 'b.csv' })]);
    for (const [name, text] of [
      ['a.tabledialect.json', JSON.stringify(dialectOf({ delimiter: ';' }))],
      ['a.tabledialect.yaml', stringify(dialectOf({ delimiter: ';' }))],
    ] as const) {
      const document = parseMetadata({ name, text });
      const [problem, ...others] = checkMetadata(document, surroundings);
      expect(others).toEqual([]);
      expect(problem).toMatchObject({
        code: 'datapackage/wrong-delimiter',
        message: 'The cells of "a.csv" are separated by a comma, not by a semicolon. Likewise in "b.csv".',
        pointer: '/delimiter',
      });
      const after = applyEdits(text, problem?.fixes?.[0]?.edits ?? []);
      const mended = parseMetadata({ name, text: after });
      expect(memberText(mended, 'delimiter')).toBe(',');
    }
  });

  test('says what has no effect on any of them', () => {
    const text = JSON.stringify(dialectOf({ sheetName: 'x', delimiter: ',' }));
    const document = parseMetadata({ name: 'a.tabledialect.json', text });
    const codesWith = (...formats: string[]) =>
      checkMetadata(
        document,
        known(
          formats.map((format) => readWith(',', { format })),
          PEOPLE,
        ),
      ).map(({ code, pointer }) => `${code} ${pointer}`);
    expect(codesWith('csv', 'tsv')).toEqual(['datapackage/dialect-without-effect /sheetName']);
    expect(codesWith('csv', 'xlsx')).toEqual([]);
  });
});

function memberText(document: ReturnType<typeof parseMetadata>, name: string): string | undefined {
  return textOf(memberValue(document.root, name));
}
