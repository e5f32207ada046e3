import { jsonCell } from '../json-cell.ts';
import type { Cell } from '../table.ts';
import { uniqueNames } from '../unique-names.ts';
import { columnOf } from './column-type.ts';
import type { ArrayLayout, BufferRegion } from './layout.ts';
import { ARROW } from './message.ts';
import { readFixed } from './read-fixed.ts';
import { bytesOf, type Reading } from './reading.ts';

// More items than anybody can look at; offsets of a hostile file may claim any number.
const MOST_ITEMS = 1_000_000;
const LARGEST_TEXT = 256 * 1024 * 1024;
const decoder = new TextDecoder();

/** The cells of rows `[start, end)` of an array. Throws `RangeError` when the buffers contradict the schema. */
export function* readArray(array: ArrayLayout, start: number, end: number): Reading<Cell[]> {
  if (end > array.length || end - start > MOST_ITEMS) {
    throw new RangeError(`items ${start} to ${end} of an array of ${array.length} cannot be read`);
  }
  if (start >= end) {
    return [];
  }
  const cells =
    array.dictionary === undefined
      ? yield* readValues(array, start, end)
      : yield* readEncoded(array, start, end);
  if (array.validity === undefined) {
    return cells;
  }
  const bits = yield* bytesOf(array.validity, Math.floor(start / 8), Math.ceil(end / 8));
  const first = start % 8;
  return cells.map((cell, index) => (bitAt(bits, first + index) ? cell : null));
}

function* readValues(array: ArrayLayout, start: number, end: number): Reading<Cell[]> {
  switch (array.field.type.id) {
    case ARROW.null:
      return new Array<Cell>(end - start).fill(null);
    case ARROW.bool: {
      const bits = yield* bytesOf(bufferOf(array, 0), Math.floor(start / 8), Math.ceil(end / 8));
      return Array.from({ length: end - start }, (_, index) => bitAt(bits, (start % 8) + index));
    }
    case ARROW.binary:
    case ARROW.utf8:
      return yield* readBytes(array, start, end, 4);
    case ARROW.largeBinary:
    case ARROW.largeUtf8:
      return yield* readBytes(array, start, end, 8);
    case ARROW.binaryView:
    case ARROW.utf8View:
      return yield* readViews(array, start, end);
    case ARROW.list:
      return yield* readLists(array, start, end, 4);
    case ARROW.map:
      return yield* readMaps(array, start, end);
    case ARROW.largeList:
      return yield* readLists(array, start, end, 8);
    case ARROW.listView:
      return yield* readListViews(array, start, end, 4);
    case ARROW.largeListView:
      return yield* readListViews(array, start, end, 8);
    case ARROW.fixedList: {
      const { size } = array.field.type;
      const items = yield* readArray(childOf(array, 0), start * size, end * size);
      return Array.from({ length: end - start }, (_, index) => items.slice(index * size, (index + 1) * size));
    }
    case ARROW.struct:
      return yield* readStructs(array, start, end);
    case ARROW.union:
      return yield* readUnions(array, start, end);
    case ARROW.runEndEncoded:
      return yield* readRuns(array, start, end);
    default:
      return yield* readFixed(array.field, bufferOf(array, 0), start, end);
  }
}

function* readBytes(array: ArrayLayout, start: number, end: number, width: 4 | 8): Reading<Cell[]> {
  const offsets = yield* readOffsets(bufferOf(array, 0), start, end + 1, width);
  const first = offsets[0] ?? 0;
  const last = offsets.at(-1) ?? 0;
  if (last - first > LARGEST_TEXT) {
    throw new RangeError(`these rows hold ${last - first} bytes, which is too much to show`);
  }
  const data = yield* bytesOf(bufferOf(array, 1), first, last);
  return Array.from({ length: end - start }, (_, index) =>
    toValue(array, data.subarray((offsets[index] ?? 0) - first, (offsets[index + 1] ?? 0) - first)),
  );
}

