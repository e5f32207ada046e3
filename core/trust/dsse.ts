/** The payload type of every in-toto statement (in-toto attestation framework, envelope.md). */
export const IN_TOTO_PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** A DSSE envelope with its one signature; the envelope's `keyid` is left out because it never decides anything. */
export interface Envelope {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * The bytes that a DSSE signature covers: `DSSEv1 LENGTH TYPE LENGTH BODY`, lengths in bytes as decimal text
 * (DSSE protocol.md, "Signature Definition").
 */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const encoder = new TextEncoder();
  const type = encoder.encode(payloadType);
  const head = encoder.encode(`DSSEv1 ${type.length} ${payloadType} ${payload.length} `);
  const encoded = new Uint8Array(head.length + payload.length);
  encoded.set(head);
  encoded.set(payload, head.length);
  return encoded;
}
