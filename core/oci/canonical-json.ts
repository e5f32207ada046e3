import type { Descriptor, Index, Manifest, Platform } from './descriptor.ts';

/**
 * Orders texts by Unicode code points, as Go orders UTF-8 bytes. JavaScript's own order compares UTF-16 units and
 * differs for characters beyond U+FFFF.
 */
export function compareCodePoints(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const shared = Math.min(left.length, right.length);
  for (let i = 0; i < shared; i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return left.length - right.length;
}

const GO_ESCAPES: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/**
 * JSON text as Go's encoding/json writes it, so that digests agree across tools: no white space, `<`, `>`, `&`,
 * U+2028 and U+2029 escaped. A Map is written in its own order: objects would move keys like "10" to the front.
 */
export function goJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(goJson).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members: Iterable<[string, unknown]> = value instanceof Map ? value : Object.entries(value);
    const written = [...members].filter(([, member]) => member !== undefined);
    return `{${written.map(([key, member]) => `${goJson(key)}:${goJson(member)}`).join(',')}}`;
  }
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => GO_ESCAPES[character] ?? character,
  );
}

/**
 * The bytes of a manifest as the Go tools write them: fields in the order of image-spec's Go structs, annotation
 * keys sorted, no white space.
 */
export function manifestBytes(manifest: Manifest): Uint8Array {
  return new TextEncoder().encode(
    goJson({
      schemaVersion: manifest.schemaVersion,
      mediaType: manifest.mediaType,
      artifactType: omitEmpty(manifest.artifactType),
      config: ordered(manifest.config),
      layers: manifest.layers.map(ordered),
      subject: manifest.subject && ordered(manifest.subject),
      annotations: sortedAnnotations(manifest.annotations),
    }),
  );
}

/** The bytes of an index, in the same manner. */
export function indexBytes(index: Index): Uint8Array {
  return new TextEncoder().encode(
    goJson({
      schemaVersion: index.schemaVersion,
      mediaType: index.mediaType,
      artifactType: omitEmpty(index.artifactType),
      manifests: index.manifests.map(ordered),
      subject: index.subject && ordered(index.subject),
      annotations: sortedAnnotations(index.annotations),
    }),
  );
}

/** A descriptor's members in the order of Go's `v1.Descriptor`; undefined ones vanish in JSON. */
function ordered(descriptor: Descriptor): Record<string, unknown> {
  return {
    mediaType: descriptor.mediaType,
    digest: descriptor.digest,
    size: descriptor.size,
    urls: descriptor.urls?.length ? descriptor.urls : undefined,
    annotations: sortedAnnotations(descriptor.annotations),
    data: omitEmpty(descriptor.data),
    platform: descriptor.platform && orderedPlatform(descriptor.platform),
    artifactType: omitEmpty(descriptor.artifactType),
  };
}

function orderedPlatform(platform: Platform): Record<string, unknown> {
  return {
    architecture: platform.architecture,
    os: platform.os,
    'os.version': omitEmpty(platform['os.version']),
    'os.features': platform['os.features']?.length ? platform['os.features'] : undefined,
    variant: omitEmpty(platform.variant),
  };
}

function sortedAnnotations(
  annotations: Readonly<Record<string, string>> | undefined,
): Map<string, string> | undefined {
  const entries = Object.entries(annotations ?? {}).sort(([a], [b]) => compareCodePoints(a, b));
  return entries.length === 0 ? undefined : new Map(entries);
}

function omitEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
