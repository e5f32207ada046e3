import { decompressZstd } from 'hyparquet-compressors';
import type { ByteSource } from '#core/base/byte-source.ts';
import { Failure } from '#core/base/failure.ts';
import type { BufferRegion } from './layout.ts';
import { decompressLz4Frame } from './lz4-frame.ts';
import type { BufferRange } from './reading.ts';

// Message.fbs, CompressionType.
const COMPRESSION = { lz4Frame: 0, zstd: 1 } as const;

const CACHED_BYTES = 32 * 1024 * 1024;
const LARGEST_BUFFER = 1024 * 1024 * 1024;

/**
 * Answers ranges of buffers from `source`: of plain buffers exactly those bytes, of compressed ones after the whole
 * buffer was decompressed (32 MiB of those are kept).
 */
export function createBufferReader(
  source: ByteSource,
): (range: BufferRange, signal: AbortSignal | undefined) => Promise<Uint8Array> {
  const plain = new Map<number, Uint8Array>();
  let cached = 0;

  async function decompressed(region: BufferRegion, signal?: AbortSignal): Promise<Uint8Array> {
    const known = plain.get(region.offset);
    const bytes =
      known ?? decompress(await source.read(region.offset, region.offset + region.length, signal), region);
    plain.delete(region.offset);
    plain.set(region.offset, bytes);
    cached += known === undefined ? bytes.length : 0;
    for (const [offset, oldest] of plain) {
      if (cached <= CACHED_BYTES) {
        break;
      }
      plain.delete(offset);
      cached -= oldest.length;
    }
    return bytes;
  }

  return async ({ region, from, to }, signal) => {
    if (region.compression !== undefined && region.length > 0) {
      const bytes = await decompressed(region, signal);
      requireRange(to, bytes.length);
      return bytes.subarray(from, to);
    }
    requireRange(to, region.length);
    return source.read(region.offset + from, region.offset + to, signal);
  };
}

/** Throws `RangeError` when a buffer has fewer bytes than its array needs. */
export function requireRange(end: number, length: number): void {
  if (end > length) {
    throw new RangeError(`a buffer has ${length} bytes where ${end} are needed`);
  }
}

// A compressed buffer begins with its length after decompression; -1 says that it is not compressed after all.
function decompress(bytes: Uint8Array, region: BufferRegion): Uint8Array {
  const size = Number(new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getBigInt64(0, true));
  const data = bytes.subarray(8);
  if (size === -1) {
    return data;
  }
  if (size < 0 || size > LARGEST_BUFFER) {
    throw new Failure(
      'table/unsupported',
      `A buffer of ${size} bytes is too large to be shown (1 GiB at most).`,
    );
  }
  if (region.compression === COMPRESSION.lz4Frame) {
    return decompressLz4Frame(data, size);
  }
  if (region.compression !== COMPRESSION.zstd) {
    throw new Failure(
      'table/unsupported',
      `The Arrow compression number ${region.compression} is not known.`,
    );
  }
  const output = decompressZstd(data, new Uint8Array(size));
  requireRange(size, output.length);
  return output;
}
