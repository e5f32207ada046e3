import { isDigest } from '#core/base/digest.ts';
import { Failure } from '#core/base/failure.ts';
import type { Descriptor, Index, Manifest, Platform } from './descriptor.ts';
import {
  DOCKER_MANIFEST,
  DOCKER_MANIFEST_LIST,
  isIndexType,
  OCI_INDEX,
  OCI_MANIFEST,
} from './media-types.ts';

/** A document that stands under a tag: an artifact or image, or a list of them. */
export type ManifestDocument =
  | { readonly kind: 'manifest'; readonly manifest: Manifest }
  | { readonly kind: 'index'; readonly index: Index };

/** More entries than any 4 MiB document can describe sensibly: what is over is hostile. */
const MAX_ENTRIES = 50_000;
const MAX_TEXT = 65_536;

/**
 * Reads the bytes of a manifest or index whose digest was already checked. The media type in the document must be
 * the one of its descriptor (distribution-spec GHSA-mc8v-mgrf-8f4m: a document read as two things at once). Fails
 * with `artifact/invalid-manifest`.
 */
export function decodeManifestDocument(bytes: Uint8Array, descriptor: Descriptor): ManifestDocument {
  const value = parseJson(bytes, descriptor.digest);
  return isIndexType(descriptor.mediaType)
    ? { kind: 'index', index: decodeIndex(value, descriptor.mediaType) }
    : { kind: 'manifest', manifest: decodeManifest(value, descriptor.mediaType) };
}

/** Decodes an image manifest. `mediaType` is the one it was served with. Fails with `artifact/invalid-manifest`. */
export function decodeManifest(value: unknown, mediaType: string = OCI_MANIFEST): Manifest {
  const record = requireRecord(value, 'manifest');
  requireVersion(record, 'manifest');
  const type = requireMediaType(record, mediaType, [OCI_MANIFEST, DOCKER_MANIFEST], 'manifest');
  if (record['manifests'] !== undefined || record['fsLayers'] !== undefined) {
    throw invalid(
      'the manifest also has the members of another kind of document ("manifests" or "fsLayers")',
    );
  }
  const artifactType = optionalText(record, 'artifactType', 'manifest');
  const annotations = decodeAnnotations(record['annotations'], 'manifest');
  return {
    schemaVersion: 2,
    mediaType: type,
    ...(artifactType !== undefined && { artifactType }),
    config: decodeDescriptor(record['config'], 'config'),
    layers: decodeList(record['layers'], 'layers'),
    ...(record['subject'] !== undefined && { subject: decodeDescriptor(record['subject'], 'subject') }),
    ...(annotations && { annotations }),
  };
}

/** Decodes an image index or a referrers list. `mediaType` is the one it was served with. */
export function decodeIndex(value: unknown, mediaType: string = OCI_INDEX): Index {
  const record = requireRecord(value, 'index');
  requireVersion(record, 'index');
  const type = requireMediaType(record, mediaType, [OCI_INDEX, DOCKER_MANIFEST_LIST], 'index');
  if (['layers', 'config', 'fsLayers'].some((name) => record[name] !== undefined)) {
    throw invalid('the index also has the members of another kind of document ("config" or "layers")');
  }
  const artifactType = optionalText(record, 'artifactType', 'index');
  const annotations = decodeAnnotations(record['annotations'], 'index');
  return {
    schemaVersion: 2,
    mediaType: type,
    ...(artifactType !== undefined && { artifactType }),
    // Go writes an empty list as null, so some stored indexes have it.
    manifests: record['manifests'] === null ? [] : decodeList(record['manifests'], 'manifests'),
    ...(record['subject'] !== undefined && { subject: decodeDescriptor(record['subject'], 'subject') }),
    ...(annotations && { annotations }),
  };
}

/**
 * Decodes a descriptor. Sizes are safe integers and digests are sha256 or sha512: content named otherwise could not
 * be checked. `where` names the place for messages: `layers[2]`.
 */
