import { describe, expect, test } from 'vitest';
import { decodeDescriptor, decodeIndex, decodeManifest, decodeManifestDocument } from '#core/oci/manifest.ts';
import { bytesOf, describe as describeBytes } from '#test/support/blobs.ts';

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';
const blob = { mediaType: 'text/plain', digest: `sha256:${'0'.repeat(64)}`, size: 3 };
const manifest = { schemaVersion: 2, mediaType: MANIFEST, config: blob, layers: [blob] };
const index = { schemaVersion: 2, mediaType: INDEX, manifests: [blob] };

const invalid = expect.objectContaining({ code: 'artifact/invalid-manifest' });

test('a manifest keeps what it says and forgets what is not known', () => {
  const annotated = { ...manifest, artifactType: 'a/b', annotations: { x: 'y' }, subject: blob, later: true };
  expect(decodeManifest(annotated)).toEqual({
    schemaVersion: 2,
    mediaType: MANIFEST,
    artifactType: 'a/b',
    config: blob,
    layers: [blob],
    subject: blob,
    annotations: { x: 'y' },
  });
});

test('a manifest without a media type has the one that it was served with', () => {
  const { mediaType: _, ...bare } = manifest;
  expect(decodeManifest(bare).mediaType).toBe(MANIFEST);
});

test('an index whose list is null, as Go writes it, is empty', () => {
  expect(decodeIndex({ ...index, manifests: null }).manifests).toEqual([]);
});

test('an annotation named __proto__ is an annotation', () => {
  const decoded = decodeDescriptor(
    JSON.parse(`{"mediaType":"a/b","digest":"${blob.digest}","size":0,"annotations":{"__proto__":"x"}}`),
    'it',
  );
  expect(Object.entries(decoded.annotations ?? {})).toEqual([['__proto__', 'x']]);
  expect(Object.getPrototypeOf(decoded.annotations)).toBe(Object.prototype);
});

describe('a hostile descriptor is refused', () => {
  test.each([
    ['not an object', 'x'],
    ['null', null],
    ['a list', []],
    ['no media type', { ...blob, mediaType: undefined }],
    ['a media type that is a number', { ...blob, mediaType: 3 }],
    ['a media type without a slash', { ...blob, mediaType: 'text' }],
    ['a media type with a line break', { ...blob, mediaType: 'text/plain\r\nx: y' }],
    ['no digest', { ...blob, digest: undefined }],
    ['a short digest', { ...blob, digest: 'sha256:abc' }],
    ['an upper-case digest', { ...blob, digest: `sha256:${'A'.repeat(64)}` }],
    ['a digest that is a path', { ...blob, digest: `sha256:../../${'0'.repeat(58)}` }],
    ['an unknown algorithm', { ...blob, digest: `md5:${'0'.repeat(32)}` }],
    ['a sha512 digest of the wrong length', { ...blob, digest: `sha512:${'0'.repeat(64)}` }],
    ['no size', { ...blob, size: undefined }],
    ['a negative size', { ...blob, size: -1 }],
    ['a fraction as size', { ...blob, size: 1.5 }],
    ['a size beyond safe integers', { ...blob, size: 2 ** 53 }],
    ['a size that is infinite', { ...blob, size: Number.POSITIVE_INFINITY }],
    ['a size that is text', { ...blob, size: '3' }],
    ['annotations that are a list', { ...blob, annotations: ['x'] }],
    ['an annotation that is a number', { ...blob, annotations: { x: 1 } }],
    ['urls that are text', { ...blob, urls: 'https://e.org' }],
    ['a platform without an architecture', { ...blob, platform: { os: 'linux' } }],
    ['an artifact type without end', { ...blob, artifactType: 'x'.repeat(100_000) }],
  ])('%s', (_, value) => {
    expect(() => decodeDescriptor(value, 'it')).toThrow(invalid);
  });
});

describe('a document that could be read as two things is refused', () => {
  test.each([
    ['layers and manifests', () => decodeManifest({ ...manifest, manifests: [] })],
    ['manifests and layers', () => decodeIndex({ ...index, layers: [] })],
    ['manifests and config', () => decodeIndex({ ...index, config: blob })],
    ['a manifest served as an index', () => decodeIndex({ ...manifest, manifests: [] }, INDEX)],
    ['an index that calls itself a manifest', () => decodeIndex({ ...index, mediaType: MANIFEST })],
    ['a manifest of schema 1', () => decodeManifest({ ...manifest, schemaVersion: 1, fsLayers: [] })],
    ['a manifest without layers', () => decodeManifest({ ...manifest, layers: undefined })],
    ['a manifest without config', () => decodeManifest({ ...manifest, config: undefined })],
    ['an unknown type', () => decodeManifest({ ...manifest, mediaType: 'a/b' }, 'a/b')],
    ['too many layers', () => decodeManifest({ ...manifest, layers: Array(50_001).fill(blob) })],
    ['a broken entry', () => decodeIndex({ ...index, manifests: [{ ...blob, size: -1 }] })],
  ])('%s', (_, decode) => {
    expect(decode).toThrow(invalid);
  });
});

test('bytes that are no JSON are no manifest', () => {
  const bytes = bytesOf('<html>');
  expect(() => decodeManifestDocument(bytes, describeBytes(bytes, { mediaType: MANIFEST }))).toThrow(invalid);
});
