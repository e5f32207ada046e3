/**
 * Decompresses Snappy (format_description.txt) as far as `input` goes and returns what came out; with all the input
 * that is everything. A page need not be fetched nor decompressed whole to show its first rows. Throws `RangeError`
 * for what is not Snappy, or claims more than `largest` bytes.
 *
 * One loop without calls or objects: this is where the time goes when a far window of a large page is read.
 */
export function snappyPrefix(input: Uint8Array, largest: number): Uint8Array {
  const { length, start } = readLength(input);
  if (length > largest) {
    throw new RangeError(`Snappy data claims ${length} bytes where ${largest} are expected`);
  }
  // A copy of 64 bytes takes 3 bytes: no input grows more than some 22 times.
  const output = new Uint8Array(Math.min(length, input.length * 22 + 64));
  const inputEnd = input.length;
  const outputEnd = output.length;
  let from = start;
  let to = 0;
  while (from < inputEnd) {
    const tag = input[from] ?? 0;
    const kind = tag & 3;
    if (kind === 0) {
      // A literal: up to 60 bytes have their length in the tag, longer ones in 1 to 4 bytes behind it.
      let count = (tag >>> 2) + 1;
      from += 1;
      if (count > 60) {
        const lengthBytes = count - 60;
        count = 1;
        for (let index = 0; index < lengthBytes; index += 1) {
          count += (input[from + index] ?? 0) * 2 ** (8 * index);
        }
        from += lengthBytes;
      }
      const here = Math.min(count, Math.max(0, inputEnd - from));
      if (to + here > outputEnd) {
        throw new RangeError('Snappy data is longer than it claims');
      }
      if (here < 24) {
        for (let index = 0; index < here; index += 1) {
          output[to + index] = input[from + index] ?? 0;
        }
      } else {
        output.set(input.subarray(from, from + here), to);
      }
      to += here;
      from += count;
      continue;
    }
    let count = (tag >>> 2) + 1;
    let distance = (input[from + 1] ?? 0) | ((input[from + 2] ?? 0) << 8);
    let size = 3;
    if (kind === 1) {
      count = ((tag >>> 2) & 7) + 4;
      distance = ((tag >>> 5) << 8) | (input[from + 1] ?? 0);
      size = 2;
    } else if (kind === 3) {
      distance += (input[from + 3] ?? 0) * 2 ** 16 + (input[from + 4] ?? 0) * 2 ** 24;
      size = 5;
    }
    from += size;
    if (from > inputEnd) {
      break;
    }
    if (distance === 0 || distance > to || to + count > outputEnd) {
      throw new RangeError('Snappy data copies from outside of itself');
    }
    // Byte by byte: a copy may overlap what it writes, which repeats a pattern, and most are short.
    for (const end = to + count; to < end; to += 1) {
      output[to] = output[to - distance] ?? 0;
    }
  }
  return output.subarray(0, to);
}

function readLength(input: Uint8Array): { length: number; start: number } {
  let length = 0;
  for (let index = 0; index < Math.min(5, input.length); index += 1) {
    const byte = input[index] ?? 0;
    length += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) {
      return { length, start: index + 1 };
    }
  }
  throw new RangeError('Snappy data has no length');
}
