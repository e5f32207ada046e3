/**
 * Every expected failure that the product knows, as `area/what`. Programs decide by these; people read the
 * message. A finding about a person's document or data is not a failure but a `Problem`; a bug is a plain Error.
 */
export type FailureCode =
  | 'usage/bad-argument'
  | 'usage/unknown-command'
  | 'task/cancelled'
  | 'task/timeout'
  | 'task/failed'
  | 'file/not-found'
  | 'file/not-a-file'
  | 'file/exists'
  | 'file/permission-denied'
  | 'file/no-space'
  | 'file/unsafe-path'
  | 'file/too-large'
  | 'file/unreadable'
  | 'file/changed'
  | 'edit/refused'
  | 'table/unknown-format'
  | 'table/unsupported'
  | 'table/corrupt'
  | 'reference/invalid'
  | 'registry/unreachable'
  | 'registry/unauthorized'
  | 'registry/forbidden'
  | 'registry/not-found'
  | 'registry/rate-limited'
  | 'registry/refused'
  | 'registry/server-error'
  | 'registry/bad-answer'
  | 'registry/redirect-refused'
  | 'registry/unsupported'
  | 'registry/blob-unknown'
  | 'content/digest-mismatch'
  | 'content/size-mismatch'
  | 'content/too-large'
  | 'artifact/invalid-manifest'
  | 'artifact/invalid-descriptor'
  | 'artifact/missing-file'
  | 'artifact/tag-exists'
  | 'artifact/workspace-files'
  | 'key/wrong-passphrase'
  | 'key/unsupported'
  | 'key/invalid'
  | 'trust/malformed-bundle'
  | 'trust/unsupported'
  | 'process/died'
  | 'workspace/untrusted';

/** An expected failure: what was attempted, on what, what was found, and what to do next. */
export class Failure extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'Failure';
    this.code = code;
  }
}

/** True for a `Failure`; with codes, only for one of these. */
export function isFailure(error: unknown, ...codes: FailureCode[]): error is Failure {
  return error instanceof Failure && (codes.length === 0 || codes.includes(error.code));
}

/** The `Failure` that a cancelled task ends in, whatever the signal's own reason was. */
export function cancelled(cause?: unknown): Failure {
  return new Failure('task/cancelled', 'Cancelled.', { cause });
}

/** Throws `task/cancelled` once the signal is aborted: call it between the steps of a long task. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw cancelled(signal.reason);
  }
}
