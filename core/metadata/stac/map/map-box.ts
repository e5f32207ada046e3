import type { Node } from '../../node.ts';
import { type Bounds, boundsFromBox } from '../bounds.ts';
import { EDGE, numbersOf } from '../box.ts';
import type { MapBox } from './map-view.ts';

const GLOBE = 360;

/** A `bbox` of four or six numbers as it is drawn; undefined where it is none, or not on the globe. */
export function mapBoxFrom(numbers: readonly number[]): MapBox | undefined {
  const bounds = boundsFromBox(numbers);
  return bounds && mapBoxOf(bounds);
}

/** The same of a node. */
export function mapBoxAt(box: Node | undefined): MapBox | undefined {
  return mapBoxFrom(numbersOf(box));
}

/** Bounds as they are drawn: west above east is a box across the antimeridian (RFC 7946 section 5.2). */
export function mapBoxOf({ west, south, east, north }: Bounds): MapBox | undefined {
  const isOnGlobe =
    Math.max(Math.abs(west), Math.abs(east)) <= GLOBE &&
    Math.max(Math.abs(south), Math.abs(north)) <= 90 + EDGE &&
    south <= north;
  return isOnGlobe
    ? { west, south: clamped(south), east: east < west ? east + GLOBE : east, north: clamped(north) }
    : undefined;
}

/** Half a cell beyond a pole is drawn at the pole. */
export function clamped(latitude: number): number {
  return Math.max(-90, Math.min(90, latitude));
}

/** The least box around boxes: it leaves out the widest gap that they leave on the globe. */
export function boxAround(boxes: readonly MapBox[]): MapBox | undefined {
  const [first, ...others] = boxes
    .map(({ west, east }) => {
      const start = turned(west);
      return { start, end: start + Math.min(GLOBE, east - west) };
    })
    .sort((one, other) => one.start - other.start);
  if (!first) {
    return undefined;
  }
  let [gap, west, end] = [-1, first.start, first.end];
  for (const { start, end: to } of others) {
    if (start - end > gap) {
      [gap, west] = [start - end, start];
    }
    end = Math.max(end, to);
  }
  const around = first.start + GLOBE - end; // the gap from the last box to the first one
  const isWidest = around >= gap;
  const width = Math.min(GLOBE, isWidest ? end - first.start : GLOBE - gap);
  const from = width === GLOBE ? -180 : turned(isWidest ? first.start : west);
  let [south, north] = [90, -90];
  for (const box of boxes) {
    south = Math.min(south, box.south);
    north = Math.max(north, box.north);
  }
  return { west: from, south, east: from + width, north };
}

/** A longitude from -180 to below 180. */
export function turned(longitude: number): number {
  if (longitude >= -180 && longitude < 180) {
    return longitude;
  }
  return ((((longitude + 180) % GLOBE) + GLOBE) % GLOBE) - 180;
}
