/** Where pulled files go. Nothing is visible under its final name before `commit`. */
export interface FileSink {
  /** Stores a file under a relative path with `/`. A failure of `chunks` goes through. */
  write(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void>;
  commit(): Promise<void>;
  /** Removes everything that was stored. Never fails because of what is already gone. */
  discard(): Promise<void>;
}
