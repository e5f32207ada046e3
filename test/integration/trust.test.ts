import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Digest, digestParts } from '#core/base/digest.ts';
import { decryptKey, generateKeyPair } from '#core/node/key-file.ts';
import { writeKeyPair } from '#core/node/key-pair-files.ts';
import { type KeySigner, keySigner } from '#core/node/key-signer.ts';
import { openLayout } from '#core/node/layout.ts';
import { readPublicKey } from '#core/node/public-key.ts';
import type { Descriptor } from '#core/oci/descriptor.ts';
import type { Target } from '#core/oci/target.ts';
import { attachBundle } from '#core/trust/referrer.ts';
import { verdictOf } from '#core/trust/wording.ts';
import { newSigner, publishPackage, signWith, verifyWith } from '#test/support/signed-package.ts';

let folder: string;
let target: Target;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'waybill-trust-'));
  target = await openLayout(path.join(folder, 'registry'), { create: true });
});
afterEach(() => rm(folder, { recursive: true }));

const blobFile = (digest: Digest) =>
  path.join(folder, 'registry', 'blobs', ...Object.values(digestParts(digest)));

async function changeOneByte(digest: Digest): Promise<void> {
  const bytes = await readFile(blobFile(digest));
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  await writeFile(blobFile(digest), bytes);
}

async function layerOf(subject: Descriptor, title: string): Promise<Descriptor> {
  const manifest = JSON.parse(await readFile(blobFile(subject.digest), 'utf8')) as { layers: Descriptor[] };
  const layer = manifest.layers.find(
    ({ annotations }) => annotations?.['org.opencontainers.image.title'] === title,
  );
  if (!layer) {
    throw new Error(`no layer ${title}`);
  }
  return layer;
}

/** As a person does it: create a key, find it again as files, sign with the one and verify with the other. */
async function signerFromFiles(): Promise<{ signer: KeySigner; publicHalf: KeySigner }> {
  const files = await writeKeyPair(path.join(folder, 'release'), await generateKeyPair('correct horse'));
  const privateKey = await decryptKey(await readFile(files.privateKeyPath, 'utf8'), 'correct horse');
  const signer = keySigner(privateKey, 'release.key');
  const publicKey = readPublicKey(await readFile(files.publicKeyPath, 'utf8'), 'release.pub');
  return { signer, publicHalf: { ...signer, publicKey } };
}

test('key files, a layout folder, a signature and its verdict', async () => {
  const { signer, publicHalf } = await signerFromFiles();
  const subject = await publishPackage(target);
  const { referrer } = await signWith(target, subject, signer);
  // Opened again, as another program would.
  const again = await openLayout(path.join(folder, 'registry'));
  const result = await verifyWith(again, '1.0.0', [publicHalf]);
  expect(result).toMatchObject({
    decision: 'allowed',
    signatures: [{ ref: referrer.digest, outcome: 'verified' }],
  });
  expect(verdictOf(result).sentence).toBe('Verified, signed by release.pub, files included');
});

test('a changed byte, a wrong key, a missing and a moved signature each get their own plain answer', async () => {
  const alice = newSigner('alice.pub');
  const verdict = async (tag: string, signer: KeySigner) =>
    verdictOf(await verifyWith(target, tag, [signer])).sentence;
  const signed = await publishPackage(target, 'signed');
  const { bundle } = await signWith(target, signed, alice);
  await publishPackage(target, 'unsigned', 'b');
  const moved = await publishPackage(target, 'moved', 'c');
  await attachBundle(target, moved, bundle, { predicateType: 'x', created: new Date(0) });

  expect(await verdict('signed', alice)).toMatch(/^Verified, signed by alice.pub/);
  expect(await verdict('signed', newSigner('bob.pub'))).toMatch(
    /^Signature rejected: Made with another key than you gave/,
  );
  expect(await verdict('unsigned', alice)).toBe('Not signed');
  expect(await verdict('moved', alice)).toMatch(
    /^Signature rejected: The statement is about another artifact/,
  );

  await changeOneByte((await layerOf(signed, 'data/stations.csv')).digest);
  expect(await verdict('signed', alice)).toMatch(/^Rejected: "data\/stations.csv" is not what was published/);
});

test('a changed byte in the manifest or in the bundle is refused', async () => {
  const alice = newSigner('alice.pub');
  const subject = await publishPackage(target);
  const { referrer } = await signWith(target, subject, alice);
  const bundle = (JSON.parse(await readFile(blobFile(referrer.digest), 'utf8')) as { layers: Descriptor[] })
    .layers[0];
  await changeOneByte((bundle as Descriptor).digest);
  expect(await verifyWith(target, '1.0.0', [alice])).toMatchObject({
    decision: 'denied',
    signatures: [{ outcome: 'rejected', checks: [{ id: 'format', status: 'fail' }] }],
  });
  await changeOneByte(subject.digest);
  for (const reference of ['1.0.0', subject.digest]) {
    expect(await verifyWith(target, reference, [alice])).toMatchObject({
      decision: 'denied',
      policyChecks: [{ id: 'artifactDigest', status: 'fail' }],
    });
  }
});

test('a file that is gone leaves the answer open and is named', async () => {
  const alice = newSigner('alice.pub');
  const subject = await publishPackage(target);
  await signWith(target, subject, alice);
  await rm(blobFile((await layerOf(subject, 'data/stations.csv')).digest));
  const result = await verifyWith(target, '1.0.0', [alice]);
  expect(result.decision).toBe('undecided');
  expect(verdictOf(result).sentence).toContain('"data/stations.csv" could not be read');
});
