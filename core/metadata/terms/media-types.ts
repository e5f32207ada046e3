/** A kind of file: its media type, the value that `format` has for it, and what its name ends in. */
export interface MediaType {
  readonly mediatype: string;
  /** The usual file extension, as `format` wants it (data-resource.md, `format`). */
  readonly format: string;
  /** All usual extensions, in lower case, without the dot; the first is `format`. */
  readonly extensions: readonly string[];
  readonly title: string;
  /** Whether the file is text, so that it has a character encoding. */
  readonly isText: boolean;
  /** Whether IANA registers the media type. */
  readonly isRegistered: boolean;
  /** Other media types that people write for it: older ones, unregistered ones, wider ones. */
  readonly others: readonly string[];
  /** Those of them that IANA does not register. */
  readonly wrong: readonly string[];
}

/**
 * `extensions|title|media type, then others`. `*` behind the title: the file is text. `?` before a media type: it is
 * not registered with IANA, but is what is used. `!` before another: nobody registered it, as with all that start with `x-`.
 */
const LINES = `
csv|CSV*|text/csv !application/csv text/x-csv application/x-csv !text/comma-separated-values text/plain application/vnd.ms-excel
tsv tab|Tab-separated values*|text/tab-separated-values !text/tsv text/x-tsv !application/tsv text/plain text/csv
parquet pq parq|Apache Parquet|application/vnd.apache.parquet application/x-parquet !application/parquet application/octet-stream
arrow feather ipc|Arrow IPC file|application/vnd.apache.arrow.file application/x-arrow !application/arrow application/octet-stream
arrows|Arrow IPC stream|application/vnd.apache.arrow.stream application/octet-stream
json|JSON*|application/json !text/json text/x-json application/ld+json application/geo+json application/vnd.geo+json application/vnd.api+json text/plain
jsonl ndjson|JSON Lines*|?application/x-ndjson application/jsonl application/ndjson text/ndjson text/jsonl application/x-jsonlines application/json-lines application/json !application/jsonlines text/plain
geojson json|GeoJSON*|application/geo+json application/vnd.geo+json application/json !text/json
topojson json|TopoJSON*|?application/topo+json application/json !text/json
jsonld json|JSON-LD*|application/ld+json application/json
yaml yml|YAML*|application/yaml !text/yaml application/x-yaml text/x-yaml text/plain
xml|XML*|application/xml text/xml text/plain
xlsx|Excel|application/vnd.openxmlformats-officedocument.spreadsheetml.sheet application/vnd.ms-excel !application/xlsx
xls|Excel 97-2004|application/vnd.ms-excel !application/xls !application/msexcel application/x-excel application/x-msexcel
xlsm|Excel with macros|application/vnd.ms-excel.sheet.macroenabled.12 application/vnd.ms-excel
xlsb|Excel, binary|application/vnd.ms-excel.sheet.binary.macroenabled.12 application/vnd.ms-excel
ods|OpenDocument spreadsheet|application/vnd.oasis.opendocument.spreadsheet
gpkg|GeoPackage|application/geopackage+sqlite3 application/geopackage+vnd.sqlite3 application/vnd.sqlite3 application/x-sqlite3
sqlite sqlite3 db|SQLite database|application/vnd.sqlite3 application/x-sqlite3 !application/sqlite3
duckdb db|DuckDB database|?application/vnd.duckdb application/octet-stream
fgb|FlatGeobuf|?application/vnd.flatgeobuf application/flatgeobuf application/octet-stream
pmtiles|PMTiles|?application/vnd.pmtiles application/octet-stream
kml|KML*|application/vnd.google-earth.kml+xml application/xml text/xml
kmz|KML, zipped|application/vnd.google-earth.kmz application/zip
gml|GML*|application/gml+xml application/xml text/xml
gpx|GPX*|?application/gpx+xml application/xml text/xml
shp|Shapefile|application/vnd.shp application/x-shapefile application/x-esri-shape application/octet-stream
dbf|dBASE|application/vnd.dbf application/x-dbf !application/dbf application/octet-stream
shx|Shapefile index|application/vnd.shx application/octet-stream
tif tiff geotiff|TIFF or GeoTIFF|image/tiff !image/geotiff !image/tif
nc nc4 netcdf|NetCDF|?application/netcdf application/x-netcdf !application/vnd.unidata.netcdf
h5 hdf5|HDF5|?application/x-hdf5 application/hdf5 application/x-hdf application/vnd.hdfgroup.hdf5 application/octet-stream
hdf h4|HDF 4|?application/x-hdf application/octet-stream
zarr|Zarr|?application/vnd.zarr !application/vnd+zarr application/x-zarr
grib grib2 grb grb2|GRIB|?application/wmo-grib application/x-grib application/x-grib2 application/octet-stream
laz las|LAS point cloud|application/vnd.las application/vnd.laszip application/octet-stream
avro|Apache Avro|?application/avro avro/binary application/vnd.apache.avro application/octet-stream
orc|Apache ORC|?application/vnd.apache.orc application/x-orc application/octet-stream
sav zsav por|SPSS|?application/x-spss-sav application/x-spss application/octet-stream
dta|Stata|?application/x-stata-dta application/x-stata application/octet-stream
sas7bdat xpt|SAS|?application/x-sas-data application/x-sas application/octet-stream
rds|R object|?application/x-rds application/gzip application/octet-stream
rdata rda|R data|?application/x-rdata application/x-r-data application/gzip application/octet-stream
mat|MATLAB|?application/x-matlab-data application/matlab-mat application/octet-stream
npy|NumPy array|?application/x-npy application/octet-stream
pkl pickle|Python pickle|?application/x-python-pickle application/octet-stream
zip|ZIP archive|application/zip application/x-zip-compressed application/x-zip
gz gzip|gzip|application/gzip application/x-gzip
bz2|bzip2|?application/x-bzip2 application/bzip2
xz|XZ|?application/x-xz
zst|Zstandard|application/zstd application/x-zstd
7z|7-Zip archive|?application/x-7z-compressed
tar|tar archive|?application/x-tar application/tar
tgz tar.gz|tar archive, compressed with gzip|?application/x-gtar-compressed application/gzip application/x-gzip application/x-tar application/x-compressed-tar
txt text|Plain text*|text/plain
md markdown|Markdown*|text/markdown text/x-markdown text/plain
html htm|HTML*|text/html application/xhtml+xml
pdf|PDF|application/pdf
docx|Word|application/vnd.openxmlformats-officedocument.wordprocessingml.document application/msword
doc|Word 97-2004|application/msword
odt|OpenDocument text|application/vnd.oasis.opendocument.text
rtf|Rich text|application/rtf text/rtf
tex|LaTeX*|?application/x-tex text/x-tex application/x-latex text/plain
bib|BibTeX*|?application/x-bibtex text/x-bibtex text/plain
sql|SQL*|application/sql text/x-sql !text/sql application/x-sql text/plain
py|Python*|?text/x-python application/x-python text/x-script.python text/plain
r|R*|?text/x-r text/x-rsrc text/plain
ipynb|Jupyter notebook*|?application/x-ipynb+json application/json
js mjs|JavaScript*|text/javascript application/javascript application/x-javascript
sh|Shell script*|?application/x-sh text/x-shellscript text/x-sh text/plain
ttl|RDF Turtle*|text/turtle application/x-turtle text/plain
nt|RDF N-Triples*|application/n-triples text/plain
nq|RDF N-Quads*|application/n-quads text/plain
trig|RDF TriG*|application/trig
rdf owl|RDF/XML*|application/rdf+xml application/xml text/xml
wkt|Well-known text*|?text/wkt application/wkt text/plain
ics|iCalendar*|text/calendar
vcf|vCard*|text/vcard text/x-vcard text/plain
png|PNG|image/png
jpg jpeg|JPEG|image/jpeg !image/jpg
gif|GIF|image/gif
webp|WebP|image/webp
svg|SVG*|image/svg+xml
jp2|JPEG 2000|image/jp2
bmp|BMP|image/bmp image/x-ms-bmp
mp3|MP3|audio/mpeg !audio/mp3
wav|WAV|audio/vnd.wave !audio/wav audio/x-wav
flac|FLAC|audio/flac audio/x-flac
ogg oga|Ogg audio|audio/ogg application/ogg
mp4 m4v|MP4|video/mp4 application/mp4
mov|QuickTime|video/quicktime
avi|AVI|?video/x-msvideo video/avi
webm|WebM|video/webm audio/webm
fits fit fts|FITS|application/fits image/fits
fasta fa fna faa|FASTA*|?text/x-fasta application/x-fasta text/plain chemical/seq-aa-fasta chemical/seq-na-fasta
fastq fq|FASTQ*|?text/x-fastq text/plain
toml|TOML*|application/toml text/x-toml text/plain
msgpack|MessagePack|application/vnd.msgpack !application/msgpack application/x-msgpack
cbor|CBOR|application/cbor
proto|Protocol Buffers definition*|?text/x-protobuf text/plain
`;

