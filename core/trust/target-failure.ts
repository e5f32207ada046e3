import { type Failure, isFailure } from '#core/base/failure.ts';

/** The expected failure that `error` is; a bug or a cancelled task goes on up. */
export function expected(error: unknown): Failure {
  if (isFailure(error) && error.code !== 'task/cancelled') {
    return error;
  }
  throw error;
}

/** True when the bytes came but are wrong; any other failure means only that nobody could look. */
export function isWrongContent(failure: Failure): boolean {
  return (
    failure.code === 'content/digest-mismatch' ||
    failure.code === 'content/size-mismatch' ||
    failure.code === 'content/too-large'
  );
}
