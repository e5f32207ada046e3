import { type CreateHash, isDigest } from '#core/base/digest.ts';
import { throwIfCancelled } from '#core/base/failure.ts';
import type { ReportProgress } from '#core/base/progress.ts';
import type { Descriptor } from '#core/oci/descriptor.ts';
import { decodeManifestDocument, type ManifestDocument } from '#core/oci/manifest.ts';
import type { Target } from '#core/oci/target.ts';
import type { BundleVerifier, NamedKey } from './bundle-verifier.ts';
import { check } from './check.ts';
import { checkBundle } from './check-bundle.ts';
import { checkContent } from './check-content.ts';
import { quoted } from './decoded.ts';
import {
  type FoundSignature,
  findLegacySignature,
  findSignatures,
  type SignatureList,
} from './find-signatures.ts';
import type { Check, PackageResult, SignatureResult } from './result.ts';
import { expected, isWrongContent } from './target-failure.ts';

export interface VerifyOptions {
  /** The signers that the person accepts. With none, nothing can be verified and the answer is "could not check". */
  readonly keys: readonly NamedKey[];
  readonly verifier: BundleVerifier;
  readonly now: () => Date;
  /** `hash`: also read every file and compare it with the signed digests. `skip`: say that this was not done. */
  readonly content: 'hash' | 'skip';
  /** How to hash the files; without it the target's own check of each blob is relied on. */
  readonly createHash?: CreateHash;
  readonly signal?: AbortSignal;
  readonly onProgress?: ReportProgress;
}

/**
 * Answers who signed an artifact and whether its bytes are those that were signed.
 *
 * Bad content never throws: whatever a registry serves ends in the result, and what could not be looked at makes it
 * `undecided`, never "not signed". Fails only with `task/cancelled`, or, when a tag cannot be resolved and so
 * nothing is there to give a verdict on, with the target's failure.
 */
export async function verifyArtifact(
  target: Target,
  tagOrDigest: string,
  options: VerifyOptions,
): Promise<PackageResult> {
  const { signal, onProgress } = options;
  throwIfCancelled(signal);
  const answer = (subject: Pick<Descriptor, 'digest'>, outcome: Outcome): PackageResult => ({
    ref: `${target.name}${isDigest(tagOrDigest) ? '@' : ':'}${tagOrDigest}`,
    digest: subject.digest,
    checkedAt: options.now().toISOString(),
    trustRoot: options.verifier.trustRoot,
    decision: decide(outcome.policyChecks),
    ...outcome,
  });
  let subject: Descriptor;
  try {
    subject = await target.resolve(tagOrDigest, signal);
  } catch (error) {
    if (!isDigest(tagOrDigest)) {
      throw error;
    }
    const failure = expected(error);
    const row = isWrongContent(failure)
      ? check('artifactDigest', 'fail', failure.message)
      : check('network', 'error', failure.message);
    return answer({ digest: tagOrDigest }, stopped(row));
  }
  if (isDigest(tagOrDigest) && subject.digest !== tagOrDigest) {
    const reason = `Asked for ${tagOrDigest}, the registry answered with ${subject.digest}.`;
    return answer({ digest: tagOrDigest }, stopped(check('artifactDigest', 'fail', reason)));
  }
  const { row: artifactDigest, document } = await fetchManifest(target, subject, signal);
  if (document === undefined) {
    return answer(subject, stopped(artifactDigest));
  }
  onProgress?.({ message: 'Looking for signatures', done: 0, unit: 'files' });
  const { signatures, incomplete } = await judgeSignatures(target, subject, options);
  const content =
    options.content === 'hash'
      ? await checkContent(target, document, options)
      : check(
          'content',
          'skipped',
          'The files were not read: this is about the manifest that lists them only.',
        );
  const policyChecks = [artifactDigest, ...incompleteList(signatures, incomplete), content];
  return answer(subject, {
    signatures,
    policyChecks: [...policyChecks, checkSigned(signatures, incomplete)],
  });
}

type Outcome = Pick<PackageResult, 'signatures' | 'policyChecks'>;

function stopped(row: Check): Outcome {
  return { signatures: [], policyChecks: [row] };
}

