import { jsonCell } from '../json-cell.ts';
import { cellBytes, ReadBudget, RowsTooLarge } from '../read-budget.ts';
import type { Cell } from '../table.ts';
import { uniqueNames } from '../unique-names.ts';
import { columnOf } from './column-type.ts';
import type { ArrayLayout } from './layout.ts';
import { ARROW } from './message.ts';
import {
  bufferOf,
  firstAbove,
  type IsThere,
  readBits,
  readBytes,
  readIntegers,
  readOffsets,
  readViews,
} from './read-buffers.ts';
import { readFixed } from './read-fixed.ts';
import { bytesOf, type Reading } from './reading.ts';

const NO_ENTRY = -1;

/** Rows `[start, end)` of an array, and what their cells may still take. */
interface Rows {
  readonly start: number;
  readonly end: number;
  readonly budget: ReadBudget;
}

/**
 * The cells of rows `[start, end)` of an array. Throws `RangeError` when the buffers contradict the schema, and
 * `RowsTooLarge`, counting in the array, before the cells take more than the budget.
 */
export function* readArray(array: ArrayLayout, rows: Rows): Reading<Cell[]> {
  const { start, end, budget } = rows;
  if (end > array.length) {
    throw new RangeError(`items ${start} to ${end} of an array of ${array.length} do not exist`);
  }
  if (start >= end) {
    return [];
  }
  budget.spendRows(start, end);
  const isThere = array.validity === undefined ? undefined : yield* readBits(array.validity, start, end);
  const cells =
    array.dictionary === undefined
      ? yield* readValues(array, rows, isThere ?? (() => true))
      : yield* readEncoded(array, rows, isThere ?? (() => true));
  return isThere === undefined ? cells : cells.map((cell, index) => (isThere(index) ? cell : null));
}

function* readValues(array: ArrayLayout, rows: Rows, isThere: IsThere): Reading<Cell[]> {
  const { start, end, budget } = rows;
  switch (array.field.type.id) {
    case ARROW.null:
      return new Array<Cell>(end - start).fill(null);
    case ARROW.bool: {
      const isTrue = yield* readBits(bufferOf(array, 0), start, end);
      return Array.from({ length: end - start }, (_, index) => isTrue(index));
    }
    case ARROW.binary:
    case ARROW.utf8:
      return yield* readBytes(array, start, end, { width: 4, budget });
    case ARROW.largeBinary:
    case ARROW.largeUtf8:
      return yield* readBytes(array, start, end, { width: 8, budget });
    case ARROW.binaryView:
    case ARROW.utf8View:
      return yield* readViews(array, start, end, { budget, isThere });
    case ARROW.list:
      return yield* readLists(array, rows, 4);
    case ARROW.map:
      return yield* readMaps(array, rows);
    case ARROW.largeList:
      return yield* readLists(array, rows, 8);
    case ARROW.listView:
      return yield* readListViews(array, rows, { width: 4, isThere });
    case ARROW.largeListView:
      return yield* readListViews(array, rows, { width: 8, isThere });
    case ARROW.fixedList:
      return yield* readFixedLists(array, rows);
    case ARROW.struct:
      return yield* readStructs(array, rows);
    case ARROW.union:
      return yield* readUnions(array, rows);
    case ARROW.runEndEncoded:
      return yield* readRuns(array, rows);
    default:
      return yield* readFixed(array.field, bufferOf(array, 0), { start, end, budget });
  }
}

/** Reads items of a child, and names the row of the parent instead when they are too large. */
function* within<T>(reading: Reading<T>, rowOf: (item: number) => number): Reading<T> {
  try {
    return yield* reading;
  } catch (error) {
    throw error instanceof RowsTooLarge ? error.seenAs(rowOf(error.row)) : error;
  }
}

/** The row whose items, from one offset to the next, include `item`. */
function rowOfItem(offsets: readonly number[], start: number, item: number): number {
  return start + Math.max(0, offsets.findIndex((offset) => offset > item) - 1);
}

