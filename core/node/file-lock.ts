import { open, readFile, rm, stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { Failure, throwIfCancelled } from '#core/base/failure.ts';
import { fileFailure, systemCode } from './file-failure.ts';
import { isOfEndedProcess, ownMark } from './running-process.ts';

/**
 * The work under a lock takes milliseconds: a lock this old belongs to a process that died, where its mark does not
 * tell, such as on another machine.
 */
const STALE_MILLISECONDS = 30_000;
const PAUSE_MILLISECONDS = 15;
const MAX_TRIES = 4_000;

/** Windows answers EPERM while a lock that was removed is still open somewhere. */
const BUSY: readonly string[] = process.platform === 'win32' ? ['EEXIST', 'EPERM', 'EBUSY'] : ['EEXIST'];

/**
 * Runs `work` while a lock file exists, so that two processes do not change the same file at once. Waits for its
 * turn up to a minute, then fails with `task/timeout`.
 */
export async function withFileLock<T>(
  lock: string,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  await acquire(lock, signal);
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function acquire(lock: string, signal: AbortSignal | undefined): Promise<void> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    throwIfCancelled(signal);
    try {
      const handle = await open(lock, 'wx');
      // A lock without its mark still locks: on a full disk the work itself will say so.
      await handle.writeFile(ownMark()).catch(() => undefined);
      await handle.close();
      return;
    } catch (error) {
      if (!BUSY.includes(systemCode(error) ?? '')) {
        throw fileFailure(error, `Locking ${lock}`);
      }
    }
    await removeStale(lock);
    await setTimeout(PAUSE_MILLISECONDS);
  }
  throw new Failure(
    'task/timeout',
    `Another program has been changing this folder for a minute. If none runs, remove ${lock} and try again.`,
  );
}

async function removeStale(lock: string): Promise<void> {
  const found = await stat(lock).catch(() => undefined);
  const isOld = found !== undefined && Date.now() - found.mtimeMs > STALE_MILLISECONDS;
  const isSmall = found?.isFile() === true && found.size < 1024;
  if (isOld || (isSmall && isOfEndedProcess(await readFile(lock, 'utf8').catch(() => '')))) {
    await rm(lock, { force: true });
  }
}
