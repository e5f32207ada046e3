import { describe, expect, test } from 'vitest';
import { withFixes } from '#core/metadata/actions/more-fixes.ts';
import { checkMetadata } from '#core/metadata/check.ts';
import { applyEdits } from '#core/metadata/edits/compose.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { Problem } from '#core/metadata/problem.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import type { ColumnFact, DataFact } from '#core/tableschema/data-fact.ts';
import { packageJson, packageYaml } from './samples.ts';
import { describeNotFound, describeRule, type Twins } from './twins.ts';

const COMMA = { delimiter: ',', quoteChar: '"', lineTerminator: '\n', header: true } as const;

function column(name: string, more: Partial<ColumnFact> = {}): ColumnFact {
  return { name, type: 'string', samples: [], basis: 'all', ...more };
}

/** A CSV file with these columns, for every path. */
function csv(names: readonly (string | ColumnFact)[], more: Partial<DataFact> = {}): Partial<Surroundings> {
  const columns = names.map((name) => (typeof name === 'string' ? column(name) : name));
  return { data: () => ({ format: 'csv', bytes: 9, columns, dialect: COMMA, ...more }) };
}

/** A resource with a schema of text fields; «marks» may stand in the names, and around `fields`. */
function table(
  names: readonly string[],
  { schema = '', resource = '', fields = 'fields' } = {},
): Pick<Twins, 'json' | 'yaml'> {
  const mark = (key: string, quote: string) => key.replace(/fields/, `${quote}fields${quote}`);
  const quoted = (name: string) => name.replace(/[^«»]+/, (bare) => `"${bare}"`);
  const jsonFields = names.map((name) => `{ "name": ${quoted(name)}, "type": "string" }`).join(', ');
  const yamlFields = names.map((name) => `\n    - name: ${name}\n      type: string`).join('');
  const member = (text: string) => (text === '' ? '' : `, "${text.replace(': ', '": ')}`);
  const line = (text: string, indent: string) => (text === '' ? '' : `\n${indent}${text}`);
  return {
    json: packageJson(
      `{ "name": "a", "path": "a.csv"${member(resource)}, "schema": { ${mark(fields, '"').replace('«"', '«"')}: [${jsonFields}]${member(schema)} } }`,
    ),
    yaml: packageYaml(
      `- name: a\n  path: a.csv${line(resource, '  ')}\n  schema:\n    ${fields}:${yamlFields}${line(schema, '    ')}`,
    ),
  };
}

describeRule('datapackage/field-not-in-file', [
  {
    when: 'a field has no column',
    severity: 'error',
    around: csv(['id']),
    ...table(['id', '«age»']),
  },
  {
    when: 'a column has nearly its name',
    around: csv(['id', 'name']),
    ...table(['id', '«nmae»']),
    fix: { json: ['nmae', 'name'], yaml: ['nmae', 'name'], safe: false },
  },
  {
    when: 'all fields have to be there, in any order',
    around: csv(['more', 'id']),
    ...table(['id', '«age»'], { schema: 'fieldsMatch: "subset"' }),
  },
  {
    when: 'very many are missing, which is one finding',
    around: csv(['id']),
    ...table(['id', ...Array.from({ length: 20 }, (_, index) => `x${index}`)], { fields: '«fields»' }),
  },
]);

describeRule('datapackage/column-without-field', [
  {
    when: 'the file has more columns',
    severity: 'error',
    around: csv(['id', 'age']),
    ...table(['id'], { fields: '«fields»' }),
  },
  {
    when: 'the file may only have fewer columns',
    around: csv(['id', 'age']),
    ...table(['id', 'name'], { fields: '«fields»', schema: 'fieldsMatch: "superset"' }),
  },
  {
    when: 'the order does not matter',
    around: csv(['age', 'id']),
    ...table(['id'], { fields: '«fields»', schema: 'fieldsMatch: "equal"' }),
  },
]);