function* readLists(array: ArrayLayout, { start, end, budget }: Rows, width: 4 | 8): Reading<Cell[][]> {
  const offsets = yield* readOffsets(bufferOf(array, 0), start, end + 1, width);
  const first = offsets[0] ?? 0;
  const items = yield* within(
    readArray(childOf(array, 0), { start: first, end: offsets.at(-1) ?? 0, budget }),
    (item) => rowOfItem(offsets, start, item),
  );
  return Array.from({ length: end - start }, (_, index) =>
    items.slice((offsets[index] ?? 0) - first, (offsets[index + 1] ?? 0) - first),
  );
}

function* readListViews(
  array: ArrayLayout,
  { start, end, budget }: Rows,
  { width, isThere }: { width: 4 | 8; isThere: IsThere },
): Reading<Cell[]> {
  const offsets = yield* readIntegers(bufferOf(array, 0), start, end, width);
  const sizes = yield* readIntegers(bufferOf(array, 1), start, end, width);
  const lists: Cell[] = [];
  for (const [index, offset] of offsets.entries()) {
    const items = { start: offset, end: offset + (sizes[index] ?? 0), budget };
    const list = isThere(index)
      ? yield* within(readArray(childOf(array, 0), items), () => start + index)
      : null;
    lists.push(list);
  }
  return lists;
}

function* readFixedLists(array: ArrayLayout, { start, end, budget }: Rows): Reading<Cell[]> {
  const { size } = array.field.type;
  const items = yield* within(
    readArray(childOf(array, 0), { start: start * size, end: end * size, budget }),
    (item) => Math.floor(item / size),
  );
  return Array.from({ length: end - start }, (_, index) => items.slice(index * size, (index + 1) * size));
}

function* readMaps(array: ArrayLayout, { start, end, budget }: Rows): Reading<Cell[]> {
  const offsets = yield* readOffsets(bufferOf(array, 0), start, end + 1, 4);
  const first = offsets[0] ?? 0;
  const entries = childOf(array, 0);
  const items = { start: first, end: offsets.at(-1) ?? 0, budget };
  const rowOf = (item: number) => rowOfItem(offsets, start, item);
  const keys = yield* within(readArray(childOf(entries, 0), items), rowOf);
  const values = yield* within(readArray(childOf(entries, 1), items), rowOf);
  const pairs = keys.map((key, index) => [key, values[index] ?? null]);
  return Array.from({ length: end - start }, (_, index) =>
    pairs.slice((offsets[index] ?? 0) - first, (offsets[index + 1] ?? 0) - first),
  );
}

function* readStructs(array: ArrayLayout, rows: Rows): Reading<Cell[]> {
  const columns: Cell[][] = [];
  for (const child of array.children) {
    columns.push(yield* readArray(child, rows));
  }
  const names = uniqueNames(array.children.map(({ field }) => field.name));
  return Array.from({ length: rows.end - rows.start }, (_, row) =>
    Object.fromEntries(names.map((name, index) => [name, columns[index]?.[row] ?? null])),
  );
}

function* readUnions(array: ArrayLayout, { start, end, budget }: Rows): Reading<Cell[]> {
  const { type } = array.field;
  const ids = yield* bytesOf(bufferOf(array, 0), start, end);
  const offsets = type.dense ? yield* readIntegers(bufferOf(array, 1), start, end, 4) : undefined;
  const cells: Cell[] = [];
  for (let index = 0; index < end - start; index += 1) {
    const id = ids[index] ?? 0;
    const member = type.typeIds.length === 0 ? id : type.typeIds.indexOf(id);
    const child = childOf(array, member);
    const at = offsets === undefined ? start + index : (offsets[index] ?? 0);
    const [cell = null] = yield* within(
      readArray(child, { start: at, end: at + 1, budget }),
      () => start + index,
    );
    cells.push(cell === null ? null : JSON.stringify(jsonCell(columnOf(child.field).type, cell, 'shortest')));
  }
  return cells;
}