/** The kinds of files that people package, the most usual for tables first. */
export const MEDIA_TYPES: readonly MediaType[] = LINES.trim().split('\n').map(mediaType);

/** The top-level types of IANA's registry, `example` left out, which is not for use. */
export const TOP_LEVEL_TYPES: readonly string[] = [
  'application',
  'audio',
  'font',
  'haptics',
  'image',
  'message',
  'model',
  'multipart',
  'text',
  'video',
];

const BY_EXTENSION = firstOf(
  MEDIA_TYPES.flatMap((each) => each.extensions.map((name) => [name, each] as const)),
);
const BY_NAME = firstOf(MEDIA_TYPES.map((each) => [each.mediatype, each] as const));
/** By what is used for it although it is not registered, but has a name that is: `text/x-csv`, `application/csv`. */
const BY_WRONG_NAME = firstOf(
  MEDIA_TYPES.flatMap((each) =>
    each.isRegistered
      ? each.wrong.filter((other) => !BY_NAME.has(other)).map((other) => [other, each] as const)
      : [],
  ),
);

/** The kind of file that an extension or a value of `format` stands for, in any case, with or without dot. */
export function mediaTypeByFormat(format: string): MediaType | undefined {
  return BY_EXTENSION.get(format.toLowerCase().replace(/^\./, ''));
}

