import { describe, expect, test } from 'vitest';
import { candidateKeys, candidateReferences, type KeyTable } from '#core/describe/candidate-keys.ts';
import type { FieldType } from '#core/tableschema/field-type.ts';

/** A table by its columns, `name:type`, and its rows. */
interface Sketch {
  readonly columns: string;
  readonly rows: readonly (readonly (string | null)[])[];
  /** The table goes on behind these rows. */
  readonly goesOn?: boolean;
}

function sketched(tables: Readonly<Record<string, Sketch>>) {
  const keyTables = Object.entries(tables).map(
    ([name, { columns, rows }]): KeyTable => ({
      name,
      fact: {
        format: 'csv',
        bytes: 1,
        columns: columns.split(' ').map((column, index) => {
          const [columnName = '', type = 'string'] = column.split(':');
          return {
            name: columnName,
            type: type as FieldType,
            nulls: rows.filter((row) => row[index] === null).length,
            samples: [],
            basis: 'all',
          };
        }),
      },
    }),
  );
  const read = async ({ name, fact }: KeyTable, wanted: readonly string[]) => {
    const indexes = wanted.map((column) => fact.columns.findIndex((each) => each.name === column));
    const sketch = tables[name];
    return {
      rows: (sketch?.rows ?? []).map((row) => indexes.map((index) => row[index] ?? null)),
      all: sketch?.goesOn !== true,
    };
  };
  return { keyTables, read };
}

async function keysOf(tables: Readonly<Record<string, Sketch>>): Promise<string[]> {
  const { keyTables, read } = sketched(tables);
  const keys = await candidateKeys(keyTables, read);
  const references = await candidateReferences(keyTables, keys, read);
  return [
    ...keys.map(({ resource, fields, confidence }) => `${resource}: ${fields.join('+')} ${confidence}`),
    ...references.map(
      ({ resource, fields, reference, confidence }) =>
        `${resource}: ${fields[0]} -> ${reference.resource}.${reference.fields[0]} ${confidence}`,
    ),
  ];
}

const STATIONS: Sketch = {
  columns: 'id:integer name',
  rows: [
    ['1', 'Alp'],
    ['2', 'Berg'],
  ],
};
const MANY = Array.from({ length: 30 }, (_, row) => [`${row % 3}`, `2024-01-${row}`, '1']);

describe('candidate keys', () => {
  test('a column named id whose values never repeat is the key', async () => {
    expect(await keysOf({ stations: STATIONS })).toEqual(['stations: id certain']);
  });

  test.each([
    [
      'a value repeats',
      [
        ['1', 'Alp'],
        ['1', 'Berg'],
      ],
    ],
    [
      'a value is missing',
      [
        ['1', 'Alp'],
        [null, 'Berg'],
      ],
    ],
    ['there is one row', [['1', 'Alp']]],
  ])('no key where %s', async (_, rows) => {
    expect(await keysOf({ stations: { columns: 'id:integer height:number', rows } })).toEqual([]);
  });

  test('what holds for the beginning of a table is likely', async () => {
    expect(await keysOf({ stations: { ...STATIONS, goesOn: true } })).toEqual(['stations: id likely']);
  });

  test('the first column without a telling name is possible', async () => {
    expect(await keysOf({ stations: { columns: 'place', rows: [['a'], ['b']] } })).toEqual([
      'stations: place possible',
    ]);
  });

  test('a measured number is no key', async () => {
    expect(await keysOf({ stations: { columns: 'height:number', rows: [['1.5'], ['2.5']] } })).toEqual([]);
  });

  test('two columns that never repeat together are likely in many rows, possible in few', async () => {
    const columns = 'station:integer date:date n:integer';
    expect(await keysOf({ daily: { columns, rows: MANY } })).toEqual(['daily: station+date likely']);
    expect(await keysOf({ daily: { columns, rows: MANY.slice(0, 5) } })).toEqual([
      'daily: station+date possible',
    ]);
  });
});

describe('candidate foreign keys', () => {
  const rows = [
    ['1', 'a'],
    ['1', 'b'],
    ['2', 'a'],
  ];

  test.each(['station_id', 'stationId', 'station', 'Station ID', 'home_station_id'])(
    'a column %s refers to the table stations',
    async (name) => {
      const column = name.replace(' ', '_');
      const found = await keysOf({ stations: STATIONS, daily: { columns: `${column}:integer x`, rows } });
      expect(found).toContain(`daily: ${column} -> stations.id certain`);
    },
  );

  test.each([
    [
      'a value that the other table lacks',
      'station_id:integer x',
      [
        ['1', 'a'],
        ['7', 'b'],
        ['7', 'c'],
      ],
    ],
    ['another type', 'station_id:string x', rows],
    ['a name that says nothing', 'count:integer x', rows],
    [
      'no values',
      'station_id:integer x',
      [
        [null, 'a'],
        [null, 'a'],
      ],
    ],
  ])('none with %s', async (_, columns, daily) => {
    const found = await keysOf({ stations: STATIONS, daily: { columns, rows: daily } });
    expect(found.filter((each) => each.includes('->'))).toEqual([]);
  });

  test.each([[['jan', 'feb', 'mar']], [['jan_stations', 'feb_stations']]])(
    'none between files of one kind, which all have the same key: %s',
    async (names) => {
      const columns = 'station_id:integer height:number';
      const rows = [
        ['1', '10'],
        ['2', '20'],
      ];
      const found = await keysOf(Object.fromEntries(names.map((name) => [name, { columns, rows }])));
      expect(found.filter((each) => each.includes('->'))).toEqual([]);
    },
  );

  test('none where the key of several tables has the name of the column and all of its values', async () => {
    const key = { columns: 'code_x:integer y', rows: STATIONS.rows };
    const found = await keysOf({
      jan: key,
      feb: key,
      daily: {
        columns: 'n:number code_x:integer',
        rows: [
          ['1.5', '1'],
          ['1.5', '1'],
        ],
      },
    });
    expect(found.filter((each) => each.startsWith('daily'))).toEqual([]);
  });

  test('a column refers to the table that it names rather than to another with such a key', async () => {
    const other = { ...STATIONS, columns: 'station_id:integer name' };
    const found = await keysOf({
      heights: other,
      stations: other,
      daily: { columns: 'x station_id:integer', rows: rows.map(([id, x]) => [x ?? '', id ?? '']) },
    });
    expect(found.filter((each) => each.includes('->'))).toEqual([
      'heights: station_id -> stations.station_id certain',
      'daily: station_id -> stations.station_id certain',
    ]);
  });
});
