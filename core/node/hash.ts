import { createHash as createNodeHash } from 'node:crypto';
import type { CreateHash } from '#core/base/digest.ts';

/** Hashes with Node's crypto, piece by piece. */
export const createHash: CreateHash = (algorithm) => {
  const hash = createNodeHash(algorithm);
  return {
    update: (bytes) => {
      hash.update(bytes);
    },
    digest: () => `${algorithm}:${hash.digest('hex')}`,
  };
};
