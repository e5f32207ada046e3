import { createHash, createPublicKey, type KeyObject, timingSafeEqual, verify } from 'node:crypto';
import { bundleFromJSON, ValidationError } from '@sigstore/bundle';
import { HashAlgorithm } from '@sigstore/protobuf-specs';
import {
  type SignedEntity,
  type TrustMaterial as SigstoreTrust,
  VerificationError,
  Verifier,
} from '@sigstore/verify';
import type { Bundle } from '#core/trust/bundle.ts';
import type { BundleVerifier, NamedKey, SignatureProof, TrustMaterial } from '#core/trust/bundle-verifier.ts';
import { check } from '#core/trust/check.ts';
import { quoted } from '#core/trust/decoded.ts';
import { preAuthenticationEncoding } from '#core/trust/dsse.ts';
import type { Check } from '#core/trust/result.ts';

type SignatureContent = SignedEntity['signature'];

/**
 * The cryptography of `@sigstore/verify` behind our port. Never used bare: on its own the library accepts, for
 * example, a statement about another artifact, any payload type and any bundle version; our checks stand around it.
 *
 * Signatures by keys only for now: a signature by a certificate is "could not be checked", never accepted.
 */
export function sigstoreVerifier(): BundleVerifier {
  return {
    trustRoot: { source: 'none (public keys only)' },
    prove: (bundle, material) => Promise.resolve(prove(bundle, material)),
  };
}

function prove(bundle: Bundle, material: TrustMaterial): SignatureProof {
  const parsed = parseWhole(bundle);
  if ('id' in parsed) {
    return { checks: [parsed] };
  }
  if (bundle.signer.kind === 'certificate') {
    return { checks: [certificateNotChecked()] };
  }
  const around = whatKeysCannotProve(bundle);
  const content = signedContent(bundle, parsed, material.message);
  if ('id' in content) {
    return { checks: [...around, content] };
  }
  const hint = bundle.signer.hint;
  // The hint is a claim and decides nothing: it only says which key to try first.
  const keys = [...material.keys].sort((a, b) => Number(b.hint === hint) - Number(a.hint === hint));
  const key = keys.find((candidate) => isMadeBy(content, candidate));
  return key
    ? { checks: [...around, signatureHolds(key)], identity: { keyHint: key.hint, name: key.name } }
    : { checks: [...around, noKeyFits(hint, keys)] };
}

type ParsedBundle = ReturnType<typeof bundleFromJSON>;

/** A second reading of the whole bundle by the library: parts that we do not look at may be malformed too. */
function parseWhole(bundle: Bundle): ParsedBundle | Check {
  try {
    return bundleFromJSON(bundle.json);
  } catch (error) {
    const fields = error instanceof ValidationError ? ` (${error.fields.slice(0, 5).join(', ')})` : '';
    return check('malformed', 'fail', `Parts of the bundle are missing or malformed${fields}.`);
  }
}

function certificateNotChecked(): Check {
  const reason =
    'This signature was made with a certificate. To check it, a trusted root (the list of authorities whose certificates count) is needed, and this version of Waybill can only check signatures made with a key. It is neither accepted nor refused.';
  return check('certificateChain', 'error', reason);
}

/** What a signature by a bare key leaves open, said plainly instead of left out. */
function whatKeysCannotProve(bundle: Bundle): Check[] {
  const entries = `The bundle carries ${count(bundle.logEntries, 'entry of a transparency log', 'entries of a transparency log')}`;
  const stamps = `The bundle carries ${count(bundle.timestamps, 'timestamp', 'timestamps')}`;
  return [
    check('trustRoot', 'skipped', 'Not needed: a public key was used, which you trust by yourself.'),
    check(
      'certificateChain',
      'skipped',
      'No certificate: the key alone stands for the signer, no authority vouches for a name.',
    ),
    check(
      'timestamp',
      'skipped',
      bundle.timestamps > 0
        ? `${stamps}, not checked without a trusted root: the time of signing is not proven.`
        : 'No trusted timestamp: the time of signing is not proven.',
    ),
    check(
      'tlog',
      'skipped',
      bundle.logEntries > 0
        ? `${entries}, not checked without a trusted root: it does not count as a public record.`
        : 'No public record: nobody else can see that this signature was made.',
    ),
  ];
}

function signatureHolds(key: NamedKey): Check {
  return check(
    'signature',
    'pass',
    `The signature over these exact bytes was made with the key ${quoted(key.name)}.`,
    {
      keyHint: key.hint,
    },
  );
}

