import { describe, expect, test } from 'vitest';
import { daysFromCivil, formatDate } from '#core/tabular/civil-time.ts';
import { float16FromBits, roundToFloat16 } from '#core/tabular/float16.ts';
import { formatCell } from '#core/tabular/format-cell.ts';
import { jsonCell } from '#core/tabular/json-cell.ts';
import type { Cell, ColumnType } from '#core/tabular/table.ts';
import { typeName } from '#core/tabular/type-name.ts';

const int32: ColumnType = { kind: 'int', bits: 32, signed: true };
const int64: ColumnType = { kind: 'int', bits: 64, signed: true };

describe('a cell as JSON and as text', () => {
  const cases: readonly [string, ColumnType, Cell, unknown, string][] = [
    ['null', int32, null, null, ''],
    ['a 32-bit integer', int32, -5, -5, '-5'],
    ['a 64-bit integer', int64, 2n ** 63n - 1n, '9223372036854775807', '9223372036854775807'],
    ['an inferred integer', { kind: 'integer' }, 42n, 42, '42'],
    [
      'an inferred integer beyond 2^53',
      { kind: 'integer' },
      2n ** 60n,
      '1152921504606846976',
      '1152921504606846976',
    ],
    ['a decimal', { kind: 'decimal', precision: 12, scale: 2 }, -105n, '-1.05', '-1.05'],
    ['a small decimal', { kind: 'decimal', precision: 12, scale: 3 }, 5n, '0.005', '0.005'],
    ['NaN', { kind: 'float64' }, Number.NaN, 'NaN', 'NaN'],
    ['infinity', { kind: 'float64' }, Number.NEGATIVE_INFINITY, '-Infinity', '-Infinity'],
    ['negative zero', { kind: 'float64' }, -0, -0, '-0'],
    ['a float of 32 bits', { kind: 'float32' }, Math.fround(0.3), 0.30000001192092896, '0.3'],
    ['a float of 16 bits', { kind: 'float16' }, 0.300048828125, 0.300048828125, '0.3'],
    [
      'floats in a list',
      { kind: 'list', item: { kind: 'float32' } },
      [Math.fround(0.3), Number.NaN],
      [0.30000001192092896, 'NaN'],
      '[0.3,"NaN"]',
    ],
    [
      'floats in a struct',
      { kind: 'struct', fields: [{ name: 'a', type: { kind: 'float16' }, nullable: true }] },
      { a: 0.0999755859375 },
      { a: 0.0999755859375 },
      '{"a":0.1}',
    ],
    [
      'floats in a map',
      { kind: 'map', key: { kind: 'float32' }, value: { kind: 'float32' } },
      [[Math.fround(0.1), Math.fround(0.2)]],
      [[0.10000000149011612, 0.20000000298023224]],
      '[[0.1,0.2]]',
    ],
    ['NaN in 32 bits', { kind: 'float32' }, Number.NaN, 'NaN', 'NaN'],
    ['a date', { kind: 'date' }, 19_753, '2024-01-31', '2024-01-31'],
    [
      'a timestamp',
      { kind: 'timestamp', unit: 'us', utc: true },
      1n,
      '1970-01-01T00:00:00.000001Z',
      '1970-01-01T00:00:00.000001Z',
    ],
    [
      'a wall-clock time',
      { kind: 'timestamp', unit: 's', utc: false },
      -1n,
      '1969-12-31T23:59:59',
      '1969-12-31T23:59:59',
    ],
    ['a time', { kind: 'time', unit: 'ms' }, 47_109_250n, '13:05:09.250', '13:05:09.250'],
    ['a duration', { kind: 'duration', unit: 'ms' }, -90_500n, '-PT90.5S', '-PT90.5S'],
    [
      'an interval',
      { kind: 'interval' },
      { months: 1, days: 2, nanos: 3_500_000_000n },
      'P1M2DT3.5S',
      'P1M2DT3.5S',
    ],
    ['binary', { kind: 'binary' }, Uint8Array.of(0, 255), 'AP8=', '00ff'],
    ['a list', { kind: 'list', item: int64 }, [1n, null], ['1', null], '["1",null]'],
    [
      'a map',
      { kind: 'map', key: int32, value: { kind: 'date' } },
      [[1, 0]],
      [[1, '1970-01-01']],
      '[[1,"1970-01-01"]]',
    ],
    [
      'a struct',
      { kind: 'struct', fields: [{ name: 'a', type: int64, nullable: true }] },
      { a: 7n },
      { a: '7' },
      '{"a":"7"}',
    ],
    ['a word among numbers', { kind: 'integer' }, 'n/a', 'n/a', 'n/a'],
  ];
  test.each(cases)('%s', (_name, type, cell, json, text) => {
    expect(jsonCell(type, cell)).toEqual(json);
    expect(formatCell(type, cell)).toBe(text);
  });

  test('long binary is cut in the grid and says how long it is', () => {
    expect(formatCell({ kind: 'binary' }, new Uint8Array(100))).toBe(`${'00'.repeat(64)}… (100 bytes)`);
  });
});

