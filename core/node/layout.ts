import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type Digest, isDigest } from '#core/base/digest.ts';
import { Failure, isFailure, throwIfCancelled } from '#core/base/failure.ts';
import { compareCodePoints } from '#core/oci/canonical-json.ts';
import { contentTitle } from '#core/oci/content-title.ts';
import type { Descriptor } from '#core/oci/descriptor.ts';
import { decodeManifestDocument, parseJson } from '#core/oci/manifest.ts';
import { isManifestType, OCI_INDEX, OCI_MANIFEST } from '#core/oci/media-types.ts';
import { isTag } from '#core/oci/reference.ts';
import { referrerEntry } from '#core/oci/registry-referrers.ts';
import type { Target } from '#core/oci/target.ts';
import { collect, verifiedStream } from '#core/oci/verified-stream.ts';
import { systemCode } from './file-failure.ts';
import { createHash } from './hash.ts';
import { type LayoutBlobs, layoutBlobs } from './layout-blobs.ts';
import { type LayoutIndex, layoutIndex, REF_NAME } from './layout-index.ts';
import { LayoutReferrers } from './layout-referrers.ts';
import { unlistedReferrers } from './layout-unlisted.ts';
import { diskSteps, type WriteSteps } from './safe-write.ts';
import { readTextFile } from './text-file.ts';

export interface LayoutOptions {
  /** Where there is no layout yet, the first write makes one; reading finds it empty. */
  readonly create?: boolean;
  /** The steps of writing files, for tests of a full disk. */
  readonly steps?: WriteSteps;
}

const MARKER_LIMIT = 4096;
const MANIFEST_LIMIT = 4 * 1024 * 1024;

/**
 * Opens an OCI image layout folder (image specification 1.1.1, image-layout.md) as one repository of many tags, as
 * `oras --oci-layout` and `skopeo oci:` read and write it. Fails with `file/not-found` where there is none, and with
 * `file/exists` for a folder with other things in it.
 */
export async function openLayout(folder: string, options: LayoutOptions = {}): Promise<Target> {
  const root = path.resolve(folder);
  const steps = options.steps ?? diskSteps;
  await checkMarker(root, options.create === true);
  const name = `oci:${folder}`;
  return layoutTarget({ name, index: layoutIndex(root, steps), blobs: layoutBlobs(root, name, steps) });
}

interface Layout {
  readonly name: string;
  readonly index: LayoutIndex;
  readonly blobs: LayoutBlobs;
}

function layoutTarget(layout: Layout): Target {
  const { name, index, blobs } = layout;
  const fetch: Target['fetch'] = (descriptor, { signal, onProgress } = {}) => {
    const what = contentTitle(descriptor);
    return verifiedStream(blobs.read(descriptor, 0, descriptor.size, signal), descriptor, createHash, {
      what: `${what} in ${name}`,
      signal,
      onBytes: (done) =>
        onProgress?.({ message: `Reading ${what}`, done, total: descriptor.size, unit: 'bytes' }),
    });
  };
  const fetchBytes: Target['fetchBytes'] = async (descriptor, { signal, limit = MANIFEST_LIMIT } = {}) => {
    if (descriptor.size > limit) {
      throw new Failure(
        'content/too-large',
        `${contentTitle(descriptor)} in ${name} has ${descriptor.size} bytes; at most ${limit} are read into memory.`,
      );
    }
    return collect(fetch(descriptor, signal ? { signal } : {}));
  };
  const referrers = new LayoutReferrers(fetchBytes);
  return {
    name,
    resolve: (tagOrDigest, signal) => resolve(layout, fetchBytes, tagOrDigest, signal),
    fetch,
    fetchBytes,
    fetchRange: (descriptor, start, end, signal) =>
      collect(blobs.read(descriptor, start, Math.min(end, descriptor.size), signal)),
    async exists(descriptor, signal) {
      throwIfCancelled(signal);
      return (await blobs.size(descriptor.digest)) === descriptor.size;
    },
    async pushBlob(descriptor, content, { signal, onProgress } = {}) {
      const what = contentTitle(descriptor);
      await index.initialise();
      const chunks = verifiedStream(content.open(signal), descriptor, createHash, {
        what,
        signal,
        onBytes: (done) =>
          onProgress?.({ message: `Storing ${what}`, done, total: descriptor.size, unit: 'bytes' }),
      });
      await blobs.write(descriptor.digest, chunks);
    },
    pushManifest: (descriptor, bytes, options = {}) => pushManifest(layout, descriptor, bytes, options),
    tags: (signal) => listTags(index, signal),
    async *referrers(subject, signal) {
      const listed = await index.read();
      const unlisted = await unlistedReferrers(blobs, listed, signal);
      yield* referrers.of(subject, [...listed, ...unlisted], signal);
    },
  };
}

