import type { FileHandle } from 'node:fs/promises';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Digest, digestParts, isDigest, requireDigest } from '#core/base/digest.ts';
import { Failure, isFailure, throwIfCancelled } from '#core/base/failure.ts';
import { compareCodePoints } from '#core/oci/canonical-json.ts';
import type { Descriptor } from '#core/oci/descriptor.ts';
import { decodeManifestDocument, parseJson } from '#core/oci/manifest.ts';
import { isManifestType, OCI_INDEX, OCI_MANIFEST } from '#core/oci/media-types.ts';
import { isTag } from '#core/oci/reference.ts';
import { referrerEntry } from '#core/oci/registry-referrers.ts';
import type { Target } from '#core/oci/target.ts';
import { collect, verifiedStream } from '#core/oci/verified-stream.ts';
import { fileFailure, orFileFailure, systemCode } from './file-failure.ts';
import { createHash } from './hash.ts';
import { layoutIndex, REF_NAME } from './layout-index.ts';
import { diskSteps, makeFolderInside, type WriteSteps, writeWhole } from './safe-write.ts';

export interface LayoutOptions {
  /** Where there is no layout yet, the first write makes one; reading finds it empty. */
  readonly create?: boolean;
  /** The steps of writing files, for tests of a full disk. */
  readonly steps?: WriteSteps;
}

const MANIFEST_LIMIT = 4 * 1024 * 1024;
const READ_SIZE = 1024 * 1024;
const MAX_REFERRERS = 10_000;

/**
 * Opens an OCI image layout folder (image specification 1.1.1, image-layout.md) as one repository of many tags, as
 * `oras --oci-layout` and `skopeo oci:` read and write it. Fails with `file/not-found` where there is none, and with
 * `file/exists` for a folder with other things in it.
 */
export async function openLayout(folder: string, options: LayoutOptions = {}): Promise<Target> {
  const root = path.resolve(folder);
  const steps = options.steps ?? diskSteps;
  await checkMarker(root, options.create === true);
  return layoutTarget({
    root,
    steps,
    name: `oci:${folder}`,
    index: layoutIndex(root, steps),
    // What a manifest refers to never changes; reading every manifest again for every question would be slow.
    subjects: new Map(),
  });
}

interface Layout {
  readonly root: string;
  readonly steps: WriteSteps;
  readonly name: string;
  readonly index: ReturnType<typeof layoutIndex>;
  readonly subjects: Map<Digest, { subject: Digest; entry: Descriptor } | undefined>;
}

function layoutTarget(layout: Layout): Target {
  const fetch: Target['fetch'] = (descriptor, { signal, onProgress } = {}) => {
    const what = titleOf(descriptor);
    return verifiedStream(
      readChunks(layout, descriptor, 0, descriptor.size, signal),
      descriptor,
      createHash,
      {
        what: `${what} in ${layout.name}`,
        signal,
        onBytes: (done) =>
          onProgress?.({ message: `Reading ${what}`, done, total: descriptor.size, unit: 'bytes' }),
      },
    );
  };
  const target: Target = {
    name: layout.name,
    resolve: (tagOrDigest, signal) => resolve(layout, tagOrDigest, signal),
    fetch,
    async fetchBytes(descriptor, { signal, limit = MANIFEST_LIMIT } = {}) {
      if (descriptor.size > limit) {
        throw new Failure(
          'content/too-large',
          `${descriptor.digest} in ${layout.name} has ${descriptor.size} bytes; at most ${limit} are read into memory.`,
        );
      }
      return collect(fetch(descriptor, signal ? { signal } : {}));
    },
    fetchRange: (descriptor, start, end, signal) =>
      collect(readChunks(layout, descriptor, start, Math.min(end, descriptor.size), signal)),
    async exists(descriptor, signal) {
      throwIfCancelled(signal);
      return (await sizeOf(blobPath(layout, descriptor.digest))) === descriptor.size;
    },
    async pushBlob(descriptor, content, { signal, onProgress } = {}) {
      const what = titleOf(descriptor);
      const chunks = verifiedStream(content.open(signal), descriptor, createHash, {
        what,
        signal,
        onBytes: (done) =>
          onProgress?.({ message: `Storing ${what}`, done, total: descriptor.size, unit: 'bytes' }),
      });
      await writeBlob(layout, descriptor.digest, chunks);
    },
    pushManifest: (descriptor, bytes, options = {}) =>
      pushManifest(layout, target, descriptor, bytes, options),
    tags: (signal) => listTags(layout, signal),
    referrers: (subject, signal) => listReferrers(layout, target, subject, signal),
  };
  return target;
}

