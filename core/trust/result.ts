import type { Digest } from '#core/base/digest.ts';

/** What became of one check. `skipped` says why it was not made; `error` that it could not be made. */
export type CheckStatus = 'pass' | 'fail' | 'warn' | 'skipped' | 'error';

export type CheckId =
  | 'artifactDigest'
  | 'content'
  | 'format'
  | 'statement'
  | 'subject'
  | 'predicateType'
  | 'signature'
  | 'certificateChain'
  | 'certificateUsage'
  | 'sct'
  | 'tlog'
  | 'tlogKey'
  | 'timestamp'
  | 'trustRoot'
  | 'signer'
  | 'malformed'
  | 'network';

/** One row of the explanation that stands behind every verdict. */
export interface Check {
  readonly id: CheckId;
  readonly status: CheckStatus;
  /** What was checked, as a short noun phrase. */
  readonly title: string;
  /** Why the status is what it is, in plain words. */
  readonly reason: string;
  readonly evidence?: Readonly<Record<string, unknown>>;
}

/** Who signed, as far as cryptography proves it. */
export type Signer =
  | { readonly issuer: string; readonly subject: string }
  | { readonly keyHint: string; readonly name?: string };

/**
 * - `verified`: cryptography good, bound to this artifact's digest, and the signer is one that the person named.
 * - `unverified`: the signature holds but nobody named its signer.
 * - `rejected`: a check failed. - `error`: could not be checked.
 */
export type SignatureOutcome = 'verified' | 'unverified' | 'rejected' | 'error';

export interface SignatureResult {
  /** Digest of the referrer manifest that carries the signature, or the file it came from. */
  readonly ref: string;
  readonly kind: 'bundle' | 'legacy' | 'notary';
  readonly outcome: SignatureOutcome;
  readonly identity?: Signer;
  readonly time?: { readonly value: string; readonly source: 'tsa' | 'log' };
  readonly checks: readonly Check[];
}

/** The answer of `verify` for one artifact. Never a boolean: read `decision`, then `signatures`. */
export interface PackageResult {
  readonly ref: string;
  readonly digest: Digest;
  /** ISO 8601, UTC. */
  readonly checkedAt: string;
  readonly policy?: {
    readonly path: string;
    readonly digest: Digest;
    readonly rule?: string;
    readonly mode: 'enforce' | 'warn';
  };
  readonly trustRoot: { readonly source: string; readonly age?: string };
  readonly decision: 'allowed' | 'warned' | 'denied' | 'undecided';
  readonly signatures: readonly SignatureResult[];
  /** Checks of the artifact itself (its digest, its files) and of a policy. */
  readonly policyChecks: readonly Check[];
}
