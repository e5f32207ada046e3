import { lstat } from 'node:fs/promises';
import path from 'node:path';
import type { ListedFile } from '#core/metadata/known-surroundings.ts';
import { filesBelow } from './walk-folder.ts';

const MAX_FILES = 2_000;
const BOUNDS = { depth: 8, entries: 20_000 };

/**
 * Files below a folder with their sizes, in alphabetical order: the nearest, at most 2,000 and at most eight folders
 * deep. What `filesBelow` leaves out is left out.
 * @throws task/cancelled
 */
export async function listFiles(folder: string, signal?: AbortSignal): Promise<ListedFile[]> {
  const found: ListedFile[] = [];
  for await (const file of filesBelow(folder, BOUNDS, signal)) {
    const size = await sizeOf(path.join(folder, file));
    if (size !== undefined) {
      found.push({ path: file, size });
    }
    if (found.length >= MAX_FILES) {
      break;
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function sizeOf(file: string): Promise<number | undefined> {
  const stats = await lstat(file).catch(() => undefined);
  return stats?.isFile() ? stats.size : undefined;
}
