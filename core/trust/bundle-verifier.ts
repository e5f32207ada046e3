import type { Bundle } from './bundle.ts';
import type { Check, Signer } from './result.ts';

/** A public key that the person named as one they accept. */
export interface NamedKey {
  /** What the person calls it, for example the name of its file. */
  readonly name: string;
  /** Standard base64 of SHA-256 of `spki`. */
  readonly hint: string;
  /** The public key, DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
}

/** What a signature may be checked with. */
export interface TrustMaterial {
  readonly keys: readonly NamedKey[];
  /** The signed bytes, for a bundle that does not carry them (a message signature). */
  readonly message?: Uint8Array;
}

/** What cryptography has to say about a bundle, and nothing about what the signed bytes mean. */
export interface SignatureProof {
  /** One per step, in the order of the Sigstore client specification; the last one is `signature`. */
  readonly checks: readonly Check[];
  /** Who signed; only there when the check `signature` passed. */
  readonly identity?: Signer;
  /** When it was signed, when an authority that the trusted root names says so. */
  readonly time?: { readonly value: string; readonly source: 'tsa' | 'log' };
}

/** The cryptography behind verification. It never throws for what a bundle holds: bad input is a failed check. */
export interface BundleVerifier {
  /** Which trusted root stands behind certificates, logs and timestamps. */
  readonly trustRoot: { readonly source: string; readonly age?: string };
  prove(bundle: Bundle, material: TrustMaterial): Promise<SignatureProof>;
}
