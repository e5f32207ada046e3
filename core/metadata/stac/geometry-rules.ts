import type { MetadataDocument } from '../document.ts';
import { removeMember, replaceWith } from '../edits.ts';
import { finding, headOf, keyPlace, proposedFix, safeFix, shortPlace } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Fix, Problem } from '../problem.ts';
import { memberOf, memberValue, type ObjectNode, plainValue, textOf } from '../tree.ts';
import { type Bounds, boundsFromBox, type Extent, extentOf, swapped } from './bounds.ts';
import { EDGE, numbersOf, sameBounds } from './box.ts';
import { isMisfit, type Line, type Misfit, positionNode, readGeometry, type Shape } from './geometry.ts';
import type { StacObject } from './stac-rule.ts';

/** Longer values are not written anew by a fix. */
const MAX_WRITTEN = 20_000;

/** Where a geometry says that it is; `lost` where its coordinates are not on the globe or in the wrong order. */
export type Whereabouts = { readonly shape: Shape; readonly extent: Extent } | 'lost' | undefined;

/**
 * What RFC 7946 asks of a geometry and its schema cannot say. The result is undefined where the geometry has no
 * bounds.
 */
export function* checkGeometry(stac: StacObject, geometry: ObjectNode): Generator<Problem, Whereabouts> {
  const { document, object } = stac;
  if (textOf(memberValue(geometry, 'type')) === 'GeometryCollection') {
    yield geometryCollection(document, geometry);
    return undefined;
  }
  const read = readGeometry(geometry);
  if (!read) {
    return undefined;
  }
  if (isMisfit(read)) {
    yield misfit(document, read);
    return undefined;
  }
  const faulty = yield* checkLines(document, read);
  const extent = extentOf(read);
  if (!extent) {
    if (!faulty) {
      yield emptyGeometry(document, object, read);
    }
    return undefined;
  }
  if (read.long) {
    const message =
      'A position has two numbers, longitude and latitude, and possibly a height: readers ignore what follows.';
    yield finding('warning', 'stac/position-length', shortPlace(document, read.long), message);
  }
  const isPlaced = yield* checkRange(document, object, geometry, read, extent);
  if (!isPlaced) {
    return 'lost';
  }
  if (extent.jump && !faulty) {
    yield uncut(document, extent.crossing, extent.jump);
  } else if (!faulty) {
    yield* checkOrientation(document, geometry, read);
  }
  return { shape: read, extent };
}

function geometryCollection(document: MetadataDocument, geometry: ObjectNode): Problem {
  const type = memberValue(geometry, 'type') ?? geometry;
  const parts = memberValue(geometry, 'geometries');
  const only = parts?.kind === 'array' && parts.items.length === 1 ? parts.items[0] : undefined;
  const message =
    'STAC takes all geometries of GeoJSON but collections of them: write a MultiPolygon, MultiLineString or MultiPoint.';
  const fixes =
    only && geometry.length <= MAX_WRITTEN
      ? safeFix('Take its only geometry', replaceWith(document, geometry, plainValue(only)))
      : [];
  return finding('error', 'stac/geometry-collection', type, message, { fixes });
}

/** What stands at each depth of coordinates, the innermost first. */
const DEPTHS: readonly string[] = [
  'a position: [longitude, latitude]',
  'a list of positions',
  'a list of lists of positions',
  'a list of polygons, each a list of rings',
];

function misfit(document: MetadataDocument, { type, coordinates, node, depth }: Misfit): Problem {
  const wanted = depth === 2 && type.endsWith('Polygon') ? 'a list of rings' : (DEPTHS[depth] ?? '');
  const found = depthAt(coordinates);
  const whole = depth + node.path.length - coordinates.path.length;
  const message = `The coordinates of a ${type} are not nested as they have to be: here has to be ${wanted}.`;
  return finding('error', 'stac/coordinates-nesting', shortPlace(document, node), message, {
    fixes: renesting(document, coordinates, whole, found),
  });
}

/** How deep coordinates are nested, by the first of each list: 0 for a position. */
function depthAt(coordinates: Misfit['coordinates']): number | undefined {
  let depth = 0;
  let list = coordinates;
  for (;;) {
    const first = list.items[0];
    if (first?.kind === 'number') {
      return depth;
    }
    if (first?.kind !== 'array') {
      return undefined;
    }
    depth++;
    list = first;
  }
}

/** One list too few is put around all; one too many goes, if nothing else stands in it. */
function renesting(
  document: MetadataDocument,
  coordinates: Misfit['coordinates'],
  wanted: number,
  found: number | undefined,
): readonly Fix[] {
  if (found === undefined || coordinates.length > MAX_WRITTEN) {
    return [];
  }
  const [only, more] = coordinates.items;
  if (found === wanted - 1) {
    const edits = replaceWith(document, coordinates, [plainValue(coordinates)]);
    return safeFix('Put the coordinates into one more list', edits);
  }
  return found === wanted + 1 && only && !more
    ? safeFix('Take the coordinates out of one list', replaceWith(document, coordinates, plainValue(only)))
    : [];
}