describeRule('datapackage/field-order', [
  {
    when: 'columns stand in another order',
    severity: 'error',
    around: csv(['b', 'a']),
    ...table(['a', 'b'], { fields: '«fields»' }),
  },
]);

describeRule('datapackage/no-field-in-file', [
  {
    when: 'no name is the same',
    severity: 'error',
    around: csv(['x', 'y']),
    ...table(['a', 'b'], { fields: '«fields»' }),
  },
  {
    when: 'at least one has to be the same',
    around: csv(['x', 'y']),
    ...table(['a', 'b'], { fields: '«fields»', schema: 'fieldsMatch: "partial"' }),
  },
]);

describeRule('datapackage/other-column-count', [
  {
    when: 'a file without header has more columns',
    severity: 'error',
    around: csv(['field1', 'field2']),
    ...table(['a'], { fields: '«fields»', resource: 'dialect: {"header": false}' }),
  },
]);

describeNotFound('datapackage/field-not-in-file', [
  { when: 'the names are the same', around: csv(['a', 'b']), ...table(['a', 'b']) },
  {
    when: 'fewer columns are allowed',
    around: csv(['a']),
    ...table(['a', 'b'], { schema: 'fieldsMatch: "superset"' }),
  },
  {
    when: 'more columns are allowed',
    around: csv(['b', 'c', 'a']),
    ...table(['a', 'b'], { schema: 'fieldsMatch: "subset"' }),
  },
  {
    when: 'one name in common is enough',
    around: csv(['c', 'a']),
    ...table(['a', 'b'], { schema: 'fieldsMatch: "partial"' }),
  },
  {
    when: 'order does not matter',
    around: csv(['b', 'a']),
    ...table(['a', 'b'], { schema: 'fieldsMatch: "equal"' }),
  },
  { when: 'nobody has looked into the file', ...table(['a', 'b']) },
  {
    when: 'the file has no header',
    around: csv(['field1', 'field2']),
    ...table(['a', 'b'], { resource: 'dialect: {"header": false}' }),
  },
  {
    when: 'lines of JSON further down may have the field',
    around: csv([column('a', { basis: 'sample' })], { format: 'jsonl' }),
    ...table(['a', 'b']),
  },
  {
    when: 'members of JSON stand in another order',
    around: csv(['b', 'a'], { format: 'jsonl' }),
    ...table(['a', 'b']),
  },
]);

describe('version 1', () => {
  const old = (names: string, dialect = '') =>
    `{ "resources": [{ "name": "a", "path": "a.csv"${dialect}, "schema": { "fields": [${names}] } }] }`;
  const codes = (text: string, around: Partial<Surroundings>) =>
    checkMetadata(parseMetadata({ name: 'datapackage.json', text }), { ...nowhere, ...around })
      .filter(({ code }) => /field|column/.test(code))
      .map(({ code, severity }) => `${severity} ${code}`);

  test('other columns are a warning there', () => {
    expect(codes(old('{ "name": "id", "type": "string" }'), csv(['id', 'age']))).toEqual([
      'warning datapackage/column-without-field',
    ]);
  });

  test('upper and lower case are the same unless the dialect tells them apart', () => {
    const field = '{ "name": "id", "type": "string" }, { "name": "age", "type": "string" }';
    expect(codes(old(field), csv(['ID', 'age']))).toEqual([]);
    expect(codes(old(field, ', "dialect": { "caseSensitiveHeader": true }'), csv(['ID', 'age']))).toEqual([
      'warning datapackage/field-not-in-file',
    ]);
  });
});

