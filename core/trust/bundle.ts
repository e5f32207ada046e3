import { decodeBase64, encodeBase64 } from './base64.ts';
import {
  bad,
  type Decoded,
  decodeJsonObject,
  good,
  isJsonObject,
  type JsonObject,
  quoted,
} from './decoded.ts';
import type { Envelope } from './dsse.ts';

/** The media type of the bundles that we write: Sigstore bundle v0.3 (sigstore_bundle.proto). */
export const BUNDLE_MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

/** Bytes of a bundle that we read at most. */
export const MAX_BUNDLE_BYTES = 1024 * 1024;

const MAX_LOG_ENTRIES = 32;
const MAX_TIMESTAMPS = 32;
const MAX_HINT_LENGTH = 1024;

const VERSIONS: Readonly<Record<string, Bundle['version']>> = {
  'application/vnd.dev.sigstore.bundle+json;version=0.1': '0.1',
  'application/vnd.dev.sigstore.bundle+json;version=0.2': '0.2',
  'application/vnd.dev.sigstore.bundle+json;version=0.3': '0.3',
  [BUNDLE_MEDIA_TYPE]: '0.3',
};

/** What the bundle says made the signature. All of it is a claim until the signature was checked. */
export type BundleSigner =
  /** `hint`: standard base64 of SHA-256 of the public key (DER SPKI), by cosign's convention. */
  | { readonly kind: 'publicKey'; readonly hint: string }
  | { readonly kind: 'certificate'; readonly leaf: Uint8Array };

export type BundleContent =
  | { readonly kind: 'dsseEnvelope'; readonly envelope: Envelope }
  | { readonly kind: 'messageSignature'; readonly signature: Uint8Array };

/** A Sigstore bundle whose form is good; nothing in it was verified. */
export interface Bundle {
  readonly version: '0.1' | '0.2' | '0.3';
  readonly signer: BundleSigner;
  readonly content: BundleContent;
  /** How many transparency log entries it carries. */
  readonly logEntries: number;
  /** How many timestamps of timestamp authorities it carries. */
  readonly timestamps: number;
  /** The bundle as it was read, for a verifier that needs more of it. */
  readonly json: JsonObject;
}

/**
 * Writes a v0.3 bundle with one DSSE signature made by a key. No `keyid` in the envelope: cosign's Go library
 * refuses a signature whose `keyid` is not its own fingerprint of the key.
 */
export function encodeBundle(envelope: Envelope, keyHint: string): Uint8Array {
  return new TextEncoder().encode(
    JSON.stringify({
      mediaType: BUNDLE_MEDIA_TYPE,
      verificationMaterial: { publicKey: { hint: keyHint } },
      dsseEnvelope: {
        payload: encodeBase64(envelope.payload),
        payloadType: envelope.payloadType,
        signatures: [{ sig: encodeBase64(envelope.signature) }],
      },
    }),
  );
}

/** Reads a bundle of v0.1 to v0.3. The bytes come from someone who may want to fool us; the reason is for people. */
export function decodeBundle(bytes: Uint8Array): Decoded<Bundle> {
  const json = decodeJsonObject(bytes, MAX_BUNDLE_BYTES, 'the bundle');
  if (!json.ok) {
    return json;
  }
  const { mediaType, verificationMaterial: material } = json.value;
  // Exact: "v0.3+json-and-more" or v0.4 is not a format that we know how to read.
  const version =
    typeof mediaType === 'string' && Object.hasOwn(VERSIONS, mediaType) ? VERSIONS[mediaType] : undefined;
  if (version === undefined) {
    return bad(
      `its media type is ${quoted(String(mediaType))}, which is not a Sigstore bundle of version 0.1 to 0.3`,
    );
  }
  if (!isJsonObject(material)) {
    return bad('the bundle has no verification material');
  }
  const signer = decodeSigner(material, version);
  if (!signer.ok) {
    return signer;
  }
  const content = decodeContent(json.value);
  if (!content.ok) {
    return content;
  }
  const logEntries = countOf(material['tlogEntries'], MAX_LOG_ENTRIES, 'transparency log entries');
  if (!logEntries.ok) {
    return logEntries;
  }
  const stamps = isJsonObject(material['timestampVerificationData'])
    ? material['timestampVerificationData']
    : {};
  const timestamps = countOf(stamps['rfc3161Timestamps'], MAX_TIMESTAMPS, 'timestamps');
  if (!timestamps.ok) {
    return timestamps;
  }
  return good({
    version,
    signer: signer.value,
    content: content.value,
    logEntries: logEntries.value,
    timestamps: timestamps.value,
    json: json.value,
  });
}