function emptyGeometry(document: MetadataDocument, item: ObjectNode, { type }: Shape): Problem {
  const member = memberOf(item, 'geometry');
  const message = `This ${type} has no position. An item without a place has the geometry null, and no "bbox".`;
  const box = memberOf(item, 'bbox');
  const emptied = member?.value && replaceWith(document, member.value, null);
  const removed = box ? removeMember(document, item, box) : [];
  const fixes = proposedFix(
    box ? 'Change to null, and remove "bbox"' : 'Change to null',
    emptied && removed && [...emptied, ...removed],
  );
  const place = member ? keyPlace(item, member) : item;
  return finding('warning', 'stac/empty-geometry', place, message, { fixes });
}

/** Lines have two positions, rings four, of which the last is the first again. True if a line is at fault. */
function* checkLines(document: MetadataDocument, { lines }: Shape): Generator<Problem, boolean> {
  let isFaulty = false;
  for (const line of lines) {
    const problem = line.kind === 'points' ? undefined : checkLine(document, line);
    if (problem) {
      isFaulty = true;
      yield problem;
    }
  }
  return isFaulty;
}

function checkLine(document: MetadataDocument, line: Line): Problem | undefined {
  const { node, kind, longitudes } = line;
  const count = longitudes.length;
  const isRing = kind === 'ring';
  if (isRing && count >= 3 && !isClosed(line)) {
    const message =
      'The ring is not closed: its last position has to be its first again (RFC 7946 section 3.1.6).';
    const last = positionNode(line, count - 1);
    const related = [{ message: 'The first position', at: shortPlace(document, positionNode(line, 0)) }];
    return finding('error', 'stac/unclosed-ring', shortPlace(document, last), message, { related });
  }
  const least = isRing ? 4 : 2;
  if (count >= least) {
    return undefined;
  }
  const what = isRing
    ? 'A ring has at least four positions, the last the same as the first'
    : 'A line has at least two positions';
  const message = `${what}; here ${count === 1 ? 'is 1' : `are ${count}`}.`;
  return finding('error', 'stac/too-few-positions', shortPlace(document, node), message);
}

/** Whether a ring ends where it begins. */
export function isClosed({ longitudes, latitudes, heights }: Line): boolean {
  return (
    longitudes[0] === longitudes.at(-1) && latitudes[0] === latitudes.at(-1) && heights[0] === heights.at(-1)
  );
}

/** Longitudes lie between -180 and 180, latitudes between -90 and 90. False where the geometry lies elsewhere. */
function* checkRange(
  document: MetadataDocument,
  item: ObjectNode,
  geometry: ObjectNode,
  shape: Shape,
  { plain }: Extent,
): Generator<Problem, boolean> {
  const { west, south, east, north } = plain;
  const head = headOf(document, memberValue(geometry, 'coordinates') ?? geometry);
  const isTall = south < -90 - EDGE || north > 90 + EDGE;
  if (isTall && south >= -180 && north <= 180 && west >= -90 && east <= 90) {
    const latitude = south < -90 ? south : north;
    const message = `The latitude ${latitude} is not on the globe: longitude and latitude seem to be swapped. GeoJSON has longitude first.`;
    yield finding('error', 'stac/swapped-coordinates', head, message);
    return false;
  }
  const outside = firstOutside(shape, isTall || west < -180 - EDGE || east > 180 + EDGE ? EDGE : 0);
  if (!outside) {
    return !(yield* checkSwapped(document, item, geometry, plain));
  }
  yield outOfRange(outside, plain);
  return Math.abs(outside.value) <= outside.limit + EDGE;
}

function outOfRange({ node, value, limit }: Outside, { south, north }: Bounds): Problem {
  const what = limit === 90 ? 'latitude' : 'longitude';
  const isNear = Math.abs(value) <= limit + EDGE;
  const isProjected = Math.max(Math.abs(south), Math.abs(north), Math.abs(value)) > 1_000;
  const hint = isProjected
    ? ' The coordinates seem to be in another reference system: GeoJSON has degrees of WGS 84.'
    : isNear
      ? ' Cut what goes beyond.'
      : limit === 180
        ? ' A geometry that crosses the antimeridian is cut there into two parts (RFC 7946 section 3.1.9).'
        : '';
  const message = `The ${what} ${value} is not between -${limit} and ${limit}.${hint}`;
  return finding(isNear ? 'warning' : 'error', 'stac/coordinate-out-of-range', node, message);
}