describeRule('datapackage/parts-differ', [
  {
    when: 'a file has a column more',
    severity: 'error',
    around: {
      data: (path) => ({
        format: 'csv',
        bytes: 9,
        columns: (path === 'a.csv' ? ['x'] : ['x', 'y']).map((name) => column(name)),
      }),
    },
    json: packageJson('{ "name": "a", "path": ["a.csv", «"b.csv"»] }'),
    yaml: packageYaml('- name: a\n  path: [a.csv, «b.csv»]'),
  },
  {
    when: 'columns stand in another order',
    around: {
      data: (path) => ({
        format: 'csv',
        bytes: 9,
        columns: (path === 'a.csv' ? ['x', 'y'] : ['y', 'x']).map((name) => column(name)),
      }),
    },
    json: packageJson('{ "name": "a", "path": ["a.csv", «"b.csv"»] }'),
    yaml: packageYaml('- name: a\n  path: [a.csv, «b.csv»]'),
  },
]);

describeNotFound('datapackage/parts-differ', [
  {
    when: 'a file goes on without a header of its own',
    around: {
      data: (path) => ({
        format: 'csv',
        bytes: 9,
        columns: (path === 'a.csv' ? ['x', 'y'] : ['3', 'Grace']).map((name) => column(name)),
      }),
    },
    json: packageJson('{ "name": "a", "path": ["a.csv", "b.csv"] }'),
    yaml: packageYaml('- name: a\n  path: [a.csv, b.csv]'),
  },
]);

describeRule('datapackage/wrong-delimiter', [
  {
    when: 'nothing is declared',
    severity: 'warning',
    around: csv(['a', 'b'], { dialect: { ...COMMA, delimiter: ';' } }),
    json: packageJson('{ "name": "a", "path": «"a.csv"» }'),
    yaml: packageYaml('- name: a\n  path: «a.csv»'),
    fix: {
      json: ['"path": "a.csv"', '"path": "a.csv", "dialect": { "delimiter": ";" }'],
      yaml: ['path: a.csv', 'path: a.csv\n    dialect:\n      delimiter: ";"'],
      safe: false,
    },
  },
  {
    when: 'another one is declared',
    around: csv(['a;b'], { dialect: { ...COMMA, delimiter: ';' } }),
    json: packageJson('{ "name": "a", "path": "a.csv", "dialect": { "delimiter": «"|"» } }'),
    yaml: packageYaml('- name: a\n  path: a.csv\n  dialect:\n    delimiter: «"|"»'),
    fix: { json: ['"|"', '";"'], yaml: ['"|"', '";"'], safe: false },
  },
  {
    when: 'the dialect says other things',
    around: csv(['a', 'b'], { dialect: { ...COMMA, delimiter: '\t' } }),
    json: packageJson('{ "name": "a", "path": "a.csv", «"dialect"»: { "header": true } }'),
    yaml: packageYaml('- name: a\n  path: a.csv\n  «dialect»:\n    header: true'),
    fix: {
      json: ['"header": true', '"header": true, "delimiter": "\\t"'],
      yaml: ['header: true', 'header: true\n      delimiter: "\\t"'],
      safe: false,
    },
  },
]);

describeNotFound('datapackage/wrong-delimiter', [
  {
    when: 'a file of tabs is named so',
    around: csv(['a', 'b'], { format: 'tsv', dialect: { ...COMMA, delimiter: '\t' } }),
    json: packageJson('{ "name": "a", "path": "a.tsv" }'),
    yaml: packageYaml('- name: a\n  path: a.csv.txt\n  mediatype: text/tab-separated-values'),
  },
  {
    when: 'the declared one gives columns',
    around: csv(['a', 'b'], { dialect: { ...COMMA, delimiter: ';' } }),
    json: packageJson('{ "name": "a", "path": "a.csv", "dialect": { "delimiter": "|" } }'),
    yaml: packageYaml('- name: a\n  path: a.csv\n  dialect: {delimiter: "|"}'),
  },
]);

describeRule('datapackage/wrong-quote-char', [
  {
    when: 'cells stand in apostrophes',
    severity: 'warning',
    around: csv(['a', 'b'], { dialect: { ...COMMA, quoteChar: "'" } }),
    json: packageJson('{ "name": "a", "path": «"a.csv"» }'),
    yaml: packageYaml('- name: a\n  path: «a.csv»'),
    fix: {
      json: ['"path": "a.csv"', `"path": "a.csv", "dialect": { "quoteChar": "'" }`],
      yaml: ['path: a.csv', `path: a.csv\n    dialect:\n      quoteChar: "'"`],
      safe: false,
    },
  },
]);

