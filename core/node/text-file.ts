import { Failure } from '#core/base/failure.ts';
import { openFileSource } from './file-source.ts';

const MAX_KEY_BYTES = 64 * 1024;

/**
 * The text of a local file, decoded as UTF-8, a byte-order mark kept. Fails with `file/too-large` above `limit`
 * bytes; `tooLarge` is what the person may have meant instead.
 */
export async function readTextFile(
  path: string,
  { limit, tooLarge }: { readonly limit: number; readonly tooLarge: string },
  signal?: AbortSignal,
): Promise<string> {
  const source = await openFileSource(path);
  try {
    if (source.size > limit) {
      throw new Failure(
        'file/too-large',
        `"${path}" has ${source.size} bytes, at most ${limit} can be read here: ${tooLarge}`,
      );
    }
    const bytes = await source.read(0, source.size, signal);
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  } finally {
    await source.close();
  }
}

/** The text of a key file. */
export function readKeyFile(path: string, signal?: AbortSignal): Promise<string> {
  return readTextFile(path, { limit: MAX_KEY_BYTES, tooLarge: 'is it a key?' }, signal);
}
