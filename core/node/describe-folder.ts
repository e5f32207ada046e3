import { lstat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Failure, isFailure, throwIfCancelled } from '#core/base/failure.ts';
import type { ReportProgress } from '#core/base/progress.ts';
import {
  type ColumnValues,
  candidateKeys,
  candidateReferences,
  type KeyTable,
} from '#core/describe/candidate-keys.ts';
import type { DescribedFolder } from '#core/describe/describe-package.ts';
import { type DescribedResource, describeResource } from '#core/metadata/datapackage/describe-resource.ts';
import { judgePath } from '#core/metadata/datapackage/safe-path.ts';
import type { DataFact } from '#core/tableschema/data-fact.ts';
import { formatCell } from '#core/tabular/format-cell.ts';
import { mapLimited } from '#core/tabular/map-limited.ts';
import { openTable } from '#core/tabular/open.ts';
import { openFileSource } from './file-source.ts';
import { hashOfFile } from './hash-file.ts';
import { profileFile } from './profile-file.ts';
import { filesBelow } from './walk-folder.ts';

const TABLE = /\.(?:csv|tsv|tab|jsonl|ndjson|parquet|arrow|feather)$/i;
/** How far tables are looked for, and how many of them are described: the nearest. */
const SEARCH = { depth: 8, entries: 200_000 };
const MAX_TABLES = 2_000;
/** Tables looked into at once. */
const AT_ONCE = 2;
/** Rows read of a table to find keys: their values are kept as texts while keys are looked for. */
const KEY_ROWS = 100_000;

export interface DescribeOptions {
  /** Paths below the folder to describe; all tables found when absent. */
  readonly paths?: readonly string[];
  /** Read every file to its end for its SHA-256. */
  readonly hash?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: ReportProgress;
}

