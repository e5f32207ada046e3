/** Reading ran past the bytes at hand: there are more to fetch, or the file is broken. */
export class OutOfBytes extends Error {
  constructor() {
    super('the bytes end too early');
    this.name = 'OutOfBytes';
  }
}

/** Reads little-endian values one after another and throws `OutOfBytes` at the end. */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  offset: number;

  constructor(bytes: Uint8Array, offset = 0) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.offset = offset;
  }

  get remaining(): number {
    return this.bytes.length - this.offset;
  }

  /** Moves `length` bytes on and returns where they began. */
  advance(length: number): number {
    const start = this.offset;
    if (length < 0 || length > this.bytes.length - start) {
      throw new OutOfBytes();
    }
    this.offset = start + length;
    return start;
  }

  u8(): number {
    return this.bytes[this.advance(1)] ?? 0;
  }

  u32(): number {
    return this.view.getUint32(this.advance(4), true);
  }

  take(length: number): Uint8Array {
    const start = this.advance(length);
    return this.bytes.subarray(start, start + length);
  }

  /** An unsigned LEB128 number; beyond 2^53 it is not a size of anything and counts as broken. */
  varint(): number {
    let result = 0;
    let factor = 1;
    for (;;) {
      const byte = this.u8();
      result += (byte & 0x7f) * factor;
      if (byte < 0x80) {
        return result;
      }
      factor *= 128;
      if (factor > Number.MAX_SAFE_INTEGER) {
        throw new RangeError('a number has more bits than a size can have');
      }
    }
  }

  /** An unsigned LEB128 number of up to 64 bits. */
  varintBig(): bigint {
    let result = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.u8();
      result |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        return BigInt.asUintN(64, result);
      }
    }
    throw new RangeError('a number has more than 64 bits');
  }

  /** A zigzag number within ±2^53. */
  zigzag(): number {
    const value = this.zigzagBig();
    const number = Number(value);
    if (!Number.isSafeInteger(number)) {
      throw new RangeError(`the number ${value} is too large to be a size`);
    }
    return number;
  }

  zigzagBig(): bigint {
    const value = this.varintBig();
    return (value >> 1n) ^ -(value & 1n);
  }
}
