import type { StacFileFacts } from './file-facts.ts';

/** Where an item lies: its geometry (GeoJSON, WGS 84) and its box. */
export interface Footprint {
  readonly geometry: Readonly<Record<string, unknown>>;
  readonly bbox: readonly number[];
}

type Position = readonly [number, number];

/** The rectangle of a box of four or six numbers; cut at the antimeridian where west is above east (RFC 7946). */
export function footprintOf(bbox: readonly number[]): Footprint | undefined {
  const half = bbox.length / 2;
  const [west, south, east, north] = [bbox[0], bbox[1], bbox[half], bbox[half + 1]];
  if (
    west === undefined ||
    south === undefined ||
    east === undefined ||
    north === undefined ||
    (half !== 2 && half !== 3) ||
    !isOnGlobe(west, south) ||
    !isOnGlobe(east, north) ||
    south > north
  ) {
    return undefined;
  }
  if (west === east && south === north) {
    return { geometry: { type: 'Point', coordinates: [west, south] }, bbox };
  }
  const coordinates =
    west <= east
      ? [rectangle(west, south, east, north)]
      : [[rectangle(west, south, 180, north)], [rectangle(-180, south, east, north)]];
  return { geometry: { type: west <= east ? 'Polygon' : 'MultiPolygon', coordinates }, bbox };
}

function isOnGlobe(longitude: number, latitude: number): boolean {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
}

/** Counter-clockwise, as RFC 7946 wants it. */
function rectangle(west: number, south: number, east: number, north: number): readonly Position[] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

/**
 * Where the file lies; undefined with a reason where that is not known. Coordinates in other reference systems than
 * WGS 84 are not turned into degrees: that is the work of programs that know them all.
 */
export function footprintOfFile(facts: StacFileFacts): { found?: Footprint; reason?: string } {
  const { system, bounds } = facts;
  if (!bounds || !system) {
    return {};
  }
  if (!system.isWgs84) {
    const name = system.code ?? 'a reference system without a code';
    return {
      reason: `The coordinates are in ${name}, and a STAC item needs WGS 84: the geometry stays null until somebody gives it, for example with GDAL.`,
    };
  }
  const rotated = facts.raster?.transform && cornersOf(facts.raster.transform, facts.raster.shape);
  const found = footprintOf(bounds);
  if (!found) {
    return {
      reason: 'The bounds of the file are not on the globe: longitudes have to be between -180 and 180.',
    };
  }
  return { found: rotated ? { ...found, geometry: { type: 'Polygon', coordinates: [rotated] } } : found };
}

/** The corners of an image that is turned against the map; undefined for one that is not. */
function cornersOf(
  [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0]: readonly number[],
  [rows, columns]: readonly [number, number],
): readonly Position[] | undefined {
  if (b === 0 && d === 0) {
    return undefined;
  }
  const at = (column: number, row: number): Position => [a * column + b * row + c, d * column + e * row + f];
  const ring = [at(0, 0), at(0, rows), at(columns, rows), at(columns, 0), at(0, 0)];
  // Seen with north above, this order is counter-clockwise where rows go down.
  return a * e - b * d < 0 ? ring : ring.toReversed();
}
