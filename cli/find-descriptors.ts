import { isUtf8 } from 'node:buffer';
import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, throwIfCancelled } from '#core/base/failure.ts';
import { orFileFailure } from '#core/node/file-failure.ts';

/** Bounds of one search: enough for any catalogue by hand, small enough to end when started in the wrong place. */
const MAX_DEPTH = 32;
const MAX_ENTRIES = 200_000;

const SKIPPED_FOLDERS = new Set(['node_modules']);

/** What people and programs take for a package by its name alone. */
const PACKAGE = /^(?:[^.].*\.)?datapackage\.(?:json|ya?ml)$/i;

/**
 * Files below a folder whose names could be descriptors, in a stable order: JSON of any name (STAC is known by its
 * content) and YAML. Hidden folders, `node_modules` and symbolic links are passed by, so a search ends and stays
 * inside; `passBy` gets a sentence about a name that is not UTF-8 and a package that is no file. Fails with `file/too-large` rather than leave something out in silence.
 */
export async function findCandidates(
  folder: string,
  passBy: (why: string) => void,
  signal?: AbortSignal,
): Promise<string[]> {
  const found: string[] = [];
  let entries = 0;
  const search = async (current: string, depth: number): Promise<void> => {
    throwIfCancelled(signal);
    const children = await orFileFailure(`Reading the folder "${current}"`, () =>
      readdir(current, { withFileTypes: true, encoding: 'buffer' }),
    );
    entries += children.length;
    if (depth > MAX_DEPTH || entries > MAX_ENTRIES) {
      throw new Failure(
        'file/too-large',
        `Searching "${folder}" for descriptors stopped at ${MAX_ENTRIES} files or ${MAX_DEPTH} folders deep: name the descriptors or a smaller folder.`,
      );
    }
    for (const { child, name, isReadable } of named(children)) {
      const isFolder = child.isDirectory() && !SKIPPED_FOLDERS.has(name);
      const isCandidate = child.isFile() && couldBeDescriptor(name);
      const path = join(current, name);
      if (!(child.isFile() || child.isDirectory()) && PACKAGE.test(name)) {
        const what = child.isSymbolicLink() ? 'a link' : 'a pipe, a socket or a device';
        passBy(`"${path}" is ${what}, and only files are looked at in a folder.`);
      }
      if (name.startsWith('.') || !(isFolder || isCandidate)) {
        continue;
      }
      if (!isReadable) {
        passBy(`"${path}" cannot be opened, because its name is not UTF-8. Rename it.`);
      } else if (isFolder) {
        await search(path, depth + 1);
      } else {
        found.push(path);
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

interface NamedChild {
  readonly child: Dirent<Buffer>;
  readonly name: string;
  /** False for a name that no text stands for: under the nearest one there is no such file. */
  readonly isReadable: boolean;
}

function named(children: readonly Dirent<Buffer>[]): NamedChild[] {
  return children
    .map((child) => ({ child, name: child.name.toString('utf8'), isReadable: isUtf8(child.name) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