interface Outside {
  readonly node: Node;
  readonly value: number;
  readonly limit: 90 | 180;
}

/** The first number that goes beyond the map by more than `edge` degrees. */
function firstOutside({ lines }: Shape, edge: number): Outside | undefined {
  for (const line of lines) {
    const { longitudes, latitudes } = line;
    const index = longitudes.findIndex(
      (longitude, at) => Math.abs(longitude) > 180 + edge || Math.abs(latitudes[at] ?? 0) > 90 + edge,
    );
    const longitude = longitudes[index];
    if (longitude !== undefined) {
      const position = positionNode(line, index);
      const [x, y] = position.kind === 'array' ? position.items : [];
      return Math.abs(longitude) > 180 + edge
        ? { node: x ?? position, value: longitude, limit: 180 }
        : { node: y ?? position, value: latitudes[index] ?? 0, limit: 90 };
    }
  }
  return undefined;
}

/** A box that is that of the geometry with the axes exchanged shows that one of both has them in the wrong order. */
function* checkSwapped(
  document: MetadataDocument,
  item: ObjectNode,
  geometry: ObjectNode,
  plain: Extent['plain'],
): Generator<Problem, boolean> {
  const box = memberValue(item, 'bbox');
  const given = boundsFromBox(numbersOf(box));
  const turned = swapped(plain);
  const fits = turned.south >= -90 && turned.north <= 90 && turned.west >= -180 && turned.east <= 180;
  if (!box || !given || !fits || sameBounds(given, plain) || !sameBounds(given, turned)) {
    return false;
  }
  const head = headOf(document, memberValue(geometry, 'coordinates') ?? geometry);
  const message =
    'The geometry and "bbox" have longitude and latitude in different orders: one of them is swapped. GeoJSON has longitude first in both.';
  yield finding('warning', 'stac/swapped-coordinates', head, message, {
    related: [{ message: 'The other order', at: headOf(document, box) }],
  });
  return true;
}

function uncut(
  document: MetadataDocument,
  crossing: Extent['crossing'],
  { line, index }: NonNullable<Extent['jump']>,
): Problem {
  const what =
    crossing === 'polar'
      ? 'The ring goes round a pole, which no flat map shows'
      : `From ${line.longitudes[index - 1]} to ${line.longitudes[index]} the geometry crosses the antimeridian, and readers draw it round the globe`;
  const message = `${what}: cut it at 180° into parts (RFC 7946 section 3.1.9).`;
  return finding(
    'warning',
    'stac/uncut-at-antimeridian',
    shortPlace(document, positionNode(line, index)),
    message,
  );
}

/** Outer rings run counter-clockwise, inner ones clockwise (RFC 7946 section 3.1.6). */
function* checkOrientation(
  document: MetadataDocument,
  geometry: ObjectNode,
  { lines }: Shape,
): Generator<Problem> {
  const wrong = lines.filter((line) => line.kind === 'ring' && isWrongWay(line));
  const [first] = wrong;
  if (first) {
    const direction = first.number === 0 ? 'An outer ring runs counter-clockwise' : 'A hole runs clockwise';
    const more = wrong.length > 1 ? ` So do ${wrong.length - 1} more.` : '';
    const coordinates = memberValue(geometry, 'coordinates') ?? geometry;
    const message = `${direction} (RFC 7946 section 3.1.6), this one the other way.${more}`;
    const place = wrong.length === 1 && lines.length > 1 ? first.node : coordinates;
    yield finding('info', 'stac/ring-orientation', shortPlace(document, place), message);
  }
}

/** Whether a closed ring runs against the right-hand rule. One without area runs nowhere. */
export function isWrongWay({ longitudes, latitudes, number }: Line): boolean {
  const [x0 = 0, y0 = 0] = [longitudes[0], latitudes[0]];
  let area = 0;
  for (let index = 1; index < longitudes.length; index++) {
    const [x1, y1] = [(longitudes[index - 1] ?? 0) - x0, (latitudes[index - 1] ?? 0) - y0];
    const [x2, y2] = [(longitudes[index] ?? 0) - x0, (latitudes[index] ?? 0) - y0];
    area += x1 * y2 - x2 * y1;
  }
  return number === 0 ? area < 0 : area > 0;
}

/** An item without a place: STAC is for data that have one (best-practices.md, Unlocated Items). */
export function* checkUnlocated({ object }: StacObject): Generator<Problem> {
  const geometry = memberOf(object, 'geometry');
  if (geometry?.value?.kind === 'null') {
    const message =
      'The item has no place on the globe, so that no search by area finds it. Give an estimate if there is one.';
    const place = geometry.value.length > 0 ? geometry.value : keyPlace(object, geometry);
    yield finding('info', 'stac/unlocated', place, message);
  }
}
