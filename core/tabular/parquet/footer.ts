import type { ByteSource } from '#core/base/byte-source.ts';
import { Failure } from '#core/base/failure.ts';
import { ByteReader } from './byte-reader.ts';
import { decodeSchemaElement, type SchemaElement } from './schema-element.ts';
import { readThriftStruct, type ThriftField } from './thrift.ts';

/** One column of one row group: where its pages are and how they are compressed. */
export interface ColumnChunk {
  codec: number;
  numValues: number;
  /** The first page, dictionary included. */
  start: number;
  compressedSize: number;
  offsetIndex: { start: number; length: number } | undefined;
  /** Only when statistics were asked for. */
  bounds?: ChunkBounds;
}

/** What a chunk says of its values (parquet.thrift, Statistics); bounds in the PLAIN encoding. */
export interface ChunkBounds {
  nulls?: number;
  minimum?: Uint8Array;
  maximum?: Uint8Array;
  /** The bounds are those of old writers, who compared all bytes as signed: right for signed numbers alone. */
  isOld?: boolean;
}

export interface RowGroup {
  numRows: number;
  chunks: ColumnChunk[];
}

export interface ParquetFooter {
  numRows: number;
  schema: SchemaElement[];
  rowGroups: RowGroup[];
  keyValues: Map<string, string>;
}

/** What of a footer is read besides what reading rows needs. */
export interface FooterOptions {
  readonly statistics?: boolean;
}

const MAGIC = 'PAR1';
const ENCRYPTED_MAGIC = 'PARE';
const TAIL = 64 * 1024;
// A footer of a hundred thousand column chunks has some 10 MB; beyond this one it is an attack or a mistake.
const LARGEST_FOOTER = 256 * 1024 * 1024;

/**
 * Reads the footer by ranges: the last 64 KiB, then the rest when it is longer. Fails with `table/corrupt` (cut off,
 * not Parquet) or `table/unsupported` (encrypted, columns in other files).
 */
export async function readFooter(
  source: ByteSource,
  name: string,
  signal?: AbortSignal,
  wanted: FooterOptions = {},
): Promise<ParquetFooter> {
  const tailStart = Math.max(0, source.size - TAIL);
  const tail = await source.read(tailStart, source.size, signal);
  const magic = new TextDecoder('latin1').decode(tail.subarray(-4));
  if (magic === ENCRYPTED_MAGIC) {
    throw encrypted(name);
  }
  if (source.size < 12 || magic !== MAGIC) {
    throw new Failure(
      'table/corrupt',
      `${name} begins like a Parquet file but does not end like one (${source.size} bytes): the end, where Parquet keeps its table of contents, is missing. Most likely a download or copy was cut off: fetch the file again.`,
    );
  }
  const length = new DataView(tail.buffer, tail.byteOffset, tail.length).getUint32(tail.length - 8, true);
  const start = source.size - 8 - length;
  if (start < 4 || length > LARGEST_FOOTER) {
    throw corrupt(name, `its footer claims ${length} bytes in a file of ${source.size}`);
  }
  const bytes =
    start >= tailStart
      ? tail.subarray(start - tailStart, tail.length - 8)
      : await source.read(start, source.size - 8, signal);
  try {
    return checkFooter(decodeFooter(new ByteReader(bytes), name, wanted), name);
  } catch (cause) {
    throw cause instanceof Failure
      ? cause
      : corrupt(name, `its footer cannot be decoded (${String(cause)})`, cause);
  }
}

function checkFooter(footer: ParquetFooter, name: string): ParquetFooter {
  const leaves = footer.schema.filter(
    (element) => element.numChildren === 0 && element.physical !== undefined,
  );
  const rows = footer.rowGroups.reduce((sum, group) => sum + group.numRows, 0);
  if (
    footer.schema.length === 0 ||
    rows !== footer.numRows ||
    footer.rowGroups.some((group) => group.numRows < 0)
  ) {
    throw corrupt(name, `its footer says ${footer.numRows} rows and its row groups say ${rows}`);
  }
  for (const group of footer.rowGroups) {
    if (group.chunks.length !== leaves.length && group.numRows > 0) {
      throw corrupt(
        name,
        `a row group has ${group.chunks.length} columns and the schema has ${leaves.length}`,
      );
    }
  }
  return footer;
}

