import { createHash } from 'node:crypto';
import { throwIfCancelled } from '#core/base/failure.ts';
import type { ReportProgress } from '#core/base/progress.ts';
import type { HashAlgorithm } from '#core/metadata/surroundings.ts';
import { openFileSource } from './file-source.ts';

/** So little that whoever else works in the process hardly waits. */
const CHUNK = 1024 * 1024;

/**
 * The hash of a file in lower-case hex, computed piece by piece. Fails as `openFileSource` does, so also when the file
 * is changed meanwhile.
 * @throws task/cancelled
 */
export async function hashOfFile(
  file: string,
  algorithm: HashAlgorithm,
  { signal, onProgress }: { readonly signal?: AbortSignal; readonly onProgress?: ReportProgress } = {},
): Promise<string> {
  const source = await openFileSource(file);
  try {
    const hash = createHash(algorithm);
    for (let start = 0; start < source.size; start += CHUNK) {
      throwIfCancelled(signal);
      hash.update(await source.read(start, start + CHUNK, signal));
      onProgress?.({
        message: `Hashing ${file}`,
        done: Math.min(start + CHUNK, source.size),
        total: source.size,
        unit: 'bytes',
      });
    }
    return hash.digest('hex');
  } finally {
    await source.close();
  }
}
