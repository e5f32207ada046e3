import { Failure } from './failure.ts';

/** A content digest `algorithm:hex` as the OCI image specification writes it (descriptor.md, Digests). */
export type Digest = `sha256:${string}` | `sha512:${string}`;

const HEX_LENGTH = { sha256: 64, sha512: 128 } as const;
const GRAMMAR = /^(sha256|sha512):([0-9a-f]+)$/;

/** True when `text` is a digest of a registered algorithm: lower-case hex of exactly its length. */
export function isDigest(text: unknown): text is Digest {
  const match = typeof text === 'string' ? GRAMMAR.exec(text) : null;
  return match !== null && match[2]?.length === HEX_LENGTH[match[1] as keyof typeof HEX_LENGTH];
}

/** The algorithm and the hex of a digest. */
export function digestParts(digest: Digest): { algorithm: 'sha256' | 'sha512'; hex: string } {
  const [algorithm, hex] = digest.split(':') as ['sha256' | 'sha512', string];
  return { algorithm, hex };
}

/** Hashes bytes that arrive piece by piece. The core has no such thing of its own: Node and the browser differ. */
export interface IncrementalHash {
  update(bytes: Uint8Array): void;
  /** The digest of all bytes so far; call it once. */
  digest(): Digest;
}

/** Makes a hash for an algorithm; `core/node` and tests provide one. */
export type CreateHash = (algorithm: 'sha256' | 'sha512') => IncrementalHash;

/** The SHA-256 digest of bytes in memory. */
export async function sha256(bytes: Uint8Array): Promise<Digest> {
  const hash = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return `sha256:${toHex(new Uint8Array(hash))}`;
}

/** Lower-case hex of bytes. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Throws `content/digest-mismatch` when bytes in memory are not those that `expected` names. */
export async function requireDigest(bytes: Uint8Array, expected: Digest, what: string): Promise<void> {
  const { algorithm } = digestParts(expected);
  const name = algorithm === 'sha256' ? 'SHA-256' : 'SHA-512';
  const hash = new Uint8Array(await crypto.subtle.digest(name, bytes as Uint8Array<ArrayBuffer>));
  const actual = `${algorithm}:${toHex(hash)}`;
  if (actual !== expected) {
    throw new Failure(
      'content/digest-mismatch',
      `The bytes of ${what} are not what its digest says: expected ${expected}, got ${actual}. Do not use them; fetch them again or ask the publisher.`,
    );
  }
}
