import { isRectangle } from '../bounds.ts';
import type { Line, Shape } from '../geometry.ts';
import { clamped } from './map-box.ts';
import type { MapShape } from './map-view.ts';

const GLOBE = 360;

/**
 * A geometry as it is drawn. Where more positions than `most` stand in it, only each so many-th is kept, and both ends
 * of each line.
 */
export function mapShape({ lines }: Shape, most: number): MapShape {
  const total = lines.reduce((sum, { longitudes }) => sum + longitudes.length, 0);
  const stride = Math.max(1, Math.ceil(total / Math.max(1, most)));
  const polygons: number[][][] = [];
  const drawn: number[][] = [];
  const points: number[] = [];
  for (const line of lines) {
    const positions = overPole(line, thinned(line.kind === 'points' ? flat(line) : unwrapped(line), stride));
    const polygon = polygons.at(-1);
    if (line.kind === 'points') {
      for (const each of positions) {
        points.push(each);
      }
    } else if (line.kind === 'line') {
      drawn.push(positions);
    } else if (line.number > 0 && polygon) {
      polygon.push(beside(positions, polygon[0] ?? []));
    } else {
      polygons.push([positions]);
    }
  }
  return { polygons, lines: drawn, points };
}

function flat({ longitudes, latitudes }: Line): number[] {
  return longitudes.flatMap((longitude, index) => [longitude, clamped(latitudes[index] ?? 0)]);
}

/** The short way from each position to the next. */
export function unwrapped(line: Line): number[] {
  if (isRectangle(line)) {
    return flat(line);
  }
  const positions: number[] = [];
  let [turn, before] = [0, line.longitudes[0] ?? 0];
  for (const [index, longitude] of line.longitudes.entries()) {
    const step = longitude - before;
    turn += step > 180 && step < GLOBE ? -GLOBE : step < -180 && step > -GLOBE ? GLOBE : 0;
    before = longitude;
    positions.push(longitude + turn, clamped(line.latitudes[index] ?? 0));
  }
  return positions;
}

/** A ring that goes once round the globe ends 360 degrees from where it began: it is closed over its pole. */
function overPole({ kind, latitudes }: Line, positions: number[]): number[] {
  const [first = 0, last = 0] = [positions[0], positions.at(-2)];
  if (kind !== 'ring' || Math.abs(Math.abs(last - first) - GLOBE) > 1e-6) {
    return positions;
  }
  const pole = latitudes.reduce((sum, latitude) => sum + latitude, 0) > 0 ? 90 : -90;
  return [...positions, last, pole, first, pole];
}

/** A hole on the same side of the antimeridian as the ring around it. */
function beside(ring: number[], outer: readonly number[]): number[] {
  const turn = Math.round((middle(outer) - middle(ring)) / GLOBE) * GLOBE;
  return turn === 0 ? ring : ring.map((each, index) => (index % 2 === 0 ? each + turn : each));
}

function middle(positions: readonly number[]): number {
  let [west, east] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = 0; index < positions.length; index += 2) {
    const longitude = positions[index] ?? 0;
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
  }
  return west <= east ? (west + east) / 2 : 0;
}

function thinned(positions: number[], stride: number): number[] {
  if (stride === 1) {
    return positions;
  }
  const last = positions.length / 2 - 1;
  return positions.filter((_, index) => {
    const position = Math.floor(index / 2);
    return position % stride === 0 || position === last;
  });
}
