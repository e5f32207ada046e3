import type { Descriptor } from '#core/oci/descriptor.ts';
import { isManifestType, OCI_MANIFEST } from '#core/oci/media-types.ts';
import type { LayoutBlobs } from './layout-blobs.ts';

/** A referrer's manifest is a few kilobytes; larger contents are data. */
const LARGEST_MANIFEST = 64 * 1024;
/** Contents looked at in one layout: one of very many files would otherwise be read whole. */
const MOST_LOOKED_AT = 5_000;
const OPEN_BRACE = 0x7b;

/**
 * Manifests with a subject that lie in a layout and that its index.json does not name: `cosign save` keeps signatures
 * so, and without them a signed package would be called "not signed". What they say is unchecked; whoever uses one
 * reads it again by its digest.
 */
export async function unlistedReferrers(
  blobs: LayoutBlobs,
  listed: readonly Descriptor[],
  signal?: AbortSignal,
): Promise<Descriptor[]> {
  const known = new Set<string>(listed.map(({ digest }) => digest));
  const found: Descriptor[] = [];
  let looked = 0;
  for await (const { digest, size } of blobs.list()) {
    if (known.has(digest) || size > LARGEST_MANIFEST) {
      continue;
    }
    looked += 1;
    if (looked > MOST_LOOKED_AT) {
      break;
    }
    const descriptor = { mediaType: OCI_MANIFEST, digest, size };
    for await (const bytes of blobs.read(descriptor, 0, size, signal)) {
      const mediaType = referrerType(bytes);
      if (mediaType !== undefined) {
        found.push({ ...descriptor, mediaType });
      }
    }
  }
  return found;
}

/** The media type of a manifest that has a subject; undefined for all other bytes. */
function referrerType(bytes: Uint8Array): string | undefined {
  if (bytes[0] !== OPEN_BRACE) {
    return undefined;
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // Data, or a damaged manifest: neither can be told to be a referrer.
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('subject' in value) || !('mediaType' in value)) {
    return undefined;
  }
  const { mediaType, subject } = value;
  const isManifest = typeof mediaType === 'string' && isManifestType(mediaType);
  return isManifest && typeof subject === 'object' ? mediaType : undefined;
}
