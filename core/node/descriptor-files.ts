import path from 'node:path';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { locateFiles } from './locate-files.ts';
import { readPart } from './read-descriptor.ts';
import { filesBelow } from './walk-folder.ts';

/** Bounds of one search: enough for any collection by hand, small enough to end when a whole disk is opened. */
const BOUNDS = { depth: 16, entries: 200_000 };
const MAX_PACKAGES = 2_000;

const PACKAGE = /(?:^|\.)datapackage\.(?:json|ya?ml)$/i;

/** A descriptor or a schema in a folder, both absolute paths; nothing outside of `root` is read. */
export interface DescriptorPlace {
  readonly folder: string;
  readonly root: string;
  readonly name: string;
}

/** Finds and reads descriptors for an index of a workspace. */
export interface DescriptorFiles {
  /** The descriptors of packages below a folder, nearest first, at most 2,000. */
  find(root: string, signal?: AbortSignal): AsyncIterable<string>;
  /** A descriptor; undefined when it is not there, cannot be read, or has more than 4 MB. */
  read(place: DescriptorPlace, signal?: AbortSignal): Promise<MetadataDocument | undefined>;
}

/** The descriptors of the disk. */
export const diskDescriptors: DescriptorFiles = { find: findPackages, read: readDescriptor };

/** The descriptors of data packages below a folder by their absolute paths, nearest first. @throws task/cancelled */
async function* findPackages(root: string, signal?: AbortSignal): AsyncGenerator<string> {
  let found = 0;
  for await (const file of filesBelow(root, BOUNDS, signal)) {
    if (PACKAGE.test(path.posix.basename(file))) {
      yield path.join(root, file);
      found += 1;
    }
    if (found >= MAX_PACKAGES) {
      return;
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