/** A view is a length, then up to 12 bytes of data, or 4 bytes of prefix and a place in a data buffer. */
function* readViews(array: ArrayLayout, start: number, end: number): Reading<Cell[]> {
  const bytes = yield* bytesOf(bufferOf(array, 0), start * 16, end * 16);
  const views = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const cells: Cell[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const length = views.getUint32(at, true);
    if (length <= 12) {
      cells.push(toValue(array, bytes.subarray(at + 4, at + 4 + length)));
      continue;
    }
    const region = array.variadic[views.getUint32(at + 8, true)];
    const from = views.getUint32(at + 12, true);
    if (region === undefined) {
      // The view of a null may hold anything.
      cells.push(null);
      continue;
    }
    cells.push(toValue(array, yield* bytesOf(region, from, from + length)));
  }
  return cells;
}

function toValue({ field }: ArrayLayout, bytes: Uint8Array): Cell {
  const { id } = field.type;
  const text = id === ARROW.utf8 || id === ARROW.largeUtf8 || id === ARROW.utf8View;
  return text ? decoder.decode(bytes) : bytes.slice();
}

function* readLists(array: ArrayLayout, start: number, end: number, width: 4 | 8): Reading<Cell[][]> {
  const offsets = yield* readOffsets(bufferOf(array, 0), start, end + 1, width);
  const first = offsets[0] ?? 0;
  const items = yield* readArray(childOf(array, 0), first, offsets.at(-1) ?? 0);
  return Array.from({ length: end - start }, (_, index) =>
    items.slice((offsets[index] ?? 0) - first, (offsets[index + 1] ?? 0) - first),
  );
}

function* readListViews(array: ArrayLayout, start: number, end: number, width: 4 | 8): Reading<Cell[]> {
  const offsets = yield* readIntegers(bufferOf(array, 0), start, end, width);
  const sizes = yield* readIntegers(bufferOf(array, 1), start, end, width);
  const lists: Cell[] = [];
  for (const [index, offset] of offsets.entries()) {
    lists.push(yield* readArray(childOf(array, 0), offset, offset + (sizes[index] ?? 0)));
  }
  return lists;
}

function* readMaps(array: ArrayLayout, start: number, end: number): Reading<Cell[]> {
  const offsets = yield* readOffsets(bufferOf(array, 0), start, end + 1, 4);
  const first = offsets[0] ?? 0;
  const last = offsets.at(-1) ?? 0;
  const entries = childOf(array, 0);
  const keys = yield* readArray(childOf(entries, 0), first, last);
  const values = yield* readArray(childOf(entries, 1), first, last);
  const pairs = keys.map((key, index) => [key, values[index] ?? null]);
  return Array.from({ length: end - start }, (_, index) =>
    pairs.slice((offsets[index] ?? 0) - first, (offsets[index + 1] ?? 0) - first),
  );
}

function* readStructs(array: ArrayLayout, start: number, end: number): Reading<Cell[]> {
  const columns: Cell[][] = [];
  for (const child of array.children) {
    columns.push(yield* readArray(child, start, end));
  }
  const names = uniqueNames(array.children.map(({ field }) => field.name));
  return Array.from({ length: end - start }, (_, row) =>
    Object.fromEntries(names.map((name, index) => [name, columns[index]?.[row] ?? null])),
  );
}

function* readUnions(array: ArrayLayout, start: number, end: number): Reading<Cell[]> {
  const { type } = array.field;
  const ids = yield* bytesOf(bufferOf(array, 0), start, end);
  const offsets = type.dense ? yield* readIntegers(bufferOf(array, 1), start, end, 4) : undefined;
  const cells: Cell[] = [];
  for (let index = 0; index < end - start; index += 1) {
    const id = ids[index] ?? 0;
    const member = type.typeIds.length === 0 ? id : type.typeIds.indexOf(id);
    const child = childOf(array, member);
    const at = offsets === undefined ? start + index : (offsets[index] ?? 0);
    const [cell = null] = yield* readArray(child, at, at + 1);
    cells.push(cell === null ? null : JSON.stringify(jsonCell(columnOf(child.field).type, cell, 'shortest')));
  }
  return cells;
}

