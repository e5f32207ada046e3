import { type MediaType, mediaTypeByFormat } from '../terms/media-types.ts';

/** What ends in one of these is a table. */
const TABLES: readonly string[] = ['csv', 'tsv', 'parquet', 'arrow', 'jsonl', 'xlsx', 'xls', 'ods'];
/** Files that hold data but not always a table. */
const DATA: readonly string[] = [
  'json',
  'geojson',
  'gpkg',
  'sqlite',
  'xml',
  'zip',
  'gz',
  'nc',
  'tif',
  'topojson',
];

/** The kind of a file by its name; `.csv.gz` counts as CSV. */
export function mediaTypeOfFile(path: string | undefined): MediaType | undefined {
  return path === undefined ? undefined : mediaTypeByFormat(extensionOf(path));
}

/** How likely a file is the data of a resource: 0 for tables, 1 for other data, 2 for anything else. */
export function dataRank(path: string): 0 | 1 | 2 {
  const format = mediaTypeOfFile(path)?.format ?? extensionOf(path);
  return TABLES.includes(format) ? 0 : DATA.includes(format) ? 1 : 2;
}

/** Whether a file is a table by its name. */
export function isTableFile(path: string): boolean {
  return dataRank(path) === 0;
}

/** The last extension in lower case, that of the compressed file where it is compressed. */
export function extensionOf(path: string): string {
  const name = path
    .slice(path.lastIndexOf('/') + 1)
    .toLowerCase()
    .replace(/\.(?:gz|zip|bz2|zst)$/, '');
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1) : '';
}

/** A name for the resource of a file: its own, in the letters that names may have (data-resource.md, `name`). */
export function nameOf(path: string): string {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const stem = file
    .replace(/(?<=\.\w{1,8})\.(?:gz|zip|bz2|zst)$/i, '')
    .replace(/(?<=.)\.[A-Za-z0-9]{1,8}$/, '');
  const name = stem
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'data' : name;
}
