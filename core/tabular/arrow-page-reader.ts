import { columnOf } from './arrow/column-type.ts';
import { layoutBatch } from './arrow/layout.ts';
import { type ArrowField, type ArrowSchema, decodeMessage, type Message } from './arrow/message.ts';
import { readArray } from './arrow/read-array.ts';
import { type BufferRange, runReading } from './arrow/reading.ts';
import { decodeColumnType } from './decode-column-type.ts';
import { PAGE_KEYS } from './page-keys.ts';
import { LARGEST_READ, ReadBudget } from './read-budget.ts';
import type { Batch, Cell, Column } from './table.ts';
import { untagCell } from './tagged-cell.ts';

/**
 * The rows of a page that `encodeArrow` wrote, exactly. Also reads the first record batch of any other uncompressed
 * Arrow stream without dictionaries. Small, and free of I/O: this is what a webview loads. Throws `RangeError` when
 * the bytes are not such a stream.
 */
export function decodeArrow(bytes: Uint8Array): Batch {
  const first = messageAt(bytes, 0);
  if (first.message.kind !== 'schema' || first.message.schema.bigEndian) {
    throw new RangeError('a page of rows begins with a little-endian schema');
  }
  const { schema } = first.message;
  const columns = schema.fields.map(pageColumn);
  const second = messageAt(bytes, first.end);
  if (second.message.kind !== 'batch') {
    throw new RangeError('a page of rows has a record batch behind its schema');
  }
  const { batch } = second.message;
  const context = {
    batch,
    body: { offset: second.body, length: second.message.bodyLength },
    dictionaries: new Map(),
    oldUnions: schema.oldUnions,
  };
  const arrays = layoutBatch(schema.fields, context);
  return {
    start: Number(schema.metadata.get(PAGE_KEYS.start) ?? '0'),
    numRows: batch.length,
    columns: columns.map((column, index) => {
      const array = arrays[index];
      const cells =
        array === undefined ? [] : runReading(readArray(array, rowsOfPage(batch.length)), answerFrom(bytes));
      return { column, cells: isTagged(schema, index) ? cells.map(untag) : cells };
    }),
  };
}

/** Who wrote the page has kept to the budget of a read; in a page some cells take more room than they took there. */
function rowsOfPage(length: number) {
  return { start: 0, end: length, budget: new ReadBudget(LARGEST_READ * 8) };
}

function messageAt(bytes: Uint8Array, offset: number): { message: Message; body: number; end: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(offset + 4, true);
  const body = offset + 8 + length;
  if (view.getUint32(offset, true) !== 0xffffffff || body > bytes.length) {
    throw new RangeError('a page of rows is cut off');
  }
  const message = decodeMessage(bytes.subarray(offset + 8, body));
  return { message, body, end: body + message.bodyLength };
}

function answerFrom(bytes: Uint8Array): (range: BufferRange) => Uint8Array {
  return ({ region, from, to }) => {
    if (to > region.length || region.offset + to > bytes.length || region.compression !== undefined) {
      throw new RangeError('a buffer of a page is shorter than its rows need, or compressed');
    }
    return bytes.subarray(region.offset + from, region.offset + to);
  };
}

function pageColumn(field: ArrowField): Column {
  const kept = field.metadata.get(PAGE_KEYS.type);
  const column = kept === undefined ? undefined : decodeColumnType(JSON.parse(kept));
  return column === undefined ? columnOf(field) : { name: field.name, ...column };
}

function isTagged(schema: ArrowSchema, index: number): boolean {
  return schema.fields[index]?.metadata.get(PAGE_KEYS.cells) === 'tagged';
}

function untag(cell: Cell): Cell {
  return typeof cell === 'string' ? untagCell(cell) : cell;
}
