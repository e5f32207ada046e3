/** A member of a FlatBuffers table: a number of some width, or something written elsewhere that it refers to. */
export type FlatMember =
  | { readonly width: 1 | 2 | 4; readonly value: number }
  | { readonly width: 8; readonly value: bigint }
  | { readonly write: (writer: FlatWriter) => number };

/** Writes FlatBuffers front to back; members of tables come in the order of their ids, undefined for absent ones. */
export class FlatWriter {
  #bytes = new Uint8Array(1024);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  /** The finished buffer of a root table. */
  static finish(members: readonly (FlatMember | undefined)[]): Uint8Array {
    const writer = new FlatWriter();
    writer.#reserve(4);
    const root = writer.table(members);
    writer.#view.setUint32(0, root, true);
    writer.#align(8, 0);
    return writer.#bytes.slice(0, writer.#length);
  }

  /** Writes a table and what it refers to; returns where it is. */
  table(members: readonly (FlatMember | undefined)[]): number {
    // Wide members first: with the table at 4 modulo 8 every member then lies on a multiple of its width.
    const present = members
      .map((member, id) => ({
        member,
        id,
        width: member === undefined ? 0 : 'write' in member ? 4 : member.width,
      }))
      .filter(({ member }) => member !== undefined)
      .toSorted((a, b) => b.width - a.width);
    const size = present.reduce((sum, { width }) => sum + width, 4);
    this.#align(2, 0);
    const vtable = this.#reserve(4 + members.length * 2);
    this.#view.setUint16(vtable, 4 + members.length * 2, true);
    this.#view.setUint16(vtable + 2, size, true);
    this.#align(8, 4);
    const start = this.#reserve(size);
    this.#view.setInt32(start, start - vtable, true);
    let at = start + 4;
    const references: { readonly at: number; readonly write: (writer: FlatWriter) => number }[] = [];
    for (const { member, id, width } of present) {
      this.#view.setUint16(vtable + 4 + id * 2, at - start, true);
      if (member !== undefined && 'write' in member) {
        references.push({ at, write: member.write });
      } else if (member !== undefined) {
        this.#setNumber(at, member);
      }
      at += width;
    }
    for (const reference of references) {
      this.#refer(reference.at, reference.write(this));
    }
    return start;
  }

  text(text: string): number {
    const bytes = new TextEncoder().encode(text);
    this.#align(4, 0);
    const start = this.#reserve(4 + bytes.length + 1);
    this.#view.setUint32(start, bytes.length, true);
    this.#bytes.set(bytes, start + 4);
    return start;
  }

  /** A vector of references, each to what one of `items` writes. */
  references(items: readonly ((writer: FlatWriter) => number)[]): number {
    this.#align(4, 0);
    const start = this.#reserve(4 + items.length * 4);
    this.#view.setUint32(start, items.length, true);
    for (const [index, write] of items.entries()) {
      this.#refer(start + 4 + index * 4, write(this));
    }
    return start;
  }

  /** A vector of structs that are pairs of 64-bit numbers. */
  pairs(pairs: readonly (readonly [number, number])[]): number {
    this.#align(8, 4);
    const start = this.#reserve(4 + pairs.length * 16);
    this.#view.setUint32(start, pairs.length, true);
    for (const [index, [first, second]] of pairs.entries()) {
      this.#view.setBigInt64(start + 4 + index * 16, BigInt(first), true);
      this.#view.setBigInt64(start + 12 + index * 16, BigInt(second), true);
    }
    return start;
  }

  #setNumber(at: number, member: Exclude<FlatMember, { write: unknown }>): void {
    switch (member.width) {
      case 1:
        this.#view.setInt8(at, member.value);
        break;
      case 2:
        this.#view.setInt16(at, member.value, true);
        break;
      case 4:
        this.#view.setInt32(at, member.value, true);
        break;
      case 8:
        this.#view.setBigInt64(at, member.value, true);
        break;
    }
  }

  #refer(at: number, target: number): void {
    this.#view.setUint32(at, target - at, true);
  }

  /** Pads to `remainder` modulo `width`. */
  #align(width: number, remainder: number): void {
    this.#reserve((((remainder - this.#length) % width) + width) % width);
  }

  #reserve(length: number): number {
    const start = this.#length;
    this.#length += length;
    if (this.#length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2));
      grown.set(this.#bytes);
      this.#bytes = grown;
      this.#view = new DataView(grown.buffer);
    }
    return start;
  }
}
