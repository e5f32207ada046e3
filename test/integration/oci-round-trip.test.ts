import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { publish } from '#core/artifact/publish.ts';
import { pull } from '#core/artifact/pull.ts';
import { openTarget } from '#core/node/open-target.ts';
import { createPackageSink } from '#core/node/package-sink.ts';
import { parseReference } from '#core/oci/reference.ts';
import { allOf } from '#test/support/blobs.ts';
import { planOf } from '#test/support/package-folder.ts';
import { startRegistry, type TestRegistry } from '#test/support/registry.ts';
import { writeSamplePackage } from '#test/support/sample-package.ts';

let folder = '';
let registry: TestRegistry;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'round-trip-'));
  registry = await startRegistry();
  await writeSamplePackage(path.join(folder, 'package'));
});
afterEach(async () => {
  await registry.stop();
  await rm(folder, { recursive: true, force: true });
});

/** All files below a folder with their bytes in hex digests of equality: name and content. */
async function contentOf(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(
      files.map(async (file) => [path.relative(root, file), (await readFile(file)).toString('base64')]),
    ),
  ) as Record<string, string>;
}

/** A registry may not know of a repository before it has a tag. */
function noRepository(error: unknown): string[] {
  expect(error).toMatchObject({ code: 'registry/not-found' });
  return [];
}

const where = (kind: string) =>
  kind === 'layout' ? `oci:${path.join(folder, 'layout')}` : `${registry.host}/acme/stations`;

test.each(['layout', 'registry'])('a package goes to a %s and comes back the same', async (kind) => {
  const plan = await planOf(path.join(folder, 'package'));
  const target = await openTarget(parseReference(where(kind)), { create: true });
  const receipt = await publish(plan, target, { tag: '1.0.0' });
  const reader = await openTarget(parseReference(`${where(kind)}:1.0.0`));
  const out = path.join(folder, 'out');
  const pulled = await pull(reader, '1.0.0', await createPackageSink(out));
  expect(pulled.digest).toBe(receipt.digest);
  expect(await contentOf(out)).toEqual(await contentOf(path.join(folder, 'package')));
});

test('layout and registry give the same digest', async () => {
  const plan = await planOf(path.join(folder, 'package'));
  const digests = await Promise.all(
    ['layout', 'registry'].map(async (kind) => {
      const target = await openTarget(parseReference(where(kind)), { create: true });
      return (await publish(plan, target, { tag: '1' })).digest;
    }),
  );
  expect(digests[0]).toBe(digests[1]);
});

test('offline, a folder works and a registry is not asked', async () => {
  const target = await openTarget(parseReference(where('layout')), { create: true, offline: true });
  await publish(await planOf(path.join(folder, 'package')), target, { tag: '1' });
  await expect(openTarget(parseReference(where('registry')), { offline: true })).rejects.toMatchObject({
    code: 'registry/unreachable',
  });
  expect(registry.requests).toEqual([]);
});

test.skipIf(process.platform === 'win32').each(['layout', 'registry'])(
  'a push to a %s that is killed leaves no tag and no broken content',
  async (kind) => {
    // The child stops itself with SIGKILL when the large file is half sent: nothing in it can clean up.
    const root = pathToFileURL(`${path.resolve(import.meta.dirname, '../..')}/`).href;
    const program = `
    const { planOf } = await import('${root}test/support/package-folder.ts');
    const { publish } = await import('${root}core/artifact/publish.ts');
    const { openTarget } = await import('${root}core/node/open-target.ts');
    const { parseReference } = await import('${root}core/oci/reference.ts');
    const target = await openTarget(parseReference(process.env.WHERE), { create: true });
    const half = ({ done, total }) => done > total / 2 && process.kill(process.pid, 'SIGKILL');
    await publish(await planOf(process.env.FOLDER), target, { tag: '1', onProgress: half });
  `;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      env: { ...process.env, WHERE: where(kind), FOLDER: path.join(folder, 'package') },
      stdio: 'inherit',
    });
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect(signal).toBe('SIGKILL');

    const target = await openTarget(parseReference(where(kind)), { create: true });
    expect(await allOf(target.tags()).catch(noRepository)).toEqual([]);
    // And the same push again succeeds.
    await publish(await planOf(path.join(folder, 'package')), target, { tag: '1' });
    const out = path.join(folder, 'out');
    await pull(target, '1', await createPackageSink(out));
    expect(await contentOf(out)).toEqual(await contentOf(path.join(folder, 'package')));
  },
);
