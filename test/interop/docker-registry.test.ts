import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publish } from '#core/artifact/publish.ts';
import { pull } from '#core/artifact/pull.ts';
import { listRepositories, openTarget } from '#core/node/open-target.ts';
import { createPackageSink } from '#core/node/package-sink.ts';
import { parseReference } from '#core/oci/reference.ts';
import { referrersTag } from '#core/oci/registry-referrers.ts';
import { allOf, bytesOf, contentOf, describe as describeBytes, store } from '#test/support/blobs.ts';
import { type DockerRegistry, startDockerRegistry } from '#test/support/docker-registry.ts';
import { planOf } from '#test/support/package-folder.ts';
import { needs, run } from '#test/support/program.ts';
import { writeSamplePackage } from '#test/support/sample-package.ts';

const runs = needs('docker-registry', 'a real registry');

describe.skipIf(!runs)("with Debian's docker-registry", () => {
  let registry: DockerRegistry;
  let folder = '';
  beforeAll(async () => {
    registry = await startDockerRegistry();
    folder = await mkdtemp(path.join(os.tmpdir(), 'interop-'));
    await writeSamplePackage(path.join(folder, 'package'));
  });
  afterAll(async () => {
    await registry.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const open = (name: string) => openTarget(parseReference(`${registry.host}/${name}`), { create: true });

  test('a package goes there and comes back the same, and again costs nothing', async () => {
    const target = await open('acme/stations');
    const plan = await planOf(path.join(folder, 'package'));
    const receipt = await publish(plan, target, { tag: '1.0.0' });
    expect((await publish(plan, target, { tag: '1.0.0' })).files.some((file) => file.sent)).toBe(false);
    expect((await publish(plan, target, { tag: '1.0.1' })).files.some((file) => file.sent)).toBe(false);
    const pulled = await pull(
      await open('acme/stations'),
      receipt.digest,
      await createPackageSink(path.join(folder, 'out')),
    );
    expect(pulled.digest).toBe(receipt.digest);
    expect(await run('diff', ['-r', 'package', 'out'], { cwd: folder })).toBe('');
    expect(await allOf(target.tags())).toEqual(['1.0.0', '1.0.1']);
    expect(await listRepositories(registry.host)).toEqual(['acme/stations']);
  });

  test('referrers are kept under the fallback tag and found again', async () => {
    const target = await open('acme/signed');
    const subject = await store(target, { a: 'x' }, { tag: '1' });
    const first = await store(target, { s: '1' }, { subject, annotations: { k: 'v' } });
    const second = await store(target, { s: '2' }, { subject });
    const found = await allOf((await open('acme/signed')).referrers(subject));
    expect(found.map(({ digest }) => digest)).toEqual([first.digest, second.digest]);
    expect(found[0]?.annotations).toEqual({ k: 'v' });
    expect(await allOf(target.tags())).toContain(referrersTag(subject.digest));
  });

  test('parts of a blob are read as parts', async () => {
    const target = await open('acme/ranges');
    const bytes = bytesOf(6 * 1024 * 1024);
    await target.pushBlob(describeBytes(bytes), contentOf(bytes));
    expect(Buffer.from(await target.fetchRange(describeBytes(bytes), 5_000_000, 5_000_100))).toEqual(
      Buffer.from(bytes.subarray(5_000_000, 5_000_100)),
    );
    expect(await target.fetchRange(describeBytes(bytes), bytes.length - 8, bytes.length + 8)).toHaveLength(8);
  });

  test('what is not there is told apart', async () => {
    const target = await open('acme/none');
    await expect(target.resolve('1')).rejects.toMatchObject({ code: 'registry/not-found' });
    await expect(allOf(target.tags())).rejects.toMatchObject({ code: 'registry/not-found' });
    const lost = describeBytes(bytesOf('lost'));
    expect(await target.exists(lost)).toBe(false);
    const { manifestBytes } = await import('#core/oci/canonical-json.ts');
    const mediaType = 'application/vnd.oci.image.manifest.v1+json';
    const bytes = manifestBytes({ schemaVersion: 2, mediaType, config: lost, layers: [] });
    await expect(
      target.pushManifest(describeBytes(bytes, { mediaType }), bytes, { tag: '1' }),
    ).rejects.toMatchObject({ code: 'registry/blob-unknown' });
  });

  test('a blob of other bytes is refused before anything is kept', async () => {
    const target = await open('acme/wrong');
    const bytes = bytesOf(5 * 1024 * 1024);
    const wrong = { ...describeBytes(bytes), digest: describeBytes(bytesOf('x')).digest };
    await expect(target.pushBlob(wrong, contentOf(bytes))).rejects.toMatchObject({
      code: 'content/digest-mismatch',
    });
    expect(await target.exists(wrong)).toBe(false);
  });
});

describe.skipIf(!runs)('with a password', () => {
  // jane:geheim, bcrypt
  const htpasswd = 'jane:$2b$05$84ZsmchlCrtGWcFVQgya.ezTLxuhJKpBLQblqLiJPUwPI6pQt.T9G\n';
  test('pushing works with the stored sign-in and not without', async () => {
    const registry = await startDockerRegistry({ htpasswd });
    try {
      const reference = parseReference(`${registry.host}/acme/private`);
      const nobody = await openTarget(reference, { credentials: () => Promise.resolve(undefined) });
      await expect(nobody.resolve('1')).rejects.toMatchObject({ code: 'registry/unauthorized' });
      const jane = { kind: 'password' as const, username: 'jane', password: 'geheim' };
      const target = await openTarget(reference, { credentials: () => Promise.resolve(jane) });
      const large = bytesOf(5 * 1024 * 1024);
      const stored = await store(target, { 'large.bin': large }, { tag: '1' });
      expect((await target.resolve('1')).digest).toBe(stored.digest);
    } finally {
      await registry.stop();
    }
  });
});
