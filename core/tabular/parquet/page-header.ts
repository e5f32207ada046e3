import type { ByteReader } from './byte-reader.ts';
import { readThriftStruct, type ThriftField } from './thrift.ts';

/** Kinds of pages (parquet.thrift, PageType). */
export const PAGE = { data: 0, index: 1, dictionary: 2, dataV2: 3 } as const;

/** What stands before each page (parquet.thrift, PageHeader). Sizes in bytes. */
export interface PageHeader {
  type: number;
  uncompressedSize: number;
  compressedSize: number;
  /** CRC-32 of the page as it is stored, when the writer gave one. */
  crc: number | undefined;
  numValues: number;
  encoding: number;
  definitionEncoding: number;
  repetitionEncoding: number;
  v2: {
    numNulls: number;
    numRows: number;
    definitionLength: number;
    repetitionLength: number;
    compressed: boolean;
  };
}

/** Reads a page header; its statistics are passed over. */
export function readPageHeader(reader: ByteReader): PageHeader {
  const header: PageHeader = {
    type: -1,
    uncompressedSize: 0,
    compressedSize: 0,
    crc: undefined,
    numValues: 0,
    encoding: 0,
    definitionEncoding: 3,
    repetitionEncoding: 3,
    v2: { numNulls: 0, numRows: 0, definitionLength: 0, repetitionLength: 0, compressed: true },
  };
  readThriftStruct(reader, (field) => {
    switch (field.id) {
      case 1:
        header.type = field.number();
        break;
      case 2:
        header.uncompressedSize = field.number();
        break;
      case 3:
        header.compressedSize = field.number();
        break;
      case 4:
        header.crc = field.number() >>> 0;
        break;
      case 5:
        field.struct((inner) => readDataPage(inner, header));
        break;
      case 7:
        field.struct((inner) => readDictionaryPage(inner, header));
        break;
      case 8:
        field.struct((inner) => readDataPageV2(inner, header));
        break;
      default:
    }
  });
  if (header.compressedSize < 0 || header.uncompressedSize < 0 || header.numValues < 0) {
    throw new RangeError('a page header has a negative size');
  }
  return header;
}

function readDataPage(field: ThriftField, header: PageHeader): void {
  switch (field.id) {
    case 1:
      header.numValues = field.number();
      break;
    case 2:
      header.encoding = field.number();
      break;
    case 3:
      header.definitionEncoding = field.number();
      break;
    case 4:
      header.repetitionEncoding = field.number();
      break;
    default:
  }
}

function readDictionaryPage(field: ThriftField, header: PageHeader): void {
  if (field.id === 1) {
    header.numValues = field.number();
  } else if (field.id === 2) {
    header.encoding = field.number();
  }
}

function readDataPageV2(field: ThriftField, header: PageHeader): void {
  switch (field.id) {
    case 1:
      header.numValues = field.number();
      break;
    case 2:
      header.v2.numNulls = field.number();
      break;
    case 3:
      header.v2.numRows = field.number();
      break;
    case 4:
      header.encoding = field.number();
      break;
    case 5:
      header.v2.definitionLength = field.number();
      break;
    case 6:
      header.v2.repetitionLength = field.number();
      break;
    case 7:
      header.v2.compressed = field.boolean();
      break;
    default:
  }
}
