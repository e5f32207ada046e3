import { knownSurroundings, nothingKnown } from '#core/metadata/known-surroundings.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { type LookAround, locateFiles } from '#core/node/locate-files.ts';

/**
 * Looks up which files stand at relative paths beside a descriptor, and nothing else about them.
 * @throws task/cancelled
 */
export async function lookAround(request: LookAround): Promise<Surroundings> {
  const located = await locateFiles(request);
  if (!located) {
    return nowhere;
  }
  const files = new Map([...located].map(([path, { fact }]) => [path, fact]));
  return knownSurroundings({ ...nothingKnown, files });
}
