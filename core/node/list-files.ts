import type { Dirent } from 'node:fs';
import { lstat, opendir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { throwIfCancelled } from '#core/base/failure.ts';
import type { ListedFile } from '#core/metadata/known-surroundings.ts';

const MAX_FILES = 2_000;
const MAX_DEPTH = 8;
/** Entries looked at, files or not: a folder of a million pictures is not walked to its end. */
const MAX_ENTRIES = 20_000;

/** Folders that people do not keep data in. */
const PASSED_OVER = new Set(['node_modules', '__pycache__', 'venv']);

/**
 * Files below a folder, the nearest first, at most 2,000 and at most eight folders deep. What is hidden, behind a
 * symbolic link, or a pipe or device is left out; so is what cannot be read.
 * @throws task/cancelled
 */
export async function listFiles(folder: string, signal?: AbortSignal): Promise<ListedFile[]> {
  const found: ListedFile[] = [];
  const start = await realpath(folder).catch(() => undefined);
  let level = start === undefined ? [] : [''];
  let looked = 0;
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth++) {
    const next: string[] = [];
    for (const below of level) {
      for await (const entry of entriesOf(path.join(start ?? folder, below))) {
        throwIfCancelled(signal);
        if (++looked > MAX_ENTRIES || found.length >= MAX_FILES) {
          return sorted(found);
        }
        const name = below === '' ? entry.name : `${below}/${entry.name}`;
        if (entry.name.startsWith('.') || PASSED_OVER.has(entry.name)) {
          continue;
        }
        if (entry.isDirectory()) {
          next.push(name);
        } else if (entry.isFile()) {
          const size = await sizeOf(path.join(start ?? folder, name));
          found.push(...(size === undefined ? [] : [{ path: name, size }]));
        }
      }
    }
    level = next.sort();
  }
  return sorted(found);
}

function sorted(files: readonly ListedFile[]): ListedFile[] {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function* entriesOf(folder: string): AsyncGenerator<Dirent> {
  try {
    yield* await opendir(folder);
  } catch {
    // A folder that cannot be read, or is gone meanwhile, has nothing to name.
  }
}

async function sizeOf(file: string): Promise<number | undefined> {
  const stats = await lstat(file).catch(() => undefined);
  return stats?.isFile() ? stats.size : undefined;
}
