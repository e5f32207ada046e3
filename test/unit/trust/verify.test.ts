import { describe, expect, test } from 'vitest';
import { type Digest, sha256 } from '#core/base/digest.ts';
import { Failure } from '#core/base/failure.ts';
import { sigstoreVerifier } from '#core/node/sigstore-verifier.ts';
import type { Descriptor } from '#core/oci/descriptor.ts';
import { attachBundle } from '#core/trust/referrer.ts';
import type { CheckId, PackageResult } from '#core/trust/result.ts';
import { verifyArtifact } from '#core/trust/verify.ts';
import { verdictOf } from '#core/trust/wording.ts';
import { type MemoryTarget, memoryTarget } from '#test/support/memory-target.ts';
import {
  bundleJson,
  NOW,
  newSigner,
  publishPackage,
  signWith,
  verifyWith,
} from '#test/support/signed-package.ts';

const alice = newSigner('alice.pub');
const bob = newSigner('bob.pub');
const bytesOf = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

async function signedPackage(): Promise<{ target: MemoryTarget; subject: Descriptor; referrer: Descriptor }> {
  const target = memoryTarget();
  const subject = await publishPackage(target);
  const { referrer } = await signWith(target, subject, alice);
  return { target, subject, referrer };
}

function rowOf(result: PackageResult, id: CheckId) {
  return result.policyChecks.find((row) => row.id === id);
}

async function layerTitled(target: MemoryTarget, subject: Descriptor, title: string): Promise<Descriptor> {
  const manifest = JSON.parse(new TextDecoder().decode(await target.fetchBytes(subject))) as {
    layers: Descriptor[];
  };
  const layer = manifest.layers.find(
    ({ annotations }) => annotations?.['org.opencontainers.image.title'] === title,
  );
  if (!layer) {
    throw new Error(`no layer ${title}`);
  }
  return layer;
}

function changeOneByte(target: MemoryTarget, digest: Digest): void {
  const bytes = Uint8Array.from(target.content.get(digest) ?? []);
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  target.content.set(digest, bytes);
}

test('a signed package with the right key is verified, and the result tells all of it', async () => {
  const { target, subject, referrer } = await signedPackage();
  expect(await verifyWith(target, '1.0.0', [alice])).toMatchObject({
    ref: 'example.test/acme/stations:1.0.0',
    digest: subject.digest,
    checkedAt: '2026-11-23T16:05:43.789Z',
    trustRoot: { source: 'none (public keys only)' },
    decision: 'allowed',
    signatures: [
      {
        ref: referrer.digest,
        kind: 'bundle',
        outcome: 'verified',
        identity: { keyHint: alice.keyHint, name: 'alice.pub' },
      },
    ],
    policyChecks: [
      { id: 'artifactDigest', status: 'pass' },
      { id: 'content', status: 'pass', evidence: { files: 3 } },
      { id: 'signer', status: 'pass' },
    ],
  });
});

test('by digest the reference says so', async () => {
  const { target, subject } = await signedPackage();
  const result = await verifyWith(target, subject.digest, [alice]);
  expect(result).toMatchObject({ ref: `example.test/acme/stations@${subject.digest}`, decision: 'allowed' });
});

test('without reading the files the verdict says that they were not read', async () => {
  const { target } = await signedPackage();
  const result = await verifyWith(target, '1.0.0', [alice], { content: 'skip' });
  expect(rowOf(result, 'content')?.status).toBe('skipped');
  expect(verdictOf(result).sentence).toContain('the files were not read');
});

test('a registry that has gone silent is not waited for once more with each file', async () => {
  const { target } = await signedPackage();
  target.failing.fetch = new Failure('registry/unreachable', 'The registry does not answer.');
  const content = rowOf(await verifyWith(target, '1.0.0', [alice]), 'content');
  expect(content?.status).toBe('error');
  expect(content?.reason.match(/could not be read/g)).toHaveLength(1);
  expect(content?.reason).toContain('The files after it were not tried.');
});

