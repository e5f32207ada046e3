import { close, constants, fstat, open, read, readFile } from 'node:fs';
import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { throwIfCancelled } from '#core/base/failure.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import type { DescriptorPlace } from './descriptor-files.ts';
import { locateFiles } from './locate-files.ts';
import { parseDescriptorBytes } from './read-descriptor.ts';
import { filesBelow } from './walk-folder.ts';

/** Bounds of one search: enough for large catalogues, small enough to end when a whole disk is opened. */
const BOUNDS = { depth: 24, entries: 400_000 };
/** Bytes: larger files are data, not metadata that others link to. */
const LARGEST = 16 * 1024 * 1024;

/** Bytes that are read at once; a pipe or a device has fewer, or no end. */
const SMALL = 64 * 1024;

const CANDIDATE = /\.(?:json|geojson|ya?ml)$/i;
/** Nothing is an item, a collection or a catalogue without it. */
const TELLING = 'stac_version';

// Opening never waits for a pipe, and never follows a link that took the place of a file since the folder was listed.
const WITHOUT_WAITING = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;

/** Finds and reads the STAC objects of a workspace. */
export interface StacFiles {
  /** Files below a folder that may hold STAC objects, by their absolute paths, the nearest first. @throws task/cancelled */
  find(root: string, signal?: AbortSignal): AsyncIterable<string>;
  /** The same below a folder in another one, both inside of the root; none where a link leads to it. */
  findIn(place: DescriptorPlace, signal?: AbortSignal): AsyncIterable<string>;
  /** A file that was found. Undefined for what holds no STAC object, has more than 16 MB or cannot be read. */
  readFound(file: string, signal?: AbortSignal): Promise<MetadataDocument | undefined>;
  /** A file of a place, wherever its links lead inside of the root; else as `readFound`. */
  read(place: DescriptorPlace, signal?: AbortSignal): Promise<MetadataDocument | undefined>;
}

/** The STAC objects of the disk. */
export const diskStacFiles: StacFiles = { find, findIn, readFound, read: readPlace };

async function* find(root: string, signal?: AbortSignal): AsyncGenerator<string> {
  for await (const file of filesBelow(root, BOUNDS, signal)) {
    if (CANDIDATE.test(file)) {
      yield path.join(root, file);
    }
  }
}

async function* findIn(
  { folder, root, name }: DescriptorPlace,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  const inside = path.join(folder, name);
  const located = await locateFiles({ folder, root, paths: [name], ...(signal && { signal }) });
  const isFolder = located?.get(name)?.fact.kind === 'directory';
  const stats = isFolder ? await lstat(inside).catch(() => undefined) : undefined;
  if (stats?.isDirectory()) {
    yield* find(inside, signal);
  }
}

async function readPlace(
  { folder, root, name }: DescriptorPlace,
  signal?: AbortSignal,
): Promise<MetadataDocument | undefined> {
  const located = await locateFiles({ folder, root, paths: [name], ...(signal && { signal }) });
  const file = located?.get(name)?.at?.file;
  return file === undefined ? undefined : readFound(file, signal);
}

async function readFound(file: string, signal?: AbortSignal): Promise<MetadataDocument | undefined> {
  throwIfCancelled(signal);
  const bytes = await readBytes(file).catch(() => undefined);
  throwIfCancelled(signal);
  return bytes?.includes(TELLING) ? parseDescriptorBytes(path.basename(file), bytes) : undefined;
}

/**
 * Small files, which nearly all are, in one read. Promises of `node:fs` take several times as long, and a catalogue has
 * ten thousand files.
 */
function readBytes(file: string): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    open(file, WITHOUT_WAITING, (failed, descriptor) => {
      if (failed) {
        reject(failed);
        return;
      }
      const done = (error: Error | null, bytes?: Buffer) => {
        close(descriptor, () => (error ? reject(error) : resolve(bytes)));
      };
      const small = Buffer.allocUnsafe(SMALL);
      read(descriptor, small, 0, SMALL, 0, (error, length) => {
        if (error || length < SMALL) {
          done(error, small.subarray(0, length));
        } else {
          readLarge(descriptor, done);
        }
      });
    });
  });
}

function readLarge(descriptor: number, done: (error: Error | null, bytes?: Buffer) => void): void {
  fstat(descriptor, (error, stats) => {
    if (error || !stats.isFile() || stats.size > LARGEST) {
      done(error);
    } else {
      readFile(descriptor, done);
    }
  });
}