/** The kind of file that a media type stands for; its parameters and case do not matter. */
export function mediaTypeByName(mediatype: string): MediaType | undefined {
  return BY_NAME.get(bareMediaType(mediatype));
}

/** The kind of file that people mean by a media type that is not registered, such as `text/x-csv`. */
export function mediaTypeByWrongName(mediatype: string): MediaType | undefined {
  return BY_WRONG_NAME.get(bareMediaType(mediatype));
}

/** A media type without its parameters, in lower case. */
export function bareMediaType(mediatype: string): string {
  return (mediatype.split(';', 1)[0] ?? '').trim().toLowerCase();
}

function mediaType(line: string): MediaType {
  const [extensions = '', title = '', names = ''] = line.split('|');
  const [own = '', ...others] = names.split(' ');
  const all = extensions.split(' ');
  return {
    mediatype: own.replace('?', ''),
    format: all[0] ?? '',
    extensions: all,
    title: title.replace('*', ''),
    isText: title.endsWith('*'),
    isRegistered: !own.startsWith('?'),
    others: others.map((name) => name.replace('!', '')),
    wrong: others.flatMap((name) => (/^!|\/x-/.test(name) ? name.replace('!', '') : [])),
  };
}

/** The first of the entries of each name. */
function firstOf(entries: readonly (readonly [string, MediaType])[]): ReadonlyMap<string, MediaType> {
  return new Map([...entries].reverse());
}
