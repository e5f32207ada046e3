import { isDigest } from '#core/base/digest.ts';
import type { Descriptor } from '#core/oci/descriptor.ts';
import { bad, type Decoded, decodeJsonObject, good, isJsonObject, type JsonObject } from './decoded.ts';

const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;

/** The parts of a manifest that trust decides by; the bytes come from a registry that may want to fool us. */
export interface ManifestParts {
  /** True for an image index, whose members are manifests of their own. */
  readonly isIndex: boolean;
  readonly config?: Descriptor;
  readonly layers: readonly Descriptor[];
  readonly subject?: Descriptor;
}

/** Reads an image manifest or image index (OCI image specification 1.1.1). */
export function decodeManifestParts(bytes: Uint8Array): Decoded<ManifestParts> {
  const json = decodeJsonObject(bytes, MAX_MANIFEST_BYTES, 'the manifest');
  if (!json.ok) {
    return json;
  }
  if (Array.isArray(json.value['manifests'])) {
    return good({ isIndex: true, layers: [] });
  }
  const config = optionalDescriptor(json.value, 'config');
  const subject = optionalDescriptor(json.value, 'subject');
  const layers = decodeLayers(json.value['layers']);
  if (!config.ok) {
    return config;
  }
  if (!subject.ok) {
    return subject;
  }
  if (!layers.ok) {
    return layers;
  }
  return good({
    isIndex: false,
    layers: layers.value,
    ...(config.value && { config: config.value }),
    ...(subject.value && { subject: subject.value }),
  });
}

function decodeLayers(value: unknown): Decoded<Descriptor[]> {
  if (!Array.isArray(value)) {
    return bad('the manifest has no list of layers');
  }
  const layers: Descriptor[] = [];
  for (const item of value as unknown[]) {
    const layer = decodeDescriptor(item);
    if (layer === undefined) {
      return bad(
        `layer ${layers.length} of the manifest is not a descriptor with media type, digest and size`,
      );
    }
    layers.push(layer);
  }
  return good(layers);
}

function optionalDescriptor(json: JsonObject, member: 'config' | 'subject'): Decoded<Descriptor | undefined> {
  const value = json[member];
  if (value === undefined || value === null) {
    return good(undefined);
  }
  const descriptor = decodeDescriptor(value);
  return descriptor
    ? good(descriptor)
    : bad(`the ${member} of the manifest is not a descriptor with media type, digest and size`);
}

function decodeDescriptor(value: unknown): Descriptor | undefined {
  if (!isJsonObject(value)) {
    return undefined;
  }
  const { mediaType, digest, size, annotations } = value;
  if (typeof mediaType !== 'string' || !isDigest(digest) || !Number.isSafeInteger(size) || Number(size) < 0) {
    return undefined;
  }
  const texts = isJsonObject(annotations)
    ? Object.entries(annotations).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    : [];
  return {
    mediaType,
    digest,
    size: Number(size),
    ...(texts.length > 0 && { annotations: Object.fromEntries(texts) }),
  };
}
