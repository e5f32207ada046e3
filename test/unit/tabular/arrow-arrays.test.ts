import { describe, expect, test } from 'vitest';
import type { ArrayLayout, BufferRegion } from '#core/tabular/arrow/layout.ts';
import { ARROW, type ArrowType } from '#core/tabular/arrow/message.ts';
import { readArray } from '#core/tabular/arrow/read-array.ts';
import { type BufferRange, runReading } from '#core/tabular/arrow/reading.ts';
import { ReadBudget } from '#core/tabular/read-budget.ts';
import { uniqueNames } from '#core/tabular/unique-names.ts';

const PLAIN: ArrowType = {
  id: ARROW.null,
  bits: 0,
  signed: true,
  precision: 0,
  scale: 0,
  unit: 0,
  timezone: undefined,
  size: 0,
  dense: false,
  typeIds: [],
};

/** Arrays laid out over buffers in memory, without a file around them. */
function memory() {
  const buffers: Uint8Array[] = [];
  const region = (bytes: ArrayBufferView): BufferRegion => {
    const copy = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return { offset: buffers.push(copy) - 1, length: copy.length, compression: undefined };
  };
  const array = (type: Partial<ArrowType>, length: number, parts: Partial<ArrayLayout>): ArrayLayout => ({
    field: {
      name: 'x',
      nullable: true,
      type: { ...PLAIN, ...type },
      dictionary: undefined,
      children: [],
      metadata: new Map(),
    },
    length,
    validity: undefined,
    buffers: [],
    variadic: [],
    children: [],
    dictionary: undefined,
    ...parts,
  });
  const answer = ({ region: { offset }, from, to }: BufferRange): Uint8Array => {
    const buffer = buffers[offset] ?? new Uint8Array(0);
    if (to > buffer.length) {
      throw new RangeError(`a buffer of ${buffer.length} bytes has no byte ${to}`);
    }
    return buffer.subarray(from, to);
  };
  const read = (layout: ArrayLayout, start: number, end: number) =>
    runReading(readArray(layout, { start, end, budget: new ReadBudget() }), answer);
  return { region, array, read };
}

describe('what stands where a null is', () => {
  test('of a text view may point anywhere', () => {
    const { region, array, read } = memory();
    const views = new DataView(new ArrayBuffer(32));
    new Uint8Array(views.buffer).set(new TextEncoder().encode('grü'), 4);
    views.setUint32(0, 4, true);
    views.setUint32(16, 4_000_000_000, true);
    views.setUint32(28, 4_000_000_000, true);
    const texts = array({ id: ARROW.utf8View }, 2, {
      validity: region(Uint8Array.of(0b01)),
      buffers: [region(views)],
      variadic: [region(Uint8Array.of(1, 2, 3))],
    });
    expect(read(texts, 0, 2)).toEqual(['grü', null]);
  });

  test('of a list view may point anywhere', () => {
    const { region, array, read } = memory();
    const lists = array({ id: ARROW.listView }, 2, {
      validity: region(Uint8Array.of(0b10)),
      buffers: [region(Int32Array.of(1_000_000, 1)), region(Int32Array.of(1_000_000, 2))],
      children: [array({ id: ARROW.int, bits: 8 }, 3, { buffers: [region(Int8Array.of(7, 8, 9))] })],
    });
    expect(read(lists, 0, 2)).toEqual([null, [8, 9]]);
  });

  test('of a dictionary may be any entry, and only there', () => {
    const { region, array, read } = memory();
    const entries = array({ id: ARROW.int, bits: 8 }, 2, { buffers: [region(Int8Array.of(7, 8))] });
    const encoded = (validity: number) => {
      const layout = array({ id: ARROW.int, bits: 8 }, 3, {
        validity: region(Uint8Array.of(validity)),
        buffers: [region(Int8Array.of(1, 99, 0))],
        dictionary: [entries],
      });
      return { ...layout, field: { ...layout.field, dictionary: { id: 0, bits: 8, signed: true } } };
    };
    expect(read(encoded(0b101), 0, 3)).toEqual([8, null, 7]);
    expect(() => read(encoded(0b111), 0, 3)).toThrow('"x" refers to entry 99 of a dictionary of 2');
  });
});

test('an array of two million runs is read at its end', () => {
  const { region, array, read } = memory();
  const runs = 2_000_000;
  const ends = Int32Array.from({ length: runs }, (_, run) => 2 * run + 2);
  const values = Int32Array.from({ length: runs }, (_, run) => run);
  const encoded = array({ id: ARROW.runEndEncoded }, runs * 2, {
    children: [
      array({ id: ARROW.int, bits: 32 }, runs, { buffers: [region(ends)] }),
      array({ id: ARROW.int, bits: 32 }, runs, { buffers: [region(values)] }),
    ],
  });
  expect(read(encoded, 0, 3)).toEqual([0, 0, 1]);
  expect(read(encoded, runs * 2 - 3, runs * 2)).toEqual([runs - 2, runs - 1, runs - 1]);
});

test('members of one name get numbers that no other member has', () => {
  expect(uniqueNames(['x', 'y', 'x', 'x (2)', 'x'])).toEqual(['x', 'y', 'x (3)', 'x (2)', 'x (4)']);
});