describeRule('datapackage/wrong-header', [
  {
    when: 'the first row looks like data',
    severity: 'warning',
    around: csv(['1', 'Ada'], { dialect: { ...COMMA, header: false } }),
    json: packageJson(
      '{ "name": "a", "path": «"a.csv"», "schema": { "fields": [{ "name": "id", "type": "string" }, { "name": "n", "type": "string" }] } }',
    ),
    yaml: packageYaml(
      '- name: a\n  path: «a.csv»\n  schema:\n    fields:\n    - {name: id, type: string}\n    - {name: n, type: string}',
    ),
    fix: {
      json: ['"path": "a.csv"', '"path": "a.csv", "dialect": { "header": false }'],
      yaml: ['path: a.csv', 'path: a.csv\n    dialect:\n      header: false'],
      safe: false,
    },
  },
  {
    when: 'the first row names the fields',
    around: csv([column('field1', { samples: ['id'] }), column('field2', { samples: ['n'] })]),
    json: packageJson(
      '{ "name": "a", "path": "a.csv", "dialect": { "header": «false» }, "schema": { "fields": [{ "name": "id", "type": "string" }, { "name": "n", "type": "string" }] } }',
    ),
    yaml: packageYaml(
      '- name: a\n  path: a.csv\n  dialect: {header: «false»}\n  schema:\n    fields:\n    - {name: id, type: string}\n    - {name: n, type: string}',
    ),
    fix: {
      json: ['"header": false', '"header": true'],
      yaml: ['header: false', 'header: true'],
      safe: false,
    },
  },
]);

describeRule('datapackage/wrong-line-terminator', [
  {
    when: 'another one is declared',
    severity: 'info',
    around: csv(['a', 'b']),
    json: packageJson('{ "name": "a", "path": "a.csv", "dialect": { "lineTerminator": «"\\r\\n"» } }'),
    yaml: packageYaml('- name: a\n  path: a.csv\n  dialect: {lineTerminator: «"\\r\\n"»}'),
    fix: { json: ['"\\r\\n"', '"\\n"'], yaml: ['"\\r\\n"', '"\\n"'], safe: false },
  },
]);

/** A resource with one field; what is marked is in it. */
function field(json: string, yaml: string, schema = ''): Pick<Twins, 'json' | 'yaml'> {
  return {
    json: packageJson(
      `{ "name": "a", "path": "a.csv", "schema": { "fields": [{ "name": "x", ${json} }]${schema === '' ? '' : `, ${schema}`} } }`,
    ),
    yaml: packageYaml(
      `- name: a\n  path: a.csv\n  schema:\n    fields:\n    - name: x\n      ${yaml}${schema === '' ? '' : `\n    ${schema.replace('"missingValues"', 'missingValues')}`}`,
    ),
  };
}

describeRule('datapackage/value-of-other-type', [
  {
    when: 'a value is none of the type',
    severity: 'warning',
    around: csv([column('x', { type: 'number', counterexamples: ['2.5'] })]),
    ...field('"type": «"integer"»', 'type: «integer»'),
  },
  {
    when: 'values are of another format',
    around: csv([column('x', { type: 'date', samples: ['2024-01-31'] })]),
    ...field('"type": "date", "format": «"%d/%m/%Y"»', 'type: date\n      format: «"%d/%m/%Y"»'),
  },
  {
    when: 'a word stands for a missing value that nobody declared',
    around: csv([
      column('x', { almost: { type: 'integer', except: ['n/a'] }, counterexamples: ['1', 'n/a'] }),
    ]),
    ...field('"type": «"integer"»', 'type: «integer»', '"missingValues": ["", "-"]'),
  },
  {
    when: 'a column of text in Parquet does not cast',
    around: csv([column('x', { physical: 'string', samples: ['soon'] })], { format: 'parquet' }),
    ...field('"type": «"date"»', 'type: «date»'),
  },
]);

