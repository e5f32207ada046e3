import { isFields } from '#core/base/decode.ts';
import type { ReferenceSystem } from './file-facts.ts';

/** What the metadata `geo` of a GeoParquet file says of its primary geometry (geoparquet.org, version 1). */
export interface GeoMetadata {
  readonly primaryColumn: string;
  readonly geometryTypes: readonly string[];
  readonly bbox?: readonly number[];
  /** Undefined where the file says that nobody knows. */
  readonly system?: ReferenceSystem;
}

const LONGEST = 10_000_000;

/** Reads the metadata `geo`; undefined for what is none. */
export function readGeoMetadata(text: string | undefined): GeoMetadata | undefined {
  const geo = text === undefined || text.length > LONGEST ? undefined : parsed(text);
  const primary = at(geo, 'primary_column');
  const column = typeof primary === 'string' ? at(at(geo, 'columns'), primary) : undefined;
  if (typeof primary !== 'string' || !isFields(column)) {
    return undefined;
  }
  const bbox = numbers(column['bbox']);
  const system = systemOf(column);
  return {
    primaryColumn: primary,
    geometryTypes: texts(column['geometry_types']),
    ...((bbox.length === 4 || bbox.length === 6) && { bbox }),
    ...(system && { system }),
  };
}

/** Without `crs`, coordinates are OGC:CRS84; with null, nobody knows (GeoParquet, crs). */
function systemOf(column: Record<string, unknown>): ReferenceSystem | undefined {
  if (!('crs' in column)) {
    return { code: 'OGC:CRS84', isWgs84: true };
  }
  const { crs } = column;
  if (!isFields(crs)) {
    return undefined;
  }
  const [authority, code] = [at(crs['id'], 'authority'), at(crs['id'], 'code')];
  const isKnown = typeof authority === 'string' && (typeof code === 'string' || typeof code === 'number');
  const name = isKnown ? `${authority}:${code}` : undefined;
  return name === undefined || !/^[A-Za-z_]\w{0,40}:[\w.-]{1,40}$/.test(name)
    ? { projjson: crs, isWgs84: false }
    : { code: name, isWgs84: isLongitudeLatitude(name) };
}

/** The order of axes is always x, y in GeoParquet, whatever the reference system says. */
export function isLongitudeLatitude(code: string): boolean {
  return ['EPSG:4326', 'EPSG:4979', 'OGC:CRS84', 'OGC:CRS84h'].includes(code);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // metadata that nobody can read are none
  }
}

function at(value: unknown, key: string): unknown {
  return isFields(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function numbers(value: unknown): readonly number[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const found = list.flatMap((each) => (typeof each === 'number' && Number.isFinite(each) ? [each] : []));
  return found.length === list.length ? found : [];
}

function texts(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.flatMap((each) => (typeof each === 'string' ? [each] : []));
}
