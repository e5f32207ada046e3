import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Failure, isFailure } from '#core/base/failure.ts';
import { indexBytes } from '#core/oci/canonical-json.ts';
import type { Descriptor, Index } from '#core/oci/descriptor.ts';
import { decodeIndex, parseJson } from '#core/oci/manifest.ts';
import { orFileFailure } from './file-failure.ts';
import { withFileLock } from './file-lock.ts';
import { makeFolder, type WriteSteps, writeWhole } from './safe-write.ts';
import { readSmallFile } from './small-file.ts';

/** The annotation of an `index.json` entry that holds its tag (image specification 1.1.1, annotations.md). */
export const REF_NAME = 'org.opencontainers.image.ref.name';

const INDEX_LIMIT = 16 * 1024 * 1024;

/** The list of manifests of a layout folder, `index.json`. */
export interface LayoutIndex {
  /** Its entries; none when the layout is yet to be made. */
  read(): Promise<readonly Descriptor[]>;
  /** Makes the folder a layout when it is none yet. */
  initialise(): Promise<void>;
  /** Lists a manifest: under a tag, which it takes from any other, or without one if it is not listed at all. */
  add(entry: Descriptor, tag: string | undefined, signal?: AbortSignal): Promise<void>;
}

export function layoutIndex(root: string, steps: WriteSteps): LayoutIndex {
  const file = path.join(root, 'index.json');
  const read = async (): Promise<Index> => {
    const bytes = await readBounded(file);
    return bytes === undefined ? EMPTY : decodeList(bytes, file);
  };
  const write = (index: Index) => writeWhole(file, [indexBytes(index)], { steps, durable: true });
  return {
    read: async () => (await read()).manifests,
    async initialise() {
      await orFileFailure(`Making the folder ${root}`, () => makeFolder(root));
      const marker = path.join(root, 'oci-layout');
      if (!(await stat(marker).catch(() => undefined))) {
        await writeWhole(marker, [MARKER], { steps });
      }
    },
    async add(entry, tag, signal) {
      await withFileLock(
        `${file}.lock`,
        async () => {
          const index = await read();
          const manifests = withEntry(index.manifests, entry, tag);
          if (manifests !== index.manifests) {
            await write({ ...index, manifests });
          }
        },
        signal,
      );
    },
  };
}

const EMPTY: Index = {
  schemaVersion: 2,
  mediaType: 'application/vnd.oci.image.index.v1+json',
  manifests: [],
};
const MARKER = new TextEncoder().encode('{"imageLayoutVersion":"1.0.0"}');

function withEntry(
  manifests: readonly Descriptor[],
  entry: Descriptor,
  tag: string | undefined,
): readonly Descriptor[] {
  const sameContent = manifests.filter(({ digest }) => digest === entry.digest);
  if (tag === undefined) {
    return sameContent.length > 0 ? manifests : [...manifests, entry];
  }
  if (sameContent.some(({ annotations }) => annotations?.[REF_NAME] === tag)) {
    return manifests;
  }
  // A manifest that loses its tag stays listed: somebody may have pinned its digest, or signed it.
  const others = manifests.flatMap((each) => {
    const isBareTwin = each.digest === entry.digest && each.annotations?.[REF_NAME] === undefined;
    return isBareTwin ? [] : each.annotations?.[REF_NAME] === tag ? untagged(each, manifests) : each;
  });
  return [...others, { ...entry, annotations: { ...entry.annotations, [REF_NAME]: tag } }];
}

/** The entry without its tag; nothing when the same manifest is listed once more anyway. */
function untagged(entry: Descriptor, manifests: readonly Descriptor[]): Descriptor[] {
  if (manifests.some((each) => each !== entry && each.digest === entry.digest)) {
    return [];
  }
  const { annotations = {}, ...rest } = entry;
  const others = Object.entries(annotations).filter(([key]) => key !== REF_NAME);
  return [{ ...rest, ...(others.length > 0 && { annotations: Object.fromEntries(others) }) }];
}

function decodeList(bytes: Uint8Array, file: string): Index {
  try {
    return decodeIndex(parseJson(bytes, file));
  } catch (error) {
    if (isFailure(error, 'artifact/invalid-manifest')) {
      throw new Failure(
        error.code,
        `${file}, the list of what is in this folder, is damaged: ${error.message} Restore it from a copy, or publish into a new folder.`,
        { cause: error },
      );
    }
    throw error;
  }
}

async function readBounded(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readSmallFile(file, { limit: INDEX_LIMIT, tooLarge: 'this is no usable layout.' });
  } catch (error) {
    if (isFailure(error, 'file/not-found')) {
      return undefined;
    }
    throw error;
  }
}
