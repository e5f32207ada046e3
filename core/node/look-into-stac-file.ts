import { basename } from 'node:path';
import type { ByteSource } from '#core/base/byte-source.ts';
import type { ReportProgress } from '#core/base/progress.ts';
import type { StacFileFacts } from '#core/describe/stac/file-facts.ts';
import { readGeoMetadata } from '#core/describe/stac/geoparquet.ts';
import { rasterFacts } from '#core/describe/stac/geotiff.ts';
import { readFooter } from '#core/tabular/parquet/footer.ts';
import { openParquet } from '#core/tabular/parquet/parquet-table.ts';
import { typeName } from '#core/tabular/type-name.ts';
import { openFileSource } from './file-source.ts';
import { readTiffTags } from './geotiff-tags.ts';
import { hashOfFile } from './hash-file.ts';

export interface LookOptions {
  /** Read the file to its end for its SHA-256. */
  readonly hash?: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ReportProgress | undefined;
}

/** More columns than these are no table that an item describes. */
const MAX_COLUMNS = 1_000;

/**
 * Finds out what a STAC item says of a file: from the tags of a GeoTIFF, from the footer of a GeoParquet file, and of
 * any other its size and checksum.
 * @throws task/cancelled, file/…, table/corrupt
 */
export async function lookIntoStacFile(file: string, options: LookOptions = {}): Promise<StacFileFacts> {
  const { signal, onProgress, hash } = options;
  const name = basename(file);
  const source = await openFileSource(file);
  let found: Omit<StacFileFacts, 'name' | 'size' | 'sha256'>;
  const { size } = source;
  try {
    found = await contentOf(source, name, signal);
  } finally {
    await source.close();
  }
  const looking = { ...(signal && { signal }), ...(onProgress && { onProgress }) };
  const sha256 = hash ? await hashOfFile(file, 'sha256', looking) : undefined;
  return { name, size, ...found, ...(sha256 !== undefined && { sha256 }) };
}

async function contentOf(
  source: ByteSource,
  name: string,
  signal: AbortSignal | undefined,
): Promise<Omit<StacFileFacts, 'name' | 'size' | 'sha256'>> {
  const head = new TextDecoder('latin1').decode(await source.read(0, Math.min(4, source.size), signal));
  if (/^(?:II[*+]\0|MM\0[*+])/.test(head)) {
    const { raster, system, bounds } = rasterFacts(await readTiffTags(source, name, signal));
    const notes = [
      ...(raster.isGeoreferenced ? [] : ['The image does not say where on the globe it lies.']),
      ...(raster.isGeoreferenced && !system
        ? ['The image names no reference system by a code of EPSG, so its place is not known.']
        : []),
    ];
    return { raster, ...(system && { system }), ...(bounds && { bounds }), notes };
  }
  return head === 'PAR1' ? tableFacts(source, name, signal) : { notes: [] };
}

async function tableFacts(
  source: ByteSource,
  name: string,
  signal: AbortSignal | undefined,
): Promise<Omit<StacFileFacts, 'name' | 'size' | 'sha256'>> {
  const { keyValues } = await readFooter(source, name, signal);
  const table = await openParquet(source, name, signal);
  const geo = readGeoMetadata(keyValues.get('geo'));
  const notes = [
    ...(geo ? [] : ['The table has no metadata of GeoParquet, so its place is not known.']),
    ...(geo && !geo.system ? ['The table does not say in which reference system its geometries are.'] : []),
    ...(geo && !geo.bbox ? ['The table does not say where its geometries lie ("bbox").'] : []),
  ];
  return {
    table: {
      rows: table.numRows ?? 0,
      columns: table.columns
        .slice(0, MAX_COLUMNS)
        .map((column) => ({ name: column.name, type: typeName(column.type) })),
      ...(geo && { primaryGeometry: geo.primaryColumn }),
      geometryTypes: geo?.geometryTypes ?? [],
    },
    ...(geo?.system && { system: geo.system }),
    ...(geo?.bbox && { bounds: geo.bbox }),
    notes,
  };
}