/** One failed row denies; one that could not be made leaves the question open; skipped rows are the reader's choice. */
function decide(rows: readonly Check[]): PackageResult['decision'] {
  if (rows.some(({ status }) => status === 'fail')) {
    return 'denied';
  }
  return rows.some(({ status }) => status === 'error') ? 'undecided' : 'allowed';
}

/** Proves that the manifest in hand is the one that the digest names. */
async function fetchManifest(
  target: Target,
  subject: Descriptor,
  signal: AbortSignal | undefined,
): Promise<{ row: Check; document?: ManifestDocument }> {
  try {
    const bytes = await target.fetchBytes(subject, signal ? { signal } : {});
    const document = decodeManifestDocument(bytes, subject);
    return { row: check('artifactDigest', 'pass', `The manifest is ${subject.digest}.`), document };
  } catch (error) {
    const failure = expected(error);
    if (failure.code === 'artifact/invalid-manifest') {
      return { row: check('malformed', 'fail', failure.message) };
    }
    return { row: check('artifactDigest', isWrongContent(failure) ? 'fail' : 'error', failure.message) };
  }
}

async function judgeSignatures(
  target: Target,
  subject: Descriptor,
  options: VerifyOptions,
): Promise<{ signatures: SignatureResult[]; incomplete?: string }> {
  const list = await findSignatures(target, subject, options.signal);
  const signatures: SignatureResult[] = [];
  for (const found of list.found) {
    signatures.push(await judge(found, subject, options));
  }
  const legacy: SignatureList = signatures.some(isVerified)
    ? { found: [] }
    : await findLegacySignature(target, subject, options.signal);
  for (const found of legacy.found) {
    signatures.push(await judge(found, subject, options));
  }
  const incomplete = list.incomplete ?? legacy.incomplete;
  return { signatures, ...(incomplete !== undefined && { incomplete }) };
}

async function judge(
  found: FoundSignature,
  subject: Descriptor,
  options: VerifyOptions,
): Promise<SignatureResult> {
  const { ref, kind } = found;
  if ('check' in found) {
    const outcome = found.check.status === 'fail' ? 'rejected' : 'error';
    return { ref, kind, outcome, checks: [found.check] };
  }
  return { ref, kind, ...(await checkBundle(found.bytes, subject.digest, options)) };
}

/** Says that there may be more signatures than those shown; it only matters while none of these is good. */
function incompleteList(signatures: readonly SignatureResult[], incomplete: string | undefined): Check[] {
  if (incomplete === undefined) {
    return [];
  }
  return [check('network', signatures.some(isVerified) ? 'warn' : 'error', incomplete)];
}

/** The row that the decision hangs on: is there a signature by somebody whom the person named? */
function checkSigned(signatures: readonly SignatureResult[], incomplete: string | undefined): Check {
  const good = signatures.find(isVerified);
  if (good !== undefined) {
    return check('signer', 'pass', `Signed with a key that you named: ${signerName(good)}.`);
  }
  if (incomplete !== undefined) {
    return check(
      'signer',
      'error',
      'No signature that you accept was found, but not all could be looked at.',
    );
  }
  if (signatures.length === 0) {
    return check('signer', 'fail', 'Not signed: no signature is attached to this artifact.');
  }
  // Notary signatures are never checked, so they leave nothing open.
  const open = signatures.find(({ kind, outcome }) => outcome === 'error' && kind !== 'notary');
  if (open !== undefined) {
    const reason = open.checks.find(({ status }) => status === 'error')?.reason ?? '';
    return check(
      'signer',
      'error',
      `No signature that you accept was found, and one could not be checked. ${reason}`,
    );
  }
  return check('signer', 'fail', 'None of the signatures attached to this artifact is one that you accept.');
}

function signerName({ identity }: SignatureResult): string {
  if (identity === undefined) {
    return 'unknown';
  }
  return 'keyHint' in identity ? quoted(identity.name ?? identity.keyHint) : quoted(identity.subject);
}

function isVerified({ outcome }: SignatureResult): boolean {
  return outcome === 'verified';
}
