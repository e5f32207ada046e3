import { ARROW, type ArrowField, type RecordBatch } from './message.ts';

/** A buffer of a record batch: where it is in the source, and how it is compressed there. */
export interface BufferRegion {
  readonly offset: number;
  readonly length: number;
  readonly compression: number | undefined;
}

/** An array of a record batch: its buffers and children in the places that its type gives them. */
export interface ArrayLayout {
  readonly field: ArrowField;
  readonly length: number;
  /** Undefined when no value is null. */
  readonly validity: BufferRegion | undefined;
  readonly buffers: readonly BufferRegion[];
  /** Data buffers of a view type. */
  readonly variadic: readonly BufferRegion[];
  readonly children: readonly ArrayLayout[];
  /** The parts of the dictionary that the values are indexes into. */
  readonly dictionary: readonly ArrayLayout[] | undefined;
}

/** The parts of each dictionary, by id: a batch and what delta batches added to it. */
export type Dictionaries = ReadonlyMap<number, readonly ArrayLayout[]>;

/** What the layouts of one record batch need besides its fields. */
export interface BatchContext {
  readonly batch: RecordBatch;
  /** Where the body of the message begins in the source, and its length. */
  readonly body: { readonly offset: number; readonly length: number };
  readonly dictionaries: Dictionaries;
  readonly oldUnions: boolean;
}

/** Lays out the arrays of `fields` over a record batch (Columnar.md, "Buffer Listing for Each Layout"). */
export function layoutBatch(fields: readonly ArrowField[], context: BatchContext): ArrayLayout[] {
  const { batch, body } = context;
  const next = { node: 0, buffer: 0, variadic: 0 };

  function takeBuffer(): BufferRegion {
    const region = batch.buffers[next.buffer];
    next.buffer += 1;
    if (region === undefined || region.offset + region.length > body.length) {
      throw new RangeError('a record batch has fewer buffers, or shorter ones, than its schema needs');
    }
    return { offset: body.offset + region.offset, length: region.length, compression: batch.compression };
  }

  function layout(field: ArrowField): ArrayLayout {
    const node = batch.nodes[next.node];
    next.node += 1;
    if (node === undefined) {
      throw new RangeError('a record batch has fewer arrays than its schema');
    }
    const form = field.dictionary === undefined ? formOf(field) : { validity: true, buffers: 1 };
    const hasValidity = form.validity || (field.type.id === ARROW.union && context.oldUnions);
    const validity = hasValidity ? takeBuffer() : undefined;
    const buffers = Array.from({ length: form.buffers }, takeBuffer);
    const views = field.type.id === ARROW.binaryView || field.type.id === ARROW.utf8View;
    const variadicCount =
      views && field.dictionary === undefined ? (batch.variadicCounts[next.variadic++] ?? 0) : 0;
    if (variadicCount > batch.buffers.length) {
      throw new RangeError('an array has more data buffers than its record batch');
    }
    return {
      field,
      length: node.length,
      validity:
        form.validity && node.nullCount !== 0 && validity !== undefined && validity.length > 0
          ? validity
          : undefined,
      buffers,
      variadic: Array.from({ length: variadicCount }, takeBuffer),
      children: field.dictionary === undefined ? field.children.map(layout) : [],
      dictionary:
        field.dictionary === undefined ? undefined : (context.dictionaries.get(field.dictionary.id) ?? []),
    };
  }

  return fields.map(layout);
}

/** Whether a type has a validity buffer, and how many buffers follow. */
function formOf({ type }: ArrowField): { validity: boolean; buffers: number } {
  switch (type.id) {
    case ARROW.null:
    case ARROW.runEndEncoded:
      return { validity: false, buffers: 0 };
    case ARROW.union:
      return { validity: false, buffers: type.dense ? 2 : 1 };
    case ARROW.struct:
    case ARROW.fixedList:
      return { validity: true, buffers: 0 };
    case ARROW.binary:
    case ARROW.utf8:
    case ARROW.largeBinary:
    case ARROW.largeUtf8:
    case ARROW.listView:
    case ARROW.largeListView:
      return { validity: true, buffers: 2 };
    default:
      return { validity: true, buffers: 1 };
  }
}
