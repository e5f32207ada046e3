import type { ColumnFact, DataFact } from '#core/tableschema/data-fact.ts';

/**
 * How much a guess rests on. `certain`: it holds for every row there is. `likely`: it holds for all rows that were
 * looked at. `possible`: nothing looked at contradicts it, but little speaks for it.
 */
export type Confidence = 'certain' | 'likely' | 'possible';

/** A primary key that a table could have. */
export interface CandidateKey {
  readonly resource: string;
  readonly fields: readonly string[];
  readonly confidence: Confidence;
  /** Why, for people. */
  readonly reason: string;
}

/** A foreign key that a table could have. */
export interface CandidateReference extends CandidateKey {
  readonly reference: { readonly resource: string; readonly fields: readonly string[] };
}

/** A table as far as keys are looked for. */
export interface KeyTable {
  readonly name: string;
  readonly fact: DataFact;
}

/** The values of columns, row by row as texts; null where one is missing. `all` when no row is left out. */
export interface ColumnValues {
  readonly rows: readonly (readonly (string | null)[])[];
  readonly all: boolean;
}

/** Reads the beginning of columns of a table; undefined where that cannot be done. */
export type ReadColumns = (table: KeyTable, columns: readonly string[]) => Promise<ColumnValues | undefined>;

/** Pairs of columns are tried among so many of the first ones. */
const MAX_PAIR_COLUMNS = 5;
const MIN_PAIR_ROWS = 20;
/** Types that identify something; a measured number or a place does not. */
const KEY_TYPES: ReadonlySet<string> = new Set([
  'string',
  'integer',
  'date',
  'datetime',
  'year',
  'yearmonth',
  'any',
]);

/** The best primary key of each table that has a column, or two, whose values never repeat and are never missing. */
export async function candidateKeys(tables: readonly KeyTable[], read: ReadColumns): Promise<CandidateKey[]> {
  const found: CandidateKey[] = [];
  for (const table of tables) {
    const key = (await singleKey(table, read)) ?? (await pairKey(table, read));
    if (key) {
      found.push(key);
    }
  }
  return found;
}

async function singleKey(table: KeyTable, read: ReadColumns): Promise<CandidateKey | undefined> {
  const columns = table.fact.columns.filter(
    (column, index) => KEY_TYPES.has(column.type) && (isNamedLikeKey(column, table) || index === 0),
  );
  const ranked = [...columns].sort(
    (a, b) => Number(isNamedLikeKey(b, table)) - Number(isNamedLikeKey(a, table)),
  );
  for (const column of ranked.slice(0, MAX_PAIR_COLUMNS)) {
    const values = mayBeUnique(column) ? await read(table, [column.name]) : undefined;
    if (values && isUnique(values)) {
      const isNamed = isNamedLikeKey(column, table);
      return {
        resource: table.name,
        fields: [column.name],
        confidence: values.all && isNamed ? 'certain' : isNamed ? 'likely' : 'possible',
        reason: reasonOf(values, 'no value repeats or is missing'),
      };
    }
  }
  return undefined;
}

async function pairKey(table: KeyTable, read: ReadColumns): Promise<CandidateKey | undefined> {
  const columns = table.fact.columns
    .filter(({ type, nulls }) => KEY_TYPES.has(type) && (nulls ?? 0) === 0)
    .slice(0, MAX_PAIR_COLUMNS)
    .map(({ name }) => name);
  const values = columns.length < 2 ? undefined : await read(table, columns);
  if (!values) {
    return undefined;
  }
  for (const [first] of columns.entries()) {
    for (let second = first + 1; second < columns.length; second++) {
      const rows = values.rows.map((row) => [row[first] ?? null, row[second] ?? null]);
      if (isUnique({ rows, all: values.all })) {
        return {
          resource: table.name,
          fields: [columns[first], columns[second]].flatMap((name) => name ?? []),
          // Two columns of a few rows hardly ever repeat together, whatever they mean.
          confidence: values.all && rows.length >= MIN_PAIR_ROWS ? 'likely' : 'possible',
          reason: reasonOf(values, 'the two values together never repeat'),
        };
      }
    }
  }
  return undefined;
}

/** What the profile already rules out need not be read. */
function mayBeUnique({ nulls, distinct }: ColumnFact): boolean {
  return (nulls ?? 0) === 0 && (distinct === undefined || distinct.count > 0);
}

function isUnique({ rows }: ColumnValues): boolean {
  const seen = new Set<string>();
  for (const row of rows) {
    if (row.some((value) => value === null || value === '')) {
      return false;
    }
    seen.add(row.length === 1 ? (row[0] ?? '') : JSON.stringify(row));
  }
  // One row repeats nothing, and says nothing.
  return rows.length > 1 && seen.size === rows.length;
}

function isNamedLikeKey({ name }: ColumnFact, table: KeyTable): boolean {
  const plain = words(name);
  const last = plain.at(-1) ?? '';
  return (
    ['id', 'key', 'code', 'uuid', 'guid', 'identifier', 'nr', 'number', 'no'].includes(last) ||
    singular(plain.join('')) === singular(words(table.name).join(''))
  );
}

