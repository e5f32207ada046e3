import type { Failure } from '#core/base/failure.ts';
import type { Descriptor, Manifest } from '#core/oci/descriptor.ts';
import { decodeManifestDocument } from '#core/oci/manifest.ts';
import type { Target } from '#core/oci/target.ts';
import { MAX_BUNDLE_BYTES } from './bundle.ts';
import { check } from './check.ts';
import { legacySignatureTag } from './referrer.ts';
import type { Check } from './result.ts';
import { expected, isWrongContent } from './target-failure.ts';

/** A registry can list thousands of junk referrers: no more than these are read. */
export const MAX_REFERRERS = 50;
const MAX_REFERRER_BYTES = 1024 * 1024;
const PARALLEL = 8;

// A prefix: the older types carry a version parameter.
const BUNDLE_LAYER = 'application/vnd.dev.sigstore.bundle';
const NOTARY_CONFIG = 'application/vnd.cncf.notary.signature';

/** Something attached to the artifact that is, or claims to be, a signature or attestation. */
export type FoundSignature =
  | { readonly kind: 'bundle'; readonly ref: string; readonly bytes: Uint8Array }
  /** It cannot be judged: `check` says why. */
  | { readonly kind: 'bundle' | 'legacy' | 'notary'; readonly ref: string; readonly check: Check };

export interface SignatureList {
  readonly found: readonly FoundSignature[];
  /** Why more signatures may be there than were found: the list failed, or was cut. */
  readonly incomplete?: string;
}

/**
 * Lists the referrers of `subject` and looks inside each: the artifact type in the list is a claim, and older
 * registries and libraries write a wrong one. Other referrers (for example documentation) are left out. Fails only
 * with `task/cancelled`.
 */
export async function findSignatures(
  target: Target,
  subject: Descriptor,
  signal?: AbortSignal,
): Promise<SignatureList> {
  const { referrers, incomplete } = await listReferrers(target, subject, signal);
  const found: FoundSignature[] = [];
  for (let start = 0; start < referrers.length; start += PARALLEL) {
    const batch = referrers.slice(start, start + PARALLEL);
    const read = await Promise.all(batch.map((referrer) => readReferrer(target, referrer, subject, signal)));
    found.push(...read.filter((item) => item !== undefined));
  }
  return { found, ...(incomplete !== undefined && { incomplete }) };
}

/**
 * Looks for a signature in the format before cosign v3, which is not checked by this version: without this look an
 * artifact signed that way would be called unsigned.
 */
export async function findLegacySignature(
  target: Target,
  subject: Descriptor,
  signal?: AbortSignal,
): Promise<SignatureList> {
  const tag = legacySignatureTag(subject.digest);
  try {
    await target.resolve(tag, signal);
  } catch (error) {
    const failure = expected(error);
    return failure.code === 'registry/not-found' ? { found: [] } : { found: [], incomplete: failure.message };
  }
  const reason = `There is a signature in the format that cosign wrote before version 3 (tag ${tag}); this version of Waybill does not check it.`;
  return { found: [{ kind: 'legacy', ref: tag, check: check('format', 'error', reason) }] };
}

async function listReferrers(
  target: Target,
  subject: Descriptor,
  signal: AbortSignal | undefined,
): Promise<{ referrers: Descriptor[]; incomplete?: string }> {
  const referrers = new Map<string, Descriptor>();
  try {
    for await (const page of target.referrers(subject, signal)) {
      for (const referrer of page) {
        if (referrers.size >= MAX_REFERRERS && !referrers.has(referrer.digest)) {
          const incomplete = `More than ${MAX_REFERRERS} things are attached to this artifact; only the first ${MAX_REFERRERS} were read.`;
          return { referrers: [...referrers.values()], incomplete };
        }
        referrers.set(referrer.digest, referrer);
      }
    }
  } catch (error) {
    const reason = `The list of signatures could not be read: ${expected(error).message}`;
    return { referrers: [...referrers.values()], incomplete: reason };
  }
  return { referrers: [...referrers.values()] };
}

async function readReferrer(
  target: Target,
  referrer: Descriptor,
  subject: Descriptor,
  signal: AbortSignal | undefined,
): Promise<FoundSignature | undefined> {
  const ref = referrer.digest;
  const options = { limit: MAX_REFERRER_BYTES, ...(signal && { signal }) };
  try {
    const document = decodeManifestDocument(await target.fetchBytes(referrer, options), referrer);
    if (document.kind === 'index') {
      return undefined;
    }
    const { manifest } = document;
    if (manifest.config.mediaType === NOTARY_CONFIG) {
      const reason = 'A Notary Project signature; Waybill does not check these.';
      return { kind: 'notary', ref, check: check('format', 'skipped', reason) };
    }
    const bundle = manifest.layers.find(({ mediaType }) => mediaType.startsWith(BUNDLE_LAYER));
    if (bundle === undefined) {
      return undefined;
    }
    const refusal = refuse(manifest, bundle, subject);
    return refusal
      ? { kind: 'bundle', ref, check: refusal }
      : {
          kind: 'bundle',
          ref,
          bytes: await target.fetchBytes(bundle, { ...options, limit: MAX_BUNDLE_BYTES }),
        };
  } catch (error) {
    const failure = expected(error);
    // What is attached could be anything; only one that calls itself a bundle is a broken signature.
    return failure.code === 'artifact/invalid-manifest' && !referrer.artifactType?.startsWith(BUNDLE_LAYER)
      ? undefined
      : { kind: 'bundle', ref, check: unreadable(failure) };
  }
}

/** Why a manifest with a bundle in it is not a signature of `subject`; cosign refuses the same. */
function refuse(manifest: Manifest, bundle: Descriptor, subject: Descriptor): Check | undefined {
  if (manifest.subject?.digest !== subject.digest) {
    const reason = `The registry lists it here, but it is attached to ${manifest.subject?.digest ?? 'nothing'}.`;
    return check('subject', 'fail', reason);
  }
  if (manifest.layers.length !== 1) {
    const reason = `It carries ${manifest.layers.length} layers; a signature has exactly one.`;
    return check('format', 'fail', reason);
  }
  if (bundle.size > MAX_BUNDLE_BYTES) {
    const reason = `The bundle has ${bundle.size} bytes, more than the limit of ${MAX_BUNDLE_BYTES}.`;
    return check('format', 'fail', reason);
  }
  return undefined;
}

function unreadable(failure: Failure): Check {
  // Wrong bytes are the signature's fault; anything else is only that we could not look.
  return isWrongContent(failure) || failure.code === 'artifact/invalid-manifest'
    ? check('format', 'fail', failure.message)
    : check('network', 'error', `The signature could not be read: ${failure.message}`);
}
