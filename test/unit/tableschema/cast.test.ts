import { describe, expect, test } from 'vitest';
import { compileField } from '#core/tableschema/cast.ts';
import type { FieldDescription } from '#core/tableschema/field-description.ts';
import { compareLogical, equalLogical, type Logical, logicalKey } from '#core/tableschema/logical.ts';
import type { SchemaVersion } from '#core/tableschema/type-rules.ts';

function text(field: FieldDescription, cell: string, version: SchemaVersion = '2.0'): Logical | undefined {
  return compileField(field, version).text(cell);
}

/** A value of a type, which has to be one. */
function value(type: FieldDescription['type'], cell: string): Logical {
  const found = text({ type }, cell);
  if (found === undefined) {
    throw new Error(`${cell} is no ${type}`);
  }
  return found;
}

/** Cells that mean the same as a plainer one, or nothing of the type (undefined). */
const CELLS: readonly (readonly [FieldDescription, string, string | undefined])[] = [
  [{ type: 'integer' }, '+007', '7'],
  [{ type: 'integer' }, ' -3 ', '-3'],
  [{ type: 'integer' }, '1e3', undefined],
  [{ type: 'integer' }, '', undefined],
  [{ type: 'integer' }, '1_000', undefined],
  [{ type: 'integer', groupChar: "'" }, "1'000'000", '1000000'],
  [{ type: 'integer', groupChar: "'" }, "'1", undefined],
  [{ type: 'integer', groupChar: "'" }, "1''0", undefined],
  [{ type: 'integer', bareNumber: false }, 'EUR 95', '95'],
  [{ type: 'integer', bareNumber: false }, '- €5', '-5'],
  [{ type: 'integer', bareNumber: false }, '5 of 6', undefined],
  [{ type: 'number' }, '.5', '0.5'],
  [{ type: 'number' }, '5.', '5'],
  [{ type: 'number' }, '-0', '0'],
  [{ type: 'number' }, '1.5E-3', '0.0015'],
  [{ type: 'number' }, '1,5', undefined],
  [{ type: 'number' }, '1.2.3', undefined],
  [{ type: 'number' }, 'nan', 'NaN'],
  [{ type: 'number' }, '-inf', '-INF'],
  [{ type: 'number' }, 'Infinity', undefined],
  [{ type: 'number', decimalChar: ',', groupChar: '.' }, '1.234,5', '1234.5'],
  [{ type: 'number', decimalChar: ',' }, '1.5', undefined],
  [{ type: 'number', decimalChar: ',' }, '1,5E2', '150'],
];

test.each(CELLS)('%j reads %s as %s', (field, cell, plain) => {
  const found = text(field, cell);
  const expected = plain === undefined ? undefined : value(field.type, plain);
  expect(found === undefined ? undefined : logicalKey(found)).toBe(
    expected === undefined ? undefined : logicalKey(expected),
  );
});

describe('numbers are exact', () => {
  test('two decimals that are one double are two values', () => {
    const [a, b] = [value('number', '0.1000000000000000055'), value('number', '0.1000000000000000056')];
    expect(compareLogical(a, b)).toBe(-1);
    expect(equalLogical(a, b)).toBe(false);
  });

  test('the same number in other digits is one value', () => {
    expect(equalLogical(value('number', '10.50'), value('number', '1.05e1'))).toBe(true);
    expect(
      equalLogical(value('number', '12345678901234567890.0'), value('number', '1.2345678901234567890E19')),
    ).toBe(true);
  });

  test.each([
    ['9007199254740993', '9007199254740992', 1],
    ['-1e400', '1', -1],
    ['1e400', 'INF', -1],
    ['-12345678901234567890', '-12345678901234567891', 1],
    ['0.1', '0.10000000000000000001', -1],
    ['1e-400', '0', 1],
    ['100', '99.99999999999999999999', 1],
  ])('%s against %s', (a, b, order) => {
    expect(Math.sign(compareLogical(value('number', a), value('number', b)) ?? Number.NaN)).toBe(order);
    expect(Math.sign(compareLogical(value('number', b), value('number', a)) ?? Number.NaN)).toBe(-order);
  });

  test('NaN has no order', () => {
    expect(compareLogical(value('number', 'NaN'), value('number', '1'))).toBeUndefined();
  });

  test('integers of any length are whole', () => {
    expect(value('integer', '123456789012345678901234567890')).toBe(123456789012345678901234567890n);
    expect(text({ type: 'integer' }, '9'.repeat(200_000))).toBeUndefined();
  });
});

