import type { HashAlgorithm } from '../../surroundings.ts';

interface Code {
  readonly algorithm: HashAlgorithm;
  /** The code of the algorithm and the length in bytes, as varints in hex (multihash; multicodec table). */
  readonly prefix: string;
  /** Hex digits of the digest. */
  readonly digits: number;
}

const CODES: readonly Code[] = [
  { algorithm: 'sha256', prefix: '1220', digits: 64 },
  { algorithm: 'sha512', prefix: '1340', digits: 128 },
  { algorithm: 'sha1', prefix: '1114', digits: 40 },
  { algorithm: 'md5', prefix: 'd50110', digits: 32 },
];

/** What a `file:checksum` is. */
export type Checksum =
  | {
      readonly kind: 'known';
      readonly algorithm: HashAlgorithm;
      readonly hex: string;
      readonly prefix: string;
    }
  /** A digest without the prefix that says of which algorithm it is. */
  | { readonly kind: 'bare'; readonly algorithm: HashAlgorithm; readonly prefix: string }
  /** A known algorithm with a digest of another length: cut off, or not of that algorithm. */
  | {
      readonly kind: 'wrong-length';
      readonly algorithm: HashAlgorithm;
      readonly expected: number;
      readonly digits: number;
    }
  /** Another algorithm, a shortened digest, or no hexadecimal text at all (which the schema tells). */
  | { readonly kind: 'other' };

/** Reads a `file:checksum`: a multihash in hexadecimal digits, lower case (file extension). */
export function readChecksum(text: string): Checksum {
  const hex = text.toLowerCase();
  if (!/^[0-9a-f]{8,300}$/.test(hex)) {
    return { kind: 'other' };
  }
  const known = CODES.find(
    ({ prefix, digits }) => hex.startsWith(prefix) && hex.length === prefix.length + digits,
  );
  if (known) {
    const { algorithm, prefix } = known;
    return { kind: 'known', algorithm, prefix, hex: hex.slice(prefix.length) };
  }
  const bare = CODES.find(({ digits }) => hex.length === digits);
  if (bare && !isOtherMultihash(hex)) {
    return { kind: 'bare', algorithm: bare.algorithm, prefix: bare.prefix };
  }
  const cut = CODES.find(({ prefix }) => hex.startsWith(prefix));
  return cut
    ? {
        kind: 'wrong-length',
        algorithm: cut.algorithm,
        expected: cut.digits,
        digits: hex.length - cut.prefix.length,
      }
    : { kind: 'other' };
}

/** Whether the first bytes may be the code of some algorithm and exactly the length of what follows. */
function isOtherMultihash(hex: string): boolean {
  for (const codeBytes of [1, 2, 3]) {
    const length = Number.parseInt(hex.slice(2 * codeBytes, 2 * codeBytes + 2), 16);
    const code = Number.parseInt(hex.slice(2 * codeBytes - 2, 2 * codeBytes), 16);
    // Of a varint all bytes but the last have their highest bit set.
    if (
      code < 0x80 &&
      length > 0 &&
      hex.length === 2 * codeBytes + 2 + 2 * length &&
      isVarint(hex, codeBytes)
    ) {
      return true;
    }
  }
  return false;
}

function isVarint(hex: string, bytes: number): boolean {
  return Array.from({ length: bytes - 1 }, (_, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  ).every((byte) => byte >= 0x80);
}
