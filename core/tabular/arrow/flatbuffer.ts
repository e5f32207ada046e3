/**
 * Reads FlatBuffers (flatbuffers.dev, "Internals") with checked offsets: a `DataView` throws `RangeError` beyond its
 * end, and no vector can be longer than the buffer.
 */
export class FlatTable {
  readonly #view: DataView;
  readonly #start: number;
  readonly #vtable: number;
  readonly #vtableSize: number;

  constructor(view: DataView, start: number) {
    this.#view = view;
    this.#start = start;
    this.#vtable = start - view.getInt32(start, true);
    this.#vtableSize = view.getUint16(this.#vtable, true);
  }

  /** The root table of a buffer. */
  static root(bytes: Uint8Array): FlatTable {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return new FlatTable(view, view.getUint32(0, true));
  }

  #field(id: number): number | undefined {
    const slot = 4 + id * 2;
    if (slot + 2 > this.#vtableSize) {
      return undefined;
    }
    const offset = this.#view.getUint16(this.#vtable + slot, true);
    return offset === 0 ? undefined : this.#start + offset;
  }

  #target(id: number): number | undefined {
    const at = this.#field(id);
    return at === undefined ? undefined : at + this.#view.getUint32(at, true);
  }

  boolean(id: number): boolean {
    return this.int8(id, 0) !== 0;
  }

  int8(id: number, otherwise: number): number {
    const at = this.#field(id);
    return at === undefined ? otherwise : this.#view.getInt8(at);
  }

  int16(id: number, otherwise: number): number {
    const at = this.#field(id);
    return at === undefined ? otherwise : this.#view.getInt16(at, true);
  }

  int32(id: number, otherwise: number): number {
    const at = this.#field(id);
    return at === undefined ? otherwise : this.#view.getInt32(at, true);
  }

  /** A 64-bit number that is a size, count or id: beyond 2^53 it is an error. */
  int64(id: number): number {
    const at = this.#field(id);
    return at === undefined ? 0 : safe(this.#view.getBigInt64(at, true));
  }

  text(id: number): string | undefined {
    const at = this.#target(id);
    if (at === undefined) {
      return undefined;
    }
    const length = this.#view.getUint32(at, true);
    return new TextDecoder().decode(bytesOf(this.#view, at + 4, length));
  }

  table(id: number): FlatTable | undefined {
    const at = this.#target(id);
    return at === undefined ? undefined : new FlatTable(this.#view, at);
  }

  tables(id: number): FlatTable[] {
    return this.#vector(id, 4, (at) => new FlatTable(this.#view, at + this.#view.getUint32(at, true)));
  }

  int32s(id: number): number[] {
    return this.#vector(id, 4, (at) => this.#view.getInt32(at, true));
  }

  int64s(id: number): number[] {
    return this.#vector(id, 8, (at) => safe(this.#view.getBigInt64(at, true)));
  }

  /** Structs of `size` bytes; `read` gets a view of one. */
  structs<T>(id: number, size: number, read: (view: DataView) => T): T[] {
    return this.#vector(id, size, (at) => {
      const bytes = bytesOf(this.#view, at, size);
      return read(new DataView(bytes.buffer, bytes.byteOffset, size));
    });
  }

  #vector<T>(id: number, size: number, read: (at: number) => T): T[] {
    const at = this.#target(id);
    if (at === undefined) {
      return [];
    }
    const length = this.#view.getUint32(at, true);
    if (length * size > this.#view.byteLength) {
      throw new RangeError(`a vector of ${length} items does not fit its message`);
    }
    return Array.from({ length }, (_, index) => read(at + 4 + index * size));
  }
}

/** A signed 64-bit number as a number, when it is exact and not negative. */
export function safe(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0) {
    throw new RangeError(`the number ${value} is not a possible size`);
  }
  return number;
}

function bytesOf(view: DataView, start: number, length: number): Uint8Array {
  if (start + length > view.byteLength) {
    throw new RangeError('a FlatBuffer refers beyond its end');
  }
  return new Uint8Array(view.buffer, view.byteOffset + start, length);
}
