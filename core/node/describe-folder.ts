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
import { formatCell } from '#core/tabular/format-cell.ts';
import { mapLimited } from '#core/tabular/map-limited.ts';
import { openTable } from '#core/tabular/open.ts';
import { openFileSource } from './file-source.ts';
import { hashOfFile } from './hash-file.ts';
import { listFiles } from './list-files.ts';
import { profileFile } from './profile-file.ts';

const TABLE = /\.(?:csv|tsv|tab|jsonl|ndjson|parquet|arrow|feather)$/i;
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
 * Nothing outside the folder is read; a file that is no table is passed over and named.
 * @throws task/cancelled, file/not-found when there is no table
 */
export async function describeFolder(
  folder: string,
  options: DescribeOptions = {},
): Promise<FolderDescription> {
  const { signal, onProgress } = options;
  const paths = options.paths ?? (await tablesBelow(folder, signal));
  if (paths.length === 0) {
    throw new Failure(
      'file/not-found',
      `There is no table in "${folder}": looked for CSV, TSV, JSON Lines, Parquet, Arrow and Feather files up to eight folders deep.`,
    );
  }
  const passedOver: { path: string; reason: string }[] = [];
  let done = 0;
  const profiled = await mapLimited(paths, AT_ONCE, async (path) => {
    throwIfCancelled(signal);
    try {
      return { path, fact: await profileFile(join(folder, path), {}, { signal, bySight: true }) };
    } catch (error) {
      if (!isFailure(error) || error.code === 'task/cancelled') {
        throw error;
      }
      passedOver.push({ path, reason: error.message });
      return undefined;
    } finally {
      done += 1;
      onProgress?.({ message: `Looked at ${path}`, done, total: paths.length, unit: 'files' });
    }
  });
  const taken = new Set<string>();
  const looking = { ...(signal && { signal }), ...(onProgress && { onProgress }) };
  const tables: (KeyTable & { resource: DescribedResource })[] = [];
  for (const { path, fact } of profiled.filter((each) => each !== undefined)) {
    const resource = describeResource(path, taken, { version: '2.0', data: fact });
    taken.add(resource.name);
    const hash = options.hash ? await hashOfFile(join(folder, path), 'sha256', looking) : undefined;
    tables.push({ name: resource.name, fact, resource: withSize(resource, fact.bytes, hash) });
  }
  const read = columnReader(folder, tables, signal);
  const primaryKeys = await candidateKeys(tables, read);
  const foreignKeys = await candidateReferences(tables, primaryKeys, read);
  const resources = tables.map(({ resource }) => resource);
  return { name: basename(folder), resources, primaryKeys, foreignKeys, passedOver };
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

/** The paths of tables below a folder, with `/`, in alphabetical order. */
async function tablesBelow(folder: string, signal?: AbortSignal): Promise<string[]> {
  const files = await listFiles(folder, signal);
  return files.filter(({ path, size }) => TABLE.test(path) && size > 0).map(({ path }) => path);
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