function noKeyFits(hint: string, keys: readonly NamedKey[]): Check {
  const evidence = {
    claimedKeyHint: hint,
    tried: keys.map((key) => ({ name: key.name, keyHint: key.hint })),
  };
  const first = keys[0];
  if (first === undefined) {
    return check('signature', 'error', 'No public key was given to check this signature with.', evidence);
  }
  if (first.hint === hint) {
    const reason = `It names the key ${quoted(first.name)} but does not fit: the signed bytes or the signature were changed, or it is forged.`;
    return check('signature', 'fail', reason, evidence);
  }
  const tried = keys.map((key) => `${quoted(key.name)} (${key.hint})`).join(', ');
  const named = hint === '' ? 'It names no key' : `It names the key ${quoted(hint)}`;
  return check(
    'signature',
    'fail',
    `Made with another key than you gave. ${named}; you gave ${tried}.`,
    evidence,
  );
}

/** The bytes that the signature has to cover, or why there are none. */
function signedContent(
  bundle: Bundle,
  parsed: ParsedBundle,
  message: Uint8Array | undefined,
): SignatureContent | Check {
  if (bundle.content.kind === 'dsseEnvelope') {
    const { payloadType, payload, signature } = bundle.content.envelope;
    return contentOver(preAuthenticationEncoding(payloadType, payload), payload, signature);
  }
  if (message === undefined) {
    return check(
      'subject',
      'error',
      'The bundle signs bytes that it does not carry, and they were not given.',
    );
  }
  const claim =
    parsed.content.$case === 'messageSignature' ? parsed.content.messageSignature.messageDigest : undefined;
  if (claim === undefined || !isDigestOf(claim.algorithm, claim.digest, message)) {
    return check('subject', 'fail', 'The bundle names the digest of other bytes than those given.');
  }
  return contentOver(message, message, bundle.content.signature);
}

const HASH_NAMES: ReadonlyMap<HashAlgorithm, string> = new Map([
  [HashAlgorithm.SHA2_256, 'sha256'],
  [HashAlgorithm.SHA2_384, 'sha384'],
  [HashAlgorithm.SHA2_512, 'sha512'],
]);

function isDigestOf(algorithm: HashAlgorithm, digest: Uint8Array, message: Uint8Array): boolean {
  const name = HASH_NAMES.get(algorithm);
  return name !== undefined && isSame(createHash(name).update(message).digest(), digest);
}

/** Signed bytes as the library wants them; `body` is what a log entry would hash for a DSSE envelope. */
function contentOver(signed: Uint8Array, body: Uint8Array, signature: Uint8Array): SignatureContent {
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
  return {
    signature: Buffer.from(signature),
    compareSignature: (other) => isSame(other, signature),
    compareDigest: (digest) => isSame(digest, sha256(body)),
    compareSignedDigest: (digest) => isSame(digest, sha256(signed)),
    // The library hashes with SHA-256 whatever the curve; other Sigstore clients sign with the curve's own hash.
    verifySignature: (key) => hashesFor(key).some((hash) => fits(hash, signed, key, signature)),
  };
}

/** The curve's own hash first, SHA-256 as older clients use it; Ed25519 (null) hashes by itself. */
const HASHES: ReadonlyMap<string, readonly (string | null)[]> = new Map([
  ['prime256v1', ['sha256']],
  ['secp384r1', ['sha384', 'sha256']],
  ['secp521r1', ['sha512', 'sha256']],
  ['rsa', ['sha256']],
  ['ed25519', [null]],
]);

function hashesFor(key: KeyObject): readonly (string | null)[] {
  return HASHES.get(key.asymmetricKeyDetails?.namedCurve ?? key.asymmetricKeyType ?? '') ?? [];
}

function fits(hash: string | null, signed: Uint8Array, key: KeyObject, signature: Uint8Array): boolean {
  try {
    return verify(hash, signed, key, signature);
  } catch {
    // A signature of an impossible form, for example DER that ends early, fits nothing.
    return false;
  }
}

function isMadeBy(content: SignatureContent, { spki }: NamedKey): boolean {
  const publicKey = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  const trust: SigstoreTrust = {
    certificateAuthorities: [],
    timestampAuthorities: [],
    tlogs: [],
    ctlogs: [],
    publicKey: () => ({ publicKey, validFor: () => true }),
  };
  const verifier = new Verifier(trust, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 });
  try {
    verifier.verify({
      signature: content,
      key: { $case: 'public-key', hint: '' },
      timestamps: [],
      tlogEntries: [],
    });
    return true;
  } catch (error) {
    if (error instanceof VerificationError) {
      return false;
    }
    throw error;
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

function count(n: number, one: string, many: string): string {
  return n === 1 ? `1 ${one}` : `${n} ${many}`;
}