describe('each of these has its own plain answer', () => {
  test('a changed byte in a file: denied, the file named', async () => {
    const { target, subject } = await signedPackage();
    const layer = await layerTitled(target, subject, 'data/stations.csv');
    changeOneByte(target, layer.digest);
    const result = await verifyWith(target, '1.0.0', [alice]);
    expect(result.decision).toBe('denied');
    expect(verdictOf(result)).toEqual({
      state: 'rejected',
      sentence: `Rejected: "data/stations.csv" is not what was published: its bytes do not match ${layer.digest}.`,
    });
  });

  test('a changed byte that the target does not notice itself: denied all the same', async () => {
    const { target, subject } = await signedPackage();
    const layer = await layerTitled(target, subject, 'data/stations.csv');
    const honest = target.fetch.bind(target);
    target.fetch = async function* (descriptor, options) {
      for await (const chunk of honest(descriptor, options)) {
        yield descriptor.digest === layer.digest ? chunk.map((byte) => byte ^ 1) : chunk;
      }
    };
    expect((await verifyWith(target, '1.0.0', [alice])).decision).toBe('denied');
  });

  test('a file that is cut, by a target that does not notice: denied even without a hash', async () => {
    const { target } = await signedPackage();
    const honest = target.fetch.bind(target);
    target.fetch = async function* (descriptor, options) {
      for await (const chunk of honest(descriptor, options)) {
        yield chunk.subarray(1);
      }
    };
    const result = await verifyArtifact(target, '1.0.0', {
      keys: [alice.publicKey],
      verifier: sigstoreVerifier(),
      now: NOW,
      content: 'hash',
    });
    expect(result.decision).toBe('denied');
  });

  test('a file that never ends: cut off at its declared size', async () => {
    const { target, subject } = await signedPackage();
    const layer = await layerTitled(target, subject, 'data/stations.csv');
    let sent = 0;
    target.fetch = async function* () {
      for (;;) {
        sent += 1;
        yield await Promise.resolve(new Uint8Array(layer.size));
      }
    };
    expect((await verifyWith(target, '1.0.0', [alice])).decision).toBe('denied');
    expect(sent).toBeLessThan(20);
  });

  test('a wrong key: rejected, both keys named', async () => {
    const { target } = await signedPackage();
    const result = await verifyWith(target, '1.0.0', [bob]);
    expect(result.decision).toBe('denied');
    expect(verdictOf(result)).toEqual({
      state: 'rejected',
      sentence: `Signature rejected: Made with another key than you gave. It names the key "${alice.keyHint}"; you gave "bob.pub" (${bob.keyHint}).`,
    });
  });

  test('no signature: denied, "Not signed"', async () => {
    const target = memoryTarget();
    await publishPackage(target);
    const result = await verifyWith(target, '1.0.0', [alice]);
    expect(result).toMatchObject({ decision: 'denied', signatures: [] });
    expect(verdictOf(result)).toEqual({ state: 'unsigned', sentence: 'Not signed' });
  });

  test('a list that could not be read: undecided, never "Not signed"', async () => {
    const { target } = await signedPackage();
    target.failing.referrers = new Failure('registry/forbidden', 'The registry refused the list (403).');
    const result = await verifyWith(target, '1.0.0', [alice]);
    expect(result.decision).toBe('undecided');
    expect(verdictOf(result)).toEqual({
      state: 'unknown',
      sentence:
        'Could not check: The list of signatures could not be read: The registry refused the list (403).',
    });
  });

  test('a signature moved from another artifact: rejected', async () => {
    const { target } = await signedPackage();
    const other = await publishPackage(target, '2.0.0', 'b');
    const { bundle } = await signWith(target, await publishPackage(target), alice);
    await attachBundle(target, other, bundle, { predicateType: 'x', created: new Date(0) });
    const result = await verifyWith(target, '2.0.0', [alice]);
    expect(result.decision).toBe('denied');
    expect(verdictOf(result).sentence).toMatch(
      /^Signature rejected: The statement is about another artifact/,
    );
  });

  test('a changed manifest: denied', async () => {
    const { target, subject } = await signedPackage();
    changeOneByte(target, subject.digest);
    expect(await verifyWith(target, '1.0.0', [alice])).toMatchObject({
      decision: 'denied',
      policyChecks: [{ id: 'artifactDigest', status: 'fail' }],
    });
  });

  test('a registry that answers a digest with another artifact: denied', async () => {
    const { target, subject } = await signedPackage();
    const other = await publishPackage(target, '2.0.0', 'b');
    target.resolve = () => Promise.resolve(other);
    const result = await verifyWith(target, subject.digest, [alice]);
    expect(result).toMatchObject({ decision: 'denied', digest: subject.digest });
  });

  test('no key given: undecided', async () => {
    const { target } = await signedPackage();
    const result = await verifyWith(target, '1.0.0', []);
    expect(result.decision).toBe('undecided');
    expect(verdictOf(result).sentence).toContain('No public key was given');
  });

  test('a file that could not be read: undecided, the file named', async () => {
    const { target } = await signedPackage();
    target.failing.fetch = new Failure('registry/forbidden', 'The registry refuses it.');
    const result = await verifyWith(target, '1.0.0', [alice]);
    expect(result.decision).toBe('undecided');
    expect(verdictOf(result).sentence).toContain(
      '"datapackage.json" could not be read: The registry refuses it.',
    );
  });

  test('a tag that is not there: the failure of the registry, for there is nothing to judge', async () => {
    await expect(verifyWith(memoryTarget(), '9', [alice])).rejects.toMatchObject({
      code: 'registry/not-found',
    });
  });

  test('a digest that cannot be reached: undecided about this digest', async () => {
    const { target, subject } = await signedPackage();
    target.failing.resolve = new Failure('registry/unreachable', 'The registry does not answer.');
    const result = await verifyWith(target, subject.digest, [alice]);
    expect(result).toMatchObject({ digest: subject.digest, decision: 'undecided' });
  });

  test('cancelled: no result', async () => {
    const { target } = await signedPackage();
    const verifying = verifyWith(target, '1.0.0', [alice], { signal: AbortSignal.abort() });
    await expect(verifying).rejects.toMatchObject({ code: 'task/cancelled' });
  });
});

