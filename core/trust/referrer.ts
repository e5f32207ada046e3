import { type Digest, sha256 } from '#core/base/digest.ts';
import type { Descriptor, Manifest } from '#core/oci/descriptor.ts';
import type { BlobContent, Target } from '#core/oci/target.ts';
import { BUNDLE_MEDIA_TYPE } from './bundle.ts';

const EMPTY_CONFIG: Descriptor = {
  mediaType: 'application/vnd.oci.empty.v1+json',
  digest: 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
  size: 2,
};

/** A bundle and the manifest that ties it to its artifact, ready to upload. */
export interface BundleReferrer {
  readonly bundle: Descriptor;
  /** The manifest's own descriptor, with the artifact type and annotations that a referrers list repeats. */
  readonly manifest: Descriptor;
  readonly manifestBytes: Uint8Array;
}

/**
 * The manifest that makes a bundle a referrer of `subject`, as cosign writes it since v3 (BUNDLE_SPEC.md): one
 * bundle, one layer, empty config. `created` is only information: nothing proves it.
 */
export async function bundleReferrer(
  subject: Descriptor,
  bundle: Uint8Array,
  options: { readonly predicateType: string; readonly created: Date },
): Promise<BundleReferrer> {
  const layer: Descriptor = {
    mediaType: BUNDLE_MEDIA_TYPE,
    digest: await sha256(bundle),
    size: bundle.length,
  };
  const annotations = {
    'org.opencontainers.image.created': options.created.toISOString().replace(/\.\d{3}Z$/, 'Z'),
    'dev.sigstore.bundle.content': 'dsse-envelope',
    'dev.sigstore.bundle.predicateType': options.predicateType,
  };
  const manifest: Manifest = {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    artifactType: BUNDLE_MEDIA_TYPE,
    config: EMPTY_CONFIG,
    layers: [layer],
    // The example in BUNDLE_SPEC.md omits the size, which a descriptor needs.
    subject: { mediaType: subject.mediaType, digest: subject.digest, size: subject.size },
    annotations,
  };
  const manifestBytes = new TextEncoder().encode(JSON.stringify(manifest));
  return {
    bundle: layer,
    manifestBytes,
    manifest: {
      mediaType: manifest.mediaType,
      digest: await sha256(manifestBytes),
      size: manifestBytes.length,
      artifactType: BUNDLE_MEDIA_TYPE,
      annotations,
    },
  };
}

/**
 * Uploads a bundle as a referrer of `subject`: blobs first, the manifest last, so that a failure in between leaves
 * nothing that claims anything. Returns the descriptor of the referrer.
 */
export async function attachBundle(
  target: Target,
  subject: Descriptor,
  bundle: Uint8Array,
  options: { readonly predicateType: string; readonly created: Date; readonly signal?: AbortSignal },
): Promise<Descriptor> {
  const referrer = await bundleReferrer(subject, bundle, options);
  const transfer = options.signal ? { signal: options.signal } : {};
  await target.pushBlob(EMPTY_CONFIG, inMemory(new TextEncoder().encode('{}')), transfer);
  await target.pushBlob(referrer.bundle, inMemory(bundle), transfer);
  await target.pushManifest(referrer.manifest, referrer.manifestBytes, transfer);
  return referrer.manifest;
}

/** The tag under which cosign before v3 kept signatures of an artifact. */
export function legacySignatureTag(artifact: Digest): string {
  return `${artifact.replace(':', '-')}.sig`;
}

function inMemory(bytes: Uint8Array): BlobContent {
  return {
    async *open() {
      yield bytes;
    },
  };
}