export function decodeDescriptor(value: unknown, where: string): Descriptor {
  const record = requireRecord(value, where);
  const mediaType = optionalText(record, 'mediaType', where);
  if (mediaType === undefined || !isMediaType(mediaType)) {
    throw invalid(`${where} has no usable "mediaType"`);
  }
  const digest = record['digest'];
  if (!isDigest(digest)) {
    throw invalid(`${where} has the digest ${shown(digest)}, which is neither a sha256 nor a sha512 digest`);
  }
  const size = record['size'];
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) {
    throw invalid(`${where} has the size ${shown(size)}; it must be a whole number of bytes`);
  }
  const artifactType = optionalText(record, 'artifactType', where);
  const data = optionalText(record, 'data', where);
  const annotations = decodeAnnotations(record['annotations'], where);
  const urls = decodeTexts(record['urls'], `${where}.urls`);
  if (urls?.some((url) => !URL.canParse(url))) {
    throw invalid(`${where} has a member of "urls" that is not a URL`);
  }
  const platform = decodePlatform(record['platform'], where);
  return {
    mediaType,
    digest,
    size,
    ...(artifactType !== undefined && { artifactType }),
    ...(annotations && { annotations }),
    ...(data !== undefined && { data }),
    ...(urls && { urls }),
    ...(platform && { platform }),
  };
}

/** Parses JSON bytes; strict UTF-8. Fails with `artifact/invalid-manifest`. */
export function parseJson(bytes: Uint8Array, what: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as unknown;
  } catch (cause) {
    throw new Failure('artifact/invalid-manifest', `${what} is not JSON. It may not be an OCI document.`, {
      cause,
    });
  }
}

function decodeList(value: unknown, name: string): Descriptor[] {
  if (!Array.isArray(value)) {
    throw invalid(`"${name}" is ${value === undefined ? 'missing' : 'not a list'}`);
  }
  if (value.length > MAX_ENTRIES) {
    throw invalid(`"${name}" has ${value.length} entries; at most ${MAX_ENTRIES} are read`);
  }
  return value.map((entry, i) => decodeDescriptor(entry, `${name}[${i}]`));
}

function decodeAnnotations(value: unknown, where: string): Readonly<Record<string, string>> | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  const entries = Object.entries(requireRecord(value, `${where}.annotations`));
  if (entries.some(([, text]) => typeof text !== 'string')) {
    throw invalid(`${where} has an annotation that is not text`);
  }
  // fromEntries defines members: a key "__proto__" stays a plain key.
  return Object.fromEntries(entries as [string, string][]);
}

function decodePlatform(value: unknown, where: string): Platform | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  const name = `${where}.platform`;
  const record = requireRecord(value, name);
  const [architecture, os] = [optionalText(record, 'architecture', name), optionalText(record, 'os', name)];
  if (architecture === undefined || os === undefined) {
    throw invalid(`${name} needs "architecture" and "os"`);
  }
  const version = optionalText(record, 'os.version', name);
  const variant = optionalText(record, 'variant', name);
  const features = decodeTexts(record['os.features'], `${name}.os.features`);
  return {
    architecture,
    os,
    ...(version !== undefined && { 'os.version': version }),
    ...(features && { 'os.features': features }),
    ...(variant !== undefined && { variant }),
  };
}

function decodeTexts(value: unknown, where: string): readonly string[] | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  if (!Array.isArray(value) || !value.every((item): item is string => typeof item === 'string')) {
    throw invalid(`${where} is not a list of texts`);
  }
  return value;
}

function requireRecord(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(`${where} is ${value === undefined ? 'missing' : 'not an object'}`);
  }
  return value as Readonly<Record<string, unknown>>;
}

function requireVersion(record: Readonly<Record<string, unknown>>, where: string): void {
  if (record['schemaVersion'] !== 2) {
    throw invalid(`the ${where} has the schemaVersion ${shown(record['schemaVersion'])}; only 2 is known`);
  }
}

function requireMediaType<T extends string>(
  record: Readonly<Record<string, unknown>>,
  served: string,
  known: readonly T[],
  where: string,
): T {
  const written = optionalText(record, 'mediaType', where) ?? served;
  if (written !== served) {
    throw invalid(`the ${where} was served as ${shown(served)} but calls itself ${shown(written)}`);
  }
  const type = known.find((candidate) => candidate === written);
  if (type === undefined) {
    throw invalid(`the ${where} has the media type ${shown(written)}, which is not known`);
  }
  return type;
}

function optionalText(
  record: Readonly<Record<string, unknown>>,
  name: string,
  where: string,
): string | undefined {
  const value = record[name];
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value !== 'string' || value.length > (name === 'data' ? Number.POSITIVE_INFINITY : MAX_TEXT)) {
    throw invalid(`"${name}" of ${where} is not a text of reasonable length`);
  }
  return value;
}

/** RFC 6838 names with at most 127 characters a side; parameters are let through, as STAC uses them. */
function isMediaType(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}(?: ?;.{0,255})?$/.test(
    text,
  );
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? 'nothing' : text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

function invalid(reason: string): Failure {
  return new Failure('artifact/invalid-manifest', `This is not a valid OCI manifest: ${reason}.`);
}
