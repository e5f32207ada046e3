import { boundsFromBox, extentOf, toBox } from '../../stac/bounds.ts';
import { isMisfit, readGeometry } from '../../stac/geometry.ts';
import { memberValue, textOf } from '../../tree.ts';
import { type At, type Choice, valueAt } from '../choice.ts';
import { Stop } from '../draft.ts';
import { numbersOf } from './stac-terms.ts';

const x = () => new Stop('value', ['0']);
const position = () => [x(), x()];
const ring = () => [position(), position(), position(), position()];

/** What the coordinates of each type look like (RFC 7946, section 3.1). */
const COORDINATES: Readonly<Record<string, () => unknown>> = {
  Point: position,
  MultiPoint: () => [position(), position()],
  LineString: () => [position(), position()],
  MultiLineString: () => [[position(), position()]],
  Polygon: () => [ring()],
  MultiPolygon: () => [[ring()]],
};

const MEANINGS: Readonly<Record<string, string>> = {
  Point: 'one position: longitude, latitude',
  MultiPoint: 'several positions',
  LineString: 'a line of at least two positions',
  MultiLineString: 'several lines',
  Polygon: 'a ring that ends where it starts, anticlockwise, and possibly holes',
  MultiPolygon: 'several polygons: also what crosses the antimeridian, cut there',
};

/** Geometries: the rectangle of the bounding box, then one of each type. */
export function* geometries(at: At): Generator<Choice> {
  const object = valueAt(at, at.place.stac?.object);
  const bounds = boundsFromBox(numbersOf(memberValue(object, 'bbox')));
  if (bounds && bounds.west < bounds.east && bounds.south < bounds.north) {
    const { west, south, east, north } = bounds;
    const corners = [west, east, east, west, west].map((longitude, index) => [
      longitude,
      index < 2 || index === 4 ? south : north,
    ]);
    yield {
      label: 'Polygon of bbox',
      kind: 'snippet',
      value: { type: 'Polygon', coordinates: [corners] },
      detail: 'the rectangle of the bounding box',
      first: true,
    };
  }
  for (const [type, coordinates] of Object.entries(COORDINATES)) {
    yield {
      label: type,
      kind: 'snippet',
      value: { type, coordinates: coordinates() },
      detail: MEANINGS[type] ?? '',
    };
  }
  yield {
    label: 'null',
    kind: 'value',
    value: null,
    detail: 'the item has no place; then it has no bbox either',
  };
}

/** Coordinates for the type that the geometry has. */
export function* coordinates(at: At): Generator<Choice> {
  const type = textOf(memberValue(valueAt(at, at.place.stac?.owner), 'type')) ?? '';
  const draft = Object.hasOwn(COORDINATES, type) ? COORDINATES[type] : undefined;
  if (draft) {
    yield {
      label: `coordinates of a ${type}`,
      kind: 'snippet',
      value: draft(),
      detail: MEANINGS[type] ?? '',
    };
  }
}

/** The bounding box of the geometry. */
export function* boxes(at: At): Generator<Choice> {
  const object = valueAt(at, at.place.stac?.object);
  const box = at.place.stac?.scope === 'item' ? boxOf(at) : undefined;
  if (object && box) {
    yield {
      label: `[${box.join(', ')}]`,
      kind: 'value',
      value: box,
      detail: 'bounds of the geometry',
      first: true,
    };
  }
}

/** The bounding box of the geometry of the item around a place. */
export function boxOf(at: At): readonly number[] | undefined {
  const object = valueAt(at, at.place.stac?.object);
  const shape = readGeometry(memberValue(object, 'geometry'));
  const extent = shape && !isMisfit(shape) ? extentOf(shape) : undefined;
  return extent && toBox(extent.proper);
}
