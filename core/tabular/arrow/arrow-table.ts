import type { ByteSource } from '#core/base/byte-source.ts';
import { Failure, throwIfCancelled } from '#core/base/failure.ts';
import { mapLimited } from '../map-limited.ts';
import { ReadBudget, RowsTooLarge, tooLargeToRead } from '../read-budget.ts';
import type { Batch, Cell, Column, RowWindow, Table } from '../table.ts';
import { pickColumns } from '../window.ts';
import {
  type BatchIndex,
  createBatchIndex,
  type FoundBatch,
  type FoundMessage,
  readMessage,
} from './batch-index.ts';
import { createBufferReader } from './buffer-reader.ts';
import { columnOf } from './column-type.ts';
import { FlatTable, safe } from './flatbuffer.ts';
import { type ArrayLayout, layoutBatch } from './layout.ts';
import { type ArrowSchema, decodeMessage, decodeSchema } from './message.ts';
import { readArray } from './read-array.ts';
import { runReadingAsync } from './reading.ts';

const COLUMNS_AT_ONCE = 4;
/** Files with more record batches than this are counted on demand: each count is a read. */
const COUNTED_BATCHES = 512;

/** Opens an Arrow IPC file (Feather V2): its footer says where the record batches are. */
export async function openArrowFile(source: ByteSource, name: string, signal?: AbortSignal): Promise<Table> {
  return describeErrors(name, signal, async () => {
    const { schema, blocks, numBatches } = await readFooter(source, name, signal);
    requireLittleEndian(schema, name);
    const next = async (signal?: AbortSignal): Promise<FoundMessage | undefined> => {
      const block = blocks.shift();
      return block === undefined ? undefined : readMessage(source, block, name, signal);
    };
    const index = createBatchIndex(source, schema, next);
    if (numBatches <= COUNTED_BATCHES) {
      await index.advance(Number.POSITIVE_INFINITY, signal === undefined ? {} : { signal });
    }
    return createTable('arrow-file', source, name, schema, index);
  });
}

/** Opens an Arrow IPC stream: messages follow one another, and are found by passing over their bodies. */
export async function openArrowStream(
  source: ByteSource,
  name: string,
  signal?: AbortSignal,
): Promise<Table> {
  return describeErrors(name, signal, async () => {
    const first = await readMessage(source, 0, name, signal);
    if (first?.message.kind !== 'schema') {
      throw new RangeError('an Arrow stream begins with its schema, and this one does not');
    }
    const { schema } = first.message;
    requireLittleEndian(schema, name);
    let offset = first.bodyOffset + first.message.bodyLength;
    const next = async (signal?: AbortSignal): Promise<FoundMessage | undefined> => {
      const found = await readMessage(source, offset, name, signal);
      offset = found === undefined ? source.size : found.bodyOffset + padded(found.message.bodyLength);
      return found;
    };
    return createTable('arrow-stream', source, name, schema, createBatchIndex(source, schema, next));
  });
}

interface FileFooter {
  readonly schema: ArrowSchema;
  /** Offsets of messages: dictionaries first, then record batches. */
  readonly blocks: number[];
  readonly numBatches: number;
}

async function readFooter(source: ByteSource, name: string, signal?: AbortSignal): Promise<FileFooter> {
  const tail = await source.read(Math.max(0, source.size - 10), source.size, signal);
  if (tail.length < 10 || new TextDecoder('latin1').decode(tail.subarray(4)) !== 'ARROW1') {
    throw new Failure(
      'table/corrupt',
      `${name} begins like an Arrow file but does not end like one (${source.size} bytes): most likely a download or copy was cut off. Fetch the file again.`,
    );
  }
  const length = new DataView(tail.buffer, tail.byteOffset, 10).getInt32(0, true);
  const start = source.size - 10 - length;
  if (length <= 0 || start < 8) {
    throw new RangeError(`its footer claims ${length} bytes`);
  }
  const footer = FlatTable.root(await source.read(start, source.size - 10, signal));
  const schema = footer.table(1);
  if (schema === undefined) {
    throw new RangeError('its footer has no schema');
  }
  const block = (view: DataView) => safe(view.getBigInt64(0, true));
  const dictionaries = footer.structs(2, 24, block);
  const batches = footer.structs(3, 24, block);
  return {
    schema: decodeSchema(schema, footer.int16(0, 0)),
    blocks: [...dictionaries, ...batches],
    numBatches: batches.length,
  };
}

