import { mediaTypeOfHref } from '#core/metadata/actions/stac/asset-fixes.ts';
import type { BandFacts, RasterFacts, StacFileFacts } from './file-facts.ts';
import { footprintOfFile } from './footprint.ts';

const EXTENSIONS = {
  file: 'https://stac-extensions.github.io/file/v2.1.0/schema.json',
  projection: 'https://stac-extensions.github.io/projection/v2.0.0/schema.json',
  raster: 'https://stac-extensions.github.io/raster/v2.0.0/schema.json',
  oldRaster: 'https://stac-extensions.github.io/raster/v1.1.0/schema.json',
  table: 'https://stac-extensions.github.io/table/v1.2.0/schema.json',
} as const;

/** What a file makes of an item: parts that its author need not write. */
export interface ItemParts {
  readonly extensions: readonly string[];
  readonly geometry: unknown;
  readonly bbox?: readonly number[];
  readonly properties: Readonly<Record<string, unknown>>;
  readonly assetKey: string;
  readonly asset: Readonly<Record<string, unknown>>;
  /** What people should know of what could not be found out. */
  readonly notes: readonly string[];
}

/**
 * The parts of an item for a file.
 * @param href how the item leads to the file
 * @param version of STAC: before 1.1, bands are described by the raster extension
 */
export function itemParts(facts: StacFileFacts, href: string, version: '1.0.0' | '1.1.0'): ItemParts {
  const { found, reason } = footprintOfFile(facts);
  const projection = projectionFields(facts);
  const table = tableFields(facts);
  const bands = facts.raster ? bandFields(facts.raster, version) : {};
  const usesRaster = /"raster:/.test(JSON.stringify(bands));
  const type = mediaType(facts, href);
  return {
    extensions: [
      EXTENSIONS.file,
      ...(Object.keys(projection).length > 0 ? [EXTENSIONS.projection] : []),
      ...(usesRaster ? [version === '1.1.0' ? EXTENSIONS.raster : EXTENSIONS.oldRaster] : []),
      ...(facts.table ? [EXTENSIONS.table] : []),
    ],
    geometry: found?.geometry ?? null,
    ...(found && { bbox: found.bbox }),
    properties: { ...projection, ...table },
    assetKey: 'data',
    asset: {
      href,
      ...(type !== undefined && { type }),
      roles: ['data'],
      'file:size': facts.size,
      ...(facts.sha256 !== undefined && { 'file:checksum': `1220${facts.sha256}` }),
      ...bands,
    },
    notes: [...facts.notes, ...(reason === undefined ? [] : [reason])],
  };
}

function mediaType({ raster, name }: StacFileFacts, href: string): string | undefined {
  if (!raster) {
    return mediaTypeOfHref(name) ?? mediaTypeOfHref(href);
  }
  const profile = raster.isCloudOptimized ? '; profile=cloud-optimized' : '';
  return raster.isGeoreferenced ? `image/tiff; application=geotiff${profile}` : 'image/tiff';
}

function projectionFields({ system, bounds, raster }: StacFileFacts): Record<string, unknown> {
  return {
    ...(system?.code !== undefined && { 'proj:code': system.code }),
    ...(system &&
      system.code === undefined && { 'proj:code': null, 'proj:projjson': system.projjson ?? null }),
    ...(system && !system.isWgs84 && bounds && { 'proj:bbox': bounds }),
    ...(raster && { 'proj:shape': raster.shape }),
    ...(raster?.transform && { 'proj:transform': raster.transform }),
  };
}

function tableFields({ table }: StacFileFacts): Record<string, unknown> {
  return table
    ? {
        'table:row_count': table.rows,
        'table:columns': table.columns,
        ...(table.primaryGeometry !== undefined && { 'table:primary_geometry': table.primaryGeometry }),
      }
    : {};
}

/** What all bands have in common stands in the asset, and bands are listed where there is something to tell apart. */
function bandFields({ bands }: RasterFacts, version: '1.0.0' | '1.1.0'): Record<string, unknown> {
  if (version === '1.0.0') {
    return bands.length === 0
      ? {}
      : {
          'raster:bands': bands.map(({ name, ...band }) => ({
            ...(name !== undefined && { name }),
            ...written(band, ''),
          })),
        };
  }
  const all = bands.map(({ name: _, ...band }) => written(band, 'raster:'));
  const [first] = all;
  const common = Object.entries(first ?? {}).filter(([key, value]) =>
    all.every((band) => band[key] === value),
  );
  const shared = new Set(common.map(([key]) => key));
  const names = uniqueNames(bands);
  const list = all.map((band, index) => ({
    name: names[index],
    ...Object.fromEntries(Object.entries(band).filter(([key]) => !shared.has(key))),
  }));
  const isWorthIt = bands.length > 1 || bands.some(({ name }) => name !== undefined);
  return { ...Object.fromEntries(common), ...(isWorthIt && { bands: list }) };
}

function written(band: Omit<BandFacts, 'name'>, prefix: string): Record<string, unknown> {
  const { dataType, nodata, unit, scale, offset } = band;
  return {
    ...(dataType !== undefined && { data_type: dataType }),
    ...(nodata !== undefined && { nodata }),
    ...(unit !== undefined && { unit }),
    ...(scale !== undefined && { [`${prefix}scale`]: scale }),
    ...(offset !== undefined && { [`${prefix}offset`]: offset }),
  };
}

/** The descriptions of the bands where each has its own, and otherwise their numbers. */
function uniqueNames(bands: readonly BandFacts[]): readonly string[] {
  const names = bands.flatMap(({ name }) => name ?? []);
  return new Set(names).size === bands.length && names.length === bands.length
    ? names
    : bands.map((_, index) => `B${index + 1}`);
}
