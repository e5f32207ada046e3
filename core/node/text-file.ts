import { readSmallFile } from './small-file.ts';

const MAX_KEY_BYTES = 64 * 1024;

/**
 * The text of a local file, decoded as UTF-8, a byte-order mark kept. Bounded, and fails, as `readSmallFile`.
 */
export async function readTextFile(
  path: string,
  bounds: { readonly limit: number; readonly tooLarge: string },
  signal?: AbortSignal,
): Promise<string> {
  const bytes = await readSmallFile(path, bounds, signal);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** The text of a key file. */
export function readKeyFile(path: string, signal?: AbortSignal): Promise<string> {
  return readTextFile(path, { limit: MAX_KEY_BYTES, tooLarge: 'is it a key?' }, signal);
}
