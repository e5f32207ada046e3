import type { Dirent } from 'node:fs';
import { opendir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { throwIfCancelled } from '#core/base/failure.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { locateFiles } from './locate-files.ts';
import { readPart } from './read-descriptor.ts';

/** Bounds of one search: enough for any collection by hand, small enough to end when a whole disk is opened. */
const MAX_DEPTH = 16;
const MAX_ENTRIES = 200_000;
const MAX_PACKAGES = 2_000;

const PACKAGE = /(?:^|\.)datapackage\.(?:json|ya?ml)$/i;
/** Folders of programs, not of people. */
const PASSED_OVER = new Set(['node_modules', '__pycache__', 'venv']);

/** A descriptor or a schema in a folder, both absolute paths; nothing outside of `root` is read. */
export interface DescriptorPlace {
  readonly folder: string;
  readonly root: string;
  readonly name: string;
}

/** Finds and reads descriptors for an index of a workspace. */
export interface DescriptorFiles {
  /** The descriptors of packages below a folder, nearest first. */
  find(root: string, signal?: AbortSignal): AsyncIterable<string>;
  /** A descriptor; undefined when it is not there, cannot be read, or has more than 4 MB. */
  read(place: DescriptorPlace, signal?: AbortSignal): Promise<MetadataDocument | undefined>;
}

/** The descriptors of the disk. */
export const diskDescriptors: DescriptorFiles = { find: findPackages, read: readDescriptor };

/**
 * The descriptors of data packages below a folder by their absolute paths, nearest first, at most 2,000. Hidden folders, folders of
 * programs and symbolic links are passed by, and so is what cannot be read.
 * @throws task/cancelled
 */
async function* findPackages(root: string, signal?: AbortSignal): AsyncGenerator<string> {
  const start = await realpath(root).catch(() => undefined);
  let level = start === undefined ? [] : [root];
  let entries = 0;
  let found = 0;
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      for await (const entry of entriesOf(folder)) {
        throwIfCancelled(signal);
        if (++entries > MAX_ENTRIES || found >= MAX_PACKAGES) {
          return;
        }
        const place = path.join(folder, entry.name);
        if (entry.isDirectory() && !entry.name.startsWith('.') && !PASSED_OVER.has(entry.name)) {
          next.push(place);
        } else if (entry.isFile() && PACKAGE.test(entry.name)) {
          found++;
          yield place;
        }
      }
    }
    level = next.sort();
  }
}

async function* entriesOf(folder: string): AsyncGenerator<Dirent> {
  try {
    yield* await opendir(folder);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) {
      throw error; // a bug or a cancellation, not what the system says of the folder
    }
  }
}

async function readDescriptor(
  { folder, root, name }: DescriptorPlace,
  signal?: AbortSignal,
): Promise<MetadataDocument | undefined> {
  const located = await locateFiles({ folder, root, paths: [name], ...(signal && { signal }) });
  const file = located?.get(name)?.at?.file;
  return file === undefined ? undefined : readPart(file, signal);
}
