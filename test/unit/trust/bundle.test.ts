import { expect, test } from 'vitest';
import { type Bundle, decodeBundle, encodeBundle, MAX_BUNDLE_BYTES } from '#core/trust/bundle.ts';

const ENVELOPE = {
  payloadType: 'application/vnd.in-toto+json',
  payload: new Uint8Array([1, 2, 3]),
  signature: new Uint8Array([4, 5]),
};
const V01 = 'application/vnd.dev.sigstore.bundle+json;version=0.1';

/** The JSON of a good bundle with members replaced. */
function bundle(change: (json: Record<string, unknown>) => object = () => ({})): Uint8Array {
  const json = JSON.parse(new TextDecoder().decode(encodeBundle(ENVELOPE, 'hint='))) as Record<
    string,
    unknown
  >;
  return new TextEncoder().encode(JSON.stringify({ ...json, ...change(json) }));
}

test('writes the members and names that cosign reads, and no keyid', () => {
  expect(JSON.parse(new TextDecoder().decode(encodeBundle(ENVELOPE, 'hint=')))).toEqual({
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { publicKey: { hint: 'hint=' } },
    dsseEnvelope: {
      payload: 'AQID',
      payloadType: 'application/vnd.in-toto+json',
      signatures: [{ sig: 'BAU=' }],
    },
  });
});

test('reads back what it writes', () => {
  expect(decodeBundle(bundle())).toMatchObject({
    ok: true,
    value: {
      version: '0.3',
      signer: { kind: 'publicKey', hint: 'hint=' },
      content: { kind: 'dsseEnvelope', envelope: ENVELOPE },
      logEntries: 0,
      timestamps: 0,
    },
  });
});

const certificate = { rawBytes: 'AQID' };
test.each<[string, object, Partial<Bundle>]>([
  [
    'a leaf certificate',
    { verificationMaterial: { certificate } },
    { signer: { kind: 'certificate', leaf: new Uint8Array([1, 2, 3]) } },
  ],
  [
    'a chain in an old bundle',
    {
      mediaType: V01,
      verificationMaterial: { x509CertificateChain: { certificates: [certificate, { rawBytes: 'BA==' }] } },
    },
    { version: '0.1', signer: { kind: 'certificate', leaf: new Uint8Array([1, 2, 3]) } },
  ],
  [
    'a message signature',
    { dsseEnvelope: undefined, messageSignature: { signature: 'BAU=' } },
    { content: { kind: 'messageSignature', signature: new Uint8Array([4, 5]) } },
  ],
  [
    'log entries and timestamps',
    {
      verificationMaterial: {
        publicKey: {},
        tlogEntries: [{}, {}],
        timestampVerificationData: { rfc3161Timestamps: [{}] },
      },
    },
    { signer: { kind: 'publicKey', hint: '' }, logEntries: 2, timestamps: 1 },
  ],
])('reads %s', (_what, change, expected) => {
  expect(decodeBundle(bundle(() => change))).toMatchObject({ ok: true, value: expected });
});

test.each<[string, (json: Record<string, unknown>) => object, string]>([
  ['version 0.4', () => ({ mediaType: 'application/vnd.dev.sigstore.bundle.v0.4+json' }), 'v0.4'],
  [
    'junk after the version',
    () => ({ mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+jsonx' }),
    'jsonx',
  ],
  ['a media type named like a member of every object', () => ({ mediaType: 'toString' }), 'toString'],
  ['no media type', () => ({ mediaType: undefined }), 'undefined'],
  ['no verification material', () => ({ verificationMaterial: null }), 'no verification material'],
  ['no signer', () => ({ verificationMaterial: {} }), '0 signers'],
  ['two signers', () => ({ verificationMaterial: { publicKey: { hint: '' }, certificate } }), '2 signers'],
  [
    'a chain in version 0.3',
    () => ({ verificationMaterial: { x509CertificateChain: { certificates: [certificate] } } }),
    'not a chain',
  ],
  [
    'an empty chain',
    () => ({ mediaType: V01, verificationMaterial: { x509CertificateChain: { certificates: [] } } }),
    'no certificate',
  ],
  ['an empty certificate', () => ({ verificationMaterial: { certificate: { rawBytes: '' } } }), 'empty'],
  ['a hint that is a number', () => ({ verificationMaterial: { publicKey: { hint: 1 } } }), 'key hint'],
  [
    'a hint that is endless',
    () => ({ verificationMaterial: { publicKey: { hint: 'x'.repeat(2000) } } }),
    'key hint',
  ],
  ['two kinds of content', () => ({ messageSignature: { signature: 'BAU=' } }), 'one of'],
  ['no content', () => ({ dsseEnvelope: undefined }), 'one of'],
  [
    'a message signature without signature',
    () => ({ dsseEnvelope: undefined, messageSignature: {} }),
    'not base64',
  ],
  [
    'no payload type',
    () => ({ dsseEnvelope: { payload: 'AQID', signatures: [{ sig: 'BAU=' }] } }),
    'payload type',
  ],
  [
    'an empty payload',
    ({ dsseEnvelope }) => ({ dsseEnvelope: { ...(dsseEnvelope as object), payload: '' } }),
    'payload',
  ],
  [
    'a payload that is not base64',
    ({ dsseEnvelope }) => ({ dsseEnvelope: { ...(dsseEnvelope as object), payload: '{}' } }),
    'base64',
  ],
  [
    'no signature',
    ({ dsseEnvelope }) => ({ dsseEnvelope: { ...(dsseEnvelope as object), signatures: [] } }),
    'exactly one',
  ],
  [
    'two signatures',
    ({ dsseEnvelope }) => ({
      dsseEnvelope: { ...(dsseEnvelope as object), signatures: [{ sig: 'BAU=' }, { sig: 'BAU=' }] },
    }),
    'exactly one',
  ],
  [
    'an empty signature',
    ({ dsseEnvelope }) => ({ dsseEnvelope: { ...(dsseEnvelope as object), signatures: [{ sig: '' }] } }),
    'empty',
  ],
  [
    'log entries that are no list',
    () => ({ verificationMaterial: { publicKey: {}, tlogEntries: {} } }),
    'not a list',
  ],
  [
    'too many log entries',
    () => ({ verificationMaterial: { publicKey: {}, tlogEntries: Array(33).fill({}) } }),
    '33 transparency',
  ],
])('refuses %s and says so', (_what, change, reason) => {
  expect(decodeBundle(bundle(change))).toEqual({
    ok: false,
    reason: expect.stringContaining(reason) as string,
  });
});

test.each([
  ['nothing', new Uint8Array(0)],
  ['half a bundle', bundle().subarray(0, 40)],
  ['a JSON list', new TextEncoder().encode('[]')],
  ['deep nesting', new TextEncoder().encode('['.repeat(200_000))],
  ['more than the limit', new Uint8Array(MAX_BUNDLE_BYTES + 1).fill(32)],
])('refuses %s', (_what, bytes) => {
  expect(decodeBundle(bytes).ok).toBe(false);
});
