import { LARGEST_READ, RowsTooLarge } from '../read-budget.ts';
import { type ByteReader, OutOfBytes } from './byte-reader.ts';

const LARGEST_BLOCK = 1 << 20;

/**
 * Reads the first `count` numbers of a DELTA_BINARY_PACKED run (Encodings.md) as 64-bit integers, all of them when
 * `count` is undefined, and leaves the reader behind the whole run.
 */
export function readDeltaPacked(reader: ByteReader, wanted?: number): BigInt64Array {
  const blockSize = reader.varint();
  const miniblocks = reader.varint();
  const total = reader.varint();
  const perMiniblock = blockSize / miniblocks;
  if (!Number.isInteger(perMiniblock) || perMiniblock === 0 || blockSize > LARGEST_BLOCK) {
    throw new RangeError(`a delta block of ${blockSize} values in ${miniblocks} parts does not exist`);
  }
  const count = Math.min(wanted ?? total, total);
  // A block of equal deltas takes 2 bytes or more: the bytes at hand bound the number of values.
  if (count > (reader.remaining + 1) * perMiniblock * miniblocks) {
    throw new OutOfBytes();
  }
  const output = new BigInt64Array(count);
  let value = reader.zigzagBig();
  let at = 0;
  if (count > 0) {
    output[at] = value;
    at += 1;
  }
  for (let seen = 1; seen < total && (wanted === undefined || at < count); ) {
    const smallest = reader.zigzagBig();
    const widths = reader.take(miniblocks);
    for (let block = 0; block < miniblocks && seen < total; block += 1) {
      const width = widths[block] ?? 0;
      if (width > 64) {
        throw new RangeError(`a delta of ${width} bits does not exist`);
      }
      const start = reader.advance((perMiniblock / 8) * width);
      for (let index = 0; index < perMiniblock && seen < total; index += 1, seen += 1) {
        value = BigInt.asIntN(
          64,
          value + smallest + readBits(reader.bytes, start * 8 + index * width, width),
        );
        if (at < count) {
          output[at] = value;
          at += 1;
        }
      }
    }
  }
  return output;
}

/** `width` bits from bit `start` on, lowest first. */
function readBits(bytes: Uint8Array, start: number, width: number): bigint {
  if (width === 0) {
    return 0n;
  }
  const first = Math.floor(start / 8);
  const shift = start % 8;
  if (shift + width <= 32) {
    const value =
      (bytes[first] ?? 0) +
      (bytes[first + 1] ?? 0) * 2 ** 8 +
      (bytes[first + 2] ?? 0) * 2 ** 16 +
      (bytes[first + 3] ?? 0) * 2 ** 24;
    return BigInt(Math.floor(value / 2 ** shift) % 2 ** width);
  }
  let value = 0n;
  for (let index = Math.ceil((shift + width) / 8) - 1; index >= 0; index -= 1) {
    value = (value << 8n) | BigInt(bytes[first + index] ?? 0);
  }
  return BigInt.asUintN(width, value >> BigInt(shift));
}

/** DELTA_LENGTH_BYTE_ARRAY: all lengths, then all bytes. */
export function readDeltaLengths(reader: ByteReader, skip: number, take: number): Uint8Array[] {
  const lengths = readDeltaPacked(reader);
  if (lengths.length < skip + take) {
    throw new RangeError(`a page has ${lengths.length} values where ${skip + take} are needed`);
  }
  const output: Uint8Array[] = [];
  for (let index = 0; index < skip + take; index += 1) {
    const bytes = reader.take(Number(lengths[index] ?? 0n));
    if (index >= skip) {
      output.push(bytes);
    }
  }
  return output;
}

/**
 * DELTA_BYTE_ARRAY: each value repeats a number of bytes of the one before and adds some. Throws `RowsTooLarge`, with
 * the number of the value among those taken, when they grow beyond what one read may hold.
 */
export function readDeltaStrings(reader: ByteReader, skip: number, take: number): Uint8Array[] {
  const prefixes = readDeltaPacked(reader);
  const suffixes = readDeltaLengths(reader, 0, skip + take);
  const output: Uint8Array[] = [];
  let previous: Uint8Array = new Uint8Array(0);
  let joined = 0;
  for (const [index, suffix] of suffixes.entries()) {
    const prefix = Number(prefixes[index] ?? 0n);
    if (prefix < 0 || prefix > previous.length) {
      throw new RangeError('a value repeats more bytes than the value before it has');
    }
    const value = prefix === 0 ? suffix : new Uint8Array(prefix + suffix.length);
    if (prefix > 0) {
      value.set(previous.subarray(0, prefix));
      value.set(suffix, prefix);
    }
    previous = value;
    if (index >= skip) {
      output.push(value);
      joined += value.length;
      if (joined > LARGEST_READ) {
        throw new RowsTooLarge(index - skip, joined);
      }
    }
  }
  return output;
}
