import type { ByteSource } from '#core/base/byte-source.ts';
import { Failure, throwIfCancelled } from '#core/base/failure.ts';
import { mapLimited } from '../map-limited.ts';
import { ReadBudget, RowsTooLarge, tooLargeToRead } from '../read-budget.ts';
import type { Batch, Cell, RowWindow, Table } from '../table.ts';
import { pickColumns } from '../window.ts';
import { assembleCells } from './assemble.ts';
import { type ParquetFooter, type RowGroup, readFooter } from './footer.ts';
import { createLeafReader, type LeafReader } from './leaf-reader.ts';
import { createPageLoader } from './page-loader.ts';
import { buildSchema, type ParquetColumn, type ParquetSchema } from './schema.ts';

const COLUMNS_AT_ONCE = 2;
const KEPT_READERS = 4096;

/**
 * Opens a Parquet file: reads its footer, and for a window only the pages, or beginnings of pages, that hold its rows.
 * Fails with `table/corrupt` and `table/unsupported`, here and when rows are read.
 */
export async function openParquet(source: ByteSource, name: string, signal?: AbortSignal): Promise<Table> {
  const footer = await readFooter(source, name, signal);
  const schema = buildSchemaOf(footer, name);
  const leafReader = createLeafReaders(source, schema, footer);
  const columns = schema.columns.map(({ column }) => column);

  async function readColumn(
    column: ParquetColumn,
    slice: GroupSlice,
    budget: ReadBudget,
    signal: AbortSignal | undefined,
  ): Promise<Cell[]> {
    try {
      const { first, end } = column.leaves;
      const runs = [];
      for (let leaf = first; leaf < end; leaf += 1) {
        runs.push(await leafReader(slice.group, leaf).read(slice.from, slice.to, { budget, signal }));
      }
      return assembleCells(column.shape, column.leaves, runs, schema.leaves, slice.to - slice.from);
    } catch (cause) {
      throwIfCancelled(signal);
      if (cause instanceof RowsTooLarge) {
        throw cause;
      }
      throw cause instanceof Failure
        ? named(cause, name)
        : unreadable(name, column.column.name, slice, cause);
    }
  }

  async function readSlices(
    column: ParquetColumn | undefined,
    slices: readonly GroupSlice[],
    signal: AbortSignal | undefined,
  ): Promise<Cell[]> {
    if (column === undefined) {
      return [];
    }
    const budget = new ReadBudget();
    const parts: Cell[][] = [];
    for (const slice of slices) {
      try {
        parts.push(await readColumn(column, slice, budget, signal));
      } catch (error) {
        if (error instanceof RowsTooLarge) {
          const start = (slices[0]?.start ?? 0) + (slices[0]?.from ?? 0);
          const inTable = error.seenAs(slice.start + error.row);
          throw tooLargeToRead(inTable, { name, column: column.column, start });
        }
        throw error;
      }
    }
    return parts.flat(1);
  }

  async function read(window: RowWindow, signal?: AbortSignal): Promise<Batch> {
    const picked = pickColumns(columns, window);
    const slices = sliceGroups(footer.rowGroups, window);
    const cells = await mapLimited(picked, COLUMNS_AT_ONCE, ({ at }) =>
      readSlices(schema.columns[at], slices, signal),
    );
    return {
      start: window.start,
      numRows: slices.reduce((sum, slice) => sum + slice.to - slice.from, 0),
      columns: picked.map(({ column }, index) => ({ column, cells: cells[index] ?? [] })),
    };
  }

  return {
    format: 'parquet',
    columns,
    numRows: footer.numRows,
    read,
    count: () => Promise.resolve(footer.numRows),
  };
}

/** The rows of a window that lie in one row group. */
interface GroupSlice {
  readonly group: number;
  /** First row of the group in the file. */
  readonly start: number;
  readonly from: number;
  readonly to: number;
}

function sliceGroups(groups: readonly RowGroup[], window: RowWindow): GroupSlice[] {
  const slices: GroupSlice[] = [];
  let start = 0;
  for (const [group, { numRows }] of groups.entries()) {
    const from = Math.max(0, window.start - start);
    const to = Math.min(numRows, window.end - start);
    if (from < to) {
      slices.push({ group, start, from, to });
    }
    start += numRows;
  }
  return slices;
}

function createLeafReaders(
  source: ByteSource,
  schema: ParquetSchema,
  footer: ParquetFooter,
): (group: number, leaf: number) => LeafReader {
  const loader = createPageLoader(source);
  const readers = new Map<string, LeafReader>();
  return (group, leaf) => {
    const key = `${group}/${leaf}`;
    const known = readers.get(key);
    if (known !== undefined) {
      return known;
    }
    const stored = schema.leaves[leaf];
    const rowGroup = footer.rowGroups[group];
    const chunk = rowGroup?.chunks[leaf];
    if (stored === undefined || rowGroup === undefined || chunk === undefined) {
      throw new RangeError(`row group ${group} has no column ${leaf}`);
    }
    const reader = createLeafReader(source, loader, stored, chunk, rowGroup.numRows);
    if (readers.size >= KEPT_READERS) {
      readers.clear();
    }
    readers.set(key, reader);
    return reader;
  };
}

function buildSchemaOf(footer: ParquetFooter, name: string): ParquetSchema {
  try {
    return buildSchema(footer.schema);
  } catch (cause) {
    throw new Failure(
      'table/corrupt',
      `${name} is not a readable Parquet file: its schema does not make sense: ${cause instanceof Error ? cause.message : String(cause)}. Ask its publisher.`,
      { cause },
    );
  }
}

/** The readers below know pages, not the file's name. */
function named(failure: Failure, name: string): Failure {
  return failure.code === 'table/corrupt' || failure.code === 'table/unsupported'
    ? new Failure(failure.code, `${name}: ${failure.message}`, { cause: failure })
    : failure;
}

function unreadable(name: string, column: string, slice: GroupSlice, cause: unknown): Failure {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Failure(
    'table/corrupt',
    `Rows ${slice.start + slice.from + 1} to ${slice.start + slice.to} of column "${column}" in ${name} cannot be decoded: ${reason}. The file is damaged or was written wrongly: fetch it again or ask its publisher.`,
    { cause },
  );
}
