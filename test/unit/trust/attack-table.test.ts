import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { keySigner } from '#core/node/key-signer.ts';
import { namedKey } from '#core/node/public-key.ts';
import { sigstoreVerifier } from '#core/node/sigstore-verifier.ts';
import { decodeBundle } from '#core/trust/bundle.ts';
import type { NamedKey } from '#core/trust/bundle-verifier.ts';
import { type BundleFinding, checkBundle } from '#core/trust/check-bundle.ts';
import type { CheckId } from '#core/trust/result.ts';
import { bundleJson, newSigner } from '#test/support/signed-package.ts';

const HEX = 'a'.repeat(64);
const ARTIFACT = `sha256:${HEX}` as const;
const alice = newSigner('alice');
const mallory = newSigner('mallory');
const hint = alice.keyHint;

const STATEMENT = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ digest: { sha256: HEX } }],
  predicateType: 'https://sigstore.dev/cosign/sign/v1',
  predicate: {},
};
const about = (hex: string) => ({ ...STATEMENT, subject: [{ digest: { sha256: hex } }] });
const good = (statement: unknown = STATEMENT) => bundleJson(alice.privateKey, statement, { hint });
type Json = ReturnType<typeof good>;
type Member = Record<string, unknown>;

function judge(json: unknown, keys: readonly NamedKey[] = [alice.publicKey]): Promise<BundleFinding> {
  const bytes = new TextEncoder().encode(JSON.stringify(json));
  return checkBundle(bytes, ARTIFACT, { keys, verifier: sigstoreVerifier() });
}

/** The check that stopped a bundle. */
function stoppedAt({ checks }: BundleFinding): CheckId | undefined {
  return checks.find(({ status }) => status === 'fail' || status === 'error')?.id;
}

test('a good bundle is verified, and says what it does not prove', async () => {
  const finding = await judge(good());
  expect(finding).toMatchObject({ outcome: 'verified', identity: { keyHint: hint, name: 'alice' } });
  expect(finding.checks.map(({ id, status }) => `${id} ${status}`)).toEqual([
    'format pass',
    'trustRoot skipped',
    'certificateChain skipped',
    'timestamp skipped',
    'tlog skipped',
    'signature pass',
    'statement pass',
    'subject pass',
    'predicateType pass',
    'signer pass',
  ]);
});

const envelope = (json: Json, change: Member): Json => ({
  ...json,
  dsseEnvelope: { ...(json['dsseEnvelope'] as Member), ...change },
});
const material = (json: Json, change: Member): Json => ({ ...json, verificationMaterial: change });
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
const signatureOf = (json: Json) => (json['dsseEnvelope'] as { signatures: unknown[] }).signatures;

