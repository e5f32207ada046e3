import { bareMediaType, mediaTypeByName } from './media-types.ts';

/** A media type as assets and links of STAC write it, with its parameters. */
export interface StacMediaType {
  readonly type: string;
  readonly title: string;
  /** In lower case, without the dot. */
  readonly extensions: readonly string[];
}

/**
 * The media types that STAC's best practices name (Common Media Types in STAC), and those of formats that came since:
 * `type|title|extensions`. Of those with the same extension, the first is the safe one.
 */
const LINES = `
image/tiff; application=geotiff; profile=cloud-optimized|Cloud Optimized GeoTIFF|
image/tiff; application=geotiff|GeoTIFF|tif tiff
image/jp2|JPEG 2000|jp2
image/png|PNG|png
image/jpeg|JPEG|jpg jpeg
image/webp|WebP|webp
application/geo+json|GeoJSON, or a STAC item|geojson
application/json|JSON, or a STAC collection or catalogue|json
application/vnd.apache.parquet|Parquet, or GeoParquet|parquet
application/x-parquet|Parquet, as it was written before it was registered|
application/vnd.zarr|Zarr|zarr
application/vnd.zarr; version=2|Zarr 2|
application/vnd.zarr; version=3|Zarr 3|
application/netcdf|NetCDF|nc nc4
application/x-netcdf|NetCDF, as it is often written|
application/x-hdf5|HDF5|h5 hdf5
application/x-hdf|HDF 4 and earlier|hdf
application/wmo-GRIB2|GRIB 2|grib2 grb2
application/vnd.laszip+copc|Cloud Optimized Point Cloud|
application/vnd.laszip|LAZ point cloud|laz
application/vnd.las|LAS point cloud|las
application/geopackage+sqlite3|GeoPackage|gpkg
application/vnd.flatgeobuf|FlatGeobuf|fgb
application/vnd.pmtiles|PMTiles|pmtiles
application/xml|XML|xml
text/xml|XML, as text for people|
text/html|HTML|html htm
text/plain|Plain text|txt
text/csv|CSV|csv
text/markdown|Markdown|md
application/pdf|PDF|pdf
application/zip|ZIP archive|zip
application/gzip|gzip|gz
`;

/** No media type of use is longer. */
const MAX_LENGTH = 300;

/** The media types of STAC, the most usual first. */
export const STAC_MEDIA_TYPES: readonly StacMediaType[] = LINES.trim()
  .split('\n')
  .map((line) => {
    const [type = '', title = '', extensions = ''] = line.split('|');
    return { type, title, extensions: extensions.split(' ').filter(Boolean) };
  });

const BY_EXTENSION = new Map(
  [...STAC_MEDIA_TYPES].reverse().flatMap((each) => each.extensions.map((name) => [name, each] as const)),
);
const BY_NAME = new Map(STAC_MEDIA_TYPES.map((each) => [canonical(each.type), each]));

/** The media type of files whose names end in an extension (lower case, without the dot), as STAC writes it. */
export function stacMediaTypeOf(extension: string): StacMediaType | undefined {
  return BY_EXTENSION.get(extension);
}

/** What a media type stands for: with its parameters, in any order of them, or else without them. */
export function stacMediaType(type: string): { readonly type: string; readonly title: string } | undefined {
  const exact = BY_NAME.get(canonical(type)) ?? BY_NAME.get(bareMediaType(type));
  const known = exact ? undefined : mediaTypeByName(type);
  return exact ?? (known && { type: known.mediatype, title: known.title });
}

function canonical(type: string): string {
  const [bare = '', ...parameters] = type
    .slice(0, MAX_LENGTH)
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  return [bare, ...parameters.sort()].join(';');
}
