import { quoted } from './decoded.ts';
import type { Check, CheckStatus, PackageResult, SignatureResult, Signer } from './result.ts';

/** The states that a person is shown; each has its own icon and words, never colour alone. */
export type VerdictState =
  | 'verified'
  /** Signed, but by nobody whom the person or a policy named. */
  | 'unverified'
  | 'rejected'
  | 'unsigned'
  | 'unknown';

/** A verdict in one word for icons and in one sentence for people. */
export interface Verdict {
  readonly state: VerdictState;
  readonly sentence: string;
}

/** The one line that stands for a result. It is about `result.digest`, not about the tag that led there. */
export function verdictOf(result: PackageResult): Verdict {
  switch (result.decision) {
    case 'allowed':
    case 'warned':
      return acceptedVerdict(result);
    case 'denied':
      return deniedVerdict(result);
    case 'undecided':
      return { state: 'unknown', sentence: `Could not check: ${reasonWith(result.policyChecks, 'error')}` };
  }
}

/** The sentence of `verdictOf`. */
export function verdictSentence(result: PackageResult): string {
  return verdictOf(result).sentence;
}

const STATUS_WORDS: Readonly<Record<CheckStatus, string>> = {
  pass: 'ok',
  fail: 'FAILED',
  warn: 'warning',
  skipped: 'not checked',
  error: 'could not check',
};

const OUTCOME_WORDS: Readonly<Record<SignatureResult['outcome'], string>> = {
  verified: 'verified',
  unverified: 'signed, signer not in your policy',
  rejected: 'rejected',
  error: 'could not be checked',
};

/** Everything that was and was not checked, line by line; plain text, to be indented as it stands. */
export function explain(result: PackageResult): string[] {
  return [
    verdictSentence(result),
    `Artifact: ${result.ref}`,
    `Digest: ${result.digest}`,
    `Checked at: ${result.checkedAt}; trusted root: ${result.trustRoot.source}`,
    ...result.policyChecks.map(row),
    ...result.signatures.flatMap((signature) => [
      `Signature ${signature.ref} (${signature.kind}): ${OUTCOME_WORDS[signature.outcome]}${by(signature)}`,
      ...signature.checks.map((item) => `  ${row(item)}`),
    ]),
  ];
}

function row({ status, title, reason }: Check): string {
  return `[${STATUS_WORDS[status]}] ${title}: ${reason}`;
}

/** Before the signature held, the signer is only what the bundle claims; the words keep the two apart. */
function by({ identity, outcome }: SignatureResult): string {
  if (identity === undefined) {
    return '';
  }
  const isProven = outcome === 'verified' || outcome === 'unverified';
  return isProven ? `, signed by ${nameOf(identity)}` : `, names the signer ${nameOf(identity)} (not proven)`;
}

function nameOf(identity: Signer): string {
  return 'keyHint' in identity
    ? (identity.name ?? `the key ${quoted(identity.keyHint)}`)
    : `${quoted(identity.subject)} (issuer ${quoted(identity.issuer)})`;
}

function acceptedVerdict(result: PackageResult): Verdict {
  const signature = result.signatures.find(({ outcome }) => outcome === 'verified');
  if (signature?.identity === undefined) {
    // A policy in warn mode let it pass: that must not look like "verified".
    return {
      state: 'unverified',
      sentence: `Accepted with a warning: ${reasonWith(result.policyChecks, 'warn')}`,
    };
  }
  const signed = `Verified, signed by ${nameOf(signature.identity)}`;
  const isContentChecked = result.policyChecks.some(
    ({ id, status }) => id === 'content' && status === 'pass',
  );
  return {
    state: 'verified',
    sentence: isContentChecked ? `${signed}, files included` : `${signed}; the files were not read`,
  };
}

function deniedVerdict({ policyChecks, signatures }: PackageResult): Verdict {
  const changed = policyChecks.find(({ id, status }) => status === 'fail' && id !== 'signer');
  if (changed) {
    return { state: 'rejected', sentence: `Rejected: ${changed.reason}` };
  }
  // An attestation is no failed signature: it never was one.
  const rejected = signatures.find((item) => item.outcome === 'rejected' && !isAttestation(item));
  if (rejected) {
    return { state: 'rejected', sentence: `Signature rejected: ${reasonWith(rejected.checks, 'fail')}` };
  }
  const unverified = signatures.find(({ outcome }) => outcome === 'unverified');
  if (unverified) {
    return { state: 'unverified', sentence: 'Signed, signer not in your policy' };
  }
  return { state: 'unsigned', sentence: 'Not signed' };
}

/** True when the only thing wrong is that the statement is of another kind than a signature. */
function isAttestation({ checks }: SignatureResult): boolean {
  return checks.filter(({ status }) => status === 'fail').every(({ id }) => id === 'predicateType');
}

function reasonWith(checks: readonly Check[], status: CheckStatus): string {
  return checks.find((item) => item.status === status)?.reason ?? 'no reason was given.';
}
