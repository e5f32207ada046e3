/**
 * Decompresses Snappy (format_description.txt) as far as `input` goes and returns what came out; with all the input
 * that is everything. A page need not be fetched nor decompressed whole to show its first rows. Throws `RangeError`
 * for what is not Snappy, or claims more than `largest` bytes.
 */
export function snappyPrefix(input: Uint8Array, largest: number): Uint8Array {
  const { length, start } = readLength(input);
  if (length > largest) {
    throw new RangeError(`Snappy data claims ${length} bytes where ${largest} are expected`);
  }
  // A copy of 64 bytes takes 3 bytes: no input grows more than some 22 times.
  const output = new Uint8Array(Math.min(length, input.length * 22 + 64));
  let from = start;
  let to = 0;
  while (from < input.length) {
    const tag = input[from] ?? 0;
    if ((tag & 3) === 0) {
      const literal = readLiteral(input, from, tag);
      const end = Math.min(literal.start + literal.length, input.length);
      if (literal.start > input.length || to + (end - literal.start) > output.length) {
        break;
      }
      output.set(input.subarray(literal.start, end), to);
      to += end - literal.start;
      from = literal.start + literal.length;
      continue;
    }
    const size = (tag & 3) === 1 ? 2 : (tag & 3) === 2 ? 3 : 5;
    if (from + size > input.length) {
      break;
    }
    const { distance, count } = readCopy(input, from, tag);
    if (distance === 0 || distance > to || to + count > output.length) {
      throw new RangeError('Snappy data copies from outside of itself');
    }
    copyWithin(output, to, distance, count);
    to += count;
    from += size;
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

function readLiteral(input: Uint8Array, from: number, tag: number): { start: number; length: number } {
  const short = tag >>> 2;
  if (short < 60) {
    return { start: from + 1, length: short + 1 };
  }
  const extra = short - 59;
  let length = 0;
  for (let index = 0; index < extra; index += 1) {
    length += (input[from + 1 + index] ?? 0) * 2 ** (8 * index);
  }
  return { start: from + 1 + extra, length: length + 1 };
}

function readCopy(input: Uint8Array, from: number, tag: number): { distance: number; count: number } {
  const second = input[from + 1] ?? 0;
  const third = input[from + 2] ?? 0;
  switch (tag & 3) {
    case 1:
      return { count: ((tag >>> 2) & 7) + 4, distance: ((tag >>> 5) << 8) | second };
    case 2:
      return { count: (tag >>> 2) + 1, distance: second | (third << 8) };
    default:
      return {
        count: (tag >>> 2) + 1,
        distance: (second | (third << 8) | ((input[from + 3] ?? 0) << 16)) + (input[from + 4] ?? 0) * 2 ** 24,
      };
  }
}

// Byte by byte: a copy may overlap what it writes, which repeats a pattern, and most are short.
function copyWithin(output: Uint8Array, to: number, distance: number, count: number): void {
  for (let index = to; index < to + count; index += 1) {
    output[index] = output[index - distance] ?? 0;
  }
}
