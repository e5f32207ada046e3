import { describe, expect, test } from 'vitest';
import { memorySource } from '#core/base/byte-source.ts';
import { isFailure } from '#core/base/failure.ts';
import { validateTable } from '#core/tabular/validate/validate-table.ts';
import { inShort, pointedAt, validated } from './validating.ts';

const SCHEMA = {
  fields: [
    { name: 'id', type: 'integer', constraints: { required: true, minimum: 1 } },
    { name: 'name', type: 'string', constraints: { minLength: 2, maxLength: 5, pattern: '[A-Z].*' } },
    { name: 'height', type: 'number', constraints: { exclusiveMaximum: 3 } },
  ],
};
const HEADER = 'id,name,height\n';

describe('the cells of a row', () => {
  test.each([
    ['1,Ada,1.5', []],
    ['x,Ada,1.5', ['2:1 type-error']],
    ['0,Ada,1.5', ['2:1 constraint-error']],
    [',Ada,1.5', ['2:1 constraint-error']],
    ['1,ada-lovelace,1.5', ['2:2 constraint-error', '2:2 constraint-error']],
    ['1,A,3', ['2:2 constraint-error', '2:3 constraint-error']],
    ['1,,', []],
    ['1,Ada', ['2:3 missing-cell']],
    ['1,Ada,1.5,x,y', ['2:4 extra-cell', '2:5 extra-cell']],
    ['', ['2:- blank-row']],
    [',,', ['2:- blank-row']],
    ['y,b', ['2:1 type-error', '2:2 constraint-error', '2:2 constraint-error', '2:3 missing-cell']],
  ])('%j: %j', async (row, expected) => {
    const { findings, verdict } = await validated('a.csv', `${HEADER}${row}\n1,Ada,2\n`, { schema: SCHEMA });
    expect(inShort(findings)).toEqual(expected);
    expect(verdict.rows).toBe(2);
  });

  test('messages say what is wrong with what, and what is asked for', async () => {
    const schema = {
      fields: [
        { name: 'id', type: 'integer', constraints: { enum: [1, 2] } },
        { name: 'kind', type: 'string', categories: ['a', { value: 'b' }] },
        { name: 'day', type: 'date', format: '%d/%m/%Y' },
      ],
    };
    const { findings } = await validated('a.csv', 'id,kind,day\n3,c,2024-01-01\n', { schema });
    expect(findings.map(({ message }) => message)).toEqual([
      '"3" in the field "id" has to be one of 1, 2 (enum).',
      '"c" in the field "kind" has to be one of "a", "b" (categories).',
      '"2024-01-01" in the field "day" has to be a date as %d/%m/%Y.',
    ]);
  });
});

describe('missing values', () => {
  const field = { name: 'id', type: 'integer', constraints: { required: true } };
  const text = 'id,x\n-,1\n99,1\n,1\n';
  test.each([
    ['the empty text alone', { fields: [field] }, ['2:1 type-error', '4:1 constraint-error']],
    [
      'those of the schema',
      { fields: [field], missingValues: ['-'] },
      ['2:1 constraint-error', '4:1 type-error'],
    ],
    [
      'objects of version 2',
      { fields: [field], missingValues: [{ value: '-', label: 'none' }, { value: '99' }] },
      ['2:1 constraint-error', '3:1 constraint-error', '4:1 type-error'],
    ],
    [
      'those of the field',
      { fields: [{ ...field, missingValues: ['99', ''] }], missingValues: ['-'] },
      ['2:1 type-error', '3:1 constraint-error', '4:1 constraint-error'],
    ],
  ])('%s', async (_, schema, expected) => {
    const { findings } = await validated('a.csv', text, { schema: { ...schema, fieldsMatch: 'subset' } });
    expect(inShort(findings)).toEqual(expected);
  });

  test('a field of version 1 has none of its own', async () => {
    const schema = {
      fields: [
        { ...field, missingValues: ['-'] },
        { name: 'x', type: 'any' },
      ],
    };
    const { findings } = await validated('a.csv', text, { schema, version: '1.0' });
    expect(inShort(findings)).toEqual(['2:1 type-error', '4:1 constraint-error']);
  });
});

describe('what is wrong with a field of the schema is told of the schema, not of each cell', () => {
  test.each([
    { name: 'a', type: 'intger' },
    { name: 'a', type: 'date', format: '%Q' },
    { name: 'a', type: 'string', constraints: { pattern: '(' } },
    { name: 'a', type: 'integer', constraints: { minimum: 'x' } },
    { name: 'a', type: 7 },
    'a',
  ])('%j', async (field) => {
    const { findings } = await validated('a.csv', 'a,b\nx7,1\n7,1\n', {
      schema: { fields: [field, { name: 'b', type: 'integer' }], fieldsMatch: 'partial' },
    });
    expect(inShort(findings).filter((each) => each.includes(':1 ') && each.startsWith('2:'))).toEqual(
      typeof field === 'object' && field.type === 'integer' ? ['2:1 type-error'] : [],
    );
  });
});

