import type { DataFact } from '../data-fact.ts';
import type { DescribedTable } from '../described-table.ts';
import type { MetadataDocument } from '../document.ts';
import type { Problem } from '../problem.ts';
import type { Surroundings } from '../surroundings.ts';
import { memberValue, type ObjectNode, oneOrMany, textOf } from '../tree.ts';
import { inWords, shown } from '../wording.ts';
import { dialectInForce, isCaseSensitive } from './data-of-resource.ts';
import { declaredReading } from './declared-reading.ts';
import { formatName } from './file-type.ts';
import { fieldNames, partOf, resourcesOf } from './resources.ts';
import { judgePath } from './safe-path.ts';

/** More tables of one schema than this are not looked at. */
const MAX_TABLES = 50;

/** More names of fields than this are not compared with the first row of a file. */
const MAX_NAMES = 1_000;

/**
 * The tables of a package that a schema or a dialect in a file of its own is for. Paths are relative to the package;
 * those of which it is not known how they are read are left out.
 * @param isPart tells whether a path, relative to the package, is that of the schema or dialect
 * @param surroundings know the schemas and the dialects that the package names
 */
export function describedTables(
  document: MetadataDocument,
  isPart: (path: string) => boolean,
  surroundings: Surroundings,
  part: 'schema' | 'dialect' = 'schema',
): DescribedTable[] {
  const tables: DescribedTable[] = [];
  for (const resource of resourcesOf(document)) {
    const named = textOf(memberValue(resource, part));
    const path = textOf(oneOrMany(memberValue(resource, 'path'))[0]);
    if (resource.kind !== 'object' || named === undefined || path === undefined || !isPart(named)) {
      continue;
    }
    const reading = declaredReading(resource, document, surroundings);
    if (reading && judgePath(path, document.version ?? '2.0').kind === 'local') {
      tables.push({
        path,
        reading,
        dialect: dialectInForce(resource, document, surroundings),
        isCaseSensitive: isCaseSensitive(resource, document, surroundings),
        ...(part === 'dialect' && seenFromDialect(resource, document, surroundings)),
      });
    }
    if (tables.length === MAX_TABLES) {
      break;
    }
  }
  return tables;
}

function seenFromDialect(resource: ObjectNode, document: MetadataDocument, surroundings: Surroundings) {
  const format = formatName(resource);
  const schema = partOf(resource, 'schema', document, surroundings);
  return {
    ...(format !== undefined && { format }),
    fieldNames: fieldNames(schema?.node).slice(0, MAX_NAMES),
  };
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

/** The tables that a schema or a dialect in a file of its own is for, as far as somebody has looked into them. */
export function foundTables(
  { kind }: MetadataDocument,
  surroundings: Surroundings,
  wanted: 'tableschema' | 'tabledialect',
): FoundTable[] {
  return (kind === wanted ? (surroundings.tables ?? []) : []).flatMap((table) => {
    const data = surroundings.data(table.path);
    return data ? [{ ...table, data }] : [];
  });
}

/** More files than this are not named. */
const MAX_LISTED = 5;

/**
 * What a check finds for each of several tables. What is the same with several of them is told once, about the first,
 * and names the others.
 * @param sameness what has to be equal of two findings, besides their code and their place, for them to be the same
 */
export function* ofEachTable(
  tables: readonly FoundTable[],
  check: (table: FoundTable) => Iterable<Problem>,
  sameness: (problem: Problem, table: FoundTable) => string = () => '',
): Generator<Problem> {
  const found = new Map<string, { problem: Problem; others: Set<string> }>();
  for (const table of tables) {
    for (const problem of check(table)) {
      const key = `${problem.code} ${problem.offset} ${problem.length} ${sameness(problem, table)}`;
      const same = found.get(key);
      if (same) {
        same.others.add(table.path);
      } else {
        found.set(key, { problem, others: new Set() });
      }
    }
  }
  for (const { problem, others } of found.values()) {
    const names = [...others].slice(0, MAX_LISTED).map(shown);
    const more = others.size - names.length;
    const list = more > 0 ? `${names.join(', ')} and ${more} more` : inWords(names);
    yield names.length === 0 ? problem : { ...problem, message: `${problem.message} Likewise in ${list}.` };
  }
}

function sameColumns({ columns }: DataFact, { columns: others }: DataFact): boolean {
  return (
    columns === others ||
    (columns.length === others.length && columns.every(({ name }, index) => name === others[index]?.name))
  );
}