describeNotFound('datapackage/value-of-other-type', [
  {
    when: 'the odd value is a missing one',
    around: csv([
      column('x', { almost: { type: 'integer', except: ['n/a'] }, counterexamples: ['1', 'n/a'] }),
    ]),
    ...field('"type": "integer"', 'type: integer', '"missingValues": ["", "n/a"]'),
  },
  {
    when: 'values cast, though they look narrower',
    around: csv([column('x', { type: 'integer', samples: ['1', '2'], counterexamples: ['1'] })]),
    ...field('"type": "number"', 'type: number'),
  },
  {
    when: 'codes cast as integers',
    around: csv([column('x', { samples: ['007'], counterexamples: ['007'] })]),
    ...field('"type": "integer"', 'type: integer'),
  },
]);

describeRule('datapackage/column-of-other-type', [
  {
    when: 'a timestamp is declared as a date',
    severity: 'warning',
    around: csv(
      [column('x', { type: 'datetime', physical: 'timestamp[us]', samples: ['2024-01-31T00:00:00'] })],
      { format: 'parquet' },
    ),
    ...field('"type": «"date"»', 'type: «date»'),
  },
  {
    when: 'a fraction is declared as an integer',
    around: csv([column('x', { type: 'number', physical: 'float64', minimum: '0.5', maximum: '2' })], {
      format: 'arrow',
    }),
    ...field('"type": «"integer"»', 'type: «integer»'),
  },
]);

describeNotFound('datapackage/column-of-other-type', [
  {
    when: 'the type holds the values',
    around: csv([column('x', { type: 'integer', physical: 'int64', samples: ['1'] })], { format: 'parquet' }),
    ...field('"type": "number"', 'type: number'),
  },
  {
    when: 'floats are whole numbers',
    around: csv(
      [column('x', { type: 'number', physical: 'float64', samples: ['1', '2'], minimum: '1', maximum: '2' })],
      { format: 'parquet' },
    ),
    ...field('"type": "integer"', 'type: integer'),
  },
  {
    when: 'a date has a pattern of text files',
    around: csv([column('x', { type: 'date', physical: 'date', samples: ['2024-01-31'] })], {
      format: 'parquet',
    }),
    ...field('"type": "date", "format": "%d/%m/%Y"', 'type: date\n      format: "%d/%m/%Y"'),
  },
]);

test('of a schema in a file of its own, the finding is on its path and shows the place in it', () => {
  const schema = parseMetadata({
    name: 'schema.json',
    text: '{ "$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "fields": [{ "name": "id", "type": "string" }, { "name": "gone", "type": "string" }] }',
  });
  const text = packageJson('{ "name": "a", "path": "a.csv", "schema": "schema.json" }');
  const found = checkMetadata(parseMetadata({ name: 'datapackage.json', text }), {
    ...nowhere,
    ...csv(['id']),
    document: () => schema,
  }).filter(({ code }) => code === 'datapackage/field-not-in-file');
  expect(found).toMatchObject([
    {
      offset: text.indexOf('"schema.json"'),
      related: [{ file: 'schema.json', offset: schema.text.indexOf('"gone"') }],
    },
  ]);
  expect(found[0]?.fixes).toBeUndefined();
});

