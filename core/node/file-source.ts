import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import type { ByteSource } from '#core/base/byte-source.ts';
import { Failure, isFailure, throwIfCancelled } from '#core/base/failure.ts';
import { fileFailure } from './file-failure.ts';

/** A local file as a source of bytes. Close it when done: it holds a file descriptor. */
export interface FileSource extends ByteSource {
  close(): Promise<void>;
}

// A single positional read of more than 2 GiB is refused by Node.
const LARGEST_READ = 1 << 30;

/**
 * A pipe that took the place of a file since it was looked at would keep whoever opens it waiting for ever. (Windows
 * has no such flag, and no such pipes: there it counts as 0.)
 */
const WITHOUT_WAITING = constants.O_RDONLY | constants.O_NONBLOCK;

/**
 * Opens a local file for reading by ranges. Fails with `file/not-found`, `file/permission-denied`,
 * `file/not-a-file` (a folder, pipe or device: opening those could block or never end) or `file/unreadable`; a read
 * fails with `file/changed` when the file was written to or replaced since.
 * @param look the file as it is before it is opened; a test may let another take its place meanwhile
 */
export async function openFileSource(
  path: string,
  look: (path: string) => Promise<Stats> = stat,
): Promise<FileSource> {
  const before = await describeErrors(path, () => look(path));
  requireRegularFile(path, before);
  const handle = await describeErrors(path, () => open(path, WITHOUT_WAITING));
  const opened = await handle.stat();
  if (!opened.isFile()) {
    await handle.close();
    requireRegularFile(path, opened);
  }
  const { size } = opened;
  return {
    size,
    read: async (start, end, signal) => {
      throwIfCancelled(signal);
      const from = Math.max(0, Math.min(start, size));
      const bytes = await readRange(handle, path, from, Math.max(from, Math.min(end, size)));
      await requireUnchanged(handle, path, opened);
      throwIfCancelled(signal);
      return bytes;
    },
    close: () => handle.close(),
  };
}

async function readRange(handle: FileHandle, path: string, start: number, end: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(end - start);
  let done = 0;
  while (done < bytes.length) {
    const length = Math.min(bytes.length - done, LARGEST_READ);
    const { bytesRead } = await describeErrors(path, () => handle.read(bytes, done, length, start + done));
    if (bytesRead === 0) {
      throw changed(path);
    }
    done += bytesRead;
  }
  return bytes;
}

async function requireUnchanged(handle: FileHandle, path: string, opened: Stats): Promise<void> {
  const now = await handle.stat();
  if (now.size !== opened.size || now.mtimeMs !== opened.mtimeMs) {
    throw changed(path);
  }
}

function changed(path: string): Failure {
  return new Failure(
    'file/changed',
    `${path} was changed while it was being read, so what was read no longer fits together. Open it again.`,
  );
}

/** Fails with `file/not-a-file` for a folder, and for a pipe or device, which could block a reader or never end. */
export function requireRegularFile(path: string, stats: Stats): void {
  if (!stats.isFile()) {
    const kind = stats.isDirectory() ? 'a folder' : stats.isFIFO() ? 'a named pipe' : 'a device or socket';
    throw new Failure('file/not-a-file', `${path} is ${kind}, not a file. Give the path of a file.`);
  }
}

async function describeErrors<T>(path: string, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (cause) {
    const known = fileFailure(cause, `Reading ${path}`);
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    switch (code) {
      case 'ENOTDIR':
        throw new Failure(
          'file/not-found',
          `There is no file ${path}: a part of the path is a file, not a folder. Check the path.`,
          { cause },
        );
      case 'ENOENT':
        throw new Failure('file/not-found', `There is no file ${path}. Check the path.`, { cause });
      case 'EACCES':
      case 'EPERM':
        throw new Failure('file/permission-denied', `You may not read ${path}. Check its permissions.`, {
          cause,
        });
      case 'EISDIR':
        throw new Failure('file/not-a-file', `${path} is a folder, not a file. Give the path of a file.`, {
          cause,
        });
      default:
        throw isFailure(known)
          ? known
          : new Failure('file/unreadable', `${path} could not be read (${String(code ?? cause)}).`, {
              cause,
            });
    }
  }
}
