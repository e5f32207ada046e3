/** Signs DSSE payloads with a key that it alone holds. `core/node` has one for key files. */
export interface StatementSigner {
  /** Standard base64 of SHA-256 of the public key (DER SPKI). */
  readonly keyHint: string;
  /** The signature over a pre-authentication encoding: ECDSA with SHA-256, ASN.1 DER. */
  sign(pae: Uint8Array, signal?: AbortSignal): Promise<Uint8Array>;
}
