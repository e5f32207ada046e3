import type { Extent } from '../bounds.ts';
import type { Line, Shape } from '../geometry.ts';
import { turned } from './map-box.ts';
import { unwrapped } from './map-shape.ts';
import type { MapBox, MapShape } from './map-view.ts';
import { areaOf, distance, lengthOf } from './measure.ts';

/** A geometry in plain words: kind, positions, where it lies, how large it is, where it crosses the antimeridian. */
export function describeGeometry(shape: Shape, extent: Extent, drawn: MapShape): string[] {
  const positions = shape.lines.reduce((sum, { longitudes }) => sum + longitudes.length, 0);
  return [
    `${whatItIs(shape.type, drawn)}${positions > 1 ? ` with ${counted(positions, 'position')}` : ''}.`,
    isOnePlace(extent)
      ? `It lies at ${latitudeText(extent.plain.south)}, ${longitudeText(extent.plain.west)}.`
      : `${edges(extent.proper)}.`,
    ...size(extent, drawn),
    ...crossing(shape, extent),
  ];
}

/** The four sides of a box in words. */
export function edges({ west, south, east, north }: MapBox): string {
  return `West ${longitudeText(west)}, south ${latitudeText(south)}, east ${longitudeText(east)}, north ${latitudeText(north)}`;
}

/** `14.83° E`; a longitude behind 180 as it is written. */
export function longitudeText(longitude: number): string {
  const within = Math.abs(longitude) <= 180 ? longitude : turned(longitude);
  return angle(within, 'E', 'W');
}

/** `37.6° N` */
export function latitudeText(latitude: number): string {
  return angle(latitude, 'N', 'S');
}

function angle(degrees: number, above: string, below: string): string {
  const rounded = Number(Math.abs(degrees).toFixed(4));
  const isPlain = rounded === 0 || (rounded === 180 && above === 'E');
  return isPlain ? `${rounded}°` : `${rounded}° ${degrees > 0 ? above : below}`;
}

/** A number and a noun. */
export function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? noun : nouns}`;
}

function whatItIs(type: string, { polygons, lines, points }: MapShape): string {
  const holes = polygons.reduce((sum, rings) => sum + rings.length - 1, 0);
  const parts =
    type === 'MultiPolygon'
      ? [counted(polygons.length, 'polygon')]
      : type === 'MultiLineString'
        ? [counted(lines.length, 'line')]
        : type === 'MultiPoint'
          ? [counted(points.length / 2, 'point')]
          : [];
  const all = [...parts, ...(holes > 0 ? [counted(holes, 'hole')] : [])];
  return all.length > 0 ? `${type} (${all.join(', ')})` : type;
}

function isOnePlace({ plain: { west, south, east, north } }: Extent): boolean {
  return west === east && south === north;
}

function size({ proper }: Extent, drawn: MapShape): string[] {
  if (drawn.polygons.length > 0) {
    const { west, south, north } = proper;
    const east = proper.east < west ? proper.east + 360 : proper.east;
    const middle = (south + north) / 2;
    const height = distance(0, south, 0, north);
    // Along the parallel: the great circle over more than half the globe goes the other way.
    const width = (east - west) * 111.195 * Math.cos((middle * Math.PI) / 180);
    return [
      `About ${rough(width)} km from west to east and ${rough(height)} km from south to north, ${rough(areaOf(drawn))} km² in area.`,
    ];
  }
  return drawn.lines.length > 0 ? [`About ${rough(lengthOf(drawn))} km long.`] : [];
}

/** Two digits that count, and all that stand before the point. */
function rough(value: number): string {
  const rounded = value >= 100 ? Number(value.toPrecision(3)) : Number(value.toPrecision(2));
  return rounded.toLocaleString('en', { maximumFractionDigits: 6 });
}

function crossing({ lines }: Shape, { crossing: kind, plain }: Extent): string[] {
  switch (kind) {
    case 'none':
      return [];
    case 'polar':
      return [`It goes round the ${(plain.south + plain.north) / 2 > 0 ? 'north' : 'south'} pole.`];
    case 'cut':
      return [`It crosses the antimeridian (180°) ${at(cutLatitudes(lines))}, and is cut in two there.`];
    case 'uncut':
      return [
        `It crosses the antimeridian (180°) ${at(jumpLatitudes(lines))}, in one piece: GeoJSON wants it cut there.`,
      ];
  }
}

function at(latitudes: readonly number[]): string {
  let [south, north] = [90, -90];
  for (const latitude of latitudes) {
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  return south < north
    ? `between ${latitudeText(south)} and ${latitudeText(north)}`
    : `at ${latitudeText(south)}`;
}

function cutLatitudes(lines: readonly Line[]): number[] {
  return lines.flatMap(({ longitudes, latitudes }) =>
    latitudes.filter((_, index) => Math.abs(longitudes[index] ?? 0) === 180),
  );
}

/** Where lines go over 180°: between two positions, the latitude in proportion. */
function jumpLatitudes(lines: readonly Line[]): number[] {
  const found: number[] = [];
  for (const line of lines) {
    const positions = line.kind === 'points' ? [] : unwrapped(line);
    for (let index = 2; index < positions.length; index += 2) {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = positions.slice(index - 2, index + 2);
      for (const edge of [-180, 180]) {
        if (x1 !== x2 && (x1 - edge) * (x2 - edge) <= 0) {
          found.push(y1 + ((y2 - y1) * (edge - x1)) / (x2 - x1));
        }
      }
    }
  }
  return found;
}
