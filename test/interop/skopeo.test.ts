import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readContents } from '#core/artifact/contents.ts';
import { publish } from '#core/artifact/publish.ts';
import { pull } from '#core/artifact/pull.ts';
import { openTarget } from '#core/node/open-target.ts';
import { createPackageSink } from '#core/node/package-sink.ts';
import { parseReference } from '#core/oci/reference.ts';
import { type DockerRegistry, startDockerRegistry } from '#test/support/docker-registry.ts';
import { planOf } from '#test/support/package-folder.ts';
import { needs, run } from '#test/support/program.ts';
import { startRegistry } from '#test/support/registry.ts';
import { writeSamplePackage } from '#test/support/sample-package.ts';

const runs = needs('skopeo', 'copying by skopeo') && needs('docker-registry', 'copying by skopeo');
const INSECURE = ['--src-tls-verify=false', '--dest-tls-verify=false'];
const copy = (from: string, to: string) =>
  run('skopeo', ['--insecure-policy', 'copy', ...INSECURE, from, to]);

describe.skipIf(!runs)('skopeo', () => {
  let registry: DockerRegistry;
  let folder = '';
  let digest = '';
  beforeAll(async () => {
    registry = await startDockerRegistry();
    folder = await mkdtemp(path.join(os.tmpdir(), 'skopeo-'));
    await writeSamplePackage(path.join(folder, 'package'));
    const target = await openTarget(parseReference(`oci:${path.join(folder, 'layout')}`), { create: true });
    digest = (await publish(await planOf(path.join(folder, 'package')), target, { tag: '1.0' })).digest;
  });
  afterAll(async () => {
    await registry.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const resolve = async (reference: string) =>
    (await readContents(await openTarget(parseReference(reference)), '1.0')).descriptor.digest;

  test('copies from our layout to a registry and back, and the digest stays', async () => {
    await copy(`oci:${folder}/layout:1.0`, `docker://${registry.host}/acme/copied:1.0`);
    expect(await resolve(`${registry.host}/acme/copied`)).toBe(digest);
    await copy(`docker://${registry.host}/acme/copied:1.0`, `oci:${folder}/second:1.0`);
    expect(await resolve(`oci:${folder}/second`)).toBe(digest);
    const target = await openTarget(parseReference(`oci:${folder}/second`));
    await pull(target, '1.0', await createPackageSink(path.join(folder, 'out')));
    expect(await run('diff', ['-r', 'package', 'out'], { cwd: folder })).toBe('');
  });

  test('adds to a layout that we wrote, and we to one that it wrote', async () => {
    await copy(`oci:${folder}/layout:1.0`, `oci:${folder}/theirs:1.0`);
    const theirs = await openTarget(parseReference(`oci:${folder}/theirs`));
    await publish(await planOf(path.join(folder, 'package')), theirs, { tag: '2.0' });
    await copy(`oci:${folder}/theirs:2.0`, `oci:${folder}/layout:3.0`);
    expect(JSON.parse(await run('skopeo', ['inspect', '--raw', `oci:${folder}/layout:3.0`]))).toMatchObject({
      artifactType: 'application/vnd.waybill.datapackage.v1+json',
    });
    expect(await resolve(`oci:${folder}/layout`)).toBe(digest);
  });

  test('takes our test registry for a registry', async () => {
    const double = await startRegistry();
    try {
      await copy(`oci:${folder}/layout:1.0`, `docker://${double.host}/acme/copied:1.0`);
      expect(await resolve(`${double.host}/acme/copied`)).toBe(digest);
    } finally {
      await double.stop();
    }
  });
});
