import * as arrow from 'apache-arrow';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import { memorySource } from '#core/base/byte-source.ts';
import { isFailure } from '#core/base/failure.ts';
import { decodeColumnType } from '#core/tabular/decode-column-type.ts';
import { formatCell } from '#core/tabular/format-cell.ts';
import { openTable } from '#core/tabular/open.ts';
import { leafType } from '#core/tabular/parquet/leaf-type.ts';
import { PHYSICAL } from '#core/tabular/parquet/values.ts';

const parquet = (precision: number, scale: number) =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: [{ name: 'x', data: [] }],
      schema: [
        { name: 'root', num_children: 1 },
        {
          name: 'x',
          type: 'INT64',
          repetition_type: 'REQUIRED',
          converted_type: 'DECIMAL',
          precision,
          scale,
        },
      ],
    }),
  );

const arrowFile = (precision: number, scale: number) => {
  const data = arrow.makeData({
    type: new arrow.Decimal(scale, precision, 128),
    length: 1,
    data: Uint32Array.of(7, 0, 0, 0),
  });
  return arrow.tableToIPC(new arrow.Table({ x: new arrow.Vector([data]) }), 'file');
};

test.each([
  [1_000_000_000, 1_000_000_000],
  [38, 1_000_000_000],
  [38, -1_000_000_000],
  [-1, 0],
  [1001, 2],
])(
  'a decimal of %d digits and scale %d is refused before a cell is written out',
  async (precision, scale) => {
    const opening = [
      ['a.arrow', arrowFile(precision, scale)] as const,
      ['a.parquet', parquet(precision, scale)] as const,
    ].map(([name, bytes]) => openTable(memorySource(bytes), { name }));
    for (const table of opening) {
      await expect(table).rejects.toSatisfy((error) => isFailure(error, 'table/corrupt'));
      await expect(table).rejects.toThrow('is not possible (1000 at most)');
    }
    expect(decodeColumnType({ type: { kind: 'decimal', precision, scale }, nullable: true })).toBeUndefined();
  },
);

test('a decimal with a negative scale, or one beyond its digits, is written out', async () => {
  for (const [scale, text] of [
    [-5, '700000'],
    [40, `0.${'0'.repeat(39)}7`],
  ] as const) {
    const table = await openTable(memorySource(arrowFile(38, scale)), { name: 'a.arrow' });
    const [column] = (await table.read({ start: 0, end: 1 })).columns;
    expect(column && formatCell(column.column.type, column.cells[0] ?? null)).toBe(text);
  }
});

test('a decimal of a million bytes is not computed', () => {
  const { toCell } = leafType({
    name: 'x',
    physical: PHYSICAL.byteArray,
    typeLength: 0,
    repetition: 0,
    numChildren: 0,
    converted: 5,
    precision: 38,
    scale: 2,
    logical: undefined,
  });
  expect(toCell(Uint8Array.of(0xff, 0x85))).toBe(-123n);
  expect(() => toCell(new Uint8Array(1_000_000))).toThrow('a decimal of 1000000 bytes is not possible');
});