function* readRuns(array: ArrayLayout, { start, end, budget }: Rows): Reading<Cell[]> {
  const ends = childOf(array, 0);
  const width = ends.field.type.bits / 8;
  if (width !== 2 && width !== 4 && width !== 8) {
    throw new RangeError('run ends are integers of 16, 32 or 64 bits');
  }
  const region = bufferOf(ends, 0);
  const first = yield* firstAbove(region, ends.length, start, width);
  const last = yield* firstAbove(region, ends.length, end - 1, width);
  if (last >= ends.length) {
    throw new RangeError('the runs of an array end before the array does');
  }
  const runEnds = yield* readIntegers(region, first, last + 1, width);
  const rowOf = (item: number) => (item <= first ? start : (runEnds[item - first - 1] ?? start));
  const values = { start: first, end: last + 1, budget: new ReadBudget(budget.left) };
  const runs = yield* within(readArray(childOf(array, 1), values), rowOf);
  let run = 0;
  const indexes = Array.from({ length: end - start }, (_, index) => {
    while ((runEnds[run] ?? Number.POSITIVE_INFINITY) <= start + index) {
      run += 1;
    }
    return run;
  });
  return repeated(indexes, (index) => runs[index] ?? null, { start, budget });
}

/** Values that are indexes into a dictionary: only the entries that occur are read, neighbours together. */
function* readEncoded(array: ArrayLayout, { start, end, budget }: Rows, isThere: IsThere): Reading<Cell[]> {
  const { dictionary, field } = array;
  const width = (field.dictionary?.bits ?? 0) / 8;
  if (width !== 1 && width !== 2 && width !== 4 && width !== 8) {
    throw new RangeError('dictionary indexes are integers of 8 to 64 bits');
  }
  const stored = yield* readIntegers(bufferOf(array, 0), start, end, width);
  // The index of a null may be anything.
  const indexes = stored.map((index, row) => (isThere(row) ? index : NO_ENTRY));
  const entries = new Map<number, Cell>();
  const entryBudget = new ReadBudget(budget.left);
  let partStart = 0;
  for (const part of dictionary ?? []) {
    const from = partStart;
    const partEnd = from + part.length;
    const wanted = indexes.filter((index) => index >= from && index < partEnd).toSorted((a, b) => a - b);
    for (const run of joinNeighbours(wanted)) {
      const items = { start: run.first - from, end: run.last + 1 - from, budget: entryBudget };
      const cells = yield* within(
        readArray(part, items),
        (item) => start + Math.max(0, indexes.indexOf(item + from)),
      );
      for (const [offset, cell] of cells.entries()) {
        entries.set(run.first + offset, cell);
      }
    }
    partStart = partEnd;
  }
  const cellAt = (index: number): Cell => {
    const cell = index === NO_ENTRY ? null : entries.get(index);
    if (cell === undefined) {
      throw new RangeError(`"${field.name}" refers to entry ${index} of a dictionary of ${partStart}`);
    }
    return cell;
  };
  return repeated(indexes, cellAt, { start, budget });
}

/** Cells that occur again and again: shared in memory, but each is written out where rows travel. */
function repeated(
  indexes: readonly number[],
  cellAt: (index: number) => Cell,
  { start, budget }: { start: number; budget: ReadBudget },
): Cell[] {
  const sizes = new Map<number, number>();
  return indexes.map((index, row) => {
    const cell = cellAt(index);
    const size = sizes.get(index) ?? cellBytes(cell);
    sizes.set(index, size);
    budget.spend(size, start + row);
    return cell;
  });
}

/** Runs of the numbers that occur; entries between them are not read, as each may be large. */
function joinNeighbours(sorted: readonly number[]): { first: number; last: number }[] {
  const runs: { first: number; last: number }[] = [];
  for (const index of sorted) {
    const run = runs.at(-1);
    if (run !== undefined && index - run.last <= 1) {
      run.last = index;
    } else {
      runs.push({ first: index, last: index });
    }
  }
  return runs;
}

function childOf(array: ArrayLayout, index: number): ArrayLayout {
  const child = array.children[index];
  if (child === undefined) {
    throw new RangeError(`the array "${array.field.name}" lacks its child ${index}`);
  }
  return child;
}