/** Rows of trust.md's attack table that apply to keys, and some more. */
const ATTACKS: [string, CheckId, Json][] = [
  ['the statement names another artifact', 'subject', good(about('b'.repeat(64)))],
  [
    'the statement names no digest, only a name',
    'statement',
    good({ ...STATEMENT, subject: [{ name: ARTIFACT }] }),
  ],
  [
    'the digest stands in the name',
    'subject',
    good({ ...STATEMENT, subject: [{ name: ARTIFACT, digest: { x: HEX } }] }),
  ],
  ['the digest in upper case', 'statement', good(about(HEX.toUpperCase()))],
  [
    'the digest under another algorithm',
    'subject',
    good({ ...STATEMENT, subject: [{ digest: { sha1: HEX } }] }),
  ],
  [
    'a payload type of plain text',
    'statement',
    bundleJson(alice.privateKey, STATEMENT, { hint, payloadType: 'text/plain' }),
  ],
  [
    'a payload type with a parameter',
    'statement',
    bundleJson(alice.privateKey, STATEMENT, { hint, payloadType: 'application/vnd.in-toto+json;x=1' }),
  ],
  [
    'the payload type was changed after signing',
    'signature',
    envelope(good(), { payloadType: 'application/vnd.in-toto+jso' }),
  ],
  ['bundle version 0.4', 'format', { ...good(), mediaType: 'application/vnd.dev.sigstore.bundle.v0.4+json' }],
  [
    'junk after the bundle version',
    'format',
    { ...good(), mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json;junk' },
  ],
  [
    'the payload is no statement',
    'statement',
    good({ critical: { image: { 'docker-manifest-digest': ARTIFACT } } }),
  ],
  ['the payload is not JSON', 'statement', good('hello')],
  [
    'a bill of materials offered as the signature',
    'predicateType',
    good({ ...STATEMENT, predicateType: 'https://cyclonedx.org/bom' }),
  ],
  [
    'a predicate type that begins like a signature',
    'predicateType',
    good({ ...STATEMENT, predicateType: 'https://sigstore.dev/cosign/sign/v1x' }),
  ],
  ['no predicate type', 'statement', good({ ...STATEMENT, predicateType: undefined })],
  [
    'signed by another key, honestly named',
    'signature',
    bundleJson(mallory.privateKey, STATEMENT, { hint: mallory.keyHint }),
  ],
  ['signed by another key under our hint', 'signature', bundleJson(mallory.privateKey, STATEMENT, { hint })],
  ['signed by another key without hint', 'signature', bundleJson(mallory.privateKey, STATEMENT)],
  [
    'the payload was changed after signing',
    'signature',
    envelope(good(about('b'.repeat(64))), { payload: base64(STATEMENT) }),
  ],
  [
    'the signature is that of another statement',
    'signature',
    envelope(good(), { signatures: signatureOf(good(about('b'.repeat(64)))) }),
  ],
  ['no signature', 'format', envelope(good(), { signatures: [] })],
  [
    'our signature behind a foreign one',
    'format',
    envelope(good(), { signatures: [{ sig: 'AAAA' }, ...signatureOf(good())] }),
  ],
  ['an empty signature', 'format', envelope(good(), { signatures: [{ sig: '' }] })],
  [
    'a signature of zeros (r = s = 0)',
    'signature',
    envelope(good(), { signatures: [{ sig: 'MAYCAQACAQA=' }] }),
  ],
  ['a signature that is cut', 'signature', envelope(good(), { signatures: [{ sig: 'MEQCIA==' }] })],
  [
    'a raw (r, s) signature instead of DER',
    'signature',
    envelope(good(), { signatures: [{ sig: rawSignature() }] }),
  ],
  ['a certificate that is junk', 'certificateChain', material(good(), { certificate: { rawBytes: 'AAAA' } })],
  [
    'a certificate and a key',
    'format',
    material(good(), { publicKey: { hint }, certificate: { rawBytes: 'AAAA' } }),
  ],
  ['a log entry without log', 'malformed', material(good(), { publicKey: { hint }, tlogEntries: [{}] })],
  ['a log entry that is null', 'malformed', material(good(), { publicKey: { hint }, tlogEntries: [null] })],
  ['both kinds of content', 'format', { ...good(), messageSignature: { signature: 'AAAA' } }],
  [
    'an embedded key instead of a hint',
    'format',
    material(good(), { publicKey: { hint: { rawBytes: 'AAAA' } } }),
  ],
];

function rawSignature(): string {
  return sign('sha256', Buffer.from('x'), { key: alice.privateKey, dsaEncoding: 'ieee-p1363' }).toString(
    'base64',
  );
}

test.each(ATTACKS)('not verified: %s', async (_what, at, json) => {
  const finding = await judge(json);
  expect(finding.outcome).toBe(at === 'certificateChain' ? 'error' : 'rejected');
  expect(stoppedAt(finding)).toBe(at);
});

test('the payload is not read before the signature over it was found good', async () => {
  const finding = await judge(
    bundleJson(mallory.privateKey, about('b'.repeat(64)), { hint: mallory.keyHint }),
  );
  const skipped = finding.checks.filter(({ id }) => id === 'statement' || id === 'subject');
  expect(skipped.map(({ status }) => status)).toEqual(['skipped', 'skipped']);
});

test('a wrong key is told from a changed signature, with the hints of both', async () => {
  const wrongKey = await judge(bundleJson(mallory.privateKey, STATEMENT, { hint: mallory.keyHint }));
  const changed = await judge(bundleJson(mallory.privateKey, STATEMENT, { hint }));
  const reason = ({ checks }: BundleFinding) => checks.find(({ id }) => id === 'signature')?.reason;
  expect(reason(wrongKey)).toBe(
    `Made with another key than you gave. It names the key "${mallory.keyHint}"; you gave "alice" (${hint}).`,
  );
  expect(reason(changed)).toContain('It names the key "alice" but does not fit');
});

test('without a key nothing is verified and nothing is refused', async () => {
  const finding = await judge(good(), []);
  expect(finding.outcome).toBe('error');
  expect(stoppedAt(finding)).toBe('signature');
});

test('a certificate is neither accepted nor refused, in words that say what is missing', async () => {
  const finding = await judge(material(good(), { certificate: { rawBytes: 'AAAA' } }));
  expect(finding.outcome).toBe('error');
  expect(finding.checks.at(1)?.reason).toContain('a trusted root');
});

test.each<[string, Json]>([
  ['without hint', bundleJson(alice.privateKey, STATEMENT)],
  ['with the hint of another tool', bundleJson(alice.privateKey, STATEMENT, { hint: 'release key 2026' })],
  [
    'with a keyid in the envelope',
    envelope(good(), { signatures: [{ ...(signatureOf(good())[0] as Member), keyid: 'x' }] }),
  ],
  ['with the older statement type', good({ ...STATEMENT, _type: 'https://in-toto.io/Statement/v0.1' })],
  [
    'with our artifact among other subjects',
    good({ ...STATEMENT, subject: [...about('b'.repeat(64)).subject, ...STATEMENT.subject] }),
  ],
  [
    'in URL-safe base64',
    envelope(good(), { payload: Buffer.from(JSON.stringify(STATEMENT)).toString('base64url') }),
  ],
])('verified: a good signature %s', async (_what, json) => {
  expect((await judge(json, [mallory.publicKey, alice.publicKey])).outcome).toBe('verified');
});

describe('kinds of keys', () => {
  const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });
  const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
  test.each([
    ['P-256 with SHA-256', ec('P-256'), 'sha256'],
    ['P-384 with SHA-384, as sigstore-go signs', ec('P-384'), 'sha384'],
    ['P-384 with SHA-256, as older clients sign', ec('P-384'), 'sha256'],
    ['P-521 with SHA-512, as sigstore-go signs', ec('P-521'), 'sha512'],
    ['RSA with SHA-256', rsa(), 'sha256'],
    ['Ed25519', generateKeyPairSync('ed25519'), null],
  ])('%s is verified', async (_what, { privateKey, publicKey }, hash) => {
    const json = bundleJson(privateKey, STATEMENT, { hash });
    expect((await judge(json, [namedKey(publicKey, 'key')])).outcome).toBe('verified');
    expect((await judge(json)).outcome).toBe('rejected');
  });

  test('P-256 with SHA-512 is not: nobody signs so', async () => {
    expect((await judge(bundleJson(alice.privateKey, STATEMENT, { hash: 'sha512' }))).outcome).toBe(
      'rejected',
    );
  });
});