/** A folder described, and the files that could not be. */
export interface FolderDescription extends DescribedFolder {
  /** Why a file was left out, for people. */
  readonly passedOver: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * Finds the tables below a folder and describes each: dialect, encoding, fields, and keys that its values allow.
 * Nothing outside the folder is read; what is no table, or cannot be named in a descriptor, is passed over and told.
 * @throws task/cancelled, file/not-found when there is no table; what is wrong with the first when none can be described
 */
export async function describeFolder(
  folder: string,
  options: DescribeOptions = {},
): Promise<FolderDescription> {
  const { signal } = options;
  const paths = options.paths ?? (await tablesBelow(folder, signal));
  if (paths.length === 0) {
    throw new Failure(
      'file/not-found',
      `There is no table in "${folder}": looked for CSV, TSV, JSON Lines, Parquet, Arrow and Feather files up to eight folders deep.`,
    );
  }
  const { looked, passedOver } = await lookInto(folder, paths.slice(0, MAX_TABLES), options);
  const [tooMany] = paths.slice(MAX_TABLES);
  if (tooMany !== undefined) {
    const reason = `at most ${MAX_TABLES} tables are described at once, the nearest; of ${paths.length} this one and all behind it were left out. Describe a smaller folder.`;
    passedOver.push({ path: tooMany, reason });
  }
  const taken = new Set<string>();
  const tables: (KeyTable & { resource: DescribedResource })[] = [];
  for (const { path, fact, hash } of looked) {
    const resource = describeResource(path, taken, { version: '2.0', data: fact });
    taken.add(resource.name);
    tables.push({ name: resource.name, fact, resource: withSize(resource, fact.bytes, hash) });
  }
  const read = columnReader(folder, tables, signal);
  const primaryKeys = await candidateKeys(tables, read);
  const foreignKeys = await candidateReferences(tables, primaryKeys, read);
  const resources = tables.map(({ resource }) => resource);
  return { name: basename(folder), resources, primaryKeys, foreignKeys, passedOver };
}

interface LookedInto {
  readonly path: string;
  readonly fact: DataFact;
  readonly hash: string | undefined;
}

/** What is in each table, in alphabetical order. */
async function lookInto(
  folder: string,
  paths: readonly string[],
  { hash, signal, onProgress }: DescribeOptions,
): Promise<{ looked: LookedInto[]; passedOver: { path: string; reason: string }[] }> {
  const passedOver: { path: string; failure: Failure }[] = [];
  const looking = { ...(signal && { signal }), ...(onProgress && { onProgress }) };
  let done = 0;
  const looked = await mapLimited(paths.toSorted(), AT_ONCE, async (path) => {
    throwIfCancelled(signal);
    try {
      requireNameable(path);
      const file = join(folder, path);
      const fact = await profileFile(file, {}, { signal, bySight: true });
      return { path, fact, hash: hash ? await hashOfFile(file, 'sha256', looking) : undefined };
    } catch (error) {
      if (!isFailure(error) || error.code === 'task/cancelled') {
        throw error;
      }
      passedOver.push({ path, failure: error });
      return undefined;
    } finally {
      done += 1;
      onProgress?.({ message: `Looked at ${path}`, done, total: paths.length, unit: 'files' });
    }
  });
  const [first] = passedOver;
  if (first && passedOver.length === paths.length) {
    throw first.failure;
  }
  return {
    looked: looked.filter((each) => each !== undefined),
    passedOver: passedOver.map(({ path, failure }) => ({ path, reason: failure.message })),
  };
}

/** Fails for a file of which the descriptor that names it would be refused by whoever reads it. */
function requireNameable(path: string): void {
  const verdict = judgePath(path, '2.0');
  if (verdict.kind === 'unsafe') {
    const what = `A descriptor cannot name "${path}": ${verdict.reason}.`;
    throw new Failure('file/unsafe-path', `${what} Rename the file or its folder.`);
  }
}

/** `bytes` and `hash` stand before the schema, as people write them. */
function withSize(resource: DescribedResource, bytes: number, sha256: string | undefined): DescribedResource {
  const { schema, ...rest } = resource;
  return {
    ...rest,
    bytes,
    ...(sha256 !== undefined && { hash: `sha256:${sha256}` }),
    ...(schema && { schema }),
  };
}

/** The paths of tables below a folder, with `/`, the nearest first, in alphabetical order within a folder. */
async function tablesBelow(folder: string, signal?: AbortSignal): Promise<string[]> {
  const found: { path: string; depth: number }[] = [];
  for await (const path of filesBelow(folder, SEARCH, signal)) {
    if (TABLE.test(path)) {
      found.push({ path, depth: path.split('/').length });
    }
  }
  const nearestFirst = (a: (typeof found)[0], b: (typeof found)[0]) =>
    a.depth - b.depth || (a.path < b.path ? -1 : 1);
  const sorted = found.sort(nearestFirst).map(({ path }) => path);
  const tables: string[] = [];
  for (const [index, path] of sorted.entries()) {
    if (tables.length > MAX_TABLES) {
      return [...tables, ...sorted.slice(index)]; // none of these is looked at, however many they are
    }
    if (!(await isEmpty(join(folder, path)))) {
      tables.push(path);
    }
  }
  return tables;
}

/** What cannot be looked at is not empty: it will be told why. */
async function isEmpty(file: string): Promise<boolean> {
  const stats = await lstat(file).catch(() => undefined);
  return stats?.size === 0;
}

/** Reads columns of the tables, each combination once. */
function columnReader(
  folder: string,
  tables: readonly (KeyTable & { resource: DescribedResource })[],
  signal: AbortSignal | undefined,
) {
  const known = new Map<string, Promise<ColumnValues | undefined>>();
  return (table: KeyTable, columns: readonly string[]): Promise<ColumnValues | undefined> => {
    const path = tables.find(({ name }) => name === table.name)?.resource.path;
    const key = JSON.stringify([path, columns]);
    const values =
      known.get(key) ??
      (path === undefined ? Promise.resolve(undefined) : readColumns(join(folder, path), columns, signal));
    known.set(key, values);
    return values;
  };
}

async function readColumns(
  file: string,
  names: readonly string[],
  signal: AbortSignal | undefined,
): Promise<ColumnValues | undefined> {
  const source = await openFileSource(file);
  try {
    const table = await openTable(source, { name: basename(file), infer: false, ...(signal && { signal }) });
    const indexes = names.map((name) => table.columns.findIndex((column) => column.name === name));
    if (indexes.includes(-1)) {
      return undefined;
    }
    const { columns, numRows } = await table.read({ start: 0, end: KEY_ROWS, columns: indexes }, signal);
    const rows = Array.from({ length: numRows }, (_, row) =>
      columns.map(({ column, cells }) => {
        const cell = cells[row] ?? null;
        return cell === null ? null : formatCell(column.type, cell);
      }),
    );
    return { rows, all: numRows < KEY_ROWS };
  } catch (error) {
    if (isFailure(error) && error.code !== 'task/cancelled') {
      return undefined; // a damaged page: without its values there is no key to propose
    }
    throw error;
  } finally {
    await source.close();
  }
}