describe('what others attach changes nothing', () => {
  test('a good signature counts beside a rejected one', async () => {
    const { target, subject } = await signedPackage();
    await signWith(target, subject, bob);
    const result = await verifyWith(target, '1.0.0', [alice]);
    expect(result.decision).toBe('allowed');
    expect(result.signatures.map(({ outcome }) => outcome).sort()).toEqual(['rejected', 'verified']);
  });

  test('an attestation is listed but is no signature and no failed one', async () => {
    const target = memoryTarget();
    const subject = await publishPackage(target);
    const statement = {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ digest: { sha256: subject.digest.slice(7) } }],
      predicateType: 'https://cyclonedx.org/bom',
      predicate: {},
    };
    const bundle = bytesOf(bundleJson(alice.privateKey, statement));
    await attachBundle(target, subject, bundle, { predicateType: 'x', created: new Date(0) });
    const result = await verifyWith(target, '1.0.0', [alice]);
    expect(result.signatures).toHaveLength(1);
    expect(result.decision).toBe('denied');
    expect(verdictOf(result).state).toBe('unsigned');
  });

  test.each<[string, object, Partial<Record<CheckId, string>>]>([
    [
      'documentation',
      { layers: [{ mediaType: 'text/markdown', digest: `sha256:${'0'.repeat(64)}`, size: 3 }] },
      {},
    ],
    ['two bundles in one', { layers: 'twice' }, { format: 'fail' }],
    ['a bundle of another artifact that the registry lists here', { subject: 'other' }, { subject: 'fail' }],
    ['a Notary Project signature', { config: 'notary' }, { format: 'skipped' }],
  ])('%s', async (_what, change, expected) => {
    const target = memoryTarget();
    const subject = await publishPackage(target);
    const { referrer } = await signWith(target, subject, alice);
    const text = new TextDecoder().decode(await target.fetchBytes(referrer));
    const manifest = JSON.parse(text) as { layers: unknown[]; config: object };
    const special: Record<string, unknown> = {
      twice: [manifest.layers[0], manifest.layers[0]],
      other: { mediaType: 'x/y', digest: `sha256:${'1'.repeat(64)}`, size: 1 },
      notary: { ...manifest.config, mediaType: 'application/vnd.cncf.notary.signature' },
    };
    const changed = Object.fromEntries(
      Object.entries(change).map(([k, v]) => [k, special[v as string] ?? (v as unknown)]),
    );
    target.listed = [await target.put(referrer.mediaType, bytesOf({ ...manifest, ...changed }))];
    const result = await verifyWith(target, '1.0.0', [alice]);
    expect(
      Object.fromEntries(result.signatures[0]?.checks.map(({ id, status }) => [id, status]) ?? []),
    ).toEqual(expected);
    expect(result.decision).toBe('denied');
  });

  test('10,000 junk referrers: 50 are read, and the answer stays open', async () => {
    const target = memoryTarget();
    await publishPackage(target);
    const junk = await Promise.all(
      Array.from({ length: 60 }, (_, i) => target.put('application/json', `{"junk":${i}}`)),
    );
    const fake = Array.from({ length: 10_000 }, (_, i) => ({
      mediaType: 'application/json',
      digest: `sha256:${i.toString(16).padStart(64, '0')}` as const,
      size: 1,
    }));
    target.listed = [...junk, ...fake];
    let reads = 0;
    const honest = target.fetchBytes.bind(target);
    target.fetchBytes = (...call) => {
      reads += 1;
      return honest(...call);
    };
    const result = await verifyWith(target, '1.0.0', [alice]);
    expect(reads).toBe(51);
    expect(result.decision).toBe('undecided');
    expect(verdictOf(result).sentence).toContain('More than 50 things');
  });

  test('a referrer of 1 GB is not downloaded', async () => {
    const { target, referrer } = await signedPackage();
    target.listed = [{ ...referrer, size: 2 ** 30 }];
    const result = await verifyWith(target, '1.0.0', [alice]);
    const reason = expect.stringContaining('more than 1048576 bytes') as string;
    expect(result.signatures).toMatchObject([
      { outcome: 'rejected', checks: [{ id: 'format', status: 'fail', reason }] },
    ]);
  });

  test('a listed signature that is gone leaves the answer open', async () => {
    const { target, referrer } = await signedPackage();
    target.content.delete(referrer.digest);
    target.listed = [referrer];
    const result = await verifyWith(target, '1.0.0', [alice]);
    expect(result).toMatchObject({ decision: 'undecided', signatures: [{ outcome: 'error' }] });
  });

  test('bytes of a signature that are not what the list says: rejected', async () => {
    const { target, referrer } = await signedPackage();
    target.listed = [referrer];
    changeOneByte(target, referrer.digest);
    const result = await verifyWith(target, '1.0.0', [alice]);
    expect(result).toMatchObject({ decision: 'denied', signatures: [{ outcome: 'rejected' }] });
  });

  test('a signature of cosign before version 3 is not called "Not signed"', async () => {
    const target = memoryTarget();
    const subject = await publishPackage(target);
    target.tagged.set(`${subject.digest.replace(':', '-')}.sig`, subject);
    const result = await verifyWith(target, '1.0.0', [alice]);
    expect(result).toMatchObject({
      decision: 'undecided',
      signatures: [{ kind: 'legacy', outcome: 'error' }],
    });
    expect(verdictOf(result).sentence).toContain('before version 3');
  });
});

