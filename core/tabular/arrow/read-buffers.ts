import type { ReadBudget } from '../read-budget.ts';
import type { Cell } from '../table.ts';
import type { ArrayLayout, BufferRegion } from './layout.ts';
import { ARROW } from './message.ts';
import { bytesOf, type Reading } from './reading.ts';

const decoder = new TextDecoder();

/** Which of the rows of a reading are there, by their place in it. */
export type IsThere = (index: number) => boolean;

/** Texts or bytes `[start, end)` of an array with offsets of `width` bytes. */
export function* readBytes(
  array: ArrayLayout,
  start: number,
  end: number,
  { width, budget }: { width: 4 | 8; budget: ReadBudget },
): Reading<Cell[]> {
  const offsets = yield* readOffsets(bufferOf(array, 0), start, end + 1, width);
  const first = offsets[0] ?? 0;
  for (let index = 0; index < end - start; index += 1) {
    budget.spend((offsets[index + 1] ?? 0) - (offsets[index] ?? 0), start + index);
  }
  const data = yield* bytesOf(bufferOf(array, 1), first, offsets.at(-1) ?? 0);
  return Array.from({ length: end - start }, (_, index) =>
    toValue(array, data.subarray((offsets[index] ?? 0) - first, (offsets[index + 1] ?? 0) - first)),
  );
}

/** A view is a length, then up to 12 bytes of data, or 4 bytes of prefix and a place in a data buffer. */
export function* readViews(
  array: ArrayLayout,
  start: number,
  end: number,
  { budget, isThere }: { budget: ReadBudget; isThere: IsThere },
): Reading<Cell[]> {
  const bytes = yield* bytesOf(bufferOf(array, 0), start * 16, end * 16);
  const views = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const cells: Cell[] = [];
  for (let index = 0; index < end - start; index += 1) {
    const at = index * 16;
    const length = views.getUint32(at, true);
    if (!isThere(index)) {
      // The view of a null may hold anything.
      cells.push(null);
    } else if (length <= 12) {
      cells.push(toValue(array, bytes.subarray(at + 4, at + 4 + length)));
    } else {
      const region = array.variadic[views.getUint32(at + 8, true)];
      if (region === undefined) {
        throw new RangeError(`the array "${array.field.name}" lacks a data buffer`);
      }
      budget.spend(length, start + index);
      const from = views.getUint32(at + 12, true);
      cells.push(toValue(array, yield* bytesOf(region, from, from + length)));
    }
  }
  return cells;
}

function toValue({ field }: ArrayLayout, bytes: Uint8Array): Cell {
  const { id } = field.type;
  const text = id === ARROW.utf8 || id === ARROW.largeUtf8 || id === ARROW.utf8View;
  return text ? decoder.decode(bytes) : bytes.slice();
}

/** Offsets `[start, end)` of a buffer; throws `RangeError` when they do not rise. */
export function* readOffsets(
  region: BufferRegion,
  start: number,
  end: number,
  width: 4 | 8,
): Reading<number[]> {
  const offsets = yield* readIntegers(region, start, end, width);
  for (let index = 1; index < offsets.length; index += 1) {
    if ((offsets[index] ?? 0) < (offsets[index - 1] ?? 0)) {
      throw new RangeError('the offsets of an array do not rise');
    }
  }
  return offsets;
}

/** Integers `[start, end)` of a buffer of integers of `width` bytes, which are never negative in a good file. */
export function* readIntegers(
  region: BufferRegion,
  start: number,
  end: number,
  width: 1 | 2 | 4 | 8,
): Reading<number[]> {
  const bytes = yield* bytesOf(region, start * width, end * width);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: end - start }, (_, index) => readInteger(view, index * width, width));
}

function readInteger(view: DataView, at: number, width: 1 | 2 | 4 | 8): number {
  switch (width) {
    case 1:
      return view.getUint8(at);
    case 2:
      return view.getUint16(at, true);
    case 4:
      return view.getUint32(at, true);
    case 8:
      return Number(view.getBigInt64(at, true));
  }
}

/** The place of the first of `count` rising integers that is greater than `row`; `count` when there is none. */
export function* firstAbove(
  region: BufferRegion,
  count: number,
  row: number,
  width: 2 | 4 | 8,
): Reading<number> {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [value = 0] = yield* readIntegers(region, middle, middle + 1, width);
    if (value > row) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

/** Bits `[start, end)` of a buffer as a function of their place in the range. */
export function* readBits(region: BufferRegion, start: number, end: number): Reading<IsThere> {
  const bits = yield* bytesOf(region, Math.floor(start / 8), Math.ceil(end / 8));
  const first = start % 8;
  return (index) => ((bits[(first + index) >> 3] ?? 0) & (1 << ((first + index) & 7))) !== 0;
}

/** A buffer of an array; throws `RangeError` when there is none. */
export function bufferOf(array: ArrayLayout, index: number): BufferRegion {
  const region = array.buffers[index];
  if (region === undefined) {
    throw new RangeError(`the array "${array.field.name}" lacks a buffer`);
  }
  return region;
}
