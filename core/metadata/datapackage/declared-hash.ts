import type { HashAlgorithm } from '../surroundings.ts';

const HEX_LENGTHS: Readonly<Record<HashAlgorithm, number>> = { md5: 32, sha1: 40, sha256: 64, sha512: 128 };

export interface DeclaredHash {
  readonly algorithm: HashAlgorithm;
  readonly hex: string;
}

/**
 * Reads the `hash` of a resource (data-resource.md, `hash`): MD5 in hex alone, otherwise `algorithm:hex`. Undefined
 * for algorithms that are not computed here, and for digits that are none or too few.
 */
export function declaredHash(text: string): DeclaredHash | undefined {
  const [, name = 'md5', hex = ''] = /^(?:([A-Za-z0-9-]{1,20}):)?([0-9a-fA-F]{32,128})$/.exec(text) ?? [];
  const algorithm = name.toLowerCase().replace('-', '');
  return isAlgorithm(algorithm) && hex.length === HEX_LENGTHS[algorithm]
    ? { algorithm, hex: hex.toLowerCase() }
    : undefined;
}

function isAlgorithm(name: string): name is HashAlgorithm {
  return Object.hasOwn(HEX_LENGTHS, name);
}
