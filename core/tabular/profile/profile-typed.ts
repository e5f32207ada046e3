import type { ByteSource } from '#core/base/byte-source.ts';
import { Failure, throwIfCancelled } from '#core/base/failure.ts';
import type { ColumnFact, DataFact } from '#core/tableschema/data-fact.ts';
import { openArrowFile, openArrowStream } from '../arrow/arrow-table.ts';
import { withBlockCache } from '../block-cache.ts';
import { formatCell } from '../format-cell.ts';
import { openParquet } from '../parquet/parquet-table.ts';
import { type ChunkStatistics, readStatistics } from '../parquet/statistics.ts';
import type { Cell, Column, ColumnType, Table } from '../table.ts';
import { typeName } from '../type-name.ts';
import { fieldTypeOf } from './field-type-of.ts';
import { LONGEST_EXAMPLE } from './infer-field.ts';
import type { ProfileOptions } from './profile-options.ts';

/** Rows read for samples; of Parquet fewer, since each column of it is a read of its own. */
const SAMPLED_ROWS = { parquet: 50, arrow: 1_000 } as const;
/** Of a wider table no rows are read. */
const SAMPLED_COLUMNS = 300;

/** What is in a Parquet file: its footer, and a few rows for samples. */
export async function profileParquet(source: ByteSource, options: ProfileOptions): Promise<DataFact> {
  const { name, signal } = options;
  const cached = withBlockCache(source);
  const table = await openParquet(cached, name, signal);
  const statistics = await readStatistics(cached, name, signal);
  await options.pause?.();
  const sampled = await sampledColumns(table, SAMPLED_ROWS.parquet, options);
  return {
    format: 'parquet',
    bytes: source.size,
    columns: table.columns.map((column, index) => ({
      ...typedColumn(column),
      samples: sampled[index]?.samples ?? [],
      ...statisticsOf(column.type, statistics[index]),
      basis: 'statistics',
    })),
    rows: { count: table.numRows ?? 0, exact: true },
  };
}

/** What is in an Arrow file or stream: its schema, and what its first rows say. */
export async function profileArrow(
  source: ByteSource,
  format: 'arrow-file' | 'arrow-stream',
  options: ProfileOptions,
): Promise<DataFact> {
  const { name, signal } = options;
  const cached = withBlockCache(source);
  const open = format === 'arrow-file' ? openArrowFile : openArrowStream;
  const table = await open(cached, name, signal);
  await options.pause?.();
  const sampled = await sampledColumns(table, SAMPLED_ROWS.arrow, options);
  const { numRows } = table;
  const isAll = numRows !== undefined && numRows <= SAMPLED_ROWS.arrow;
  return {
    format: 'arrow',
    bytes: source.size,
    columns: table.columns.map((column, index) => ({
      ...typedColumn(column),
      ...(sampled[index] && {
        nulls: sampled[index].nulls,
        distinct: { count: sampled[index].distinct, exact: isAll },
      }),
      samples: sampled[index]?.samples ?? [],
      basis: isAll ? 'all' : 'sample',
    })),
    ...(numRows !== undefined && { rows: { count: numRows, exact: true } }),
  };
}

function typedColumn({ name, type }: Column): Pick<ColumnFact, 'name' | 'type' | 'format' | 'physical'> {
  return { name, ...fieldTypeOf(type), physical: typeName(type) };
}

interface SampledColumn {
  readonly nulls: number;
  readonly distinct: number;
  readonly samples: readonly string[];
}

/** The first rows of a table; none where they cannot be decoded, for the schema is known all the same. */
async function sampledColumns(
  table: Table,
  rows: number,
  { signal }: ProfileOptions,
): Promise<readonly SampledColumn[]> {
  if (table.columns.length > SAMPLED_COLUMNS) {
    return [];
  }
  try {
    const { columns } = await table.read({ start: 0, end: rows }, signal);
    return columns.map(({ column, cells }) => sampledColumn(column.type, cells));
  } catch (error) {
    throwIfCancelled(signal);
    if (error instanceof Failure && error.code.startsWith('table/')) {
      return [];
    }
    throw error;
  }
}

function sampledColumn(type: ColumnType, cells: readonly Cell[]): SampledColumn {
  const texts = new Set(cells.filter((cell) => cell !== null).map((cell) => formatCell(type, cell)));
  return {
    nulls: cells.filter((cell) => cell === null).length,
    distinct: texts.size,
    samples: [...texts].filter((text) => text.length <= LONGEST_EXAMPLE).slice(0, 3),
  };
}

function statisticsOf(
  type: ColumnType,
  statistics: ChunkStatistics | undefined,
): Pick<ColumnFact, 'nulls' | 'minimum' | 'maximum'> {
  if (!statistics) {
    return {};
  }
  const { nulls, minimum, maximum } = statistics;
  return {
    ...(nulls !== undefined && { nulls }),
    ...(minimum !== undefined && maximum !== undefined
      ? { minimum: formatCell(type, minimum), maximum: formatCell(type, maximum) }
      : {}),
  };
}