describe('a signature over bytes that the bundle does not carry', () => {
  const message = new TextEncoder().encode('test content');
  const messageBundle = (digestOf: string, algorithm = 'SHA2_256') => ({
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { publicKey: { hint } },
    messageSignature: {
      messageDigest: { algorithm, digest: Buffer.from(digestOf, 'hex').toString('base64') },
      signature: sign('sha256', message, alice.privateKey).toString('base64'),
    },
  });
  const SHA256 = '6ae8a75555209fd6c44157c0aed8016e763ff435a19cf186f76863140143ff72';

  async function statusOf(json: unknown, bytes?: Uint8Array): Promise<string> {
    const bundle = decodeBundle(new TextEncoder().encode(JSON.stringify(json)));
    if (!bundle.ok) {
      throw new Error(bundle.reason);
    }
    const proof = await sigstoreVerifier().prove(bundle.value, {
      keys: [alice.publicKey],
      ...(bytes && { message: bytes }),
    });
    return `${proof.checks.at(-1)?.id} ${proof.checks.at(-1)?.status}`;
  }

  test.each([
    ['the bytes signed', messageBundle(SHA256), message, 'signature pass'],
    ['other bytes', messageBundle(SHA256), new Uint8Array(12), 'subject fail'],
    ['a digest that lies', messageBundle('00'.repeat(32)), message, 'subject fail'],
    ['a hash that we do not know', messageBundle(SHA256, 'SHA3_256'), message, 'subject fail'],
    ['no bytes', messageBundle(SHA256), undefined, 'subject error'],
  ])('%s', async (_what, json, bytes, expected) => {
    expect(await statusOf(json, bytes)).toBe(expected);
  });

  test('is not counted as a signature of an artifact', async () => {
    expect((await judge(messageBundle(SHA256))).outcome).toBe('error');
  });
});

test('a signer that takes a cancelled signal does not sign', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  expect(() => keySigner(privateKey, 'k').sign(new Uint8Array(1), AbortSignal.abort())).toThrow('Cancelled');
});
