import type { MapShape } from './map-view.ts';

/** The mean radius of the earth in kilometres (IUGG). */
const RADIUS = 6371.0088;
const RADIAN = Math.PI / 180;

/** The area of polygons in square kilometres, on a sphere: right within half a percent. */
export function areaOf({ polygons }: Pick<MapShape, 'polygons'>): number {
  let area = 0;
  for (const [outer = [], ...holes] of polygons) {
    area += ringArea(outer) - holes.reduce((sum, hole) => sum + ringArea(hole), 0);
  }
  return Math.max(0, area);
}

/** Chamberlain and Duquette, Some Algorithms for Polygons on a Sphere (JPL 07-03). */
function ringArea(ring: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < ring.length; at += 2) {
    const next = at + 2 < ring.length ? at + 2 : 0;
    const step = (ring[next] ?? 0) - (ring[at] ?? 0);
    sum +=
      step * RADIAN * (2 + Math.sin((ring[at + 1] ?? 0) * RADIAN) + Math.sin((ring[next + 1] ?? 0) * RADIAN));
  }
  return Math.abs((sum * RADIUS * RADIUS) / 2);
}

/** The length of lines in kilometres. */
export function lengthOf({ lines }: Pick<MapShape, 'lines'>): number {
  let length = 0;
  for (const line of lines) {
    for (let at = 2; at < line.length; at += 2) {
      length += distance(line[at - 2] ?? 0, line[at - 1] ?? 0, line[at] ?? 0, line[at + 1] ?? 0);
    }
  }
  return length;
}

/** Kilometres between two places given in degrees, along a great circle. */
export function distance(lon1: number, lat1: number, lon2: number, lat2: number): number {
  const [phi1, phi2] = [lat1 * RADIAN, lat2 * RADIAN];
  const half =
    Math.sin((phi2 - phi1) / 2) ** 2 +
    Math.cos(phi1) * Math.cos(phi2) * Math.sin(((lon2 - lon1) * RADIAN) / 2) ** 2;
  return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(half)));
}
