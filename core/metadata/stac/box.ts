import type { Node } from '../node.ts';
import { itemsOf } from '../tree.ts';
import type { Bounds } from './bounds.ts';

/** Two coordinates are the same when they differ by less than this: about 10 cm. */
export const TOLERANCE = 1e-6;

/** Grids go so many degrees beyond the edge of the map, by half a cell. */
export const EDGE = 1;

/** The numbers of a `bbox`; none where something else stands among them. */
export function numbersOf(box: Node | undefined): readonly number[] {
  const items = itemsOf(box);
  const numbers = items.flatMap((each) => (each.kind === 'number' ? [each.value] : []));
  return numbers.length === items.length ? numbers : [];
}

/** Whether two boxes are the same on the map, but for rounding and heights. */
export function sameBounds(one: Bounds, other: Bounds): boolean {
  const sides = ['west', 'south', 'east', 'north'] as const;
  return sides.every((side) => Math.abs(one[side] - other[side]) <= TOLERANCE);
}
