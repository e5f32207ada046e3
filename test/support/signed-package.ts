import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { sha256 } from '#core/base/digest.ts';
import { createHash } from '#core/node/hash.ts';
import { type KeySigner, keySigner } from '#core/node/key-signer.ts';
import { sigstoreVerifier } from '#core/node/sigstore-verifier.ts';
import type { Descriptor } from '#core/oci/descriptor.ts';
import type { Target } from '#core/oci/target.ts';
import type { PackageResult } from '#core/trust/result.ts';
import { type SignedArtifact, signArtifact } from '#core/trust/sign.ts';
import { type VerifyOptions, verifyArtifact } from '#core/trust/verify.ts';

/** The clock of the tests. */
export const NOW = () => new Date('2026-11-23T16:05:43.789Z');

/** A new P-256 key as a signer with its public half; `name` is what results call it. */
export function newSigner(name: string): KeySigner & { readonly privateKey: KeyObject } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...keySigner(privateKey, name), privateKey };
}

/** Publishes a package of two files under `tag`; `seed` makes another package of it. */
export async function publishPackage(target: Target, tag = '1.0.0', seed = 'a'): Promise<Descriptor> {
  const put = async (mediaType: string, text: string, title?: string): Promise<Descriptor> => {
    const bytes = new TextEncoder().encode(text);
    const descriptor = { mediaType, digest: await sha256(bytes), size: bytes.length };
    await target.pushBlob(descriptor, {
      async *open() {
        yield await Promise.resolve(bytes);
      },
    });
    return { ...descriptor, ...(title && { annotations: { 'org.opencontainers.image.title': title } }) };
  };
  const manifest = {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    artifactType: 'application/vnd.example.package',
    config: await put('application/vnd.oci.empty.v1+json', '{}'),
    layers: [
      await put('application/json', `{"name":"stations-${seed}"}`, 'datapackage.json'),
      await put('text/csv', `id,name\n1,${seed}\n`, 'data/stations.csv'),
    ],
  };
  const bytes = new TextEncoder().encode(JSON.stringify(manifest));
  const descriptor = { mediaType: manifest.mediaType, digest: await sha256(bytes), size: bytes.length };
  await target.pushManifest(descriptor, bytes, { tag });
  return descriptor;
}

/** Signs as the product does. */
export function signWith(target: Target, subject: Descriptor, signer: KeySigner): Promise<SignedArtifact> {
  return signArtifact(target, subject, signer, {
    now: NOW,
    verify: { verifier: sigstoreVerifier(), keys: [signer.publicKey] },
  });
}

/** Verifies as the product does, files included, with the keys of these signers. */
export function verifyWith(
  target: Target,
  tagOrDigest: string,
  signers: readonly KeySigner[],
  options: Partial<VerifyOptions> = {},
): Promise<PackageResult> {
  return verifyArtifact(target, tagOrDigest, {
    keys: signers.map(({ publicKey }) => publicKey),
    verifier: sigstoreVerifier(),
    now: NOW,
    content: 'hash',
    createHash,
    ...options,
  });
}

/** A bundle as JSON that a test may bend, with a good signature by `privateKey` over whatever it is told to sign. */
export function bundleJson(
  privateKey: KeyObject,
  statement: unknown,
  options: { payloadType?: string; hint?: string; hash?: string | null } = {},
): Record<string, unknown> {
  const { payloadType = 'application/vnd.in-toto+json', hint = '', hash = 'sha256' } = options;
  const payload = Buffer.from(typeof statement === 'string' ? statement : JSON.stringify(statement));
  const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `;
  const sig = sign(hash, Buffer.concat([Buffer.from(head), payload]), privateKey);
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { publicKey: { hint } },
    dsseEnvelope: {
      payload: payload.toString('base64'),
      payloadType,
      signatures: [{ sig: sig.toString('base64') }],
    },
  };
}
