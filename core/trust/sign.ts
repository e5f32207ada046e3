import { digestParts } from '#core/base/digest.ts';
import { Failure, throwIfCancelled } from '#core/base/failure.ts';
import type { Descriptor } from '#core/oci/descriptor.ts';
import type { Target } from '#core/oci/target.ts';
import { encodeBundle } from './bundle.ts';
import type { BundleVerifier, NamedKey } from './bundle-verifier.ts';
import { checkBundle } from './check-bundle.ts';
import { IN_TOTO_PAYLOAD_TYPE, preAuthenticationEncoding } from './dsse.ts';
import { attachBundle } from './referrer.ts';
import type { StatementSigner } from './signer.ts';
import { SIGNATURE_PREDICATE_TYPE, signatureStatement } from './statement.ts';

export interface SignOptions {
  /** The clock for the referrer's `created` annotation. */
  readonly now: () => Date;
  /** How we check our own signature before anybody else sees it: with the public half of the signing key. */
  readonly verify: { readonly verifier: BundleVerifier; readonly keys: readonly NamedKey[] };
  readonly signal?: AbortSignal;
}

/** The signature made and where it is. */
export interface SignedArtifact {
  /** The Sigstore bundle, byte for byte as uploaded. */
  readonly bundle: Uint8Array;
  /** The referrer manifest that carries it. */
  readonly referrer: Descriptor;
}

/**
 * Signs the artifact `subject` as cosign v3 does and attaches the bundle to it. The bundle is verified by us before
 * it is uploaded: what we would not accept is never published.
 *
 * Fails with `registry/not-found` when the artifact is not there, `trust/unsupported` for a digest other than
 * SHA-256, `key/invalid` when the signature does not verify with the public key, and with what the target fails with.
 */
export async function signArtifact(
  target: Target,
  subject: Descriptor,
  signer: StatementSigner,
  options: SignOptions,
): Promise<SignedArtifact> {
  const { signal } = options;
  if (digestParts(subject.digest).algorithm !== 'sha256') {
    throw new Failure(
      'trust/unsupported',
      `Cannot sign ${target.name}@${subject.digest}: signatures name artifacts by SHA-256. Publish it under a sha256 digest first.`,
    );
  }
  if (!(await target.exists(subject, signal))) {
    throw new Failure(
      'registry/not-found',
      `Cannot sign ${target.name}@${subject.digest}: it is not there. Publish it first.`,
    );
  }
  const bundle = await signedBundle(subject, signer, signal);
  await refuseWhatWeWouldNotAccept(bundle, subject, options.verify);
  throwIfCancelled(signal);
  const referrer = await attachBundle(target, subject, bundle, {
    predicateType: SIGNATURE_PREDICATE_TYPE,
    created: options.now(),
    ...(signal && { signal }),
  });
  return { bundle, referrer };
}

async function signedBundle(
  subject: Descriptor,
  signer: StatementSigner,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const payload = signatureStatement(subject.digest);
  const signature = await signer.sign(preAuthenticationEncoding(IN_TOTO_PAYLOAD_TYPE, payload), signal);
  return encodeBundle({ payloadType: IN_TOTO_PAYLOAD_TYPE, payload, signature }, signer.keyHint);
}

async function refuseWhatWeWouldNotAccept(
  bundle: Uint8Array,
  subject: Descriptor,
  verify: SignOptions['verify'],
): Promise<void> {
  const { outcome, checks } = await checkBundle(bundle, subject.digest, verify);
  if (outcome !== 'verified') {
    const reason = checks.find(({ status }) => status !== 'pass' && status !== 'skipped')?.reason ?? '';
    throw new Failure(
      'key/invalid',
      `Nothing was uploaded: the new signature of ${subject.digest} does not verify with the public key. ${reason} Check that the private and the public key belong together.`,
    );
  }
}