describe('values that have to differ', () => {
  test('unique: missing values do not count, nor does how a value is written', async () => {
    const schema = { fields: [{ name: 'n', type: 'number', constraints: { unique: true } }] };
    const { findings } = await validated('a.csv', 'n\n1\n2\n1.0\n1e0\n', { schema });
    expect(inShort(findings)).toEqual(['4:1 unique-error', '5:1 unique-error']);
    expect(findings[0]?.message).toContain('in row 2 already');
  });

  test('a primary key has all its values, and none twice', async () => {
    const fields = [
      { name: 'a', type: 'integer' },
      { name: 'b', type: 'string' },
    ];
    const text = 'a,b\n1,x\n1,y\n1,x\n,x\n01,y\n';
    const { findings } = await validated('a.csv', text, { schema: { fields, primaryKey: ['a', 'b'] } });
    expect(inShort(findings)).toEqual(['4:1 primary-key', '5:1 primary-key', '6:1 primary-key']);
    expect((await validated('a.csv', text, { schema: { fields, primaryKey: 'b' } })).verdict.totals).toEqual({
      'data/primary-key': 3,
    });
  });

  test('unique keys are of version 2; a row that lacks a value has none', async () => {
    const schema = { fields: [{ name: 'a' }, { name: 'b' }], uniqueKeys: [['a', 'b'], ['b']] };
    const text = 'a,b\nx,\nx,\ny,1\ny,1\n';
    expect(inShort((await validated('a.csv', text, { schema })).findings)).toEqual([
      '5:1 unique-key',
      '5:2 unique-key',
    ]);
    expect((await validated('a.csv', text, { schema, version: '1.0' })).findings).toEqual([]);
  });

  test('a value that is of another type is no second finding', async () => {
    const schema = {
      fields: [{ name: 'a', type: 'integer', constraints: { unique: true } }],
      primaryKey: ['a'],
    };
    const { findings } = await validated('a.csv', 'a\nx\nx\n', { schema });
    expect(inShort(findings)).toEqual(['2:1 type-error', '3:1 type-error']);
  });
});

describe('findings are bounded and counted', () => {
  const many = `a\n${'x\n'.repeat(5000)}1,2\n`;
  const schema = { fields: [{ name: 'a', type: 'integer' }] };

  test('the first of each code are listed, all are counted', async () => {
    const { findings, verdict } = await validated('a.csv', many, { schema }, 3);
    expect(inShort(findings)).toEqual([
      '2:1 type-error',
      '3:1 type-error',
      '4:1 type-error',
      '5002:2 extra-cell',
    ]);
    expect(verdict).toEqual({ rows: 5001, totals: { 'data/type-error': 5000, 'data/extra-cell': 1 } });
  });

  test('what the schema asks for and nobody looks at is said', async () => {
    const fields = [{ name: 'a', type: 'object', constraints: { jsonSchema: {} } }];
    const foreignKeys = [{ fields: ['a'], reference: { resource: 'b', fields: ['a'] } }];
    const { findings } = await validated('a.csv', 'a\n{}\n', { schema: { fields, foreignKeys } });
    expect(findings).toEqual([
      {
        code: 'data/not-checked',
        message: 'Not checked in a.csv: "jsonSchema" of the field "a", the foreign keys.',
      },
    ]);
  });

  test('cancelled, it ends', async () => {
    const controller = new AbortController();
    const source = memorySource(new TextEncoder().encode(`a\n${'1\n'.repeat(2_000_000)}`));
    let told = 0;
    const running = validateTable(source, {
      name: 'a.csv',
      mostPerCode: 1,
      rules: { version: '2.0', reading: {}, isCaseSensitive: true, schema },
      onFindings: () => {},
      onProgress: () => {
        told += 1;
        controller.abort();
      },
      signal: controller.signal,
    });
    await expect(running).rejects.toSatisfy((error) => isFailure(error, 'task/cancelled'));
    expect(told).toBe(1);
  });
});

test('a cell is found in the text by its range', async () => {
  const text = 'id,name,height\r\nx,"A ""b""\r\nc",1\r\n1,Ada,"ü\u{1f600} 3"\r\n';
  const { findings } = await validated('a.csv', text, {
    schema: {
      fields: [
        { name: 'id', type: 'integer' },
        { name: 'name', type: 'date' },
        { name: 'height', type: 'number' },
      ],
    },
  });
  expect(inShort(findings)).toEqual(['2:1 type-error', '2:2 type-error', '3:2 type-error', '3:3 type-error']);
  expect(pointedAt(text, findings)).toEqual(['x', '"A ""b""⏎c"', 'Ada', '"ü\u{1f600} 3"']);
});
