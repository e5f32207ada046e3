import { type Bounds, boundsFromBox, toBox } from '../bounds.ts';
import { covers } from '../extent-rules.ts';
import type { StacLinks } from './stac-surroundings.ts';
import type { StacSummary, TimeRange } from './summary.ts';

/** An item of a collection, as its summary has it. */
export interface KnownItem {
  readonly file: string;
  readonly summary: StacSummary;
}

/** The items of a collection that are known. */
export function knownItems(graph: StacLinks, file: string): KnownItem[] {
  return graph.itemsOf(file).flatMap((item) => {
    const summary = graph.get(item);
    return summary?.kind === 'item' ? [{ file: item, summary }] : [];
  });
}

/**
 * The smallest box around boxes, with heights where all have some. Undefined where there is none, and where one crosses
 * the antimeridian: then there is more than one.
 */
export function boxAround(boxes: readonly Bounds[]): readonly number[] | undefined {
  const [first, ...others] = boxes;
  if (!first || boxes.some(({ west, east }) => west > east)) {
    return undefined;
  }
  return toBox(others.reduce(joined, first));
}

function joined(one: Bounds, other: Bounds): Bounds {
  const flat = {
    west: Math.min(one.west, other.west),
    south: Math.min(one.south, other.south),
    east: Math.max(one.east, other.east),
    north: Math.max(one.north, other.north),
  };
  const [low, high] = [
    [one.low, other.low],
    [one.high, other.high],
  ].map((pair) => pair.flatMap((each) => each ?? []));
  return low?.length === 2 && high?.length === 2
    ? { ...flat, low: Math.min(...low), high: Math.max(...high) }
    : flat;
}

/** The box of an item; undefined where it has none, or one that is no box. */
export function boundsOfItem({ bbox }: StacSummary): Bounds | undefined {
  const bounds = bbox && boundsFromBox(bbox);
  return bounds && bounds.south <= bounds.north ? bounds : undefined;
}

/** Whether a box covers another on the map; heights are left to the geometries. */
export function coversBox(outer: Bounds, inner: Bounds): boolean {
  return covers(outer, inner);
}

/** The time from the first to the last of the items; ends that no item has are absent. */
export function timeAround(items: readonly KnownItem[]): TimeRange {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { summary } of items) {
    from = Math.min(from, summary.time?.from ?? from);
    to = Math.max(to, summary.time?.to ?? to);
  }
  return { ...(Number.isFinite(from) && { from }), ...(Number.isFinite(to) && { to }) };
}

/** A time as RFC 3339 writes it, without parts of a second where there are none. */
export function writtenTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}
