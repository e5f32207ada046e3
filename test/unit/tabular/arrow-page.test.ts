import { tableFromIPC as readWithFlechette } from '@uwdata/flechette';
import { tableFromIPC } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { encodeArrow } from '#core/tabular/arrow-page.ts';
import { decodeArrow } from '#core/tabular/arrow-page-reader.ts';
import type { Batch, Cell, ColumnType } from '#core/tabular/table.ts';
import { typeName } from '#core/tabular/type-name.ts';

const int = (bits: 8 | 16 | 32 | 64, signed = true): ColumnType => ({ kind: 'int', bits, signed });
const list = (item: ColumnType): ColumnType => ({ kind: 'list', item });
const struct = (fields: Readonly<Record<string, ColumnType>>): ColumnType => ({
  kind: 'struct',
  fields: Object.entries(fields).map(([name, type]) => ({ name, type, nullable: true })),
});

const COLUMNS: readonly (readonly [ColumnType, readonly Cell[]])[] = [
  [int(8, false), [255, null, 0]],
  [int(16), [-32_768, 32_767, null]],
  [int(32, false), [4_294_967_295, 0, null]],
  [int(64), [2n ** 63n - 1n, -(2n ** 63n), null]],
  [int(64, false), [2n ** 64n - 1n, 0n, null]],
  [{ kind: 'integer' }, [1n, -1n, null]],
  [{ kind: 'integer' }, [2n ** 80n, 'n/a', null]],
  [{ kind: 'float64' }, [Number.NaN, -0, Number.POSITIVE_INFINITY]],
  [{ kind: 'float64' }, [1.5, 'a lot', null]],
  [{ kind: 'float32' }, [1.5, null, 0]],
  [{ kind: 'float16' }, [65_504, null, 0.5]],
  [{ kind: 'decimal', precision: 12, scale: 2 }, [150n, -1n, null]],
  [{ kind: 'decimal', precision: 70, scale: 0 }, [10n ** 69n, -(10n ** 69n), null]],
  [{ kind: 'boolean' }, [true, false, null]],
  [{ kind: 'date' }, [19_753, -1, null]],
  [{ kind: 'date' }, [0.5, '31/12/2024', null]],
  [{ kind: 'timestamp', unit: 'us', utc: true }, [1n, -1n, null]],
  [{ kind: 'timestamp', unit: 'ns', utc: false }, [2n ** 70n, null, 0n]],
  [{ kind: 'time', unit: 'ms' }, [86_399_999n, null, 0n]],
  [{ kind: 'time', unit: 'ns' }, [1n, null, 0n]],
  [{ kind: 'duration', unit: 's' }, [-1n, null, 0n]],
  [{ kind: 'interval' }, [{ months: 1, days: -2, nanos: 3n }, null, { months: 0, days: 0, nanos: 0n }]],
  [{ kind: 'string' }, ['', 'Grüße 🌍', null]],
  [{ kind: 'json' }, ['{"a":1}', null, 'null']],
  [{ kind: 'uuid' }, ['0123abcd-4567-89ab-cdef-0123456789ab', null, null]],
  [{ kind: 'other', name: 'variant' }, ['[1]', null, null]],
  [{ kind: 'binary' }, [Uint8Array.of(0, 1), new Uint8Array(0), null]],
  [{ kind: 'null' }, [null, null, null]],
  [list(int(64)), [[1n, null], [], null]],
  [list(list({ kind: 'string' })), [[['a'], [], null], null, []]],
  [
    { kind: 'map', key: { kind: 'string' }, value: int(32) },
    [
      [
        ['a', 1],
        ['b', null],
      ],
      [],
      null,
    ],
  ],
  [
    struct({ a: int(64), b: { kind: 'binary' } }),
    [{ a: 1n, b: Uint8Array.of(9) }, { a: null, b: null }, null],
  ],
  [struct({ a: { kind: 'timestamp', unit: 'ns', utc: true } }), [{ a: 2n ** 90n }, null, { a: null }]],
];

function batchOf(columns: readonly (readonly [ColumnType, readonly Cell[]])[]): Batch {
  return {
    start: 1234,
    numRows: 3,
    columns: columns.map(([type, cells], index) => ({
      column: { name: `c${index}`, type, nullable: true },
      cells,
    })),
  };
}

describe('a page of rows', () => {
  test.each(COLUMNS.map(([type, cells]) => [typeName(type), type, cells] as const))(
    'comes back exactly: %s',
    (_name, type, cells) => {
      const batch = batchOf([[type, cells]]);
      expect(decodeArrow(encodeArrow(batch))).toEqual(batch);
    },
  );

  test('of all columns at once, of none, and of no rows', () => {
    for (const batch of [
      batchOf(COLUMNS),
      { start: 0, numRows: 3, columns: [] },
      {
        start: 7,
        numRows: 0,
        columns: batchOf(COLUMNS).columns.map(({ column }) => ({ column, cells: [] })),
      },
    ]) {
      expect(decodeArrow(encodeArrow(batch))).toEqual(batch);
    }
  });

  test('may lie anywhere in a larger buffer', () => {
    const bytes = encodeArrow(batchOf(COLUMNS));
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodeArrow(shifted.subarray(3))).toEqual(batchOf(COLUMNS));
  });

  test('is an Arrow stream that others read, with Arrow’s own types', () => {
    const columns = COLUMNS.filter(
      ([, cells]) => !cells.some((cell) => typeof cell === 'bigint' && cell > 2n ** 69n),
    );
    const bytes = encodeArrow(batchOf(columns));
    const table = tableFromIPC(bytes);
    expect(table.numRows).toBe(3);
    expect(table.schema.fields.slice(0, 6).map(({ type }) => String(type))).toEqual([
      'Uint8',
      'Int16',
      'Uint32',
      'Int64',
      'Uint64',
      'Int64',
    ]);
    const types = table.schema.fields.map(({ type }) => String(type));
    expect(types).toEqual(
      expect.arrayContaining(['Decimal[12e+2]', 'Timestamp<MICROSECOND, UTC>', 'Date32<DAY>']),
    );
    const flechette = readWithFlechette(bytes, { useBigInt: true });
    expect(flechette.getChild('c3').toArray()).toEqual([2n ** 63n - 1n, -(2n ** 63n), null]);
  });

  test('cut off or altered it is refused', () => {
    const bytes = encodeArrow(batchOf(COLUMNS));
    for (let length = 0; length < bytes.length - 8; length += 61) {
      expect(() => decodeArrow(bytes.slice(0, length))).toThrow(RangeError);
    }
  });
});
