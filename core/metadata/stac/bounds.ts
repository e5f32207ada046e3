import type { Node } from '../node.ts';
import { itemsOf, numberOf } from '../tree.ts';

/** The least and greatest coordinates of positions. Heights are absent where a position has none. */
export interface Bounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly low?: number;
  readonly high?: number;
}

/**
 * The bounds of a GeoJSON geometry, or undefined when it has no position.
 * @param acrossAntimeridian takes western longitudes as going on behind 180°, so that `west` can be greater than
 *   `east` as RFC 7946 section 5.2 writes the box of a geometry that crosses the antimeridian.
 */
export function boundsOf(geometry: Node, acrossAntimeridian: boolean): Bounds | undefined {
  const range = [0, 1, 2].map(() => ({
    least: Number.POSITIVE_INFINITY,
    greatest: Number.NEGATIVE_INFINITY,
  }));
  let hasHeights = true;
  const coordinates =
    geometry.kind === 'object' ? geometry.members.find(({ key }) => key === 'coordinates') : undefined;
  for (const position of positions(coordinates?.value)) {
    hasHeights &&= position.length > 2;
    for (const [axis, coordinate] of position.slice(0, 3).entries()) {
      const value = axis === 0 && acrossAntimeridian && coordinate < 0 ? coordinate + 360 : coordinate;
      const each = range[axis];
      if (each) {
        each.least = Math.min(each.least, value);
        each.greatest = Math.max(each.greatest, value);
      }
    }
  }
  const [x, y, z] = range;
  if (!x || !y || !z || !Number.isFinite(x.least) || !Number.isFinite(y.least)) {
    return undefined;
  }
  const east = acrossAntimeridian && x.greatest > 180 ? x.greatest - 360 : x.greatest;
  const flat = { west: x.least, south: y.least, east, north: y.greatest };
  return hasHeights && Number.isFinite(z.least) ? { ...flat, low: z.least, high: z.greatest } : flat;
}

/** The positions of `coordinates`, whatever their nesting. */
function* positions(coordinates: Node | undefined): Generator<readonly number[]> {
  const items = itemsOf(coordinates);
  const first = items[0];
  if (first?.kind === 'number') {
    const numbers = items.flatMap((item) => numberOf(item) ?? []);
    if (numbers.length >= 2 && numbers.length === items.length) {
      yield numbers;
    }
    return;
  }
  for (const item of items) {
    yield* positions(item);
  }
}

/** A `bbox` of four or six numbers: west, south, (low,) east, north(, high). */
export function boundsFromBox(numbers: readonly number[]): Bounds | undefined {
  const [west = 0, south = 0, third = 0, fourth = 0, fifth = 0, sixth = 0] = numbers;
  if (numbers.length === 4) {
    return { west, south, east: third, north: fourth };
  }
  return numbers.length === 6
    ? { west, south, low: third, east: fourth, north: fifth, high: sixth }
    : undefined;
}

/** The numbers of a `bbox`, with heights when there are some. */
export function toBox({ west, south, low, east, north, high }: Bounds): readonly number[] {
  return low === undefined || high === undefined
    ? [west, south, east, north]
    : [west, south, low, east, north, high];
}
