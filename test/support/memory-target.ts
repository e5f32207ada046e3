import { type Digest, isDigest, requireDigest, sha256 } from '#core/base/digest.ts';
import { Failure } from '#core/base/failure.ts';
import type { Descriptor } from '#core/oci/descriptor.ts';
import type { Target } from '#core/oci/target.ts';

/** A repository in memory, and the ways in which a hostile or broken registry can misbehave. */
export interface MemoryTarget extends Target {
  /** Content by digest; a test that changes bytes here plays the attacker. */
  readonly content: Map<Digest, Uint8Array>;
  readonly tagged: Map<string, Descriptor>;
  /** Failures to answer with instead: by operation. */
  readonly failing: Partial<
    Record<'resolve' | 'fetchBytes' | 'fetch' | 'referrers' | 'pushManifest', Failure>
  >;
  /** What the referrers list answers instead of the truth. */
  listed?: readonly Descriptor[];
  /** Stores bytes as they are, under their digest. */
  put(mediaType: string, bytes: Uint8Array | string): Promise<Descriptor>;
}

/** An empty repository. Like a real one it checks size and digest on the way out. */
export function memoryTarget(name = 'example.test/acme/stations'): MemoryTarget {
  const content = new Map<Digest, Uint8Array>();
  const tagged = new Map<string, Descriptor>();
  const manifests = new Map<Digest, Descriptor>();
  const failing: MemoryTarget['failing'] = {};

  const failIf = (operation: keyof MemoryTarget['failing']) => {
    const failure = failing[operation];
    if (failure) {
      throw failure;
    }
  };
  const read = async (descriptor: Descriptor, limit: number): Promise<Uint8Array> => {
    const bytes = content.get(descriptor.digest);
    if (bytes === undefined) {
      throw new Failure('registry/not-found', `${name} has no ${descriptor.digest}.`);
    }
    if (descriptor.size > limit) {
      throw new Failure('content/too-large', `${descriptor.digest} has more than ${limit} bytes.`);
    }
    if (bytes.length !== descriptor.size) {
      throw new Failure('content/size-mismatch', `${descriptor.digest} has ${bytes.length} bytes.`);
    }
    await requireDigest(bytes, descriptor.digest, descriptor.digest);
    return bytes;
  };

  const target: MemoryTarget = {
    name,
    content,
    tagged,
    failing,
    async put(mediaType, data) {
      const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
      const descriptor = { mediaType, digest: await sha256(bytes), size: bytes.length };
      content.set(descriptor.digest, bytes);
      return descriptor;
    },
    resolve: async (tagOrDigest) => {
      failIf('resolve');
      const found = isDigest(tagOrDigest) ? manifests.get(tagOrDigest) : tagged.get(tagOrDigest);
      if (found === undefined) {
        throw new Failure('registry/not-found', `${name} has no ${tagOrDigest}.`);
      }
      return await Promise.resolve(found);
    },
    fetchBytes: async (descriptor, { limit = 4 * 1024 * 1024 } = {}) => {
      failIf('fetchBytes');
      return await read(descriptor, limit);
    },
    async *fetch(descriptor) {
      failIf('fetch');
      const bytes = await read(descriptor, Number.POSITIVE_INFINITY);
      const middle = Math.floor(bytes.length / 2);
      yield bytes.subarray(0, middle);
      yield bytes.subarray(middle);
    },
    fetchRange: async (descriptor, start, end) =>
      (await read(descriptor, Number.POSITIVE_INFINITY)).slice(start, end),
    exists: (descriptor) => Promise.resolve(content.has(descriptor.digest)),
    async pushBlob(descriptor, blob) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of blob.open()) {
        chunks.push(chunk);
      }
      content.set(descriptor.digest, new Uint8Array(chunks.flatMap((chunk) => [...chunk])));
      await read(descriptor, Number.POSITIVE_INFINITY);
    },
    async pushManifest(descriptor, bytes, { tag } = {}) {
      failIf('pushManifest');
      await requireDigest(bytes, descriptor.digest, 'the manifest');
      content.set(descriptor.digest, bytes);
      manifests.set(descriptor.digest, descriptor);
      if (tag !== undefined) {
        tagged.set(tag, descriptor);
      }
    },
    async *tags() {
      yield await Promise.resolve([...tagged.keys()]);
    },
    async *referrers(subject) {
      failIf('referrers');
      yield await Promise.resolve(
        target.listed ?? [...manifests.values()].filter((item) => refersTo(item, subject)),
      );
    },
  };

  const refersTo = (manifest: Descriptor, subject: Descriptor): boolean => {
    const json = JSON.parse(new TextDecoder().decode(content.get(manifest.digest))) as {
      subject?: Descriptor;
    };
    return json.subject?.digest === subject.digest;
  };
  return target;
}
