/**
 * What has been read of a table, in chunks of one page of one column. The least recently used chunks go first when
 * there are too many or too large ones; those that `keep` names stay.
 */
export class ChunkCache<Chunk> {
  readonly #limits: { readonly chunks: number; readonly bytes: number };
  // A Map iterates in the order of insertion, so that re-inserting on use makes it a queue by last use.
  readonly #entries = new Map<string, { readonly chunk: Chunk; readonly bytes: number }>();
  #bytes = 0;

  constructor(limits: { readonly chunks: number; readonly bytes: number }) {
    this.#limits = limits;
  }

  /** Bytes of all chunks, as their `set` gave them. */
  get bytes(): number {
    return this.#bytes;
  }

  has(page: number, column: number): boolean {
    return this.#entries.has(key(page, column));
  }

  get(page: number, column: number): Chunk | undefined {
    const id = key(page, column);
    const entry = this.#entries.get(id);
    if (entry) {
      this.#entries.delete(id);
      this.#entries.set(id, entry);
    }
    return entry?.chunk;
  }

  set(page: number, column: number, chunk: Chunk, bytes: number): void {
    this.delete(page, column);
    this.#entries.set(key(page, column), { chunk, bytes });
    this.#bytes += bytes;
  }

  delete(page: number, column: number): void {
    this.#drop(key(page, column));
  }

  /** Forgets the chunks that `when` names. */
  deleteWhere(when: (chunk: Chunk) => boolean): void {
    for (const [id, { chunk }] of this.#entries) {
      if (when(chunk)) {
        this.#drop(id);
      }
    }
  }

  /** Makes room; false when what has to be kept is by itself beyond the limits. */
  shrink(keep: (page: number, column: number) => boolean): boolean {
    for (const id of this.#entries.keys()) {
      if (!this.#isOver()) {
        return true;
      }
      const [page = 0, column = 0] = id.split(':').map(Number);
      if (!keep(page, column)) {
        this.#drop(id);
      }
    }
    return !this.#isOver();
  }

  clear(): void {
    this.#entries.clear();
    this.#bytes = 0;
  }

  #isOver(): boolean {
    return this.#entries.size > this.#limits.chunks || this.#bytes > this.#limits.bytes;
  }

  #drop(id: string): void {
    this.#bytes -= this.#entries.get(id)?.bytes ?? 0;
    this.#entries.delete(id);
  }
}

function key(page: number, column: number): string {
  return `${page}:${column}`;
}
