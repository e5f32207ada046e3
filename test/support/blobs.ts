import { createHash } from '#core/node/hash.ts';
import { manifestBytes } from '#core/oci/canonical-json.ts';
import type { Descriptor, Manifest } from '#core/oci/descriptor.ts';
import { OCI_MANIFEST } from '#core/oci/media-types.ts';
import type { BlobContent, Target } from '#core/oci/target.ts';

/** Bytes of a text, or of a pattern that does not repeat within a few megabytes. */
export function bytesOf(content: string | number): Uint8Array {
  if (typeof content === 'string') {
    return new TextEncoder().encode(content);
  }
  const bytes = new Uint8Array(content);
  let state = 1;
  for (let i = 0; i < content; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

export function describe(bytes: Uint8Array, more: Partial<Descriptor> = {}): Descriptor {
  const hash = createHash('sha256');
  hash.update(bytes);
  return { mediaType: 'application/octet-stream', digest: hash.digest(), size: bytes.length, ...more };
}

/** Content in pieces of at most 64 KiB, as files come. */
export function contentOf(bytes: Uint8Array): BlobContent {
  return {
    async *open() {
      for (let at = 0; at < bytes.length; at += 65_536) {
        yield bytes.subarray(at, at + 65_536);
      }
    },
  };
}

/** Stores an artifact of some files under a tag, or untagged. */
export async function store(
  target: Target,
  files: Readonly<Record<string, string | Uint8Array>>,
  options: {
    tag?: string;
    subject?: Descriptor;
    artifactType?: string;
    annotations?: Record<string, string>;
  } = {},
): Promise<Descriptor> {
  const { tag, ...more } = options;
  const layers = Object.entries(files).map(([name, content]) => {
    const bytes = typeof content === 'string' ? bytesOf(content) : content;
    return {
      bytes,
      descriptor: describe(bytes, { annotations: { 'org.opencontainers.image.title': name } }),
    };
  });
  const empty = bytesOf('{}');
  const config = describe(empty, { mediaType: 'application/vnd.oci.empty.v1+json' });
  for (const { bytes, descriptor } of [...layers, { bytes: empty, descriptor: config }]) {
    await target.pushBlob(descriptor, contentOf(bytes));
  }
  const manifest: Manifest = {
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    artifactType: 'application/vnd.example.test',
    config,
    layers: layers.map((layer) => layer.descriptor),
    ...more,
  };
  const bytes = manifestBytes(manifest);
  const descriptor = describe(bytes, { mediaType: OCI_MANIFEST });
  await target.pushManifest(descriptor, bytes, tag === undefined ? {} : { tag });
  return descriptor;
}

export async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true });
  }
  return text;
}

/** All names of a listing. */
export async function allOf<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) {
    all.push(...page);
  }
  return all;
}
