import type { ColumnFact, DataFact } from '#core/tableschema/data-fact.ts';
import { foundMembers } from '#core/tableschema/found-field.ts';
import { slug } from '../schema/mend.ts';
import type { Surroundings } from '../surroundings.ts';
import { fileName } from './new-file.ts';

/** Formats of data files by the ending of their names, with their media types. */
const FORMATS: Readonly<Record<string, { readonly format: string; readonly mediatype?: string }>> = {
  csv: { format: 'csv', mediatype: 'text/csv' },
  tsv: { format: 'tsv', mediatype: 'text/tab-separated-values' },
  jsonl: { format: 'jsonl' },
  ndjson: { format: 'ndjson' },
  parquet: { format: 'parquet', mediatype: 'application/vnd.apache.parquet' },
  arrow: { format: 'arrow', mediatype: 'application/vnd.apache.arrow.file' },
  feather: { format: 'feather', mediatype: 'application/vnd.apache.arrow.file' },
  xlsx: { format: 'xlsx' },
  ods: { format: 'ods' },
  geojson: { format: 'geojson', mediatype: 'application/geo+json' },
  gpkg: { format: 'gpkg', mediatype: 'application/geopackage+sqlite3' },
};

const TABLES = ['csv', 'tsv', 'jsonl', 'ndjson', 'parquet', 'arrow', 'feather', 'xlsx', 'ods'];

/** True for a file that looks like data and not like a descriptor, by its name. */
export function isDataFile(path: string): boolean {
  return FORMATS[extensionOf(path)] !== undefined && !path.split('/').some((part) => part.startsWith('.'));
}

/** The name for a resource by its file: without folders and extension, in the form that the standard wants. */
export function resourceName(path: string, taken: ReadonlySet<string>): string {
  const stem = fileName(path).replace(/(?:\.[A-Za-z0-9]{1,10}){1,2}$/, '');
  return unused(slug(stem) || 'data', taken, '-');
}

/** A name that is not taken: the name itself, or with a number behind it. */
export function unused(name: string, taken: ReadonlySet<string>, separator: string): string {
  let result = name;
  for (let number = 2; taken.has(result); number++) {
    result = `${name}${separator}${number}`;
  }
  return result;
}

/** A resource for a file, with all that is known of it. */
export function resourceFor(
  path: string,
  taken: ReadonlySet<string>,
  version: string | undefined,
  surroundings: Surroundings,
): object {
  const extension = extensionOf(path);
  const { format, mediatype } = FORMATS[extension] ?? { format: extension };
  const isTable = TABLES.includes(extension);
  const data = surroundings.data(path);
  const encoding = data?.encoding?.name.toLowerCase();
  return {
    name: resourceName(path, taken),
    ...(isTable && version === '1.0' && data && { profile: 'tabular-data-resource' }),
    path,
    ...(isTable && version !== '1.0' && { type: 'table' }),
    ...(format !== '' && { format }),
    mediatype,
    ...(encoding !== undefined && encoding !== 'utf-8' && encoding !== 'us-ascii' && { encoding }),
    dialect: data && dialectOf(data, format),
    schema: data && { fields: data.columns.map(fieldOf) },
  };
}

/** A field for a column; only what is not the default of the standard. */
export function fieldOf(column: ColumnFact): object {
  return { name: column.name, ...foundMembers(column) };
}

/** What differs from the defaults: a comma (a tab for TSV), a double quote, a header. */
function dialectOf({ dialect }: DataFact, format: string): object | undefined {
  const delimiter = format === 'tsv' ? '\t' : ',';
  const differences = {
    ...(dialect && dialect.delimiter !== delimiter && { delimiter: dialect.delimiter }),
    ...(dialect && dialect.quoteChar !== '"' && { quoteChar: dialect.quoteChar }),
    ...(dialect?.header === false && { header: false }),
  };
  return Object.keys(differences).length > 0 ? differences : undefined;
}

function extensionOf(path: string): string {
  return /\.([A-Za-z0-9]{1,10})$/.exec(path)?.[1]?.toLowerCase() ?? '';
}