describe('fixes with the data', () => {
  /** The text after the fix of the finding; it has to be gone then. */
  function fixed(code: string, title: string, text: string, around: Partial<Surroundings>): unknown {
    const surroundings = { ...nowhere, ...around };
    const problemsIn = (content: string): [ReturnType<typeof parseMetadata>, Problem[]] => {
      const document = parseMetadata({ name: 'datapackage.json', text: content });
      return [document, withFixes(document, checkMetadata(document, surroundings), surroundings)];
    };
    const [document, problems] = problemsIn(text);
    const fix = problems
      .find((problem) => problem.code === `datapackage/${code}`)
      ?.fixes?.find((each) => each.title.startsWith(title));
    const after = applyEdits(document.text, fix?.edits ?? []);
    expect(problemsIn(after)[1].map((problem) => problem.code)).not.toContain(`datapackage/${code}`);
    const { resources } = JSON.parse(after) as { resources: [{ schema: unknown }] };
    return resources[0].schema;
  }
  const table = (fields: string, more = '') =>
    packageJson(`{ "name": "a", "path": "a.csv", "schema": { "fields": [${fields}]${more} } }`);
  const ID = '{ "name": "id", "type": "integer" }';
  const NAME = '{ "name": "name", "type": "string" }';

  test('columns are described where they stand', () => {
    const around = csv([column('first', { type: 'date', format: '%d/%m/%Y' }), column('id'), 'last']);
    expect(
      fixed('column-without-field', 'Describe the 2 columns', table(ID.replace('integer', 'string')), around),
    ).toEqual({
      fields: [
        { name: 'first', type: 'date', format: '%d/%m/%Y' },
        { name: 'id', type: 'string' },
        { name: 'last', type: 'string' },
      ],
    });
  });

  test('the file may have more or fewer columns', () => {
    expect(fixed('column-without-field', 'Let the file', table(NAME), csv(['name', 'x']))).toMatchObject({
      fieldsMatch: 'subset',
    });
    expect(fixed('field-not-in-file', 'Let the file', table(`${NAME}, ${ID}`), csv(['name']))).toMatchObject({
      fieldsMatch: 'superset',
    });
  });

  test('fields that the file lacks are removed', () => {
    expect(
      fixed('field-not-in-file', 'Remove the field "id"', table(`${NAME}, ${ID}`), csv(['name'])),
    ).toEqual({
      fields: [{ name: 'name', type: 'string' }],
    });
    const many = Array.from({ length: 15 }, (_, index) => `{ "name": "x${index}", "type": "string" }`).join(
      ', ',
    );
    expect(
      fixed('field-not-in-file', 'Remove the 15 fields', table(`${NAME}, ${many}`), csv(['name'])),
    ).toEqual({
      fields: [{ name: 'name', type: 'string' }],
    });
  });

  test('fields are put in order', () => {
    const around = csv(['name', 'id']);
    expect(fixed('field-order', 'Put the fields', table(`${ID}, ${NAME}`), around)).toEqual({
      fields: [
        { name: 'name', type: 'string' },
        { name: 'id', type: 'integer' },
      ],
    });
    expect(fixed('field-order', 'Map the fields', table(`${ID}, ${NAME}`), around)).toMatchObject({
      fieldsMatch: 'equal',
    });
  });

  test('another file is described', () => {
    expect(fixed('no-field-in-file', 'Describe', table(ID), csv([column('x', { type: 'year' })]))).toEqual({
      fields: [{ name: 'x', type: 'year' }],
    });
  });

  test('a type is taken from the data, with what goes with it', () => {
    const around = csv([column('id', { type: 'number', decimalChar: ',', counterexamples: ['1,5'] })]);
    const field = '{ "name": "id", "title": "The id", "type": "boolean", "trueValues": ["x"] }';
    expect(fixed('value-of-other-type', 'Change the type', table(field), around)).toEqual({
      fields: [{ name: 'id', title: 'The id', type: 'number', decimalChar: ',' }],
    });
  });

  test('odd words are declared as missing values', () => {
    const around = csv([
      column('id', { almost: { type: 'integer', except: ['n/a'] }, counterexamples: ['n/a'] }),
    ]);
    expect(fixed('value-of-other-type', 'Take "n/a"', table(ID), around)).toMatchObject({
      missingValues: ['', 'n/a'],
    });
    expect(
      fixed('value-of-other-type', 'Take "n/a"', table(ID, ', "missingValues": ["-"]'), around),
    ).toMatchObject({
      missingValues: ['-', 'n/a'],
    });
  });
});