describe('times', () => {
  test.each([
    [{ type: 'date' }, '2024-02-29', '2024-02-29'],
    [{ type: 'date' }, '2023-02-29', undefined],
    [{ type: 'date' }, '2024-2-9', undefined],
    [{ type: 'date' }, '2024-01-26T00:00:00', undefined],
    [{ type: 'date', format: '%d.%m.%Y' }, '9.2.2024', '2024-02-09'],
    [{ type: 'date', format: '%d.%m.%Y' }, '31.2.2024', undefined],
    [{ type: 'date', format: '%d %B %Y' }, '09  FEBRUARY 2024', '2024-02-09'],
    [{ type: 'date', format: '%a %b %d %Y' }, 'Fri Feb 09 2024', '2024-02-09'],
    [{ type: 'date', format: '%d%m%y' }, '090224', '2024-02-09'],
    [{ type: 'date', format: '%b%d %Y' }, 'Feb 9 2024', '2024-02-09'],
    [{ type: 'date', format: '%y' }, '69', '1969-01-01'],
    [{ type: 'date', format: '%j %B %Y' }, '060 January 2024', '2024-02-29'],
    [{ type: 'date', format: '%Y-%j' }, '2024-060', '2024-02-29'],
    [{ type: 'date', format: '%G-W%V-%u' }, '2020-W53-5', '2021-01-01'],
    [{ type: 'date', format: '%Y %U %w' }, '2024 5 2', '2024-02-06'],
    [{ type: 'date', format: '%Y %W %w' }, '2024 5 2', '2024-01-30'],
    [{ type: 'date', format: '%Y%%' }, '2024%', '2024-01-01'],
    [{ type: 'date', format: '%-d/%m/%Y' }, '1/1/2024', undefined],
    [{ type: 'date', format: 'YYYY' }, '2024', undefined],
    [{ type: 'date', format: '%F' }, '2024-02-09', '2024-02-09'],
    [{ type: 'date', format: 'any' }, 'February 9th, 2024', '2024-02-09'],
    [{ type: 'date', format: 'any' }, '2/9/2024', '2024-02-09'],
    [{ type: 'date', format: 'any' }, '20240209', '2024-02-09'],
    [{ type: 'date', format: 'any' }, 'someday', undefined],
  ] as const)('%j reads %s as %s', (field, cell, plain) => {
    const found = text(field, cell);
    expect(found && logicalKey(found)).toBe(plain && logicalKey(value('date', plain)));
  });

  test.each([
    [{ type: 'datetime', format: '%d/%m/%Y %I:%M %p' }, '09/02/2024 12:05 am', '2024-02-09T00:05:00'],
    [
      { type: 'datetime', format: '%Y-%m-%dT%H:%M:%S.%f%z' },
      '2024-02-09T01:02:03.250+01:00',
      '2024-02-09T00:02:03.25Z',
    ],
    [{ type: 'datetime', format: '%c' }, 'Fri Feb  9 01:02:03 2024', '2024-02-09T01:02:03'],
    [{ type: 'datetime' }, '2024-02-09T24:00:00', '2024-02-10T00:00:00'],
    [{ type: 'datetime' }, '2024-02-09T25:00:00', undefined],
    [{ type: 'datetime' }, '2024-02-09 01:02:03', undefined],
    [{ type: 'datetime' }, '-0044-03-15T12:00:00', '-0044-03-15T12:00:00.000'],
    [{ type: 'datetime', format: 'any' }, '9 Feb 2024 3:05pm UTC', '2024-02-09T15:05:00Z'],
  ] as const)('%j reads %s as %s', (field, cell, plain) => {
    const found = text(field, cell);
    expect(found && logicalKey(found)).toBe(plain && logicalKey(value('datetime', plain)));
  });

  test('a time has a zone in version 1 only', () => {
    expect(text({ type: 'time' }, '06:00:00Z', '1.0')).toBeDefined();
    expect(text({ type: 'time' }, '06:00:00Z', '2.0')).toBeUndefined();
  });

  test('years and months are those of XML Schema', () => {
    expect(value('year', '12024')).toBeDefined();
    expect(value('yearmonth', '2024-02')).toBeDefined();
    expect(text({ type: 'year' }, '24')).toBeUndefined();
    expect(text({ type: 'yearmonth' }, '2024-00')).toBeUndefined();
    expect(compileField({ type: 'year' }, '2.0').json(2024)).toEqual(value('year', '2024'));
  });

  test.each([
    ['2024-02-09T00:00:00Z', '2024-02-09T01:00:00+01:00', 0],
    ['2024-02-09T00:00:00.5', '2024-02-09T00:00:00.49999999999999999999', 1],
    ['2024-02-09T00:00:00', '2024-02-09T00:00:00Z', undefined],
    ['2024-02-10T12:00:00', '2024-02-09T00:00:00Z', 1],
  ])('%s against %s', (a, b, order) => {
    const found = compareLogical(value('datetime', a), value('datetime', b));
    expect(found === undefined ? undefined : Math.sign(found)).toBe(order);
  });

  // The table of XML Schema, "order relation on duration".
  test.each([
    ['P1Y', 'P364D', 1],
    ['P1Y', 'P365D', undefined],
    ['P1Y', 'P367D', -1],
    ['P1M', 'P27D', 1],
    ['P1M', 'P30D', undefined],
    ['P1M', 'P32D', -1],
    ['P5M', 'P149D', 1],
    ['P5M', 'P152D', undefined],
    ['P5M', 'P154D', -1],
    ['PT1.5S', 'PT1S', 1],
    ['-P1D', 'PT0S', -1],
    ['P12M', 'P1Y', 0],
  ])('%s against %s', (a, b, order) => {
    const found = compareLogical(value('duration', a), value('duration', b));
    expect(found === undefined ? undefined : Math.sign(found)).toBe(order);
  });

  test.each(['P', 'PT', 'P1DT', 'P1S', '1D', 'P-1D', 'P1.5D'])('%s is no duration', (cell) => {
    expect(text({ type: 'duration' }, cell)).toBeUndefined();
  });
});

