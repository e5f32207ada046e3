import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, throwIfCancelled } from '#core/base/failure.ts';
import { orFileFailure } from '#core/node/file-failure.ts';

/** Bounds of one search: enough for any catalogue by hand, small enough to end when started in the wrong place. */
const MAX_DEPTH = 32;
const MAX_ENTRIES = 200_000;

const SKIPPED_FOLDERS = new Set(['node_modules']);

/**
 * Files below a folder whose names could be descriptors, in a stable order: JSON of any name (STAC is known by its
 * content) and YAML. Hidden folders, `node_modules` and symbolic links are passed by, so a search ends and stays
 * inside. Fails with `file/too-large` rather than leave something out in silence.
 */
export async function findCandidates(folder: string, signal?: AbortSignal): Promise<string[]> {
  const found: string[] = [];
  let entries = 0;
  const search = async (current: string, depth: number): Promise<void> => {
    throwIfCancelled(signal);
    const children = await orFileFailure(`Reading the folder "${current}"`, () =>
      readdir(current, { withFileTypes: true }),
    );
    entries += children.length;
    if (depth > MAX_DEPTH || entries > MAX_ENTRIES) {
      throw new Failure(
        'file/too-large',
        `Searching "${folder}" for descriptors stopped at ${MAX_ENTRIES} files or ${MAX_DEPTH} folders deep: name the descriptors or a smaller folder.`,
      );
    }
    for (const child of children.sort(byName)) {
      if (child.isDirectory() && !child.name.startsWith('.') && !SKIPPED_FOLDERS.has(child.name)) {
        await search(join(current, child.name), depth + 1);
      } else if (child.isFile() && !child.name.startsWith('.') && couldBeDescriptor(child.name)) {
        found.push(join(current, child.name));
      }
    }
  };
  await search(folder, 0);
  return found;
}

/** True for the endings that descriptors have. */
export function couldBeDescriptor(name: string): boolean {
  return /\.(json|geojson|ya?ml)$/i.test(name);
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}
