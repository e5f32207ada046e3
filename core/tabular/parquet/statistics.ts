import type { ByteSource } from '#core/base/byte-source.ts';
import type { Cell, ColumnType } from '../table.ts';
import { type ChunkBounds, readFooter } from './footer.ts';
import type { Leaf } from './leaf-type.ts';
import { buildSchema } from './schema.ts';
import { PHYSICAL, type Physical } from './values.ts';

/** What the footer says of the values of a column in the whole file, where its writer has put it. */
export interface ChunkStatistics {
  readonly nulls?: number;
  /** Both or none; only for types whose values have an order that all writers agree on. */
  readonly minimum?: Cell;
  readonly maximum?: Cell;
}

/**
 * The statistics of each column, undefined for nested ones. Fails as `openParquet` does; values that make no sense are
 * left out.
 */
export async function readStatistics(
  source: ByteSource,
  name: string,
  signal?: AbortSignal,
): Promise<(ChunkStatistics | undefined)[]> {
  const footer = await readFooter(source, name, signal, { statistics: true });
  const { columns, leaves } = buildSchema(footer.schema);
  const groups = footer.rowGroups.filter(({ numRows }) => numRows > 0);
  return columns.map(({ leaves: { first, end } }) => {
    const leaf = leaves[first];
    if (!leaf || end !== first + 1 || leaf.maxRep > 0) {
      return undefined;
    }
    return combined(
      leaf,
      groups.map(({ chunks }) => chunks[first]?.bounds),
    );
  });
}

function combined(leaf: Leaf, bounds: readonly (ChunkBounds | undefined)[]): ChunkStatistics {
  let nulls: number | undefined = leaf.maxDef === 0 ? 0 : undefined;
  const counts = bounds.map((each) => each?.nulls);
  if (leaf.maxDef > 0 && counts.every((count) => count !== undefined)) {
    nulls = counts.reduce((sum, count) => sum + count, 0);
  }
  const minima = bounds.map((each) => boundCell(leaf, each, 'minimum'));
  const maxima = bounds.map((each) => boundCell(leaf, each, 'maximum'));
  // A group of nulls alone has no bounds: then those of the others hold.
  const known = bounds.map((each, index) => ({
    isEmpty: each?.nulls !== undefined && each.minimum === undefined && each.maximum === undefined,
    minimum: minima[index],
    maximum: maxima[index],
  }));
  const filled = known.filter(({ isEmpty }) => !isEmpty);
  const minimum = extreme(
    filled.map((each) => each.minimum),
    -1,
  );
  const maximum = extreme(
    filled.map((each) => each.maximum),
    1,
  );
  return {
    ...(nulls !== undefined && { nulls }),
    ...(minimum !== undefined && maximum !== undefined && { minimum, maximum }),
  };
}

/** The least or the greatest of cells; undefined when one of them is not known. */
function extreme(cells: readonly (number | bigint | undefined)[], sign: -1 | 1): number | bigint | undefined {
  let best: number | bigint | undefined;
  for (const cell of cells) {
    if (cell === undefined) {
      return undefined;
    }
    if (best === undefined || (sign < 0 ? cell < best : cell > best)) {
      best = cell;
    }
  }
  return best;
}

/** Types whose order is that of their numbers (parquet.thrift, ColumnOrder). */
const ORDERED: ReadonlySet<ColumnType['kind']> = new Set([
  'int',
  'decimal',
  'float32',
  'float64',
  'date',
  'timestamp',
  'time',
]);

const NUMBERS: ReadonlySet<number> = new Set([
  PHYSICAL.int32,
  PHYSICAL.int64,
  PHYSICAL.float,
  PHYSICAL.double,
]);

function boundCell(
  leaf: Leaf,
  bounds: ChunkBounds | undefined,
  which: 'minimum' | 'maximum',
): number | bigint | undefined {
  const bytes = bounds?.[which];
  if (bytes === undefined || !ORDERED.has(leaf.type.kind) || leaf.physical === PHYSICAL.int96) {
    return undefined;
  }
  const isSigned = NUMBERS.has(leaf.physical) && !(leaf.type.kind === 'int' && !leaf.type.signed);
  if (bounds?.isOld && !isSigned) {
    return undefined;
  }
  const value = plainValue(leaf.physical, bytes);
  if (value === undefined) {
    return undefined;
  }
  try {
    const cell = leaf.toCell(value);
    return typeof cell === 'bigint' || (typeof cell === 'number' && !Number.isNaN(cell)) ? cell : undefined;
  } catch {
    return undefined; // a writer's mistake in a bound does not make the table unreadable
  }
}

/** A single value as the PLAIN encoding has it, without the length of a byte array. */
function plainValue(physical: number, bytes: Uint8Array): Physical | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  switch (physical) {
    case PHYSICAL.int32:
      return bytes.length === 4 ? view.getInt32(0, true) : undefined;
    case PHYSICAL.int64:
      return bytes.length === 8 ? view.getBigInt64(0, true) : undefined;
    case PHYSICAL.float:
      return bytes.length === 4 ? view.getFloat32(0, true) : undefined;
    case PHYSICAL.double:
      return bytes.length === 8 ? view.getFloat64(0, true) : undefined;
    case PHYSICAL.byteArray:
    case PHYSICAL.fixed:
      return bytes;
    default:
      return undefined;
  }
}
