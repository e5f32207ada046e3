import { randomBytes } from 'node:crypto';
import { access, constants, copyFile, link, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '#core/base/failure.ts';
import { fileFailure, systemCode } from './file-failure.ts';
import type { KeyPair } from './key-file.ts';

export interface KeyPairFiles {
  readonly privateKeyPath: string;
  readonly publicKeyPath: string;
  /** True when the private key lies inside a git work tree, where it is easily committed: warn about it. */
  readonly insideGitWorkTree: boolean;
}

/**
 * Writes `PREFIX.key` (mode 0600) and `PREFIX.pub`: both or none, never over an existing file, never half.
 * Fails with `file/exists`, `file/not-found` (no such folder), `file/permission-denied` or `file/no-space`.
 */
export async function writeKeyPair(prefix: string, pair: KeyPair): Promise<KeyPairFiles> {
  const privateKeyPath = path.resolve(`${prefix}.key`);
  const publicKeyPath = path.resolve(`${prefix}.pub`);
  for (const file of [privateKeyPath, publicKeyPath]) {
    if (await isThere(file)) {
      throw exists(file);
    }
  }
  await createWhole(privateKeyPath, pair.privateKeyPem, 0o600);
  try {
    await createWhole(publicKeyPath, pair.publicKeyPem, 0o644);
  } catch (error) {
    await rm(privateKeyPath, { force: true }).catch(() => undefined);
    throw error;
  }
  return { privateKeyPath, publicKeyPath, insideGitWorkTree: await isInsideGitWorkTree(privateKeyPath) };
}

/** True when a folder above `file` holds a `.git` (a folder, or the file that a worktree or submodule has). */
export async function isInsideGitWorkTree(file: string): Promise<boolean> {
  let folder = path.dirname(path.resolve(file));
  for (;;) {
    if (await isThere(path.join(folder, '.git'))) {
      return true;
    }
    const above = path.dirname(folder);
    if (above === folder) {
      return false;
    }
    folder = above;
  }
}

/** Creates `file` with its whole content or not at all; an existing file is never touched. */
async function createWhole(file: string, text: string, mode: number): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await linkOrCopy(temporary, file);
  } catch (error) {
    throw systemCode(error) === 'EEXIST' ? exists(file) : fileFailure(error, `Writing ${file}`);
  } finally {
    // Where even this fails (a file in the place of a folder), nothing was made either.
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

/** Gives a whole file its name. A rename would replace a file that appeared in the meantime; this fails instead. */
async function linkOrCopy(temporary: string, file: string): Promise<void> {
  try {
    await link(temporary, file);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') {
      throw error;
    }
    // Some file systems (FAT, some network shares) have no links.
    await copyWhole(temporary, file);
  }
}

async function copyWhole(temporary: string, file: string): Promise<void> {
  try {
    await copyFile(temporary, file, constants.COPYFILE_EXCL);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') {
      await rm(file, { force: true }).catch(() => undefined);
    }
    throw error;
  }
}

function exists(file: string): Failure {
  return new Failure(
    'file/exists',
    `${file} exists already and was not changed: a lost private key cannot be made again. Choose another name, or move the old file away.`,
  );
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