function decodeSigner(material: JsonObject, version: Bundle['version']): Decoded<BundleSigner> {
  const kinds = ['publicKey', 'certificate', 'x509CertificateChain'].filter((kind) =>
    isPresent(material[kind]),
  );
  if (kinds.length !== 1) {
    return bad(`the bundle names ${kinds.length} signers; exactly one is allowed`);
  }
  const { publicKey, certificate, x509CertificateChain: chain } = material;
  if (isJsonObject(publicKey)) {
    const hint = publicKey['hint'] ?? '';
    return typeof hint === 'string' && hint.length <= MAX_HINT_LENGTH
      ? good({ kind: 'publicKey', hint })
      : bad('the key hint of the bundle is not a short text');
  }
  if (isPresent(chain) && version === '0.3') {
    return bad('a bundle of version 0.3 carries one certificate, not a chain');
  }
  const certificates = isJsonObject(chain) ? chain['certificates'] : undefined;
  const first: unknown = Array.isArray(certificates) ? certificates[0] : certificate;
  if (!isJsonObject(first)) {
    return bad('the bundle has no certificate');
  }
  const leaf = decodeBase64(first['rawBytes'], 'the certificate of the bundle');
  if (!leaf.ok) {
    return leaf;
  }
  return leaf.value.length > 0
    ? good({ kind: 'certificate', leaf: leaf.value })
    : bad('the certificate of the bundle is empty');
}

function decodeContent(json: JsonObject): Decoded<BundleContent> {
  const { dsseEnvelope: envelope, messageSignature: message } = json;
  if (isPresent(envelope) === isPresent(message)) {
    return bad('the bundle has to carry one of "dsseEnvelope" and "messageSignature"');
  }
  if (isJsonObject(envelope)) {
    return decodeEnvelope(envelope);
  }
  const signature = decodeBase64(isJsonObject(message) ? message['signature'] : undefined, 'the signature');
  if (!signature.ok) {
    return signature;
  }
  return signature.value.length > 0
    ? good({ kind: 'messageSignature', signature: signature.value })
    : bad('the signature is empty');
}

function decodeEnvelope(envelope: JsonObject): Decoded<BundleContent> {
  const { payload, payloadType, signatures } = envelope;
  if (typeof payloadType !== 'string') {
    return bad('the envelope has no payload type');
  }
  const body = decodeBase64(payload, 'the payload of the envelope');
  if (!body.ok) {
    return body;
  }
  if (body.value.length === 0) {
    return bad('the payload of the envelope is empty');
  }
  if (!Array.isArray(signatures) || signatures.length !== 1) {
    return bad('the envelope of a bundle has to carry exactly one signature');
  }
  const first: unknown = signatures[0];
  const signature = decodeBase64(
    isJsonObject(first) ? first['sig'] : undefined,
    'the signature of the envelope',
  );
  if (!signature.ok) {
    return signature;
  }
  return signature.value.length > 0
    ? good({
        kind: 'dsseEnvelope',
        envelope: { payloadType, payload: body.value, signature: signature.value },
      })
    : bad('the signature of the envelope is empty');
}

function countOf(value: unknown, limit: number, what: string): Decoded<number> {
  if (!isPresent(value)) {
    return good(0);
  }
  if (!Array.isArray(value)) {
    return bad(`the ${what} of the bundle are not a list`);
  }
  return value.length <= limit
    ? good(value.length)
    : bad(`the bundle carries ${value.length} ${what}, more than the limit of ${limit}`);
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}