/** Columns whose values are all found in the primary key of another table. */
export async function candidateReferences(
  tables: readonly KeyTable[],
  keys: readonly CandidateKey[],
  read: ReadColumns,
): Promise<CandidateReference[]> {
  const found: CandidateReference[] = [];
  const targets = new Targets(tables, keys);
  for (const table of tables) {
    for (const column of table.fact.columns) {
      const references = await referencesTo(targets.of(table, column), table, column, read);
      // Of several, nobody can tell which is meant.
      found.push(...(references.length === 1 ? references : []));
    }
  }
  return found;
}

async function referencesTo(
  targets: readonly Target[],
  table: KeyTable,
  column: ColumnFact,
  read: ReadColumns,
): Promise<CandidateReference[]> {
  const found: CandidateReference[] = [];
  for (const target of targets) {
    const reference = await referenceTo(table, column, target, read);
    found.push(...(reference ? [reference] : []));
  }
  return found;
}

/** A table with a key of one column, to which others may refer. */
interface Target {
  readonly table: KeyTable;
  readonly column: ColumnFact;
}

/** Of more tables, as of one file for each month, nobody can tell which is meant, and reading them takes long. */
const MAX_TARGETS = 5;
/** Names that keys of any table have. */
const COMMON_NAMES: readonly string[] = ['id', 'key', 'code', 'name'];

/** The tables that a column may refer to by its name: found by words, since a folder has thousands of columns. */
class Targets {
  /** By the last word of the name of the table, in the singular. */
  private readonly byTable = new Map<string, Target[]>();
  /** By the name of the key. */
  private readonly byKey = new Map<string, Target[]>();
  private readonly keys = new Set<ColumnFact>();

  constructor(tables: readonly KeyTable[], keys: readonly CandidateKey[]) {
    const byName = new Map(tables.map((table) => [table.name, table]));
    for (const { resource, fields } of keys) {
      const table = byName.get(resource);
      const column = table?.fact.columns.find(({ name }) => name === fields[0]);
      if (table && column && fields.length === 1) {
        this.keys.add(column);
        add(this.byTable, singular(words(resource).at(-1) ?? ''), { table, column });
        add(this.byKey, words(column.name).join('_'), { table, column });
      }
    }
  }

  /**
   * The tables that a column names, as `station_id`, `stationId` and `station` name `stations`; otherwise those with a
   * key of its name. That says little about what is a key itself: tables of one kind all have that.
   */
  of(table: KeyTable, column: ColumnFact): readonly Target[] {
    const own = words(column.name);
    const ofTable = (word: string | undefined) =>
      word === undefined ? [] : (this.byTable.get(singular(word)) ?? []);
    const endsInKey = ({ column: key }: Target) => words(key.name).at(-1) === own.at(-1);
    const named = [
      ...ofTable(own.at(-1)).filter((target) => !endsInKey(target)),
      ...ofTable(own.at(-2)).filter(endsInKey),
    ];
    const name = own.join('_');
    const isTelling = !COMMON_NAMES.includes(name) && !this.keys.has(column);
    const meant = named.length > 0 ? named : isTelling ? (this.byKey.get(name) ?? []) : [];
    const isItsOwn = meant.some((target) => target.column === column);
    return isItsOwn || meant.length > MAX_TARGETS
      ? []
      : meant.filter((target) => target.table !== table && target.column.type === column.type);
  }
}

function add(targets: Map<string, Target[]>, word: string, target: Target): void {
  const list = targets.get(word) ?? [];
  list.push(target);
  targets.set(word, list);
}

async function referenceTo(
  table: KeyTable,
  column: ColumnFact,
  target: Target,
  read: ReadColumns,
): Promise<CandidateReference | undefined> {
  const own = await read(table, [column.name]);
  const theirs = await read(target.table, [target.column.name]);
  if (!own || !theirs) {
    return undefined;
  }
  const known = new Set(theirs.rows.map(([value]) => value));
  const used = own.rows.flatMap(([value]) =>
    value === null || value === undefined || value === '' ? [] : [value],
  );
  if (used.length === 0 || !used.every((value) => known.has(value))) {
    return undefined;
  }
  const all = own.all && theirs.all;
  return {
    resource: table.name,
    fields: [column.name],
    reference: { resource: target.table.name, fields: [target.column.name] },
    confidence: all ? 'certain' : 'likely',
    reason: reasonOf(
      { rows: own.rows, all },
      `every value is in "${target.column.name}" of "${target.table.name}"`,
    ),
  };
}

function reasonOf({ rows, all }: ColumnValues, what: string): string {
  const count = rows.length.toLocaleString('en');
  return all ? `${what} in all ${count} rows` : `${what} in the first ${count} rows`;
}

/** The words of a name in lower case: `stationId`, `station_id` and `Station ID` are the same two. */
function words(name: string): string[] {
  return name
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function singular(word: string): string {
  return word.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '');
}
