import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { Failure } from '#core/base/failure.ts';
import type { NamedKey } from '#core/trust/bundle-verifier.ts';

/** Far above any real public key; a file that is larger is not one. */
const MAX_PEM_LENGTH = 64 * 1024;

const LABEL = /^\s*-----BEGIN ([A-Z0-9 ]+)-----/;
const CURVES = ['prime256v1', 'secp384r1', 'secp521r1'];
const MIN_RSA_BITS = 2048;

/**
 * Reads a public key in PEM form: ECDSA P-256, P-384 or P-521, RSA from 2048 bits, or Ed25519. `name` is what
 * results call it. Fails with `key/invalid` or `key/unsupported`; neither repeats anything of the text.
 */
export function readPublicKey(pem: string, name: string): NamedKey {
  const label = pem.length <= MAX_PEM_LENGTH ? LABEL.exec(pem)?.[1] : undefined;
  if (label?.includes('PRIVATE KEY')) {
    // Node would silently derive the public half and so accept a secret where a public file is expected.
    throw new Failure(
      'key/invalid',
      `Expected a public key in ${name}, found a private one. Give the .pub file that belongs to it; the private key is only for signing.`,
    );
  }
  if (label !== 'PUBLIC KEY' && label !== 'RSA PUBLIC KEY') {
    throw new Failure(
      'key/invalid',
      `Expected a public key in ${name} that starts with "-----BEGIN PUBLIC KEY-----", found ${label === undefined ? 'something else' : `a ${label.toLowerCase()}`}.`,
    );
  }
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    throw new Failure('key/invalid', `The public key in ${name} cannot be read: it is damaged or cut.`);
  }
  requireSupported(key, name);
  return namedKey(key, name);
}

/** A key object as a named key. */
export function namedKey(key: KeyObject, name: string): NamedKey {
  const spki = new Uint8Array(key.export({ format: 'der', type: 'spki' }));
  return { name, hint: keyHint(spki), spki };
}

/** The key hint of cosign and of our bundles: standard base64 of SHA-256 of the DER SubjectPublicKeyInfo. */
export function keyHint(spki: Uint8Array): string {
  return createHash('sha256').update(spki).digest('base64');
}

function requireSupported(key: KeyObject, name: string): void {
  const { namedCurve = '', modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  const type = key.asymmetricKeyType;
  const isSupported =
    (type === 'ec' && CURVES.includes(namedCurve)) ||
    (type === 'rsa' && modulusLength >= MIN_RSA_BITS) ||
    type === 'ed25519';
  if (!isSupported) {
    const found = [type, namedCurve, modulusLength > 0 ? `${modulusLength} bits` : '']
      .filter(Boolean)
      .join(' ');
    throw new Failure(
      'key/unsupported',
      `The public key in ${name} is ${found}; signatures can be checked with ECDSA P-256, P-384 or P-521, RSA from ${MIN_RSA_BITS} bits, or Ed25519.`,
    );
  }
}
