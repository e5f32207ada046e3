import type { ByteSource } from '#core/base/byte-source.ts';
import { Failure, throwIfCancelled } from '#core/base/failure.ts';
import type { ReportProgress } from '#core/base/progress.ts';
import { type Dictionaries, layoutBatch } from './layout.ts';
import { type ArrowField, type ArrowSchema, decodeMessage, type Message } from './message.ts';

/** A record batch found in a file: where it is and which rows it holds. */
export interface FoundBatch {
  readonly start: number;
  readonly numRows: number;
  readonly metadata: { readonly offset: number; readonly length: number };
  readonly bodyOffset: number;
  /** The dictionaries as they were when the batch was written. */
  readonly dictionaries: Dictionaries;
}

/** Record batches of a file or stream, found by reading on as far as somebody asked. */
export interface BatchIndex {
  readonly numRows: number | undefined;
  readonly batches: readonly FoundBatch[];
  /** Reads on until a batch holds `row` or there are no more. */
  advance(row: number, options?: { signal?: AbortSignal; onProgress?: ReportProgress }): Promise<void>;
}

/** A message and where its parts are; undefined at the end of a stream. */
export interface FoundMessage {
  readonly message: Message;
  readonly metadata: { readonly offset: number; readonly length: number };
  readonly bodyOffset: number;
}

const LARGEST_METADATA = 64 * 1024 * 1024;

/** Builds an index over messages that `next` finds one after another. */
export function createBatchIndex(
  source: ByteSource,
  schema: ArrowSchema,
  next: (signal?: AbortSignal) => Promise<FoundMessage | undefined>,
): BatchIndex {
  const batches: FoundBatch[] = [];
  const dictionaryFields = collectDictionaries(schema.fields);
  let dictionaries: Dictionaries = new Map();
  let rows = 0;
  let numRows: number | undefined;
  let queue: Promise<void> = Promise.resolve();

  function addDictionary(message: Extract<Message, { kind: 'dictionary' }>, bodyOffset: number): void {
    const field = dictionaryFields.get(message.id);
    if (field === undefined) {
      return;
    }
    const body = { offset: bodyOffset, length: message.bodyLength };
    const context = { batch: message.batch, body, dictionaries, oldUnions: schema.oldUnions };
    const parts = layoutBatch([{ ...field, dictionary: undefined }], context);
    const before = message.delta ? (dictionaries.get(message.id) ?? []) : [];
    dictionaries = new Map(dictionaries).set(message.id, [...before, ...parts]);
  }

  async function step(signal?: AbortSignal): Promise<number> {
    throwIfCancelled(signal);
    const found = await next(signal);
    if (found === undefined) {
      numRows = rows;
      return source.size;
    }
    const { message, metadata, bodyOffset } = found;
    if (message.kind === 'dictionary') {
      addDictionary(message, bodyOffset);
    } else if (message.kind === 'batch') {
      batches.push({ start: rows, numRows: message.batch.length, metadata, bodyOffset, dictionaries });
      rows += message.batch.length;
    }
    return bodyOffset + message.bodyLength;
  }

  return {
    batches,
    get numRows() {
      return numRows;
    },
    advance: (row, { signal, onProgress } = {}) => {
      const turn = queue.then(async () => {
        while (numRows === undefined && rows <= row) {
          const done = await step(signal);
          onProgress?.({ message: 'Counting rows', done, total: source.size, unit: 'bytes' });
        }
      });
      queue = turn.catch(() => {});
      return turn;
    },
  };
}

/** Reads the message whose prefix is at `offset`; undefined at the end-of-stream mark or the end of the source. */
export async function readMessage(
  source: ByteSource,
  offset: number,
  name: string,
  signal?: AbortSignal,
): Promise<FoundMessage | undefined> {
  if (offset >= source.size) {
    return undefined;
  }
  const prefix = await source.read(offset, offset + 8, signal);
  if (prefix.length < 8) {
    // An old end-of-stream mark is four zero bytes.
    return undefined;
  }
  const view = new DataView(prefix.buffer, prefix.byteOffset, 8);
  const first = view.getUint32(0, true);
  // Before format 0.15 there was no continuation mark in front of the length.
  const marked = first === 0xffffffff;
  const length = marked ? view.getUint32(4, true) : first;
  if (length === 0) {
    return undefined;
  }
  const start = offset + (marked ? 8 : 4);
  if (length > LARGEST_METADATA || start + length > source.size) {
    throw cutOff(name, source.size, start + length);
  }
  const message = decodeMessage(await source.read(start, start + length, signal));
  const bodyOffset = start + length;
  if (bodyOffset + message.bodyLength > source.size) {
    throw cutOff(name, source.size, bodyOffset + message.bodyLength);
  }
  return { message, metadata: { offset: start, length }, bodyOffset };
}

function cutOff(name: string, size: number, needed: number): Failure {
  return new Failure(
    'table/corrupt',
    `${name} is an Arrow file of ${size} bytes, but a part of it would reach up to byte ${needed}: it was cut off, or is damaged. Fetch it again.`,
  );
}

function collectDictionaries(
  fields: readonly ArrowField[],
  into = new Map<number, ArrowField>(),
): Map<number, ArrowField> {
  for (const field of fields) {
    if (field.dictionary !== undefined) {
      into.set(field.dictionary.id, field);
    }
    collectDictionaries(field.children, into);
  }
  return into;
}
