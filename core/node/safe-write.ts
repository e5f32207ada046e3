import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '#core/base/failure.ts';
import { orFileFailure, systemCode } from './file-failure.ts';

/** The steps of writing that a test may let fail; the disk's own by default. */
export interface WriteSteps {
  open(file: string, flags: string): Promise<Pick<FileHandle, 'write' | 'sync' | 'close'>>;
  rename(from: string, to: string): Promise<void>;
}

export const diskSteps: WriteSteps = { open: (file, flags) => open(file, flags), rename };

export interface WriteOptions {
  readonly steps?: WriteSteps;
  /** What people call the file, for messages; its path unless told. */
  readonly name?: string;
  /** Waits until the bytes are on the disk itself. For what others rely on: an index, a key. */
  readonly durable?: boolean;
}

/**
 * Writes a file as a whole: into a temporary file beside it, which gets the name only when every chunk came. When a
 * chunk fails, or the disk, nothing is left and an older file stays as it was. Fails with `file/no-space` and the
 * like; failures of `chunks` go through.
 */
export async function writeWhole(
  file: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { steps = diskSteps, durable = false, name = file }: WriteOptions = {},
): Promise<void> {
  const attempt = `Writing ${name}`;
  const temporary = path.join(path.dirname(file), `.waybill-${randomBytes(8).toString('hex')}.tmp`);
  try {
    // "wx": a link that somebody placed under this name is not followed.
    const handle = await orFileFailure(attempt, () => steps.open(temporary, 'wx'));
    try {
      for await (const chunk of chunks) {
        await orFileFailure(attempt, () => writeAll(handle, chunk));
      }
      if (durable) {
        await orFileFailure(attempt, () => handle.sync());
      }
    } finally {
      await orFileFailure(attempt, () => handle.close());
    }
    await orFileFailure(attempt, () => steps.rename(temporary, file));
  } catch (error) {
    // Whatever stands in the way of cleaning up, the first error is the one that people need to know.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function writeAll(handle: Pick<FileHandle, 'write'>, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.length; ) {
    const { bytesWritten } = await handle.write(chunk, done, chunk.length - done);
    done += bytesWritten;
  }
}

/**
 * Makes the folder of a file below `root` and proves, links resolved, that it is inside (oras-go
 * GHSA-8xwf-rjm4-xvhv: a title written through a link). Fails with `file/unsafe-path`. `root` exists.
 */
export async function makeFolderInside(root: string, file: string): Promise<void> {
  const folder = path.dirname(file);
  const attempt = `Making the folder ${folder}`;
  const realRoot = await orFileFailure(attempt, () => realpath(root));
  const existing = await orFileFailure(attempt, () => deepestExisting(folder));
  requireInside(realRoot, existing, file);
  await orFileFailure(attempt, () => makeFolder(folder));
  requireInside(realRoot, await orFileFailure(attempt, () => realpath(folder)), file);
}

/**
 * Makes a folder and those above it. Fails with the error of the system. Not `mkdir` with `recursive`: that never
 * ends where the system denies that a folder is there in which none can be made (/proc), and calls a read-only disk
 * a missing folder.
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await makeOne(folder);
  } catch (error) {
    const parent = path.dirname(folder);
    if (systemCode(error) !== 'ENOENT' || parent === folder) {
      throw error;
    }
    if (!(await isFolder(parent))) {
      await makeFolder(parent);
    }
    // Also when the parent is there: somebody else may have made it just now.
    await makeOne(folder);
  }
}

async function makeOne(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (!(await isFolder(folder))) {
      throw error;
    }
  }
}

async function isFolder(folder: string): Promise<boolean> {
  return (await stat(folder).catch(() => undefined))?.isDirectory() === true;
}

/** The real path of the deepest part of a path that exists. */
async function deepestExisting(folder: string): Promise<string> {
  for (let at = folder; ; at = path.dirname(at)) {
    try {
      return await realpath(at);
    } catch (error) {
      const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!missing || at === path.dirname(at)) {
        throw error;
      }
    }
  }
}

function requireInside(realRoot: string, real: string, file: string): void {
  if (!isInside(realRoot, real)) {
    throw new Failure(
      'file/unsafe-path',
      `${file} was not written: a link leads it out of ${realRoot}. Remove the link, or choose another folder.`,
    );
  }
}

/** True when `child` is `parent` or lies below it. Both are absolute and free of links. */
export function isInside(parent: string, child: string): boolean {
  const way = path.relative(parent, child);
  return way === '' || (!path.isAbsolute(way) && way !== '..' && !way.startsWith(`..${path.sep}`));
}
