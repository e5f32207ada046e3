/** Artifact types and media types of packages. None has parameters: some registries refuse a ";" in them. */
export const DATAPACKAGE_ARTIFACT = 'application/vnd.waybill.datapackage.v1+json';
export const STAC_ARTIFACT = 'application/vnd.waybill.stac.v1+json';
/** The packages of versioneer-tech/stacpkg, which we read. */
export const STACPKG_ARTIFACT = 'application/vnd.stacpkg.package.v1+json';

/** Registered with IANA for Data Package descriptors. */
export const DATAPACKAGE_TYPE = 'application/vnd.datapackage+json';
export const GEOJSON_TYPE = 'application/geo+json';
export const JSON_TYPE = 'application/json';

/** The annotation that names a layer's file, as ORAS writes and reads it. */
export const TITLE = 'org.opencontainers.image.title';

const BY_EXTENSION: Readonly<Record<string, string>> = {
  parquet: 'application/vnd.apache.parquet',
  geoparquet: 'application/vnd.apache.parquet',
  arrow: 'application/vnd.apache.arrow.file',
  feather: 'application/vnd.apache.arrow.file',
  arrows: 'application/vnd.apache.arrow.stream',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  json: JSON_TYPE,
  jsonl: 'application/x-ndjson',
  ndjson: 'application/x-ndjson',
  geojson: GEOJSON_TYPE,
  geojsonl: 'application/geo+json-seq',
  topojson: JSON_TYPE,
  yaml: 'application/yaml',
  yml: 'application/yaml',
  xml: 'application/xml',
  html: 'text/html',
  md: 'text/markdown',
  txt: 'text/plain',
  rst: 'text/plain',
  adoc: 'text/plain',
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  jp2: 'image/jp2',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  gpkg: 'application/geopackage+sqlite3',
  sqlite: 'application/vnd.sqlite3',
  db: 'application/vnd.sqlite3',
  h5: 'application/x-hdf5',
  hdf5: 'application/x-hdf5',
  nc: 'application/x-netcdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xls: 'application/vnd.ms-excel',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  zip: 'application/zip',
  gz: 'application/gzip',
  zst: 'application/zstd',
};

/** The media type of a file by its name; documents without an extension (README, LICENSE) are plain text. */
export function mediaTypeOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  if (dot <= 0) {
    return isCompanion(name) ? 'text/plain' : 'application/octet-stream';
  }
  return BY_EXTENSION[name.slice(dot + 1).toLowerCase()] ?? 'application/octet-stream';
}

/** True for the documents that accompany a package without being named in its descriptor. */
export function isCompanion(name: string): boolean {
  return /^(?:readme|licen[cs]e|changelog)(?:\.(?:md|txt|rst|adoc|html))?$/i.test(name);
}
