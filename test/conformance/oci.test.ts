import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openLayout } from '#core/node/layout.ts';
import { decodeDescriptor, decodeIndex, decodeManifest, decodeManifestDocument } from '#core/oci/manifest.ts';
import { isManifestType } from '#core/oci/media-types.ts';
import { allOf } from '#test/support/blobs.ts';

const corpus = path.resolve(import.meta.dirname, '../../../shared/corpus/oci');
const present = existsSync(corpus);
if (!present) {
  console.info('skipped: OCI conformance, because ../shared/corpus/oci is not there');
}

function casesOf<T>(set: string): T[] {
  const file = path.join(corpus, set, 'expectations.json');
  return present ? (JSON.parse(readFileSync(file, 'utf8')) as { cases: T[] }).cases : [];
}

interface DocumentCase {
  readonly id: string;
  readonly file: string;
  readonly mediaType: string;
  readonly expect: { readonly valid: boolean };
}

const DECODERS: Readonly<Record<string, (value: unknown) => unknown>> = {
  'application/vnd.oci.image.manifest.v1+json': (value) => decodeManifest(value),
  'application/vnd.oci.image.index.v1+json': (value) => decodeIndex(value),
  'application/vnd.oci.descriptor.v1+json': (value) => decodeDescriptor(value, 'the descriptor'),
};

/** Where we judge otherwise than image-spec's schemas, and why. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'go/manifest-07.json':
    'has text behind its JSON value, which upstream decodes as a stream; a manifest is one value',
  'go/descriptor-22.json':
    'sha256+b64: content named by an algorithm that we cannot compute could never be checked',
  'go/descriptor-23.json': 'sha256+b64, as above',
  'go/descriptor-28.json': 'sha256+b64u, as above',
};

describe.skipIf(!present)('documents of the image specification', () => {
  const cases = casesOf<DocumentCase>('oci-image-spec').filter(({ mediaType }) => mediaType in DECODERS);
  test.each(cases)('$id', ({ id, file, mediaType, expect: { valid } }) => {
    const decode = () =>
      DECODERS[mediaType]?.(JSON.parse(readFileSync(path.join(corpus, 'oci-image-spec', file), 'utf8')));
    if (valid !== id in OTHERWISE) {
      expect(decode).not.toThrow();
    } else {
      expect(decode).toThrow();
    }
  });
});

interface LayoutCase {
  readonly id: string;
  readonly layout: string;
  readonly facts: { readonly tags: readonly string[]; readonly indexEntries: number };
}

describe.skipIf(!present)('layouts of oras', () => {
  test.each(casesOf<LayoutCase>('oras-layouts'))('$id', async ({ layout, facts }) => {
    const target = await openLayout(path.join(corpus, 'oras-layouts', layout));
    expect(await allOf(target.tags())).toEqual([...facts.tags].sort());
    for (const tag of facts.tags) {
      const descriptor = await target.resolve(tag);
      const document = decodeManifestDocument(await target.fetchBytes(descriptor), descriptor);
      const children =
        document.kind === 'index'
          ? document.index.manifests
          : [document.manifest.config, ...document.manifest.layers];
      for (const child of children) {
        expect(await target.fetchBytes(child)).toHaveLength(child.size);
      }
      for (const child of children.filter(({ mediaType }) => isManifestType(mediaType))) {
        expect(await target.resolve(child.digest)).toMatchObject({ digest: child.digest, size: child.size });
      }
    }
  });
});