describe('the text of a narrow float is the shortest decimal that reads back as it', () => {
  test.each<['float16' | 'float32', number, string]>([
    ['float32', 2 ** -149, '1e-45'],
    ['float32', 2 ** -126, '1.1754944e-38'],
    // Nine digits are the most that 32 bits need.
    ['float32', 10.015202522277832, '10.0152025'],
    ['float32', Math.fround(1.00000012), '1.0000001'],
    // Below a power of two the numbers lie closer: the nearest decimal of 8 digits is already the one below.
    ['float32', 2 ** 90, '1.2379401e+27'],
    ['float32', 3.4028234663852886e38, '3.4028235e+38'],
    ['float32', 16_777_216, '16777216'],
    ['float16', 2 ** -24, '6e-8'],
    ['float16', 65_504, '65500'],
    ['float16', 2048, '2048'],
    ['float16', -1.0009765625, '-1.001'],
  ])('%s %d is %s', (kind, value, text) => {
    expect(formatCell({ kind }, value)).toBe(text);
  });

  test('for 32 bits anywhere', () => {
    const view = new DataView(new ArrayBuffer(4));
    let bits = 1;
    for (let round = 0; round < 20_000; round += 1) {
      bits = (Math.imul(bits, 1_664_525) + 1_013_904_223) >>> 0;
      view.setUint32(0, bits);
      const value = view.getFloat32(0);
      const text = formatCell({ kind: 'float32' }, value);
      expect([text, Math.fround(Number(text))]).toEqual([text, value]);
    }
  });

  test('for all 16 bits', () => {
    for (let bits = 0; bits < 0x10000; bits += 1) {
      const value = float16FromBits(bits);
      const text = formatCell({ kind: 'float16' }, value);
      expect(roundToFloat16(Number(text))).toBe(value);
    }
  });
});

describe('the name of a type', () => {
  test.each<[ColumnType, string]>([
    [{ kind: 'int', bits: 8, signed: false }, 'uint8'],
    [{ kind: 'decimal', precision: 12, scale: 2 }, 'decimal(12, 2)'],
    [{ kind: 'timestamp', unit: 'us', utc: true }, 'timestamp[us, UTC]'],
    [{ kind: 'timestamp', unit: 'ns', utc: false }, 'timestamp[ns]'],
    [{ kind: 'list', item: int32 }, 'list<int32>'],
    [{ kind: 'map', key: { kind: 'string' }, value: int64 }, 'map<string, int64>'],
    [{ kind: 'struct', fields: [{ name: 'a', type: int32, nullable: true }] }, 'struct<a: int32>'],
    [{ kind: 'other', name: 'variant' }, 'variant'],
  ])('%j is %s', (type, name) => {
    expect(typeName(type)).toBe(name);
  });
});

describe('the calendar', () => {
  test('agrees with the platform where that has dates', () => {
    for (let days = -200_000; days <= 200_000; days += 37) {
      const date = new Date(days * 86_400_000);
      const expected = date.toISOString().split('T')[0];
      expect(formatDate(days)).toBe(expected);
      expect(daysFromCivil(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(days);
    }
  });

  test('knows days that do not exist', () => {
    expect(daysFromCivil(2023, 2, 29)).toBeUndefined();
    expect(daysFromCivil(2024, 2, 29)).toBe(19_782);
    expect(daysFromCivil(2024, 13, 1)).toBeUndefined();
  });

  test('writes years that have more than four digits with a sign', () => {
    expect(formatDate(-(2 ** 31))).toBe('-5877641-06-23');
    expect(formatDate(2 ** 31 - 1)).toBe('+5881580-07-11');
  });
});
