import type { DataFact } from '../data-fact.ts';
import type { DescribedTable } from '../described-table.ts';
import type { MetadataDocument } from '../document.ts';
import type { Surroundings } from '../surroundings.ts';
import { memberValue, oneOrMany, textOf } from '../tree.ts';
import { dialectInForce, isCaseSensitive } from './data-of-resource.ts';
import { declaredReading } from './declared-reading.ts';
import { resourcesOf } from './resources.ts';
import { judgePath } from './safe-path.ts';

/** More tables of one schema than this are not looked at. */
const MAX_TABLES = 50;

/**
 * The tables of a package that a schema in a file of its own is for. Paths are relative to the package; those whose
 * dialect is not known are left out.
 * @param isSchema tells whether a path, relative to the package, is that of the schema
 * @param surroundings know the schema and the dialects that the package names
 */
export function describedTables(
  document: MetadataDocument,
  isSchema: (path: string) => boolean,
  surroundings: Surroundings,
): DescribedTable[] {
  const tables: DescribedTable[] = [];
  for (const resource of resourcesOf(document)) {
    const schema = textOf(memberValue(resource, 'schema'));
    const path = textOf(oneOrMany(memberValue(resource, 'path'))[0]);
    if (resource.kind !== 'object' || schema === undefined || path === undefined || !isSchema(schema)) {
      continue;
    }
    const reading = declaredReading(resource, document, surroundings);
    if (reading && judgePath(path, document.version ?? '2.0').kind === 'local') {
      tables.push({
        path,
        reading,
        dialect: dialectInForce(resource, document, surroundings),
        isCaseSensitive: isCaseSensitive(resource, document, surroundings),
      });
    }
    if (tables.length === MAX_TABLES) {
      break;
    }
  }
  return tables;
}

/** The table that a schema in a file of its own is for, and what was found in it. */
export interface FoundTable extends DescribedTable {
  readonly data: DataFact;
}

/**
 * The one table that a schema in a file of its own is for; of several, the first when all have the same columns.
 * Undefined while one of them is not known.
 */
export function tableOf({ kind }: MetadataDocument, surroundings: Surroundings): FoundTable | undefined {
  const tables = kind === 'tableschema' ? (surroundings.tables ?? []) : [];
  const found: FoundTable[] = [];
  for (const table of tables) {
    const data = surroundings.data(table.path);
    if (data) {
      found.push({ ...table, data });
    } else if (surroundings.file(table.path).kind !== 'missing') {
      return undefined;
    }
  }
  const [first, ...others] = found;
  return others.every(({ data }) => first && sameColumns(first.data, data)) ? first : undefined;
}

function sameColumns({ columns }: DataFact, { columns: others }: DataFact): boolean {
  return (
    columns === others ||
    (columns.length === others.length && columns.every(({ name }, index) => name === others[index]?.name))
  );
}