/** A column of a window, and what its cells may still take. */
interface PickedColumn {
  readonly at: number;
  readonly column: Column;
  readonly budget: ReadBudget;
}

function createTable(
  format: 'arrow-file' | 'arrow-stream',
  source: ByteSource,
  name: string,
  schema: ArrowSchema,
  index: BatchIndex,
): Table {
  const columns = schema.fields.map(columnOf);
  const readBuffer = createBufferReader(source);

  async function arraysOf(batch: FoundBatch, signal?: AbortSignal): Promise<ArrayLayout[]> {
    const { offset, length } = batch.metadata;
    const message = decodeMessage(await source.read(offset, offset + length, signal));
    if (message.kind !== 'batch') {
      throw new RangeError('a record batch changed into something else');
    }
    return layoutBatch(schema.fields, {
      batch: message.batch,
      body: { offset: batch.bodyOffset, length: message.bodyLength },
      dictionaries: batch.dictionaries,
      oldUnions: schema.oldUnions,
    });
  }

  /** Rows `[start, end)` of one column of a batch. */
  async function readColumn(
    { column, budget }: PickedColumn,
    array: ArrayLayout | undefined,
    { batch, start, end, first }: { batch: FoundBatch; start: number; end: number; first: number },
    signal?: AbortSignal,
  ): Promise<Cell[]> {
    try {
      return array === undefined
        ? []
        : await runReadingAsync(readArray(array, { start, end, budget }), (range) =>
            readBuffer(range, signal),
          );
    } catch (error) {
      throw error instanceof RowsTooLarge
        ? tooLargeToRead(error.seenAs(batch.start + error.row), { name, column, start: first })
        : error;
    }
  }

  async function read(window: RowWindow, signal?: AbortSignal): Promise<Batch> {
    const picked = pickColumns(columns, window).map((each) => ({ ...each, budget: new ReadBudget() }));
    const cells: Cell[][][] = picked.map(() => []);
    let numRows = 0;
    await index.advance(window.end - 1, signal === undefined ? {} : { signal });
    for (const batch of index.batches) {
      const start = Math.max(0, window.start - batch.start);
      const end = Math.min(batch.numRows, window.end - batch.start);
      if (start < end) {
        const arrays = await arraysOf(batch, signal);
        const rows = { batch, start, end, first: window.start };
        await mapLimited(picked, COLUMNS_AT_ONCE, async (each, position) => {
          cells[position]?.push(await readColumn(each, arrays[each.at], rows, signal));
        });
        numRows += end - start;
      }
    }
    return {
      start: window.start,
      numRows,
      columns: picked.map(({ column }, position) => ({ column, cells: (cells[position] ?? []).flat(1) })),
    };
  }

  return {
    format,
    columns,
    get numRows() {
      return index.numRows;
    },
    read: (window, signal) => describeErrors(name, signal, () => read(window, signal)),
    count: (options) =>
      describeErrors(name, options?.signal, async () => {
        await index.advance(Number.POSITIVE_INFINITY, options);
        return index.numRows ?? 0;
      }),
  };
}

async function describeErrors<T>(
  name: string,
  signal: AbortSignal | undefined,
  attempt: () => Promise<T>,
): Promise<T> {
  try {
    return await attempt();
  } catch (cause) {
    throwIfCancelled(signal);
    if (cause instanceof Failure) {
      throw cause;
    }
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Failure(
      'table/corrupt',
      `${name} is not a readable Arrow file: ${reason}. The file is damaged or was written wrongly: fetch it again or ask its publisher.`,
      { cause },
    );
  }
}

function padded(length: number): number {
  return Math.ceil(length / 8) * 8;
}

function requireLittleEndian(schema: ArrowSchema, name: string): void {
  if (schema.bigEndian) {
    throw new Failure(
      'table/unsupported',
      `${name} has big-endian numbers, which cannot be read. Write it again on a little-endian machine, or with the endianness set to little.`,
    );
  }
}
