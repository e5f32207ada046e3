import { type Bounds, boundsFromBox, toBox } from './bounds.ts';

/**
 * The box around several boxes, each of four or six numbers: heights are kept where all have them. It goes across the
 * antimeridian where one of them does, or where it is less than half as wide that way. Undefined for no box, and for
 * a list that is none.
 */
export function unionBox(boxes: readonly (readonly number[])[]): readonly number[] | undefined {
  const all = boxes.map(boundsFromBox);
  const known = all.flatMap((each) => each ?? []);
  const [first] = known;
  if (!first || known.length < all.length) {
    return undefined;
  }
  let [south, north] = [first.south, first.north];
  let [low, high] = [first.low, first.high];
  for (const box of known) {
    south = Math.min(south, box.south);
    north = Math.max(north, box.north);
    low = low === undefined || box.low === undefined ? undefined : Math.min(low, box.low);
    high = high === undefined || box.high === undefined ? undefined : Math.max(high, box.high);
  }
  const [west, east] = longitudesAround(known);
  const flat = { west, south, east, north };
  return toBox(low === undefined || high === undefined ? flat : { ...flat, low, high });
}

function longitudesAround(boxes: readonly Bounds[]): readonly [west: number, east: number] {
  const west = boxes.reduce((least, box) => Math.min(least, box.west), 180);
  const east = boxes.reduce((most, box) => Math.max(most, box.east), -180);
  const crosses = boxes.some((box) => box.west > box.east);
  const across = crosses || east - west > 180 ? shortestAround(boxes) : undefined;
  const width = across && across[1] - across[0] + (across[0] > across[1] ? 360 : 0);
  if (!across || width === undefined) {
    return crosses ? [-180, 180] : [west, east];
  }
  return crosses || width <= 180 ? across : [west, east];
}

/** What is left of the circle without the widest gap between boxes; undefined where there is none. */
function shortestAround(boxes: readonly Bounds[]): readonly [west: number, east: number] | undefined {
  const arcs = boxes
    .flatMap(({ west, east }) =>
      west <= east ? [[west, east] as const] : [[west, 180] as const, [-180, east] as const],
    )
    .sort((a, b) => a[0] - b[0]);
  const [first] = arcs;
  if (!first) {
    return undefined;
  }
  let [end, gap, from, to] = [first[1], 0, 0, 0];
  for (const [west, east] of arcs) {
    if (west - end > gap) {
      [gap, from, to] = [west - end, end, west];
    }
    end = Math.max(end, east);
  }
  const outer = first[0] + 360 - end;
  if (outer > gap) {
    return [first[0], end];
  }
  return gap > 0 ? [to, from] : undefined;
}
