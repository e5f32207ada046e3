import { expect, test } from 'vitest';
import { profiled, profiledColumn, typeLine } from './profiled.ts';

test.each([
  ['1|-2|0', 'integer'],
  ['1|2.5|-.5|1e3', 'number'],
  ['1.5|NaN|-INF', 'number'],
  ['007|008', 'string'],
  ['0|1', 'integer'],
  ['1,234|12|1,234,567', 'integer group ,'],
  ['1,234.5|12.25', 'number group ,'],
  ['1,5|2,25|3', 'number decimal ,'],
  ['1.234,5|12,25', 'number decimal , group .'],
  ['1 234,5|12,25', 'number decimal , group  '],
  ['12%|7.5%', 'number bare false'],
  ['$1,200.50|$7.00', 'number group , bare false'],
  ['true|False', 'boolean'],
  ['yes|no', 'boolean true yes false no'],
  ['N|Y|N', 'boolean true Y false N'],
  ['no|no', 'string'],
  ['yes|no|maybe', 'string'],
  ['2024-01-31|1999-12-01', 'date'],
  ['2024-02-30|2024-01-01', 'string'],
  ['31/12/2024|01/02/2024', 'date %d/%m/%Y'],
  ['12/31/2024|01/02/2024', 'date %m/%d/%Y'],
  ['31.12.2024|1.2.2024', 'date %d.%m.%Y'],
  ['31-Dec-24|01-Feb-23', 'date %d-%b-%y'],
  ['31 Dec 2024|1 Feb 2023', 'date %d %b %Y'],
  ['December 31, 2024|February 1, 2023', 'date %B %d, %Y'],
  ['2024/12/31|2023/02/01', 'date %Y/%m/%d'],
  ['13:05:09|23:59:00', 'time'],
  ['13:05|23:59', 'time %H:%M'],
  ['1:05 PM|11:59 am', 'time %I:%M %p'],
  ['2024-01-31T13:05:09|2024-01-31T13:05:09.25Z', 'datetime'],
  ['2024-01-31 13:05:09|2023-12-01 00:00:00', 'datetime %Y-%m-%d %H:%M:%S'],
  ['2024-01-31T13:05|2023-12-01T00:00', 'datetime %Y-%m-%dT%H:%M'],
  ['31/12/2024 13:05|01/02/2024 00:00', 'datetime %d/%m/%Y %H:%M'],
  ['2024-01|2023-12', 'yearmonth'],
  ['P1D|PT2H', 'duration'],
  ['90.50, 45.50|-1.5,2.25', 'geopoint'],
  ['{"type":"Point","coordinates":[1,2]}', 'geojson'],
  ['{"a":1}|{}', 'object'],
  ['[1]|[]', 'array'],
  ['a@example.org|b@example.org', 'string email'],
  ['https://example.org/a|ftp://example.org', 'string uri'],
  ['123e4567-e89b-12d3-a456-426614174000', 'string uuid'],
  ['a|b', 'string'],
  ['|', 'any'],
])('%j is %s', async (values, expected) => {
  expect(typeLine(await profiledColumn(values))).toBe(expected);
});

test.each([
  ['year', '1999|2024', 'year'],
  ['birthYear', '1999|2024', 'year'],
  ['Jahr', '1999|2024', 'year'],
  ['price', '1999|2024', 'integer'],
  ['yearly', '19999|20240', 'integer'],
  ['date', '20240131|20231201', 'date %Y%m%d'],
  ['id', '20240131|20231201', 'integer'],
])('digits of a column named %s: %s is %s', async (name, values, expected) => {
  expect(typeLine(await profiledColumn(values, name))).toBe(expected);
});

test('a date that can be read in two ways says so', async () => {
  expect(await profiledColumn('01/02/2024|03/04/2024')).toMatchObject({
    format: '%d/%m/%Y',
    otherFormats: ['%m/%d/%Y'],
  });
  expect(await profiledColumn('01/02/2024|13/04/2024')).not.toHaveProperty('otherFormats');
});

test('a few odd words among numbers are named: most likely they stand for missing values', async () => {
  const column = await profiledColumn('1|2|n/a|3|4|-');
  expect(column).toMatchObject({ type: 'string', almost: { type: 'integer', except: ['n/a', '-'] } });
  expect(await profiledColumn('1|2|n/a|3|4|-', 'x', { missingValues: ['n/a', '-'] })).toMatchObject({
    type: 'integer',
    nulls: 2,
  });
});

test('a column of words with a few numbers is text and nothing else', async () => {
  expect(await profiledColumn('a|b|1|c')).not.toHaveProperty('almost');
});

test('of each type that not all values are of, a value that is not is kept', async () => {
  const { counterexamples = [] } = await profiledColumn('1|2|2.5|3|x|y|z');
  expect(counterexamples).toEqual(expect.arrayContaining(['2.5', 'x']));
  expect(counterexamples).not.toContain('z');
  // 007 casts as an integer, though nobody would take it for one: only "b7" is none.
  expect((await profiledColumn('007|008|b7')).counterexamples).toContain('b7');
});

test('values are ordered by what they mean', async () => {
  expect(await profiledColumn('9|10|-1')).toMatchObject({ minimum: '-1', maximum: '10' });
  expect(await profiledColumn('31/12/2023|01/01/2024')).toMatchObject({
    minimum: '31/12/2023',
    maximum: '01/01/2024',
  });
  expect(await profiledColumn('b|a')).not.toHaveProperty('minimum');
});

test('nulls, distinct values and samples are counted over all rows of a small file', async () => {
  expect(await profiledColumn('a|b||a|c|d')).toMatchObject({
    nulls: 1,
    distinct: { count: 4, exact: true },
    samples: ['a', 'b', 'c'],
    basis: 'all',
  });
});

test('by sight, words for missing values among numbers are missing, and named for the whole table', async () => {
  const text = 'n,name\n1,None\nNA,b\n3,-\n-,d\n5,e\n6,f\n';
  const { columns, missingValues } = await profiled(text, {}, { bySight: true });
  expect(missingValues).toEqual(['NA', '-']);
  expect(columns).toMatchObject([
    { type: 'integer', nulls: 2 },
    { type: 'string', nulls: 1 },
  ]);
  expect(await profiled(text)).not.toHaveProperty('missingValues');
});
