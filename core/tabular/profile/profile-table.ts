import type { ByteSource } from '#core/base/byte-source.ts';
import type { DataFact } from '#core/tableschema/data-fact.ts';
import type { TableReading } from '#core/tableschema/table-reading.ts';
import { openTable } from '../open.ts';
import { typeName } from '../type-name.ts';
import { fieldTypeOf } from './field-type-of.ts';

/** How a table is profiled. */
export interface ProfileOptions {
  /** File name: decides the format where the first bytes do not, and appears in messages. */
  readonly name: string;
  /** What somebody declared about the file; the rest is found by looking. */
  readonly reading: TableReading;
  /** Called every few milliseconds of work: lets others in the process have their turn. */
  readonly pause?: () => Promise<unknown>;
  readonly signal?: AbortSignal;
}

/**
 * What is in a table file, from its footer, its schema and its beginning. Fails as `openTable`.
 * @throws task/cancelled
 */
export async function profileTable(source: ByteSource, options: ProfileOptions): Promise<DataFact> {
  const { name, signal } = options;
  const table = await openTable(source, { name, ...(signal && { signal }) });
  const { format, numRows } = table;
  const isArrow = format === 'arrow-file' || format === 'arrow-stream';
  return {
    format: isArrow ? 'arrow' : format,
    bytes: source.size,
    columns: table.columns.map((column) => ({
      name: column.name,
      ...fieldTypeOf(column.type),
      ...((isArrow || format === 'parquet') && { physical: typeName(column.type) }),
      samples: [],
      basis: 'sample',
    })),
    ...(numRows !== undefined && { rows: { count: numRows, exact: true } }),
  };
}
