import type { TableRules } from '#core/tableschema/table-rules.ts';
import type { MetadataDocument } from '../document.ts';
import type { Node } from '../node.ts';
import type { Surroundings } from '../surroundings.ts';
import { memberValue, oneOrMany, plainValue, textOf } from '../tree.ts';
import { shown } from '../wording.ts';
import { isCaseSensitive } from './data-of-resource.ts';
import { declaredReading } from './declared-reading.ts';
import { schemaVersion } from './field-view.ts';
import { extensionsOf } from './file-type.ts';
import { isTable } from './profiles.ts';
import { type Part, partOf, resourcesOf } from './resources.ts';
import { judgePath } from './safe-path.ts';

/** A table whose rows can be checked. */
export interface TableToValidate {
  readonly resource: Node;
  /** The number of the resource in the document. */
  readonly index: number;
  /** The name of the resource, where it has one. */
  readonly name: string | undefined;
  /** Its file, as the document has it; safe to look up. */
  readonly path: string;
  readonly rules: TableRules;
  readonly schema: Part | undefined;
}

/** A table whose rows cannot be checked, and why. */
export interface UncheckedTable {
  readonly resource: Node;
  readonly index: number;
  readonly name: string | undefined;
  /** A sentence for people. */
  readonly reason: string;
}

const TABLES = ['csv', 'tsv', 'tab', 'jsonl', 'ndjson', 'parquet', 'arrow', 'feather'];
/** What stands for a table to others and is not read row by row here. */
const OTHER_TABLES = ['json', 'xlsx', 'xls', 'ods', 'sqlite', 'zip', 'gz', 'bz2', 'xz', 'zst'];

/**
 * The tables of a document, with what their rows are held against as the document says now; of a single resource where
 * its number is given. Resources that are no tables are left out.
 */
export function tablesToValidate(
  document: MetadataDocument,
  surroundings: Surroundings,
  wanted?: number,
): { readonly tables: readonly TableToValidate[]; readonly unchecked: readonly UncheckedTable[] } {
  const tables: TableToValidate[] = [];
  const unchecked: UncheckedTable[] = [];
  for (const [index, resource] of resourcesOf(document).entries()) {
    if (wanted !== undefined && wanted !== index) {
      continue;
    }
    const name = textOf(memberValue(resource, 'name'));
    const found = tableOf(resource, document, surroundings);
    if (typeof found === 'string') {
      const reason = `The rows of ${name === undefined ? `resource ${index + 1}` : shown(name)} were not checked: ${found}`;
      unchecked.push({ resource, index, name, reason });
    } else if (found) {
      tables.push({ resource, index, name, ...found });
    }
  }
  return { tables, unchecked };
}

/** Whether a resource is a table: it says so, or its first file is called like one. */
export function isTabular(resource: Node, document: MetadataDocument): boolean {
  const path = textOf(oneOrMany(memberValue(resource, 'path'))[0]);
  const extension = path === undefined ? undefined : extensionsOf(path).at(-1);
  return (
    memberValue(resource, 'schema') !== undefined ||
    memberValue(resource, 'dialect') !== undefined ||
    isTable(resource, document) ||
    (extension !== undefined && TABLES.includes(extension))
  );
}

/** What is to be checked, why it cannot be, or undefined for what is no table. */
function tableOf(
  resource: Node,
  document: MetadataDocument,
  surroundings: Surroundings,
): Pick<TableToValidate, 'path' | 'rules' | 'schema'> | string | undefined {
  const [path, ...more] = oneOrMany(memberValue(resource, 'path')).flatMap((each) => textOf(each) ?? []);
  const extension = path === undefined ? undefined : extensionsOf(path).at(-1);
  if (!isTabular(resource, document)) {
    return undefined;
  }
  if (path === undefined) {
    return memberValue(resource, 'data') ? 'its data stands in the descriptor itself.' : undefined;
  }
  if (more.length > 0) {
    return 'its data is in several files.';
  }
  if (judgePath(path, document.version ?? '2.0').kind !== 'local') {
    return `${shown(path)} is not a file beside the descriptor.`;
  }
  if (surroundings.file(path).kind !== 'file') {
    return `there is no file ${shown(path)} that may be read.`;
  }
  const format = textOf(memberValue(resource, 'format'))?.toLowerCase() ?? '';
  if (OTHER_TABLES.includes(extension ?? '') || (extension === undefined && OTHER_TABLES.includes(format))) {
    return `rows of ${extension ?? format} files are not checked yet.`;
  }
  const reading = declaredReading(resource, document, surroundings);
  if (!reading) {
    return 'its schema or its dialect stands in a file that could not be read.';
  }
  const schema = partOf(resource, 'schema', document, surroundings);
  return {
    path,
    schema,
    rules: {
      version: schemaVersion(schema?.document ?? document),
      reading,
      isCaseSensitive: resource.kind === 'object' && isCaseSensitive(resource, document, surroundings),
      ...(schema && { schema: plainValue(schema.node) }),
    },
  };
}
