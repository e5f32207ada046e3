import { createPublicKey, type KeyObject, sign } from 'node:crypto';
import { throwIfCancelled } from '#core/base/failure.ts';
import type { NamedKey } from '#core/trust/bundle-verifier.ts';
import type { StatementSigner } from '#core/trust/signer.ts';
import { namedKey } from './public-key.ts';

/** A signer that also knows its public half, so that what it signs can be checked at once. */
export interface KeySigner extends StatementSigner {
  readonly publicKey: NamedKey;
}

/** Signs with an ECDSA P-256 private key in memory (from `decryptKey`); `name` is what results call the key. */
export function keySigner(privateKey: KeyObject, name: string): KeySigner {
  const publicKey = namedKey(createPublicKey(privateKey), name);
  return {
    publicKey,
    keyHint: publicKey.hint,
    sign(pae, signal) {
      throwIfCancelled(signal);
      return new Promise((resolve, reject) => {
        sign('sha256', pae, { key: privateKey, dsaEncoding: 'der' }, (error, signature) =>
          error ? reject(error) : resolve(new Uint8Array(signature)),
        );
      });
    },
  };
}
