import { stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { Failure } from '#core/base/failure.ts';
import { orFileFailure } from '#core/node/file-failure.ts';

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

/** A path as reports show it: relative to the working directory, with `/` on every system. */
export function shownPath(path: string): string {
  return relative('.', path).split(sep).join('/') || '.';
}
