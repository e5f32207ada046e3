import { type ByteReader, OutOfBytes } from './byte-reader.ts';

/**
 * Reads `take` numbers behind the first `skip` of an RLE / bit-packed hybrid run (Encodings.md) of `width` bits each,
 * and leaves the reader wherever the last run needed ends.
 */
export function readHybrid(reader: ByteReader, width: number, skip: number, take: number): Uint32Array {
  if (width > 32) {
    throw new RangeError(`numbers of ${width} bits do not exist in this encoding`);
  }
  const output = new Uint32Array(take);
  if (width === 0) {
    return output;
  }
  const wanted = skip + take;
  let seen = 0;
  while (seen < wanted) {
    const header = reader.varint();
    const count = header % 2 === 1 ? ((header - 1) / 2) * 8 : header / 2;
    if (count === 0) {
      // A run of nothing that takes no bytes would let a file of zeros spin for long.
      if (reader.remaining === 0) {
        throw new OutOfBytes();
      }
      continue;
    }
    const from = Math.max(skip, seen);
    const to = Math.min(wanted, seen + count);
    if (header % 2 === 1) {
      const bytes = (count / 8) * width;
      if (to > from) {
        unpack(reader, width, from - seen, to - from, output, from - skip);
      }
      // The last group of a page may be shorter than its header says.
      reader.advance(seen + count >= wanted ? Math.min(bytes, reader.remaining) : bytes);
    } else {
      const value = readFixed(reader, Math.ceil(width / 8));
      if (to > from) {
        output.fill(value, from - skip, to - skip);
      }
    }
    seen += count;
  }
  return output;
}

function readFixed(reader: ByteReader, bytes: number): number {
  let value = 0;
  for (let index = 0; index < bytes; index += 1) {
    value += reader.u8() * 2 ** (8 * index);
  }
  return value;
}

/** Unpacks `count` numbers behind the first `skip` without moving the reader. Bits run from the lowest up. */
function unpack(
  reader: ByteReader,
  width: number,
  skip: number,
  count: number,
  output: Uint32Array,
  at: number,
): void {
  const { bytes, offset } = reader;
  const mask = width === 32 ? 0xffffffff : 2 ** width - 1;
  if (offset + Math.ceil(((skip + count) * width) / 8) > bytes.length) {
    throw new OutOfBytes();
  }
  for (let index = 0; index < count; index += 1) {
    const bit = (skip + index) * width;
    const first = offset + Math.floor(bit / 8);
    const shift = bit % 8;
    let value = (bytes[first] ?? 0) >>> shift;
    for (let have = 8 - shift, next = first + 1; have < width; have += 8, next += 1) {
      value += (bytes[next] ?? 0) * 2 ** have;
    }
    // Beyond 32 bits `&` would cut the number first; the low 32 bits are all that can be wanted.
    output[at + index] = (value % 2 ** 32) & mask;
  }
}
