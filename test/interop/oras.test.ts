import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readContents } from '#core/artifact/contents.ts';
import { publish } from '#core/artifact/publish.ts';
import { pull } from '#core/artifact/pull.ts';
import { openTarget } from '#core/node/open-target.ts';
import { createPackageSink } from '#core/node/package-sink.ts';
import { parseReference } from '#core/oci/reference.ts';
import { allOf, store } from '#test/support/blobs.ts';
import { type DockerRegistry, startDockerRegistry } from '#test/support/docker-registry.ts';
import { planOf } from '#test/support/package-folder.ts';
import { needs, run } from '#test/support/program.ts';
import { startRegistry, type TestRegistry } from '#test/support/registry.ts';
import { writeSamplePackage } from '#test/support/sample-package.ts';

// Not in Debian: "go install oras.land/oras/cmd/oras@latest" brings it.
const runs = hasOras();

function hasOras(): boolean {
  return needs('oras', 'exchange with oras');
}

describe.skipIf(!runs)('oras', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'oras-'));
    await writeSamplePackage(path.join(folder, 'package'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const oras = (args: readonly string[], cwd = folder) => run('oras', args, { cwd });
  const same = (a: string, b: string) => run('diff', ['-r', a, b], { cwd: folder });
  const layout = (name: string) => path.join(folder, name);
  const open = (name: string) => openTarget(parseReference(`oci:${layout(name)}`), { create: true });

  test('pulls our package from a layout byte for byte, without leaving anything out', async () => {
    await publish(await planOf(layout('package')), await open('ours'), { tag: '1.0' });
    const told = await oras(['pull', '--oci-layout', `${layout('ours')}:1.0`, '--output', 'by-oras']);
    expect(await same('package', 'by-oras')).toBe('');
    expect(told.toLowerCase()).not.toContain('skipped');
  });

  test('writes the very same manifest for the same package', async () => {
    const plan = await planOf(layout('package'));
    const title = { 'org.opencontainers.image.title': 'datapackage.json' };
    // oras adds a time of its own unless one is given: so both have one here.
    const created = '2024-01-02T03:04:05Z';
    await writeFile(
      layout('annotations.json'),
      JSON.stringify({
        $config: title,
        $manifest: { ...plan.manifest.annotations, 'org.opencontainers.image.created': created },
      }),
    );
    const layers = plan.files.map(({ path: file, descriptor }) => `${file}:${descriptor.mediaType}`);
    await oras(
      [
        'push',
        '--oci-layout',
        `${layout('theirs')}:1.0`,
        '--artifact-type',
        plan.manifest.artifactType ?? '',
        '--config',
        'datapackage.json:application/vnd.datapackage+json',
        '--annotation-file',
        '../annotations.json',
        ...layers,
      ],
      layout('package'),
    );
    const theirs = await open('theirs');
    const pinned = await planOf(layout('package'), 'datapackage.json', Date.parse(created) / 1000);
    const bytes = await theirs.fetchBytes(await theirs.resolve('1.0'));
    expect(new TextDecoder().decode(bytes)).toBe(new TextDecoder().decode(pinned.manifestBytes));
  });

  test('is read by us: a folder of files that it pushed', async () => {
    await oras(
      ['push', '--oci-layout', `${layout('pushed')}:1.0`, 'README.md', 'data/stations.csv:text/csv'],
      layout('package'),
    );
    const target = await open('pushed');
    expect((await readContents(target, '1.0')).files.map((file) => file.path)).toEqual([
      'README.md',
      'data/stations.csv',
    ]);
    await pull(target, '1.0', await createPackageSink(layout('from-oras')));
    expect(await readFile(layout('from-oras/README.md'), 'utf8')).toBe('# Stations\n');
  });

  test('sees our referrers in a layout, and we see its', async () => {
    const target = await open('attached');
    const subject = await store(target, { a: 'x' }, { tag: '1' });
    const ours = await store(target, { s: 'by us' }, { subject });
    expect(await oras(['discover', '--oci-layout', `${layout('attached')}:1`])).toContain(ours.digest);
    await oras(
      [
        'attach',
        '--oci-layout',
        '--artifact-type',
        'application/vnd.example.note',
        `${layout('attached')}:1`,
        'README.md',
      ],
      layout('package'),
    );
    const found = await allOf((await open('attached')).referrers(subject));
    // In whatever order oras wrote the index anew.
    expect(found.map(({ artifactType }) => artifactType).sort()).toEqual([
      'application/vnd.example.note',
      'application/vnd.example.test',
    ]);
    // And the list that oras wrote is one that we add to.
    const third = await store(await open('attached'), { s: 'again by us' }, { subject });
    expect(await oras(['discover', '--oci-layout', `${layout('attached')}:1`])).toContain(third.digest);
  });

  describe.each(['with the referrers API', 'without it'])('on our test registry %s', (kind) => {
    let registry: TestRegistry;
    beforeAll(async () => {
      registry = await startRegistry({ referrers: kind === 'with the referrers API' });
    });
    afterAll(() => registry.stop());

    test('pulls what we pushed, finds what we attached, and the other way round', async () => {
      const target = await openTarget(parseReference(`${registry.host}/acme/stations`), { create: true });
      const { descriptor: subject } = await publish(await planOf(layout('package')), target, { tag: '1.0' });
      const ours = await store(target, { s: 'by us' }, { subject });
      const out = `by-oras-${kind.length}`;
      await oras(['pull', '--plain-http', `${registry.host}/acme/stations:1.0`, '--output', out]);
      expect(await same('package', out)).toBe('');
      expect(await oras(['discover', '--plain-http', `${registry.host}/acme/stations:1.0`])).toContain(
        ours.digest,
      );
      await oras(
        [
          'attach',
          '--plain-http',
          '--artifact-type',
          'application/vnd.example.note',
          `${registry.host}/acme/stations:1.0`,
          'README.md',
        ],
        layout('package'),
      );
      expect(await allOf(target.referrers(subject))).toHaveLength(2);
    });
  });
});

describe.skipIf(!runs || !needs('docker-registry', 'oras with a real registry'))(
  'oras on a real registry',
  () => {
    let registry: DockerRegistry;
    let folder = '';
    beforeAll(async () => {
      registry = await startDockerRegistry();
      folder = await mkdtemp(path.join(os.tmpdir(), 'oras-'));
      await writeSamplePackage(path.join(folder, 'package'));
    });
    afterAll(async () => {
      await registry.stop();
      await rm(folder, { recursive: true, force: true });
    });

    test('pulls our package and discovers our referrers, and adds its own to our list', async () => {
      const reference = `${registry.host}/acme/stations`;
      const target = await openTarget(parseReference(reference), { create: true });
      const { descriptor: subject } = await publish(await planOf(path.join(folder, 'package')), target, {
        tag: '1.0',
      });
      const ours = await store(target, { s: 'by us' }, { subject });
      await run('oras', ['pull', '--plain-http', `${reference}:1.0`, '--output', 'out'], { cwd: folder });
      expect(await run('diff', ['-r', 'package', 'out'], { cwd: folder })).toBe('');
      expect(await run('oras', ['discover', '--plain-http', `${reference}:1.0`])).toContain(ours.digest);
      await run(
        'oras',
        [
          'attach',
          '--plain-http',
          '--artifact-type',
          'application/vnd.example.note',
          `${reference}:1.0`,
          'README.md',
        ],
        { cwd: path.join(folder, 'package') },
      );
      expect((await allOf(target.referrers(subject))).map(({ artifactType }) => artifactType)).toEqual([
        'application/vnd.example.test',
        'application/vnd.example.note',
      ]);
    });
  },
);