async function checkMarker(root: string, create: boolean): Promise<void> {
  const marker = path.join(root, 'oci-layout');
  let text: string;
  try {
    text = await readFile(marker, 'utf8');
  } catch (error) {
    const code = systemCode(error);
    if (code !== 'ENOENT') {
      throw fileFailure(error, `Opening the OCI image layout ${root}`);
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
  if (!/"imageLayoutVersion"\s*:\s*"1\.\d+\.\d+"/.test(text.slice(0, 4096))) {
    throw new Failure(
      'artifact/invalid-manifest',
      `${marker} names no layout version that is known (1.x). The folder was made by something newer, or is damaged.`,
    );
  }
}

async function resolve(layout: Layout, tagOrDigest: string, signal?: AbortSignal): Promise<Descriptor> {
  throwIfCancelled(signal);
  const entries = await layout.index.read();
  const entry = isDigest(tagOrDigest)
    ? entries.find(({ digest }) => digest === tagOrDigest)
    : entries.findLast(({ annotations }) => annotations?.[REF_NAME] === tagOrDigest);
  const found = entry ?? (isDigest(tagOrDigest) ? await unlisted(layout, tagOrDigest) : undefined);
  if (!found) {
    throw new Failure(
      'registry/not-found',
      `There is no ${isDigest(tagOrDigest) ? tagOrDigest : `tag "${tagOrDigest}"`} in ${layout.name}. Check the name; the tags that are there can be listed.`,
    );
  }
  if ((await sizeOf(blobPath(layout, found.digest))) === undefined) {
    throw new Failure(
      'registry/not-found',
      `"${tagOrDigest}" of ${layout.name} stands for ${found.digest}, and that content is missing from the folder. Publish it again.`,
    );
  }
  return { mediaType: found.mediaType, digest: found.digest, size: found.size };
}

/** A manifest that only another one lists; its bytes tell its type. */
async function unlisted(layout: Layout, digest: Digest): Promise<Descriptor | undefined> {
  const file = blobPath(layout, digest);
  const size = await sizeOf(file);
  if (size === undefined || size > MANIFEST_LIMIT) {
    return undefined;
  }
  const bytes = await orFileFailure(`Reading ${file}`, () => readFile(file));
  await requireDigest(bytes, digest, `${digest} in ${layout.name}`);
  const document = parseJson(bytes, digest);
  const record =
    typeof document === 'object' && document !== null ? (document as { mediaType?: unknown }) : {};
  const mediaType = record.mediaType ?? ('manifests' in record ? OCI_INDEX : OCI_MANIFEST);
  return typeof mediaType === 'string' && isManifestType(mediaType) ? { mediaType, digest, size } : undefined;
}

async function* readChunks(
  layout: Layout,
  descriptor: Descriptor,
  start: number,
  end: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  throwIfCancelled(signal);
  const file = blobPath(layout, descriptor.digest);
  const size = await sizeOf(file);
  if (size === undefined) {
    throw new Failure(
      'registry/not-found',
      `${titleOf(descriptor)} (${descriptor.digest}) is missing from ${layout.name}. Publish it again.`,
    );
  }
  if (size !== descriptor.size) {
    throw new Failure(
      'content/size-mismatch',
      `${titleOf(descriptor)} in ${layout.name} should have ${descriptor.size} bytes and has ${size}. Do not use it; publish it again.`,
    );
  }
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
}

async function readAt(handle: FileHandle, file: string, at: number, length: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(length);
  const { bytesRead } = await orFileFailure(`Reading ${file}`, () => handle.read(buffer, 0, length, at));
  return buffer.subarray(0, bytesRead);
}

async function writeBlob(layout: Layout, digest: Digest, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  await layout.index.initialise();
  const file = blobPath(layout, digest);
  await makeFolderInside(layout.root, file);
  await writeWhole(file, chunks, { steps: layout.steps });
}

async function pushManifest(
  layout: Layout,
  target: Target,
  descriptor: Descriptor,
  bytes: Uint8Array,
  { tag, signal }: { tag?: string; signal?: AbortSignal },
): Promise<void> {
  if (tag !== undefined && !isTag(tag)) {
    throw new Failure('reference/invalid', `${JSON.stringify(tag)} is not a tag.`);
  }
  const document = decodeManifestDocument(bytes, descriptor);
  const children =
    document.kind === 'index'
      ? document.index.manifests
      : [document.manifest.config, ...document.manifest.layers];
  for (const child of children) {
    if (!(await target.exists(child, signal))) {
      throw new Failure(
        'registry/blob-unknown',
        `The manifest ${descriptor.digest} names ${titleOf(child)} (${child.digest}), which is not in ${layout.name}. Store that first.`,
      );
    }
  }
  const single = async function* () {
    yield bytes;
  };
  const checked = verifiedStream(single(), descriptor, createHash, { what: 'the manifest', signal });
  await writeBlob(layout, descriptor.digest, checked);
  const listed = referrerEntry(descriptor, bytes)?.entry ?? {
    mediaType: descriptor.mediaType,
    digest: descriptor.digest,
    size: descriptor.size,
    ...(document.kind === 'manifest' && document.manifest.artifactType !== undefined
      ? { artifactType: document.manifest.artifactType }
      : {}),
  };
  await layout.index.add(listed, tag, signal);
}

async function* listTags(
  layout: Layout,
  signal?: AbortSignal,
): AsyncGenerator<readonly string[], void, undefined> {
  throwIfCancelled(signal);
  const names = (await layout.index.read()).map(({ annotations }) => annotations?.[REF_NAME]);
  const tags = names.filter((name): name is string => name !== undefined && isTag(name));
  yield [...new Set(tags)].sort(compareCodePoints);
}

/**
 * Reads every listed manifest for its subject. One that cannot be read may have been a referrer: the others come
 * first, then the failure, so that nobody takes a damaged list for a whole one.
 */
async function* listReferrers(
  layout: Layout,
  target: Target,
  subject: Descriptor,
  signal?: AbortSignal,
): AsyncGenerator<readonly Descriptor[], void, undefined> {
  const found: Descriptor[] = [];
  let broken: Failure | undefined;
  const seen = new Set<Digest>([subject.digest]);
  for (const entry of await layout.index.read()) {
    throwIfCancelled(signal);
    if (seen.has(entry.digest) || !isManifestType(entry.mediaType) || found.length >= MAX_REFERRERS) {
      continue;
    }
    seen.add(entry.digest);
    try {
      const refers = await subjectOf(layout, target, entry, signal);
      if (refers?.subject === subject.digest) {
        found.push(refers.entry);
      }
    } catch (error) {
      if (!isFailure(error) || error.code === 'task/cancelled') {
        throw error;
      }
      broken ??= error;
    }
  }
  yield found;
  if (broken) {
    throw broken;
  }
}

async function subjectOf(layout: Layout, target: Target, entry: Descriptor, signal: AbortSignal | undefined) {
  if (!layout.subjects.has(entry.digest)) {
    const bytes = await target.fetchBytes(entry, signal ? { signal } : {});
    const found = referrerEntry(
      { mediaType: entry.mediaType, digest: entry.digest, size: entry.size },
      bytes,
    );
    layout.subjects.set(entry.digest, found && { subject: found.subject.digest, entry: found.entry });
  }
  return layout.subjects.get(entry.digest);
}

function blobPath(layout: Layout, digest: Digest): string {
  const { algorithm, hex } = digestParts(digest);
  return path.join(layout.root, 'blobs', algorithm, hex);
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

function titleOf(descriptor: Descriptor): string {
  return descriptor.annotations?.['org.opencontainers.image.title'] ?? descriptor.digest;
}
