import { tableFromArrays, tableToIPC } from '@uwdata/flechette';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { profileTable } from '#core/tabular/profile/profile-table.ts';
import { countedSource } from './counted-source.ts';
import { profiled } from './profiled.ts';

type WriteOptions = Parameters<typeof parquetWriteBuffer>[0];

function parquet(columnData: ColumnSource[], options: Partial<WriteOptions> = {}): Uint8Array {
  return new Uint8Array(parquetWriteBuffer({ ...options, columnData }));
}

const ROOT = { name: 'root', num_children: 1 };
const X = { name: 'x', repetition_type: 'OPTIONAL' } as const;

describe('Parquet', () => {
  test('types, bounds and nulls are those of the footer, over all row groups', async () => {
    const data = Array.from({ length: 3_000 }, (_, index) => (index % 10 === 0 ? null : 1_500 - index));
    const bytes = parquet(
      [
        { name: 'n', data, type: 'INT32' },
        { name: 't', data: data.map(String), type: 'STRING' },
      ],
      {
        rowGroupSize: 1_000,
      },
    );
    const fact = await profiled(bytes, {}, { name: 'a.parquet' });
    expect(fact).toMatchObject({
      format: 'parquet',
      bytes: bytes.length,
      rows: { count: 3_000, exact: true },
    });
    expect(fact.columns).toEqual([
      {
        name: 'n',
        type: 'integer',
        physical: 'int32',
        nulls: 300,
        minimum: '-1499',
        maximum: '1499',
        samples: ['1499', '1498', '1497'],
        basis: 'statistics',
      },
      {
        name: 't',
        type: 'string',
        physical: 'string',
        nulls: 0,
        samples: ['null', '1499', '1498'],
        basis: 'statistics',
      },
    ]);
  });

  test.each([
    ['INT64', {}, [5n, -7n], 'integer', 'int64', '-7', '5'],
    ['DOUBLE', {}, [1.5, -2.25], 'number', 'float64', '-2.25', '1.5'],
    [
      'INT32',
      { converted_type: 'DATE' },
      [new Date('2024-01-31'), new Date('2023-12-01')],
      'date',
      'date',
      '2023-12-01',
      '2024-01-31',
    ],
    [
      'INT64',
      { converted_type: 'DECIMAL', precision: 12, scale: 2 },
      [1.5, 2.25],
      'number',
      'decimal(12, 2)',
      '1.50',
      '2.25',
    ],
    ['BYTE_ARRAY', { converted_type: 'UTF8' }, ['b', 'a'], 'string', 'string', undefined, undefined],
  ] as const)('%s %o', async (type, annotation, data, field, physical, minimum, maximum) => {
    const bytes = parquet([{ name: 'x', data: [...data] }], {
      schema: [ROOT, { ...X, type, ...annotation }],
    });
    const [column] = (await profiled(bytes, {}, { name: 'a.parquet' })).columns;
    expect(column).toMatchObject({ type: field, physical });
    expect([column?.minimum, column?.maximum]).toEqual([minimum, maximum]);
  });

  test('a wide file is known by its footer: none of its pages is read', async () => {
    const columnData = Array.from({ length: 400 }, (_, index) => ({
      name: `c${index}`,
      data: Int32Array.from({ length: 2_000 }, (_, row) => row * 7919 + index),
    }));
    const bytes = parquet(columnData, { codec: 'UNCOMPRESSED' });
    const counted = countedSource(bytes);
    const { columns } = await profileTable(counted, { name: 'a.parquet', reading: {} });
    expect(columns).toHaveLength(400);
    expect(columns[399]).toMatchObject({ name: 'c399', type: 'integer', samples: [] });
    expect(counted.bytes).toBeLessThan(bytes.length / 2);
  });
});

test('Arrow: types by the schema, the rest by the first rows', async () => {
  const table = tableFromArrays({ n: Int32Array.of(3, 1, 3), t: ['a', null, 'b'] });
  const bytes = tableToIPC(table, { format: 'file' });
  expect(await profiled(bytes ?? new Uint8Array(), {}, { name: 'a.arrow' })).toMatchObject({
    format: 'arrow',
    rows: { count: 3, exact: true },
    columns: [
      {
        name: 'n',
        type: 'integer',
        physical: 'int32',
        nulls: 0,
        distinct: { count: 2, exact: true },
        samples: ['3', '1'],
      },
      { name: 't', type: 'string', nulls: 1, samples: ['a', 'b'] },
    ],
  });
});

describe('JSON', () => {
  const lines =
    '{"n":1,"s":"2024-01-31","b":true}\n{"n":2.5,"s":"2023-12-01","o":{"a":1}}\n\n{"n":null,"s":"2022-01-01","m":"x"}\n{"m":3}';

  test('lines: names by their first occurrence, types by the kinds of the values', async () => {
    const fact = await profiled(lines, {}, { name: 'a.jsonl' });
    expect(fact).toMatchObject({ format: 'jsonl', rows: { count: 4, exact: true } });
    expect(fact.columns.map(({ name, type, nulls }) => [name, type, nulls])).toEqual([
      ['n', 'number', 2],
      ['s', 'date', 1],
      ['b', 'boolean', 3],
      ['o', 'object', 3],
      ['m', 'any', 2],
    ]);
    expect(fact.columns[0]).toMatchObject({ minimum: '1', maximum: '2.5', samples: ['1', '2.5'] });
  });

  test('a number in quotes is a text', async () => {
    expect((await profiled('{"n":"1"}\n{"n":"2"}\n', {}, { name: 'a.jsonl' })).columns[0]?.type).toBe(
      'string',
    );
  });

  test('a broken line does not keep the others from being known', async () => {
    const { columns, rows } = await profiled('{"n":1}\n{"n":\n{"n":2}\n', {}, { name: 'a.jsonl' });
    expect(columns).toMatchObject([{ name: 'n', type: 'integer', distinct: { count: 2, exact: true } }]);
    expect(rows?.count).toBe(3);
  });

  test.each([
    ['a list of objects', '[\n {"a": 1},\n {"a": 2, "b": "x"}\n]', {}, ['a', 'b'], 2],
    ['a list of objects on one line', '[{"a": 1}, {"a": 2}]', {}, ['a'], 2],
    ['a list of lists', '[["a", "b"], [1, 2]]', {}, ['a', 'b'], 1],
    [
      'lists without header',
      '[["a", "b"], ["c", "d"]]',
      { dialect: { header: false } },
      ['field1', 'field2'],
      2,
    ],
    [
      'a list in a property',
      '{"data": {"rows": [{"a": 1}]}}',
      { dialect: { property: 'data.rows' } },
      ['a'],
      1,
    ],
  ])('%s', async (_, text, reading, names, count) => {
    const fact = await profiled(text, reading, { name: 'a.json' });
    expect(fact).toMatchObject({ format: 'json', rows: { count, exact: true } });
    expect(fact.columns.map(({ name }) => name)).toEqual(names);
  });

  test('a document that is no list of rows is no table', async () => {
    await expect(profiled('{"a": 1}', {}, { name: 'a.json' })).rejects.toMatchObject({
      code: 'table/unsupported',
    });
  });
});
