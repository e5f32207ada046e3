/** Bytes that the values of all keys of a table may take together, as estimated. */
const MOST_BYTES = 96 * 1024 * 1024;
/** What an entry of a map takes beside its text. */
const ENTRY_BYTES = 64;
const INTEGER_BYTES = 40;
/** With so many, bits take less memory and time; the rows that they were in are not known then. */
const MOST_INTEGERS = 1_000_000;

/** What is left of the memory for keys; all keys of a table share one. */
export class KeyMemory {
  private left: number;

  constructor(bytes: number = MOST_BYTES) {
    this.left = bytes;
  }

  /** False when there is not so much left. */
  claim(bytes: number): boolean {
    this.left -= bytes;
    return this.left >= 0;
  }

  release(bytes: number): void {
    this.left += bytes;
  }
}

/**
 * The values of a key, each with the row that it was first in; exact, within a bounded memory. Whole numbers go on as
 * bits where that memory is used up, as keys most often are numbers that count up: then only the row is not known.
 */
export class KeyIndex {
  private readonly memory: KeyMemory;
  private rows: Map<string | number, number> | undefined = new Map();
  private bits: IntegerSet | undefined;
  private claimed = 0;
  private onlyIntegers = true;

  constructor(memory: KeyMemory) {
    this.memory = memory;
  }

  /** False once there is no room for more values: what comes then is not judged. */
  get isOpen(): boolean {
    return this.rows !== undefined || this.bits !== undefined;
  }

  /** The row in which a value was before, 0 where that is not known; undefined where it is new. */
  add(value: string | number, row: number): number | undefined {
    const { rows, bits } = this;
    if (bits) {
      return typeof value === 'number' ? this.addBit(bits, value) : this.close();
    }
    if (!rows) {
      return undefined;
    }
    const before = rows.get(value);
    if (before !== undefined) {
      return before;
    }
    this.onlyIntegers &&= typeof value === 'number';
    const bytes = typeof value === 'number' ? INTEGER_BYTES : ENTRY_BYTES + 2 * value.length;
    const isFull = this.onlyIntegers && rows.size >= MOST_INTEGERS;
    if (isFull || !this.claim(bytes)) {
      return this.onlyIntegers ? this.continueAsBits(rows, value) : this.close();
    }
    rows.set(typeof value === 'string' ? copied(value) : value, row);
    return undefined;
  }

  private claim(bytes: number): boolean {
    this.claimed += bytes;
    return this.memory.claim(bytes);
  }

  private continueAsBits(
    rows: ReadonlyMap<string | number, number>,
    value: string | number,
  ): number | undefined {
    this.memory.release(this.claimed);
    this.claimed = 0;
    this.rows = undefined;
    const bits = new IntegerSet();
    this.bits = bits;
    for (const known of rows.keys()) {
      if (typeof known === 'number') {
        bits.add(known);
      }
    }
    if (!this.claim(bits.bytes)) {
      return this.close();
    }
    return typeof value === 'number' ? this.addBit(bits, value) : undefined;
  }

  private addBit(bits: IntegerSet, value: number): number | undefined {
    const before = bits.bytes;
    const isNew = bits.add(value);
    if (!this.claim(bits.bytes - before)) {
      return this.close();
    }
    return isNew ? undefined : 0;
  }

  private close(): undefined {
    this.memory.release(this.claimed);
    this.claimed = 0;
    this.rows = undefined;
    this.bits = undefined;
  }
}

/** A text that was cut out of a larger one keeps that in memory: this one does not. */
function copied(text: string): string {
  const half = text.length >>> 1;
  return [text.slice(0, half), text.slice(half)].join('');
}

const CONTAINER_BITS = 65_536;
const MOST_IN_SET = 128;
const SET_BYTES = 40;

/** Whole numbers that a double holds; those near to each other take a bit each. */
class IntegerSet {
  private readonly containers = new Map<number, Set<number> | Uint32Array>();
  bytes = 0;

  /** Whether the number is new. */
  add(value: number): boolean {
    const high = Math.floor(value / CONTAINER_BITS);
    const low = value - high * CONTAINER_BITS;
    const container = this.containers.get(high);
    if (container instanceof Uint32Array) {
      return setBit(container, low);
    }
    if (!container) {
      this.containers.set(high, new Set([low]));
      this.bytes += 3 * SET_BYTES;
      return true;
    }
    if (container.has(low)) {
      return false;
    }
    container.add(low);
    this.bytes += SET_BYTES;
    if (container.size > MOST_IN_SET) {
      const bits = new Uint32Array(CONTAINER_BITS / 32);
      for (const each of container) {
        setBit(bits, each);
      }
      this.containers.set(high, bits);
      this.bytes += bits.byteLength - container.size * SET_BYTES;
    }
    return true;
  }
}

function setBit(bits: Uint32Array, index: number): boolean {
  const word = index >>> 5;
  const mask = 1 << (index & 31);
  const before = bits[word] ?? 0;
  bits[word] = before | mask;
  return (before & mask) === 0;
}
