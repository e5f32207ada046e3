import type { ColumnFact, DataFact, DialectFact, FoundField } from '#core/tableschema/data-fact.ts';
import { foundMembers } from '#core/tableschema/found-field.ts';
import { slug } from '../schema/mend.ts';
import { mediaTypeByFormat } from '../terms/media-types.ts';

/** A field of a table schema as an object of a descriptor, its members in the order in which they are written. */
export interface DescribedField extends FoundField {
  readonly name: string;
}

export interface DescribedSchema {
  readonly fields: readonly DescribedField[];
  readonly missingValues?: readonly string[];
  readonly primaryKey?: readonly string[];
  readonly foreignKeys?: readonly {
    readonly fields: readonly string[];
    readonly reference: { readonly resource?: string; readonly fields: readonly string[] };
  }[];
}

/** A resource as an object of a descriptor. Facts that nobody knows are left out. */
export interface DescribedResource {
  readonly name: string;
  /** Version 1 has a profile where version 2 has a type. */
  readonly profile?: 'tabular-data-resource';
  readonly path: string;
  readonly type?: 'table';
  readonly format?: string;
  readonly mediatype?: string;
  readonly encoding?: string;
  readonly dialect?: Partial<DialectFact>;
  readonly bytes?: number;
  readonly hash?: string;
  readonly schema?: DescribedSchema;
}

const TABLES = ['csv', 'tsv', 'jsonl', 'parquet', 'arrow', 'xlsx', 'ods'];
const MORE_DATA = ['geojson', 'gpkg'];

/** True for a file that looks like data and not like a descriptor, by its name. */
export function isDataFile(path: string): boolean {
  const format = mediaTypeByFormat(extensionOf(path))?.format ?? '';
  return (
    (TABLES.includes(format) || MORE_DATA.includes(format)) &&
    !path.split('/').some((part) => part.startsWith('.'))
  );
}

/** A resource for a data file, with all that is known of it. `taken` holds the names that other resources have. */
export function describeResource(
  path: string,
  taken: ReadonlySet<string>,
  { version, data }: { readonly version: string | undefined; readonly data: DataFact | undefined },
): DescribedResource {
  const extension = extensionOf(path);
  const media = mediaTypeByFormat(extension);
  const format = media?.format ?? extension;
  const isTable = TABLES.includes(format);
  const encoding = data?.encoding?.name.toLowerCase();
  const dialect = data?.dialect && declaredDialect(data.dialect, format);
  return {
    name: resourceName(path, taken),
    ...(isTable && version === '1.0' && data && { profile: 'tabular-data-resource' }),
    path,
    ...(isTable && version !== '1.0' && { type: 'table' }),
    ...(format !== '' && { format }),
    ...(media && { mediatype: media.mediatype }),
    // UTF-8 is what everybody assumes (data-resource.md, `encoding`).
    ...(encoding !== undefined && encoding !== 'utf-8' && encoding !== 'us-ascii' && { encoding }),
    ...(dialect && { dialect }),
    ...(data && { schema: describeSchema(data) }),
  };
}

function describeSchema({ columns, missingValues }: DataFact): DescribedSchema {
  return {
    fields: columns.map(fieldOfColumn),
    ...(missingValues && { missingValues: ['', ...missingValues.filter((text) => text !== '')] }),
  };
}

/** The field that describes a column of a data file, by what was found in it; the defaults of a type are left out. */
export function fieldOfColumn(column: ColumnFact): DescribedField {
  return { name: column.name, ...foundMembers(column) };
}

/**
 * What a dialect has to say because readers would assume something else (table-dialect.md, Delimited). Its default
 * delimiter is a comma for every format, `tsv` not excepted.
 */
function declaredDialect(found: DialectFact, format: string): Partial<DialectFact> | undefined {
  const { delimiter, quoteChar, lineTerminator, header } = found;
  if (format !== 'csv' && format !== 'tsv') {
    return undefined;
  }
  const dialect = {
    ...(delimiter !== ',' && { delimiter }),
    ...(quoteChar !== '"' && quoteChar !== '' && { quoteChar }),
    ...(lineTerminator === '\r' && { lineTerminator }),
    ...(!header && { header }),
  };
  return Object.keys(dialect).length > 0 ? dialect : undefined;
}

/** The name for a resource by its file: without folders and extension, in the form that the standard wants. */
export function resourceName(path: string, taken: ReadonlySet<string>): string {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const stem = file.replace(/(?<=.)\.[A-Za-z0-9]{1,10}(?:\.(?:gz|zip|bz2|xz|zst))?$/i, '');
  return freeName(slug(stem) || 'data', taken, '-');
}

/** A name that is not taken: the name itself, or with a number behind it. */
export function freeName(name: string, taken: ReadonlySet<string>, separator: string): string {
  let result = name;
  for (let number = 2; taken.has(result); number++) {
    result = `${name}${separator}${number}`;
  }
  return result;
}

function extensionOf(path: string): string {
  return /\.([A-Za-z0-9]{1,10})$/.exec(path)?.[1]?.toLowerCase() ?? '';
}
