/** Random access to bytes that may be on disk, behind HTTP, or in memory. */
export interface ByteSource {
  /** Length in bytes. */
  readonly size: number;
  /** Reads `[start, end)`. Resolves to fewer bytes only at the end of the source. */
  read(start: number, end: number, signal?: AbortSignal): Promise<Uint8Array>;
}

/** The bytes of `memory` as a source. */
export function memorySource(memory: Uint8Array): ByteSource {
  return {
    size: memory.length,
    read: (start, end) => Promise.resolve(memory.subarray(start, end)),
  };
}
