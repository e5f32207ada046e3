import { isFailure } from '#core/base/failure.ts';
import { openFileSource } from './file-source.ts';
import { locateFiles } from './locate-files.ts';

/**
 * The beginning of a UTF-8 text without its byte-order mark. Undefined for what is missing, outside of `root`, no
 * file, larger than `largest` bytes, or not UTF-8.
 */
export async function readTextBeginning(
  place: { readonly folder: string; readonly root: string; readonly name: string },
  { largest, length }: { readonly largest: number; readonly length: number },
): Promise<string | undefined> {
  const located = await locateFiles({ folder: place.folder, root: place.root, paths: [place.name] });
  const file = located?.get(place.name)?.at?.file;
  if (file === undefined) {
    return undefined;
  }
  try {
    const source = await openFileSource(file);
    try {
      const bytes = source.size > largest ? undefined : await source.read(0, length);
      return bytes && decoded(bytes);
    } finally {
      await source.close();
    }
  } catch (error) {
    if (isFailure(error)) {
      return undefined;
    }
    throw error;
  }
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    // What is cut off in the middle of a character at the end is left out.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined; // not UTF-8
  }
}
