import type { Digest } from '#core/base/digest.ts';
import type { ReportProgress } from '#core/base/progress.ts';
import type { FileFact } from '#core/metadata/surroundings.ts';
import type { BlobContent } from '#core/oci/target.ts';

/**
 * The folder whose files become an artifact. Paths are relative to it and written with `/`; none leads out of it,
 * and a link that does is `outside`.
 */
export interface PackageFolder {
  /** As a person knows it, for messages. */
  readonly name: string;
  look(path: string): Promise<FileFact>;
  /** Names of what lies directly in the folder. */
  list(): Promise<readonly string[]>;
  /** A whole small file. Fails with `file/too-large` over `limit` bytes. */
  readBytes(path: string, limit: number): Promise<Uint8Array>;
  hash(
    path: string,
    options?: { signal?: AbortSignal; onProgress?: ReportProgress },
  ): Promise<{ digest: Digest; size: number }>;
  open(path: string): BlobContent;
}
