import { type ByteSource, memorySource } from '#core/base/byte-source.ts';

/** A source in memory that counts what is read of it. */
export interface CountedSource extends ByteSource {
  readonly reads: number;
  readonly bytes: number;
  reset(): void;
}

export function countedSource(memory: Uint8Array): CountedSource {
  const source = memorySource(memory);
  const counts = { reads: 0, bytes: 0 };
  return {
    size: source.size,
    get reads() {
      return counts.reads;
    },
    get bytes() {
      return counts.bytes;
    },
    reset: () => {
      counts.reads = 0;
      counts.bytes = 0;
    },
    read: async (start, end, signal) => {
      const bytes = await source.read(start, end, signal);
      counts.reads += 1;
      counts.bytes += bytes.length;
      return bytes;
    },
  };
}

export function textSource(text: string): CountedSource {
  return countedSource(new TextEncoder().encode(text));
}
