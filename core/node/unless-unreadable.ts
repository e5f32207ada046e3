import { type Failure, isFailure } from '#core/base/failure.ts';

/**
 * What a look at a file found, or undefined when it failed for a reason that lies in the file, which `tell` gets.
 * @throws task/cancelled
 */
export async function unlessUnreadable<Fact>(
  look: Promise<Fact>,
  tell?: (failure: Failure) => void,
): Promise<Fact | undefined> {
  try {
    return await look;
  } catch (error) {
    if (isFailure(error) && error.code !== 'task/cancelled') {
      tell?.(error);
      return undefined;
    }
    throw error;
  }
}
