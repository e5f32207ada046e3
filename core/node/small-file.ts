import { Failure } from '#core/base/failure.ts';
import { openFileSource } from './file-source.ts';

/**
 * The bytes of a local file that has to be small: a list, a key, a setting. Never waits for a pipe and never reads
 * a device. Fails with `file/too-large` above `limit` bytes, and as `openFileSource` does; `tooLarge` is what the
 * person may have meant instead.
 */
export async function readSmallFile(
  path: string,
  { limit, tooLarge }: { readonly limit: number; readonly tooLarge: string },
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const source = await openFileSource(path);
  try {
    if (source.size > limit) {
      throw new Failure(
        'file/too-large',
        `"${path}" has ${source.size} bytes, at most ${limit} can be read here: ${tooLarge}`,
      );
    }
    return await source.read(0, source.size, signal);
  } finally {
    await source.close();
  }
}
