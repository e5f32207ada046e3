import { createReadStream } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { PackageFolder } from '#core/artifact/package-folder.ts';
import type { Digest } from '#core/base/digest.ts';
import { Failure, throwIfCancelled } from '#core/base/failure.ts';
import type { ReportProgress } from '#core/base/progress.ts';
import { fileFailure, orFileFailure, systemCode } from './file-failure.ts';
import { requireRegularFile } from './file-source.ts';
import { createHash } from './hash.ts';
import { isInside } from './safe-write.ts';
import { readSmallFile } from './small-file.ts';

/** Hashes a local file: the data process in the editor, this process otherwise. */
export type HashFile = (
  file: string,
  options?: { signal?: AbortSignal; onProgress?: ReportProgress },
) => Promise<{ digest: Digest; size: number }>;

const CHUNK = 1024 * 1024;

/**
 * Opens a folder whose files are to be packed. Links inside it are followed; one that leads out of it is a file that
 * lies `outside`. Fails with `file/not-found` or `file/not-a-file`.
 */
export async function openPackageFolder(
  folder: string,
  options: { readonly hashFile?: HashFile } = {},
): Promise<PackageFolder> {
  const root = await orFileFailure(`Opening the folder ${folder}`, () => realpath(folder));
  if (!(await stat(root)).isDirectory()) {
    throw new Failure('file/not-a-file', `${folder} is not a folder. Give the folder of the package.`);
  }
  const hashFile = options.hashFile ?? hashHere;
  /** The real path of a file inside the folder: looked up anew each time, for links can change. */
  const locate = async (name: string): Promise<string> => {
    const file = path.join(root, ...name.split('/'));
    const real = await orFileFailure(`Reading ${file}`, () => realpath(file));
    if (!isInside(root, real)) {
      throw new Failure(
        'file/unsafe-path',
        `${file} is a link that leads out of the package. Copy the file into it.`,
      );
    }
    // The kind of thing that lies there can have changed since somebody looked: reading a pipe would wait for ever.
    requireRegularFile(file, await orFileFailure(`Reading ${file}`, () => stat(real)));
    return real;
  };
  return {
    name: folder,
    look: (name) => look(root, name),
    list: () => orFileFailure(`Listing ${folder}`, () => readdir(root)),
    async readBytes(name, limit) {
      const file = await locate(name);
      return readSmallFile(file, { limit, tooLarge: 'it is no descriptor of a package.' });
    },
    hash: async (name, hashing) => hashFile(await locate(name), hashing),
    open: (name) => ({
      open: async function* (signal) {
        const file = await locate(name);
        throwIfCancelled(signal);
        try {
          yield* createReadStream(file, { highWaterMark: CHUNK, ...(signal && { signal }) });
        } catch (error) {
          throwIfCancelled(signal);
          throw fileFailure(error, `Reading ${file}`);
        }
      },
    }),
  };
}

async function look(root: string, name: string): ReturnType<PackageFolder['look']> {
  const file = path.join(root, ...name.split('/'));
  try {
    const real = await realpath(file);
    if (!isInside(root, real)) {
      return { kind: 'outside' };
    }
    const found = await stat(real);
    if (found.isDirectory()) {
      return { kind: 'directory' };
    }
    // A pipe or device would block whoever reads it.
    return found.isFile() ? { kind: 'file', size: found.size } : { kind: 'special' };
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(systemCode(error) ?? '')) {
      return { kind: 'missing' };
    }
    throw fileFailure(error, `Looking at ${file}`);
  }
}

const hashHere: HashFile = async (file, { signal, onProgress } = {}) => {
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: CHUNK, ...(signal && { signal }) })) {
      const bytes = chunk as Uint8Array;
      hash.update(bytes);
      size += bytes.length;
      onProgress?.({ message: `Reading ${path.basename(file)}`, done: size, unit: 'bytes' });
    }
  } catch (error) {
    throwIfCancelled(signal);
    throw fileFailure(error, `Reading ${file}`);
  }
  return { digest: hash.digest(), size };
};
