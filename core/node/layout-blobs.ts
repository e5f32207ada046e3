import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Digest, digestParts, isDigest } from '#core/base/digest.ts';
import { Failure, throwIfCancelled } from '#core/base/failure.ts';
import { contentTitle } from '#core/oci/content-title.ts';
import type { Descriptor } from '#core/oci/descriptor.ts';
import { fileFailure, orFileFailure, systemCode } from './file-failure.ts';
import { makeFolderInside, type WriteSteps, writeWhole } from './safe-write.ts';

const READ_SIZE = 1024 * 1024;

/** The contents of a layout folder, by digest: `blobs/<algorithm>/<hex>`. `name` is the layout's, for messages. */
export interface LayoutBlobs {
  /** Bytes of a content; undefined when it is not there. */
  size(digest: Digest): Promise<number | undefined>;
  /** Unchecked bytes `[start, end)`. */
  read(
    descriptor: Descriptor,
    start: number,
    end: number,
    signal?: AbortSignal,
  ): AsyncGenerator<Uint8Array, void, undefined>;
  /** Every SHA-256 content of the layout, in no order; nothing where the layout has none yet. */
  list(): AsyncGenerator<{ readonly digest: Digest; readonly size: number }, void, undefined>;
  /** Stores a content whole or not at all; whoever calls has checked the chunks. */
  write(digest: Digest, chunks: AsyncIterable<Uint8Array>): Promise<void>;
}

export function layoutBlobs(root: string, name: string, steps: WriteSteps): LayoutBlobs {
  const fileOf = (digest: Digest) => {
    const { algorithm, hex } = digestParts(digest);
    return path.join(root, 'blobs', algorithm, hex);
  };
  return {
    size: (digest) => sizeOf(fileOf(digest)),
    read: async function* (descriptor, start, end, signal) {
      throwIfCancelled(signal);
      const file = fileOf(descriptor.digest);
      requireSize(descriptor, await sizeOf(file), name);
      const handle = await orFileFailure(`Reading ${file}`, () => open(file, 'r'));
      try {
        for (let at = start; at < end; ) {
          throwIfCancelled(signal);
          const chunk = await readAt(handle, file, at, Math.min(end - at, READ_SIZE));
          if (chunk.length === 0) {
            return;
          }
          at += chunk.length;
          yield chunk;
        }
      } finally {
        await handle.close();
      }
    },
    list: async function* () {
      for (const hex of await namesIn(path.join(root, 'blobs', 'sha256'))) {
        const digest = `sha256:${hex}`;
        const size = isDigest(digest) ? await sizeOf(fileOf(digest)) : undefined;
        if (isDigest(digest) && size !== undefined) {
          yield { digest, size };
        }
      }
    },
    write: async (digest, chunks) => {
      const file = fileOf(digest);
      await makeFolderInside(root, file);
      await writeWhole(file, chunks, { steps });
    },
  };
}

function requireSize(descriptor: Descriptor, size: number | undefined, name: string): void {
  const title = contentTitle(descriptor);
  if (size === undefined) {
    throw new Failure(
      'registry/not-found',
      `${title} (${descriptor.digest}) is missing from ${name}. Publish it again.`,
    );
  }
  if (size !== descriptor.size) {
    throw new Failure(
      'content/size-mismatch',
      `${title} in ${name} should have ${descriptor.size} bytes and has ${size}. Do not use it; publish it again.`,
    );
  }
}

async function readAt(handle: FileHandle, file: string, at: number, length: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(length);
  const { bytesRead } = await orFileFailure(`Reading ${file}`, () => handle.read(buffer, 0, length, at));
  return buffer.subarray(0, bytesRead);
}

/** Names in a folder; none where there is no folder. */
async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') {
      return [];
    }
    throw fileFailure(error, `Listing ${folder}`);
  });
}

/** Bytes of a regular file; undefined when there is none. Never opens: a pipe in its place would block. */
async function sizeOf(file: string): Promise<number | undefined> {
  const found = await stat(file).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) {
      return undefined;
    }
    throw fileFailure(error, `Looking at ${file}`);
  });
  return found?.isFile() ? found.size : undefined;
}