function decodeFooter(reader: ByteReader, name: string, wanted: FooterOptions): ParquetFooter {
  const footer: ParquetFooter = { numRows: 0, schema: [], rowGroups: [], keyValues: new Map() };
  readThriftStruct(reader, (field) => {
    switch (field.id) {
      case 2:
        field.list((item) => footer.schema.push(decodeSchemaElement(item)));
        break;
      case 3:
        footer.numRows = field.number();
        break;
      case 4:
        field.list((item) => footer.rowGroups.push(decodeRowGroup(item, name, wanted)));
        break;
      case 5:
        field.list((item) => decodeKeyValue(item, footer.keyValues));
        break;
      default:
    }
  });
  return footer;
}

function decodeKeyValue(item: ThriftField, into: Map<string, string>): void {
  let key = '';
  let value = '';
  item.struct((field) => {
    if (field.id === 1) {
      key = field.text();
    } else if (field.id === 2) {
      value = field.text();
    }
  });
  into.set(key, value);
}

function decodeRowGroup(item: ThriftField, name: string, wanted: FooterOptions): RowGroup {
  const group: RowGroup = { numRows: 0, chunks: [] };
  item.struct((field) => {
    if (field.id === 1) {
      field.list((column) => group.chunks.push(decodeColumnChunk(column, name, wanted)));
    } else if (field.id === 3) {
      group.numRows = field.number();
    }
  });
  return group;
}

function decodeColumnChunk(item: ThriftField, name: string, wanted: FooterOptions): ColumnChunk {
  const chunk: ColumnChunk = { codec: 0, numValues: 0, start: 0, compressedSize: 0, offsetIndex: undefined };
  const index = { start: 0, length: 0 };
  const metadata = { found: false };
  item.struct((field) => {
    switch (field.id) {
      case 1:
        throw new Failure(
          'table/unsupported',
          `${name} keeps its columns in other files (${field.text()}). Open those files instead.`,
        );
      case 3:
        metadata.found = true;
        decodeColumnMetadata(field, chunk, wanted);
        break;
      case 4:
        index.start = field.number();
        break;
      case 5:
        index.length = field.number();
        break;
      case 8:
      case 9:
        throw encrypted(name);
      default:
    }
  });
  if (!metadata.found) {
    throw corrupt(name, 'a column chunk has no metadata');
  }
  return { ...chunk, offsetIndex: index.length > 0 && index.start > 0 ? index : undefined };
}

function decodeColumnMetadata(item: ThriftField, chunk: ColumnChunk, wanted: FooterOptions): void {
  let dataPage = 0;
  let dictionaryPage = 0;
  item.struct((field) => {
    switch (field.id) {
      case 4:
        chunk.codec = field.number();
        break;
      case 5:
        chunk.numValues = field.number();
        break;
      case 7:
        chunk.compressedSize = field.number();
        break;
      case 9:
        dataPage = field.number();
        break;
      case 11:
        dictionaryPage = field.number();
        break;
      case 12:
        if (wanted.statistics) {
          chunk.bounds = decodeStatistics(field);
        }
        break;
      default:
    }
  });
  // Some writers put 0, or the first data page, where there is no dictionary.
  chunk.start = dictionaryPage > 0 ? Math.min(dictionaryPage, dataPage) : dataPage;
}

// 1 max and 2 min are the bounds of old writers, 5 and 6 those of newer ones.
function decodeStatistics(item: ThriftField): ChunkBounds {
  const bounds: ChunkBounds = {};
  const old: ChunkBounds = { isOld: true };
  item.struct((field) => {
    switch (field.id) {
      case 1:
        old.maximum = field.bytes();
        break;
      case 2:
        old.minimum = field.bytes();
        break;
      case 3:
        bounds.nulls = field.number();
        break;
      case 5:
        bounds.maximum = field.bytes();
        break;
      case 6:
        bounds.minimum = field.bytes();
        break;
      default:
    }
  });
  const isNew = bounds.minimum !== undefined || bounds.maximum !== undefined;
  return isNew ? bounds : { ...old, ...bounds };
}

function encrypted(name: string): Failure {
  return new Failure(
    'table/unsupported',
    `${name} is encrypted with Parquet modular encryption, so its values cannot be read without its keys. Ask the owner for a decrypted copy.`,
  );
}

function corrupt(name: string, what: string, cause?: unknown): Failure {
  return new Failure(
    'table/corrupt',
    `${name} is not a readable Parquet file: ${what}. Fetch the file again or ask its publisher.`,
    { cause },
  );
}
