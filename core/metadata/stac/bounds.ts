import type { Line, Shape } from './geometry.ts';

/** The least and greatest coordinates of positions. Heights are absent where a position has none. */
export interface Bounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly low?: number;
  readonly high?: number;
}

/** How a geometry lies on the globe (RFC 7946 sections 3.1.9, 5.2 and 5.3). */
export interface Extent {
  /** The least and greatest numbers, as on a flat map. */
  readonly plain: Bounds;
  /** The box as RFC 7946 wants it: west above east where the geometry crosses the antimeridian. */
  readonly proper: Bounds;
  /** `cut` into parts at the antimeridian, `uncut` across it, `polar` where a ring goes once round a pole. */
  readonly crossing: 'none' | 'cut' | 'uncut' | 'polar';
  /** Where the geometry goes over the antimeridian uncut: a line of it, and the number of the position behind. */
  readonly jump: { readonly line: Line; readonly index: number } | undefined;
}

/** Undefined where a geometry has no position. */
export function extentOf(shape: Shape): Extent | undefined {
  const plain = boundsOf(shape, false);
  if (!plain) {
    return undefined;
  }
  const jump = firstJump(shape);
  const pole = jump && shape.lines.map(poleIn).find((each) => each !== undefined);
  if (pole) {
    const [south, north] = pole === 'north' ? [plain.south, 90] : [-90, plain.north];
    return { plain, proper: { ...plain, west: -180, east: 180, south, north }, crossing: 'polar', jump };
  }
  const isCut = !jump && isCutAtAntimeridian(shape);
  const across = (jump ?? isCut) ? boundsOf(shape, true) : undefined;
  if (!across || across.west <= across.east) {
    return { plain, proper: plain, crossing: 'none', jump: undefined };
  }
  return { plain, proper: across, crossing: jump ? 'uncut' : 'cut', jump };
}

/**
 * The least and greatest coordinates, or undefined when there is no position.
 * @param acrossAntimeridian takes western longitudes as going on behind 180°, so that `west` can be greater than
 *   `east` as RFC 7946 section 5.2 writes the box of a geometry that crosses the antimeridian.
 */
export function boundsOf(shape: Shape, acrossAntimeridian: boolean): Bounds | undefined {
  let [west, south, low] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [east, north, high] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let hasHeights = true;
  for (const { longitudes, latitudes, heights } of shape.lines) {
    hasHeights &&= heights.length === longitudes.length;
    for (const longitude of longitudes) {
      const x = acrossAntimeridian && longitude < 0 ? longitude + 360 : longitude;
      west = Math.min(west, x);
      east = Math.max(east, x);
    }
    for (const y of latitudes) {
      south = Math.min(south, y);
      north = Math.max(north, y);
    }
    for (const z of heights) {
      low = Math.min(low, z);
      high = Math.max(high, z);
    }
  }
  if (west > east || south > north) {
    return undefined;
  }
  const flat = acrossAntimeridian
    ? { west: turned(west), south, east: turned(east), north }
    : { west, south, east, north };
  return hasHeights && low <= high ? { ...flat, low, high } : flat;
}

/** A longitude behind 180° as it is written. */
function turned(longitude: number): number {
  return longitude > 180 ? rounded(longitude - 360) : longitude;
}

/** Without the noise that adding and taking away 360 brings into the last places. */
function rounded(longitude: number): number {
  return Number(longitude.toFixed(11));
}

/**
 * Whether the geometry has parts that end at 180° and others that begin at -180°, and none that does both, as one
 * that is cut there. A map of the whole globe does both.
 */
function isCutAtAntimeridian({ lines }: Shape): boolean {
  let [isEast, isWest] = [false, false];
  for (const { longitudes } of lines) {
    const [touchesEast, touchesWest] = [longitudes.includes(180), longitudes.includes(-180)];
    if (touchesEast && touchesWest) {
      return false;
    }
    isEast ||= touchesEast;
    isWest ||= touchesWest;
  }
  return isEast && isWest;
}

/** The first two neighbours that are further apart than half the globe: the short way is across the antimeridian. */
function firstJump({ lines }: Shape): Extent['jump'] {
  for (const line of lines) {
    if (line.kind !== 'points' && !isRectangle(line)) {
      const index = line.longitudes.findIndex((longitude, at) => {
        const far = at > 0 ? Math.abs(longitude - (line.longitudes[at - 1] ?? longitude)) : 0;
        return far > 180 && far < 360;
      });
      if (index > 0) {
        return { line, index };
      }
    }
  }
  return undefined;
}

/** Of a rectangle on the map nobody can tell whether it goes round the globe or across the antimeridian. */
export function isRectangle({ kind, longitudes, latitudes }: Line): boolean {
  return (
    kind === 'ring' && longitudes.length <= 6 && new Set(longitudes).size <= 2 && new Set(latitudes).size <= 2
  );
}

/** The pole that a ring goes round: going along it, the longitude turns once round the globe. */
function poleIn({ kind, longitudes, latitudes }: Line): 'north' | 'south' | undefined {
  if (kind !== 'ring') {
    return undefined;
  }
  let turn = 0;
  for (const [index, longitude] of longitudes.entries()) {
    const step = longitude - (longitudes[index - 1] ?? longitude);
    turn += step > 180 ? step - 360 : step < -180 ? step + 360 : step;
  }
  const sum = latitudes.reduce((total, latitude) => total + latitude, 0);
  return Math.abs(Math.abs(turn) - 360) < 1e-6 ? (sum > 0 ? 'north' : 'south') : undefined;
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

/** The box of the same geometry with longitudes and latitudes exchanged. */
export function swapped({ west, south, east, north }: Bounds): Bounds {
  return { west: south, south: west, east: north, north: east };
}
