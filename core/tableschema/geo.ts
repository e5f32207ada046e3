import { compareNumbers, type ExactNumber, exactOfDouble } from './exact-number.ts';
import { numberReader } from './number-text.ts';

/** A place on the Earth, in degrees. */
export interface GeoPoint {
  readonly kind: 'geopoint';
  readonly lon: ExactNumber;
  readonly lat: ExactNumber;
}

const readNumber = numberReader({});

/** `lon, lat` (Table Schema, geopoint). */
export function readPointText(text: string): GeoPoint | undefined {
  const comma = text.indexOf(',');
  return comma < 0 ? undefined : pointOf(readNumber(text.slice(0, comma)), readNumber(text.slice(comma + 1)));
}

/** `[lon, lat]`. */
export function readPointArray(value: unknown): GeoPoint | undefined {
  return Array.isArray(value) && value.length === 2
    ? pointOf(coordinate(value[0]), coordinate(value[1]))
    : undefined;
}

/** `{"lon": …, "lat": …}`. */
export function readPointObject(value: unknown): GeoPoint | undefined {
  return isObject(value) && Object.keys(value).length === 2
    ? pointOf(coordinate(value['lon']), coordinate(value['lat']))
    : undefined;
}

function coordinate(value: unknown): ExactNumber | undefined {
  return typeof value === 'number' ? exactOfDouble(value) : undefined;
}

function pointOf(lon: ExactNumber | undefined, lat: ExactNumber | undefined): GeoPoint | undefined {
  return lon !== undefined && lat !== undefined && isWithin(lon, 180) && isWithin(lat, 90)
    ? { kind: 'geopoint', lon, lat }
    : undefined;
}

function isWithin(value: ExactNumber, limit: number): boolean {
  const [low, high] = [compareNumbers(value, -limit), compareNumbers(value, limit)];
  return low !== undefined && high !== undefined && low >= 0 && high <= 0;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Geometries may hold geometries; deeper ones than this nobody draws. */
const MAX_DEPTH = 20;

/** By type of geometry: how deep its positions are nested, and how many a line has at least. */
const GEOMETRIES: Readonly<
  Record<string, { readonly depth: number; readonly least: number; readonly ring?: true }>
> = {
  Point: { depth: 0, least: 0 },
  MultiPoint: { depth: 1, least: 0 },
  LineString: { depth: 1, least: 2 },
  MultiLineString: { depth: 2, least: 2 },
  Polygon: { depth: 2, least: 4, ring: true },
  MultiPolygon: { depth: 3, least: 4, ring: true },
};

/** Whether a value is a GeoJSON object (RFC 7946). */
export function isGeoJson(value: unknown): boolean {
  if (!isObject(value)) {
    return false;
  }
  return value['type'] === 'FeatureCollection'
    ? Array.isArray(value['features']) && value['features'].every(isFeature)
    : value['type'] === 'Feature'
      ? isFeature(value)
      : isGeometry(value, 0);
}

function isFeature(value: unknown): boolean {
  return (
    isObject(value) &&
    value['type'] === 'Feature' &&
    (value['geometry'] === null || isGeometry(value['geometry'], 0)) &&
    (value['properties'] === null || isObject(value['properties']))
  );
}

function isGeometry(value: unknown, depth: number): boolean {
  if (!isObject(value) || typeof value['type'] !== 'string' || depth > MAX_DEPTH) {
    return false;
  }
  if (value['type'] === 'GeometryCollection') {
    const parts = value['geometries'];
    return Array.isArray(parts) && parts.every((part) => isGeometry(part, depth + 1));
  }
  const shape = Object.hasOwn(GEOMETRIES, value['type']) ? GEOMETRIES[value['type']] : undefined;
  return shape !== undefined && hasPositions(value['coordinates'], shape.depth, shape.least, shape.ring);
}

function hasPositions(value: unknown, depth: number, least: number, ring?: true): boolean {
  if (!Array.isArray(value)) {
    return false;
  }
  if (depth === 0) {
    return value.length >= 2 && value.every((number) => typeof number === 'number');
  }
  if (depth === 1) {
    const isClosed = !ring || String(value[0]) === String(value.at(-1));
    return (
      // A geometry without coordinates is empty (RFC 7946, 3.1).
      (value.length === 0 || (value.length >= least && isClosed)) &&
      value.every((position) => hasPositions(position, 0, least))
    );
  }
  return value.every((part) => hasPositions(part, depth - 1, least, ring));
}

const TOPO_MEMBERS: Readonly<Record<string, string>> = {
  Point: 'coordinates',
  MultiPoint: 'coordinates',
  LineString: 'arcs',
  MultiLineString: 'arcs',
  Polygon: 'arcs',
  MultiPolygon: 'arcs',
  GeometryCollection: 'geometries',
};

/** Whether a value is a TopoJSON object: a topology, or a geometry of one. */
export function isTopoJson(value: unknown): boolean {
  if (!isObject(value) || typeof value['type'] !== 'string') {
    return false;
  }
  if (value['type'] === 'Topology') {
    const objects = value['objects'];
    return isObject(objects) && Object.values(objects).every(isTopoJson) && Array.isArray(value['arcs']);
  }
  const member = Object.hasOwn(TOPO_MEMBERS, value['type']) ? TOPO_MEMBERS[value['type']] : undefined;
  return member === undefined ? value['type'] === 'null' : Array.isArray(value[member]);
}
