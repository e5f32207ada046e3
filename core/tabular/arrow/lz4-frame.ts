const MAGIC = 0x184d2204;
const FLAG = { contentSize: 0x08, contentChecksum: 0x04, blockChecksum: 0x10, dictionaryId: 0x01 } as const;

/** Decompresses an LZ4 frame (lz4_Frame_format.md) of `size` bytes. Throws `RangeError` when it is not one. */
export function decompressLz4Frame(input: Uint8Array, size: number): Uint8Array {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  if (view.getUint32(0, true) !== MAGIC) {
    throw new RangeError('LZ4 data does not begin with its magic number');
  }
  const flags = view.getUint8(4);
  let at = 7 + (flags & FLAG.contentSize ? 8 : 0) + (flags & FLAG.dictionaryId ? 4 : 0);
  const output = new Uint8Array(size);
  let written = 0;
  for (;;) {
    const header = view.getUint32(at, true);
    at += 4;
    if (header === 0) {
      break;
    }
    const length = header & 0x7fffffff;
    const block = input.subarray(at, at + length);
    if (block.length < length) {
      throw new RangeError('an LZ4 frame ends in the middle of a block');
    }
    // The highest bit marks a block that is stored as it is.
    if (header >>> 31 === 1) {
      requireRoom(output, written, length);
      output.set(block, written);
      written += length;
    } else {
      written = decompressBlock(block, output, written);
    }
    at += length + (flags & FLAG.blockChecksum ? 4 : 0);
  }
  if (written !== size) {
    throw new RangeError(`LZ4 data has ${written} bytes where ${size} are expected`);
  }
  return output;
}

/** Decompresses one block behind what is in `output` already, which its copies may refer to. */
function decompressBlock(block: Uint8Array, output: Uint8Array, start: number): number {
  let from = 0;
  let to = start;
  const longLength = (length: number): number => {
    let total = length;
    for (let byte = 255; length === 15 && byte === 255; from += 1) {
      byte = block[from] ?? 0;
      total += byte;
    }
    return total;
  };
  while (from < block.length) {
    const token = block[from] ?? 0;
    from += 1;
    const literals = longLength(token >> 4);
    if (from + literals > block.length) {
      throw new RangeError('LZ4 literals reach beyond their block');
    }
    requireRoom(output, to, literals);
    output.set(block.subarray(from, from + literals), to);
    from += literals;
    to += literals;
    if (from >= block.length) {
      break;
    }
    const distance = (block[from] ?? 0) | ((block[from + 1] ?? 0) << 8);
    from += 2;
    const count = longLength(token & 15) + 4;
    if (distance === 0 || distance > to) {
      throw new RangeError('LZ4 data copies from outside of itself');
    }
    requireRoom(output, to, count);
    for (let end = to + count; to < end; to += 1) {
      output[to] = output[to - distance] ?? 0;
    }
  }
  return to;
}

function requireRoom(output: Uint8Array, at: number, length: number): void {
  if (at + length > output.length) {
    throw new RangeError(`LZ4 data is longer than the ${output.length} bytes that are expected`);
  }
}
