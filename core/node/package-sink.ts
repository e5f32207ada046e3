import { randomBytes } from 'node:crypto';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { nameObjection } from '#core/artifact/file-names.ts';
import type { FileSink } from '#core/artifact/file-sink.ts';
import { Failure } from '#core/base/failure.ts';
import { fileFailure, orFileFailure, systemCode } from './file-failure.ts';
import { isRunning } from './running-process.ts';
import { makeFolder, makeFolderInside, type WriteSteps, writeWhole } from './safe-write.ts';

/**
 * Receives a package into a new or empty folder. Files are staged beside it (inside it, when it exists) and appear
 * all together at `commit`; before that the folder is as it was. Fails with `file/exists` for a folder that holds
 * something.
 */
export async function createPackageSink(
  folder: string,
  options: { readonly steps?: WriteSteps } = {},
): Promise<FileSink> {
  const root = path.resolve(folder);
  const exists = await requireEmpty(root);
  const unique = `.waybill-pull-${process.pid}-${randomBytes(8).toString('hex')}`;
  const staging = exists ? path.join(root, unique) : path.join(path.dirname(root), unique);
  let staged: Promise<unknown> | undefined;
  const stage = () => {
    staged ??= orFileFailure(`Making the folder ${root}`, () => makeFolder(staging));
    return staged;
  };
  return {
    async write(name, chunks) {
      if (nameObjection(name) !== undefined) {
        throw new Failure('file/unsafe-path', `${JSON.stringify(name)} cannot be the name of a file.`);
      }
      await stage();
      const file = path.join(staging, ...name.split('/'));
      await makeFolderInside(staging, file);
      await writeWhole(file, chunks, { ...options, name: path.join(root, ...name.split('/')) });
    },
    async commit() {
      await stage();
      await (exists
        ? moveInto(staging, root)
        : orFileFailure(`Making the folder ${root}`, () => giveName(staging, root)));
    },
    discard: () => rm(staging, { recursive: true, force: true }),
  };
}

const STAGING = /^\.waybill-pull-(\d{1,10})-[0-9a-f]{16}$/;

/**
 * True when the folder exists and is empty, false when there is nothing yet. What a pull that was killed left in it
 * is removed: it must not stand in the way of the next one.
 */
async function requireEmpty(root: string): Promise<boolean> {
  try {
    if (!(await stat(root)).isDirectory()) {
      throw new Failure('file/exists', `${root} is a file. Choose a new or empty folder.`);
    }
    const names = await readdir(root);
    const abandoned = names.filter((name) => {
      const pid = STAGING.exec(name)?.[1];
      return pid !== undefined && !isRunning(Number(pid));
    });
    if (names.length > abandoned.length) {
      throw new Failure(
        'file/exists',
        `${root} is not empty. A package is pulled into a new or empty folder, so that nothing is overwritten; choose another one.`,
      );
    }
    await Promise.all(abandoned.map((name) => rm(path.join(root, name), { recursive: true, force: true })));
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') {
      return false;
    }
    throw fileFailure(error, `Looking at ${root}`);
  }
}

async function giveName(staging: string, root: string): Promise<void> {
  await makeFolder(path.dirname(root));
  await rename(staging, root);
}

/** Moves what was staged up by one folder; when a step fails, what was moved is taken back out. */
async function moveInto(staging: string, root: string): Promise<void> {
  const names = await readdir(staging);
  const others = (await readdir(root)).filter((name) => name !== path.basename(staging));
  if (others.length > 0) {
    throw new Failure(
      'file/exists',
      `${root} got other files while the package was being pulled. Choose another folder.`,
    );
  }
  const moved: string[] = [];
  try {
    for (const name of names) {
      await rename(path.join(staging, name), path.join(root, name));
      moved.push(name);
    }
  } catch (error) {
    await Promise.all(moved.map((name) => rm(path.join(root, name), { recursive: true, force: true })));
    throw fileFailure(error, `Moving the files into ${root}`);
  }
  await rm(staging, { recursive: true, force: true });
}