describe('other types', () => {
  test.each([
    ['email', 'ada@example.org', true],
    ['email', 'ada@example@org', false],
    ['email', 'ada', false],
    ['uri', 'urn:isbn:1', true],
    ['uri', 'https://example.org/a b', false],
    ['uri', 'https://example.org/%zz', false],
    ['uri', 'example.org', false],
    ['binary', 'YQ==', true],
    ['binary', 'YQ=', false],
    ['uuid', '123E4567-e89b-12d3-a456-426614174000', true],
    ['uuid', '123e4567e89b12d3a456426614174000', false],
  ])('%s %s', (format, cell, fits) => {
    expect(text({ type: 'string', format }, cell) !== undefined).toBe(fits);
  });

  test('the values of a boolean are exactly those that are listed', () => {
    const field = { type: 'boolean', trueValues: ['ja'] } as const;
    expect(['ja', 'Ja', 'true', 'false'].map((cell) => text(field, cell))).toEqual([
      true,
      undefined,
      undefined,
      false,
    ]);
  });

  test('each item of a list is read by its type', () => {
    const field = { type: 'list', delimiter: ';', itemType: 'integer' } as const;
    expect(text(field, '1;2')).toEqual({ kind: 'list', items: [1n, 2n] });
    expect(text(field, '1;x')).toBeUndefined();
    expect(compileField(field, '2.0').json([1, 2])).toEqual({ kind: 'list', items: [1n, 2n] });
  });

  test('JSON is equal whatever the order of its keys', () => {
    const [a, b] = [value('object', '{"a":1,"b":[2]}'), value('object', '{ "b": [2.0], "a": 1 }')];
    expect(equalLogical(a, b)).toBe(true);
    expect(text({ type: 'object' }, '[1]')).toBeUndefined();
    expect(text({ type: 'array' }, '[1')).toBeUndefined();
  });

  test('JSON as deep as can be read compares without harm', () => {
    const deep = '['.repeat(50_000) + ']'.repeat(50_000);
    expect(equalLogical(value('array', deep), value('array', deep))).toBe(true);
  });

  test.each([
    ['default', '16.4, 48.2', true],
    ['default', '16.4 48.2', false],
    ['default', '181,0', false],
    ['array', '[16.4, 48.2]', true],
    ['array', '[16.4, "48.2"]', false],
    ['object', '{"lon": 16.4, "lat": 48.2}', true],
    ['object', '{"lon": 16.4, "lat": 48.2, "alt": 1}', false],
  ])('a point as %s: %s', (format, cell, fits) => {
    expect(text({ type: 'geopoint', format }, cell) !== undefined).toBe(fits);
  });

  test.each([
    ['{"type":"Point","coordinates":[1,2]}', true],
    ['{"type":"Point","coordinates":[1]}', false],
    ['{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}', true],
    ['{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}', false],
    ['{"type":"FeatureCollection","features":[]}', true],
    ['{"type":"toString","coordinates":[]}', false],
  ])('GeoJSON %s', (cell, fits) => {
    expect(text({ type: 'geojson' }, cell) !== undefined).toBe(fits);
  });

  test('nothing is made of any', () => {
    const any = compileField({ type: 'any' }, '2.0');
    expect([any.text('1'), any.json(1), any.json(true), any.json(null)]).toEqual(['1', 1, true, undefined]);
  });
});
