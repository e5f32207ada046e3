import { compressors, decompressZstd } from 'hyparquet-compressors';
import { Failure } from '#core/base/failure.ts';
import { snappyPrefix } from './snappy.ts';

// parquet.thrift, CompressionCodec.
const NAMES = ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'LZO', 'BROTLI', 'LZ4', 'ZSTD', 'LZ4_RAW'] as const;
const LARGEST_PAGE = 1024 * 1024 * 1024;

/** True for codecs that give the first bytes of a page from its first compressed bytes. */
export function decodesPrefixes(codec: number): boolean {
  return codec === 0 || codec === 1;
}

/**
 * Decompresses a page, or the beginning of one for codecs that can. Fails with `table/unsupported` for a codec that
 * is not known or a page beyond 1 GiB; throws when the bytes are broken.
 */
export function decompressPage(
  codec: number,
  input: Uint8Array,
  size: number,
  complete: boolean,
): Uint8Array {
  const name = NAMES[codec];
  if (size > LARGEST_PAGE) {
    throw new Failure(
      'table/unsupported',
      `A page of ${size} bytes is too large to be shown (1 GiB at most).`,
    );
  }
  const output = decompress(name, input, size);
  if (complete && output.length !== size) {
    throw new RangeError(
      `a page has ${output.length} bytes after decompression where its header says ${size}`,
    );
  }
  return output;
}

function decompress(name: (typeof NAMES)[number] | undefined, input: Uint8Array, size: number): Uint8Array {
  if (size === 0) {
    return new Uint8Array(0);
  }
  if (name === 'UNCOMPRESSED') {
    return input;
  }
  if (name === 'SNAPPY') {
    return snappyPrefix(input, size);
  }
  if (name === 'ZSTD') {
    // Into room of the size that the page header gives: the data itself may claim any size.
    return decompressZstd(input, new Uint8Array(size));
  }
  const decode = name === undefined ? undefined : compressors[name];
  if (decode === undefined) {
    throw new Failure('table/unsupported', `The compression ${name ?? 'of unknown number'} cannot be read.`);
  }
  return decode(input, size);
}
