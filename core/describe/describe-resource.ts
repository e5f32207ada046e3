import { mediaTypeByFormat } from '#core/metadata/terms/media-types.ts';
import type { DataFact, DialectFact } from '#core/tableschema/data-fact.ts';
import { type DescribedField, fieldOfColumn } from './field-of-column.ts';

/** A tabular resource of a Data Package 2.0, with its members in the order in which they are written. */
export interface DescribedResource {
  readonly name: string;
  readonly type: 'table';
  readonly path: string;
  readonly format?: string;
  readonly mediatype?: string;
  readonly encoding?: string;
  readonly dialect?: DescribedDialect;
  readonly bytes: number;
  readonly hash?: string;
  readonly schema: DescribedSchema;
}

export interface DescribedDialect {
  readonly delimiter?: string;
  readonly quoteChar?: string;
  readonly lineTerminator?: string;
  readonly header?: boolean;
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

/** Describes a data file by what was found in it. `taken` holds the names of other resources and gets this one's. */
export function describeResource(path: string, fact: DataFact, taken: Set<string>): DescribedResource {
  const extension = /\.([A-Za-z0-9]+)$/.exec(path)?.[1] ?? '';
  const media = mediaTypeByFormat(extension);
  const dialect = fact.dialect && declaredDialect(fact.dialect, fact.format);
  const encoding = fact.encoding?.name;
  return {
    name: resourceName(path, taken),
    type: 'table',
    path,
    ...(media && { format: media.format, mediatype: media.mediatype }),
    // UTF-8, which continues ASCII, is what everybody assumes (data-resource.md, `encoding`).
    ...(encoding !== undefined && !/^(?:utf-8|us-ascii)$/i.test(encoding) && { encoding }),
    ...(dialect && { dialect }),
    bytes: fact.bytes,
    schema: {
      fields: fact.columns.map(fieldOfColumn),
      ...(fact.missingValues && { missingValues: ['', ...fact.missingValues.filter((text) => text !== '')] }),
    },
  };
}

/** What a dialect has to say because readers would assume something else (table-dialect.md, Delimited). */
function declaredDialect(found: DialectFact, format: DataFact['format']): DescribedDialect | undefined {
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
  return Object.keys(dialect).length === 0 ? undefined : dialect;
}

/** A name as the standard wants it, from a path, that no other resource has. */
export function resourceName(path: string, taken: Set<string>): string {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const stem = standardName(file.replace(/(?<=.)\.[A-Za-z0-9]+$/, ''), 'resource');
  let name = stem;
  for (let number = 2; taken.has(name); number++) {
    name = `${stem}-${number}`;
  }
  taken.add(name);
  return name;
}

/** A text as a name of the standard: lower-case letters, digits, ".", "-" and "_" (data-package.md, `name`). */
export function standardName(text: string, otherwise: string): string {
  const name = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[-._]+|[-._]+$/g, '');
  return name === '' ? otherwise : name;
}
