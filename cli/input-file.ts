import { stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { Failure } from '#core/base/failure.ts';
import { orFileFailure } from '#core/node/file-failure.ts';
import { openFileSource } from '#core/node/file-source.ts';

/** Larger than any descriptor that a person or a program should write; a bound, not a recommendation. */
const MAX_DESCRIPTOR_BYTES = 64 * 1024 * 1024;
const MAX_KEY_BYTES = 64 * 1024;

/** What stands at a path that someone named. Fails with `file/not-found` and the like. */
export async function inputKind(path: string): Promise<'file' | 'folder'> {
  const found = await orFileFailure(`Reading "${path}"`, () => stat(path));
  if (found.isDirectory()) {
    return 'folder';
  }
  if (found.isFile()) {
    return 'file';
  }
  throw new Failure('file/not-a-file', `"${path}" is neither a file nor a folder: name one of these.`);
}

/** The text of a descriptor, decoded as UTF-8, a byte-order mark kept. */
export function readDescriptor(path: string, signal?: AbortSignal): Promise<string> {
  return readText(
    path,
    { limit: MAX_DESCRIPTOR_BYTES, tooLarge: 'is it data? Show data with "waybill head"' },
    signal,
  );
}

/** The text of a key file. */
export function readKeyFile(path: string, signal?: AbortSignal): Promise<string> {
  return readText(path, { limit: MAX_KEY_BYTES, tooLarge: 'is it a key?' }, signal);
}

async function readText(
  path: string,
  { limit, tooLarge }: { readonly limit: number; readonly tooLarge: string },
  signal: AbortSignal | undefined,
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

/** A path as reports show it: relative to the working directory, with `/` on every system. */
export function shownPath(path: string): string {
  return relative('.', path).split(sep).join('/') || '.';
}
