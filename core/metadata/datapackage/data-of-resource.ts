import type { DataFact } from '../data-fact.ts';
import type { DialectInForce } from '../described-table.ts';
import type { MetadataDocument } from '../document.ts';
import type { Surroundings } from '../surroundings.ts';
import { memberValue, type ObjectNode, oneOrMany, type TextNode, textOf } from '../tree.ts';
import { declaredDialect } from './declared-reading.ts';
import { extensionsOf } from './file-type.ts';
import { partOf } from './resources.ts';

/** A data file of a resource, and what was found in it. */
export interface ResourceData {
  readonly path: TextNode;
  readonly data: DataFact;
}

/** The data files of a resource into which somebody has looked, in their order. */
export function* dataOf(resource: ObjectNode, surroundings: Surroundings): Generator<ResourceData> {
  for (const path of oneOrMany(memberValue(resource, 'path'))) {
    const data = path.kind === 'string' ? surroundings.data(path.value) : undefined;
    if (path.kind === 'string' && data) {
      yield { path, data };
    }
  }
}

/** The dialect of a resource. A file of tab-separated values has tabs without saying so. */
export function dialectInForce(
  resource: ObjectNode,
  document: MetadataDocument,
  surroundings: Surroundings,
): DialectInForce {
  const part = partOf(resource, 'dialect', document, surroundings);
  const declared = part ? declaredDialect(part.node) : {};
  return {
    delimiter: declared.delimiter ?? (isTabSeparated(resource) ? '\t' : ','),
    quoteChar: declared.quoteChar ?? '"',
    header: declared.header !== false && declared.headerRows?.length !== 0,
    declared,
  };
}

/** Whether the dialect of a resource tells upper from lower case in names of columns. */
export function isCaseSensitive(
  resource: ObjectNode,
  document: MetadataDocument,
  surroundings: Surroundings,
): boolean {
  const dialect = partOf(resource, 'dialect', document, surroundings);
  const stated = memberValue(dialect?.node, 'caseSensitiveHeader');
  return stated?.kind === 'boolean' && stated.value;
}

function isTabSeparated(resource: ObjectNode): boolean {
  const format = textOf(memberValue(resource, 'format'))?.toLowerCase();
  const mediatype = textOf(memberValue(resource, 'mediatype'))?.toLowerCase();
  const path = textOf(oneOrMany(memberValue(resource, 'path'))[0]) ?? '';
  return (
    format === 'tsv' ||
    mediatype?.startsWith('text/tab-separated-values') === true ||
    extensionsOf(path).some((extension) => extension === 'tsv' || extension === 'tab')
  );
}

/**
 * Whether a delimited text is cut by another character than its resource says. It then has one column as the resource
 * says it (which is how it was read, where it says so at all), and several by the other.
 */
export function hasOtherDelimiter(
  { dialect, columns }: DataFact,
  { delimiter, declared }: DialectInForce,
): boolean {
  if (!dialect || dialect.delimiter === delimiter) {
    return false;
  }
  return declared.delimiter === undefined ? columns.length > 1 : columns.length === 1;
}

/** Whether the first row of a file looks like data though it has to name the columns; `names` are those of the fields. */
export function hasNoHeader(
  { dialect, columns }: DataFact,
  { header, declared }: DialectInForce,
  names: readonly string[],
): boolean {
  const isUnsaid = header && declared.headerRows === undefined;
  const known = new Set(names);
  return isUnsaid && dialect?.header === false && !columns.some(({ name }) => known.has(name));
}