test('an artifact that is no manifest is denied', async () => {
  const target = memoryTarget();
  const bytes = bytesOf('[]');
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  await target
    .pushManifest({ mediaType, digest: await sha256(bytes), size: 2 }, bytes, { tag: 'x' })
    .catch(() => undefined);
  expect(await verifyWith(target, 'x', [alice])).toMatchObject({
    decision: 'denied',
    policyChecks: [{ id: 'malformed', status: 'fail' }],
  });
});

test('an image index is verified, and says that its members were not read', async () => {
  const target = memoryTarget();
  const bytes = bytesOf({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifests: [],
  });
  const subject = {
    mediaType: 'application/vnd.oci.image.index.v1+json',
    digest: await sha256(bytes),
    size: bytes.length,
  };
  await target.pushManifest(subject, bytes, { tag: 'x' });
  await signWith(target, subject, alice);
  const result = await verifyWith(target, 'x', [alice]);
  expect(result.decision).toBe('allowed');
  expect(rowOf(result, 'content')?.status).toBe('skipped');
});

test('a manifest that declares more than can be read is not read', async () => {
  const target = memoryTarget();
  const bytes = bytesOf({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { mediaType: 'a/b', digest: `sha256:${'0'.repeat(64)}`, size: 2 },
    layers: [{ mediaType: 'a/b', digest: `sha256:${'1'.repeat(64)}`, size: 2 ** 50 }],
  });
  const subject = {
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    digest: await sha256(bytes),
    size: bytes.length,
  };
  await target.pushManifest(subject, bytes, { tag: 'x' });
  await signWith(target, subject, alice);
  const result = await verifyWith(target, 'x', [alice]);
  expect(result.decision).toBe('undecided');
  expect(rowOf(result, 'content')?.reason).toContain('declares 1125899906842626 bytes');
});

test('progress counts the bytes of all files', async () => {
  const { target } = await signedPackage();
  const last: { done: number; total?: number }[] = [];
  const result = await verifyWith(target, '1.0.0', [alice], {
    onProgress: (progress) => last.push(progress),
  });
  const total = rowOf(result, 'content')?.evidence?.['bytes'];
  expect(last.at(-1)).toMatchObject({ done: total, total });
});
