import { jsonCell } from '../json-cell.ts';
import type { Cell } from '../table.ts';
import type { LeafRun } from './leaf-reader.ts';
import type { Leaf } from './leaf-type.ts';
import type { LeafRange, Shape } from './schema.ts';

/** A stored column and how far it has been used up. */
interface Cursor {
  readonly run: LeafRun;
  readonly leaf: Leaf;
  entry: number;
  value: number;
}

/**
 * Puts `numRows` cells together from the runs of a column's leaves, given in the order of `range`. Throws `RangeError`
 * when levels and values do not fit together.
 */
export function assembleCells(
  shape: Shape,
  range: LeafRange,
  runs: readonly LeafRun[],
  leaves: readonly Leaf[],
  numRows: number,
): Cell[] {
  const cursors = runs.map((run, index): Cursor => {
    const leaf = leaves[range.first + index];
    if (leaf === undefined) {
      throw new RangeError('a column has more runs than leaves');
    }
    return { run, leaf, entry: 0, value: 0 };
  });
  const at = (leaf: number): Cursor => {
    const cursor = cursors[leaf - range.first];
    if (cursor === undefined) {
      throw new RangeError('a cell needs a leaf that was not read');
    }
    return cursor;
  };
  return Array.from({ length: numRows }, () => assemble(shape, at));
}

function assemble(shape: Shape, at: (leaf: number) => Cursor): Cell {
  switch (shape.kind) {
    case 'leaf':
      return nextValue(at(shape.leaf));
    case 'optional':
      return defined(shape, at) ? assemble(shape.inner, at) : null;
    case 'struct':
      return Object.fromEntries(shape.fields.map(({ name, shape: field }) => [name, assemble(field, at)]));
    case 'json':
      return JSON.stringify(jsonCell(shape.type, assemble(shape.inner, at), 'shortest'));
    case 'list':
      return repeat(shape, at, () => assemble(shape.item, at));
    case 'map':
      return repeat(shape, at, () => [assemble(shape.key, at), assemble(shape.value, at)]);
  }
}

function nextValue(cursor: Cursor): Cell {
  const { run, leaf } = cursor;
  if (cursor.entry >= run.entries) {
    throw new RangeError(`column ${leaf.name} has fewer values than rows`);
  }
  const there = run.def === undefined || run.def[cursor.entry] === leaf.maxDef;
  cursor.entry += 1;
  if (!there) {
    return null;
  }
  const value = run.values[cursor.value];
  cursor.value += 1;
  if (value === undefined) {
    throw new RangeError(`column ${leaf.name} has fewer values than its levels say`);
  }
  return leaf.toCell(value);
}

function repeat(
  shape: { readonly def: number; readonly rep: number; readonly leaves: LeafRange },
  at: (leaf: number) => Cursor,
  item: () => Cell,
): Cell[] {
  if (!defined(shape, at)) {
    return [];
  }
  const first = at(shape.leaves.first);
  const items: Cell[] = [];
  do {
    items.push(item());
  } while (first.entry < first.run.entries && first.run.rep?.[first.entry] === shape.rep);
  return items;
}

/** Whether the next entry reaches a definition level; when not, the entry is used up in all leaves below. */
function defined(
  { def, leaves }: { readonly def: number; readonly leaves: LeafRange },
  at: (leaf: number) => Cursor,
): boolean {
  const first = at(leaves.first);
  if (first.entry >= first.run.entries) {
    throw new RangeError(`column ${first.leaf.name} has fewer values than rows`);
  }
  if ((first.run.def?.[first.entry] ?? 0) >= def) {
    return true;
  }
  for (let leaf = leaves.first; leaf < leaves.end; leaf += 1) {
    at(leaf).entry += 1;
  }
  return false;
}