function* readRuns(array: ArrayLayout, start: number, end: number): Reading<Cell[]> {
  const ends = childOf(array, 0);
  const values = childOf(array, 1);
  const width = ends.field.type.bits / 8;
  if (width !== 2 && width !== 4 && width !== 8) {
    throw new RangeError('run ends are integers of 16, 32 or 64 bits');
  }
  const runEnds = yield* readIntegers(bufferOf(ends, 0), 0, Math.min(ends.length, MOST_ITEMS), width);
  const first = runEnds.findIndex((runEnd) => runEnd > start);
  const last = runEnds.findIndex((runEnd) => runEnd >= end);
  if (first < 0 || last < 0) {
    throw new RangeError('the runs of an array end before the array does');
  }
  const runs = yield* readArray(values, first, last + 1);
  let run = first;
  return Array.from({ length: end - start }, (_, index) => {
    while ((runEnds[run] ?? 0) <= start + index) {
      run += 1;
    }
    return runs[run - first] ?? null;
  });
}

/** Values that are indexes into a dictionary: only the entries that occur are read, neighbours together. */
function* readEncoded(array: ArrayLayout, start: number, end: number): Reading<Cell[]> {
  const { dictionary, field } = array;
  const width = (field.dictionary?.bits ?? 0) / 8;
  if (width !== 1 && width !== 2 && width !== 4 && width !== 8) {
    throw new RangeError('dictionary indexes are integers of 8 to 64 bits');
  }
  const indexes = yield* readIntegers(bufferOf(array, 0), start, end, width);
  const entries = new Map<number, Cell>();
  let partStart = 0;
  for (const part of dictionary ?? []) {
    const partEnd = partStart + part.length;
    const wanted = indexes.filter((index) => index >= partStart && index < partEnd).toSorted((a, b) => a - b);
    for (const run of joinNeighbours(wanted)) {
      const cells = yield* readArray(part, run.first - partStart, run.last + 1 - partStart);
      for (const [offset, cell] of cells.entries()) {
        entries.set(run.first + offset, cell);
      }
    }
    partStart = partEnd;
  }
  // The index of a null may be anything, so that an unknown one is no error by itself.
  return indexes.map((index) => entries.get(index) ?? null);
}

function joinNeighbours(sorted: readonly number[]): { first: number; last: number }[] {
  const runs: { first: number; last: number }[] = [];
  for (const index of sorted) {
    const run = runs.at(-1);
    if (run !== undefined && index - run.last <= 64) {
      run.last = index;
    } else {
      runs.push({ first: index, last: index });
    }
  }
  return runs;
}

function* readOffsets(region: BufferRegion, start: number, end: number, width: 4 | 8): Reading<number[]> {
  const offsets = yield* readIntegers(region, start, end, width);
  for (let index = 1; index < offsets.length; index += 1) {
    if ((offsets[index] ?? 0) < (offsets[index - 1] ?? 0)) {
      throw new RangeError('the offsets of an array do not rise');
    }
  }
  return offsets;
}

function* readIntegers(
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

function bufferOf(array: ArrayLayout, index: number): BufferRegion {
  const region = array.buffers[index];
  if (region === undefined) {
    throw new RangeError(`the array "${array.field.name}" lacks a buffer`);
  }
  return region;
}

function childOf(array: ArrayLayout, index: number): ArrayLayout {
  const child = array.children[index];
  if (child === undefined) {
    throw new RangeError(`the array "${array.field.name}" lacks its child ${index}`);
  }
  return child;
}

function bitAt(bits: Uint8Array, index: number): boolean {
  return ((bits[index >> 3] ?? 0) & (1 << (index & 7))) !== 0;
}