async function checkMarker(root: string, create: boolean): Promise<void> {
  const marker = path.join(root, 'oci-layout');
  let text: string;
  try {
    text = await readTextFile(marker, { limit: MARKER_LIMIT, tooLarge: 'this is no OCI image layout.' });
  } catch (error) {
    if (!isFailure(error, 'file/not-found') || systemCode(error.cause) !== 'ENOENT') {
      throw error;
    }
    if (!create) {
      throw new Failure(
        'file/not-found',
        `There is no OCI image layout in ${root} (no file "oci-layout"). Check the path, or publish something there first.`,
        { cause: error },
      );
    }
    const found = await readdir(root).catch(() => []);
    if (found.some((name) => !['blobs', 'index.json'].includes(name))) {
      throw new Failure(
        'file/exists',
        `${root} holds other files and is no OCI image layout, so nothing was published there. Choose a new or empty folder.`,
      );
    }
    return;
  }
  if (!/"imageLayoutVersion"\s*:\s*"1\.\d+\.\d+"/.test(text)) {
    throw new Failure(
      'artifact/invalid-manifest',
      `${marker} names no layout version that is known (1.x). The folder was made by something newer, or is damaged.`,
    );
  }
}

async function resolve(
  { name, index, blobs }: Layout,
  fetchBytes: Target['fetchBytes'],
  tagOrDigest: string,
  signal?: AbortSignal,
): Promise<Descriptor> {
  throwIfCancelled(signal);
  const entries = await index.read();
  const entry = isDigest(tagOrDigest)
    ? (entries.find(({ digest }) => digest === tagOrDigest) ??
      (await unlisted(blobs, fetchBytes, tagOrDigest)))
    : entries.findLast(({ annotations }) => annotations?.[REF_NAME] === tagOrDigest);
  if (!entry) {
    throw new Failure(
      'registry/not-found',
      `There is no ${isDigest(tagOrDigest) ? tagOrDigest : `tag ${JSON.stringify(tagOrDigest)}`} in ${name}. Check the name against the tags that are there.`,
    );
  }
  if ((await blobs.size(entry.digest)) === undefined) {
    throw new Failure(
      'registry/not-found',
      `${JSON.stringify(tagOrDigest)} of ${name} stands for ${entry.digest}, and that content is missing from the folder. Publish it again.`,
    );
  }
  return { mediaType: entry.mediaType, digest: entry.digest, size: entry.size };
}

/** A manifest that only another one lists; its bytes tell its type. */
async function unlisted(
  blobs: LayoutBlobs,
  fetchBytes: Target['fetchBytes'],
  digest: Digest,
): Promise<Descriptor | undefined> {
  const size = await blobs.size(digest);
  if (size === undefined || size > MANIFEST_LIMIT) {
    return undefined;
  }
  const document = parseJson(await fetchBytes({ mediaType: OCI_MANIFEST, digest, size }), digest);
  const record =
    typeof document === 'object' && document !== null ? (document as { mediaType?: unknown }) : {};
  const mediaType = record.mediaType ?? ('manifests' in record ? OCI_INDEX : OCI_MANIFEST);
  return typeof mediaType === 'string' && isManifestType(mediaType) ? { mediaType, digest, size } : undefined;
}

async function pushManifest(
  { name, index, blobs }: Layout,
  descriptor: Descriptor,
  bytes: Uint8Array,
  { tag, signal }: { tag?: string; signal?: AbortSignal },
): Promise<void> {
  throwIfCancelled(signal);
  if (tag !== undefined && !isTag(tag)) {
    throw new Failure('reference/invalid', `${JSON.stringify(tag)} is not a tag.`);
  }
  const document = decodeManifestDocument(bytes, descriptor);
  const children =
    document.kind === 'index'
      ? document.index.manifests
      : [document.manifest.config, ...document.manifest.layers];
  for (const child of children) {
    if ((await blobs.size(child.digest)) !== child.size) {
      throw new Failure(
        'registry/blob-unknown',
        `The manifest ${descriptor.digest} names ${contentTitle(child)} (${child.digest}), which is not in ${name}. Store that first.`,
      );
    }
  }
  await index.initialise();
  const single = async function* () {
    yield bytes;
  };
  const what = 'the manifest to store';
  await blobs.write(descriptor.digest, verifiedStream(single(), descriptor, createHash, { what, signal }));
  await index.add(listedAs(descriptor, bytes), tag, signal);
}

/** A referrer is listed with its annotations, as oras lists it; anything else by its type alone. */
function listedAs(descriptor: Descriptor, bytes: Uint8Array): Descriptor {
  const document = decodeManifestDocument(bytes, descriptor);
  const { artifactType } = document.kind === 'manifest' ? document.manifest : document.index;
  const { mediaType, digest, size } = descriptor;
  return (
    referrerEntry(descriptor, bytes)?.entry ?? {
      mediaType,
      digest,
      size,
      ...(artifactType !== undefined && { artifactType }),
    }
  );
}

async function* listTags(
  index: LayoutIndex,
  signal?: AbortSignal,
): AsyncGenerator<readonly string[], void, undefined> {
  throwIfCancelled(signal);
  const names = (await index.read()).map(({ annotations }) => annotations?.[REF_NAME]);
  const tags = names.filter((name): name is string => name !== undefined && isTag(name));
  yield [...new Set(tags)].sort(compareCodePoints);
}
