import { isFailure } from '#core/base/failure.ts';

/**
 * What a look at a file found, or undefined when it failed for a reason that lies in the file.
 * @throws task/cancelled
 */
export async function unlessUnreadable<Fact>(look: Promise<Fact>): Promise<Fact | undefined> {
  try {
    return await look;
  } catch (error) {
    if (isFailure(error) && error.code !== 'task/cancelled') {
      return undefined;
    }
    throw error;
  }
}
