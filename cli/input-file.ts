import { stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { Failure } from '#core/base/failure.ts';
import { orFileFailure } from '#core/node/file-failure.ts';
import { openFileSource } from '#core/node/file-source.ts';

/** Larger than any descriptor that a person or a program should write; a bound, not a recommendation. */
const MAX_DESCRIPTOR_BYTES = 64 * 1024 * 1024;

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

/** The bytes of a descriptor. Fails with `file/too-large` when it cannot be one. */
export async function readDescriptor(path: string, signal?: AbortSignal): Promise<Uint8Array> {
  const source = await openFileSource(path);
  try {
    if (source.size > MAX_DESCRIPTOR_BYTES) {
      throw new Failure(
        'file/too-large',
        `"${path}" has ${source.size} bytes, a descriptor at most ${MAX_DESCRIPTOR_BYTES}. If it is data, show it with "waybill head".`,
      );
    }
    return await source.read(0, source.size, signal);
  } finally {
    await source.close();
  }
}

/** A path as reports show it: relative to the working directory, with `/` on every system. */
export function shownPath(path: string): string {
  return relative('.', path).split(sep).join('/') || '.';
}
