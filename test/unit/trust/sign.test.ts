import { expect, test } from 'vitest';
import { Failure } from '#core/base/failure.ts';
import { sigstoreVerifier } from '#core/node/sigstore-verifier.ts';
import { signArtifact } from '#core/trust/sign.ts';
import { memoryTarget } from '#test/support/memory-target.ts';
import { NOW, newSigner, publishPackage, signWith } from '#test/support/signed-package.ts';

const alice = newSigner('alice');

function jsonOf(bytes: Uint8Array | undefined): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}

test('attaches the bundle as the referrer that cosign v3 writes', async () => {
  const target = memoryTarget();
  const subject = await publishPackage(target);
  const { bundle, referrer } = await signWith(target, subject, alice);
  const layer = { mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json', size: bundle.length };
  const annotations = {
    'org.opencontainers.image.created': '2026-11-23T16:05:43Z',
    'dev.sigstore.bundle.content': 'dsse-envelope',
    'dev.sigstore.bundle.predicateType': 'https://sigstore.dev/cosign/sign/v1',
  };
  expect(jsonOf(target.content.get(referrer.digest))).toEqual({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    artifactType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    config: {
      mediaType: 'application/vnd.oci.empty.v1+json',
      digest: 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
      size: 2,
    },
    layers: [{ ...layer, digest: expect.stringMatching(/^sha256:/) as string }],
    subject,
    annotations,
  });
  expect(referrer).toMatchObject({ artifactType: layer.mediaType, annotations });
});

test('signs the digest of the artifact and nothing else', async () => {
  const target = memoryTarget();
  const subject = await publishPackage(target);
  const { bundle } = await signWith(target, subject, alice);
  const { dsseEnvelope, verificationMaterial } = jsonOf(bundle) as {
    dsseEnvelope: { payload: string };
    verificationMaterial: unknown;
  };
  expect(JSON.parse(Buffer.from(dsseEnvelope.payload, 'base64').toString())).toEqual({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ digest: { sha256: subject.digest.slice('sha256:'.length) } }],
    predicateType: 'https://sigstore.dev/cosign/sign/v1',
    predicate: {},
  });
  expect(verificationMaterial).toEqual({ publicKey: { hint: alice.keyHint } });
});

test('uploads nothing when its own verification does not accept the signature', async () => {
  const target = memoryTarget();
  const subject = await publishPackage(target);
  const before = [...target.content.keys()];
  const signing = signArtifact(target, subject, alice, {
    now: NOW,
    verify: { verifier: sigstoreVerifier(), keys: [newSigner('bob').publicKey] },
  });
  await expect(signing).rejects.toMatchObject({
    code: 'key/invalid',
    message: expect.stringContaining('Nothing was uploaded') as string,
  });
  expect([...target.content.keys()]).toEqual(before);
});

test('does not sign what is not there', async () => {
  const subject = await publishPackage(memoryTarget());
  await expect(signWith(memoryTarget(), subject, alice)).rejects.toMatchObject({
    code: 'registry/not-found',
  });
});

test('does not sign a SHA-512 digest, which cosign could not match', async () => {
  const subject = { mediaType: 'x', digest: `sha512:${'a'.repeat(128)}`, size: 1 } as const;
  await expect(signWith(memoryTarget(), subject, alice)).rejects.toMatchObject({ code: 'trust/unsupported' });
});

test('a cancelled signature leaves nothing behind', async () => {
  const target = memoryTarget();
  const subject = await publishPackage(target);
  const before = target.content.size;
  const abort = new AbortController();
  const signing = signArtifact(
    target,
    subject,
    { ...alice, sign: (pae) => alice.sign(pae).finally(() => abort.abort()) },
    { now: NOW, verify: { verifier: sigstoreVerifier(), keys: [alice.publicKey] }, signal: abort.signal },
  );
  await expect(signing).rejects.toMatchObject({ code: 'task/cancelled' });
  expect(target.content.size).toBe(before);
});

test('hands on the failure of the registry', async () => {
  const target = memoryTarget();
  const subject = await publishPackage(target);
  target.failing.pushManifest = new Failure('registry/forbidden', 'You may not write here.');
  await expect(signWith(target, subject, alice)).rejects.toMatchObject({ code: 'registry/forbidden' });
});
