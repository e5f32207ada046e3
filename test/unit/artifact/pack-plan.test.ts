import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PackPlan } from '#core/artifact/pack-plan.ts';
import { bytesOf, describe as describeBytes, textOf } from '#test/support/blobs.ts';
import { descriptorOf, planOf, writeFiles } from '#test/support/package-folder.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'package-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const failure = (code: string, message = '') =>
  expect.objectContaining({ code, message: expect.stringContaining(message) });
const paths = (plan: PackPlan) => plan.files.map((file) => file.path);

test('a package is its descriptor, then all it names and README, LICENSE, CHANGELOG, by name', async () => {
  const schema = {
    name: 'x',
    path: ['./data/b.csv', 'data/sub/../a.csv'],
    schema: 'schema.json',
    dialect: 'dialect.json',
  };
  const remote = { name: 'y', path: 'https://example.org/x.csv', schema: 'https://example.org/s.json' };
  await writeFiles(folder, {
    'datapackage.json': JSON.stringify({ resources: [schema, remote, { name: 'z', data: [] }] }),
    'data/a.csv': 'a',
    'data/b.csv': 'b',
    'schema.json': '{}',
    'dialect.json': '{}',
    'README.md': '#',
    LICENSE: 'l',
    'changelog.txt': 'c',
    'notes.txt': 'not named',
    'data/README.md': 'not at the top',
  });
  const plan = await planOf(folder);
  expect(paths(plan)).toEqual([
    'datapackage.json',
    'LICENSE',
    'README.md',
    'changelog.txt',
    'data/a.csv',
    'data/b.csv',
    'dialect.json',
    'schema.json',
  ]);
  expect(plan.manifest.layers.map(({ mediaType }) => mediaType)).toEqual([
    'application/vnd.datapackage+json',
    'text/plain',
    'text/markdown',
    'text/plain',
    'text/csv',
    'text/csv',
    'application/json',
    'application/json',
  ]);
});

test('the descriptor is a layer byte for byte, and the config is that very layer', async () => {
  const odd = '{ "resources" : [ ],\r\n  "name":"odd" }';
  await writeFiles(folder, { 'datapackage.json': odd });
  const plan = await planOf(folder);
  expect(plan.manifest.config).toEqual(plan.manifest.layers[0]);
  expect(plan.manifest.config).toEqual(
    describeBytes(bytesOf(odd), {
      mediaType: 'application/vnd.datapackage+json',
      annotations: { 'org.opencontainers.image.title': 'datapackage.json' },
    }),
  );
  expect(await textOf(plan.files[0]?.content.open() ?? expect.unreachable())).toBe(odd);
});

test('the same folder gives the same manifest, whatever the order and time of its files', async () => {
  const files = {
    'b.csv': 'b',
    'a.csv': 'a',
    'ä.csv': 'ä',
    'datapackage.json': descriptorOf(['b.csv', 'ä.csv', 'a.csv'], { title: '<&>' }),
  };
  await writeFiles(folder, files);
  const first = await planOf(folder);
  await rm(folder, { recursive: true });
  await writeFiles(folder, Object.fromEntries(Object.entries(files).reverse()));
  const second = await planOf(folder);
  expect(second.manifestDescriptor).toEqual(first.manifestDescriptor);
  // Pinned: a change of this digest means that published packages would get another one.
  expect(first.manifestDescriptor.digest).toBe(
    'sha256:9f22ce99fa112dfe2b65acbc1175fd540cfa5547bd52a780f4f3e06ed3433c75',
  );
  expect(new TextDecoder().decode(first.manifestBytes)).not.toContain('created');
});

test('a YAML descriptor has a JSON config without a title', async () => {
  await writeFiles(folder, {
    'datapackage.yaml': 'name: y\nresources:\n  - name: r\n    path: a.csv\n',
    'a.csv': 'a',
  });
  const plan = await planOf(folder, 'datapackage.yaml');
  expect(plan.manifest.layers[0]?.mediaType).toBe('application/yaml');
  expect(plan.manifest.config.mediaType).toBe('application/vnd.datapackage+json');
  expect(plan.manifest.config.annotations).toBeUndefined();
  expect(await textOf(plan.config?.content.open() ?? expect.unreachable())).toBe(
    '{"name":"y","resources":[{"name":"r","path":"a.csv"}]}',
  );
});

test('a descriptor of more than 1 MiB has the empty config', async () => {
  await writeFiles(folder, {
    'datapackage.json': descriptorOf([], { description: 'x'.repeat(1024 * 1024) }),
  });
  const plan = await planOf(folder);
  expect(plan.manifest.config).toEqual({
    mediaType: 'application/vnd.oci.empty.v1+json',
    digest: 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
    size: 2,
    data: 'e30=',
  });
});

test('the time is in the manifest only when it is pinned', async () => {
  await writeFiles(folder, { 'datapackage.json': descriptorOf([]) });
  const plan = await planOf(folder, 'datapackage.json', 1_700_000_000);
  expect(plan.manifest.annotations?.['org.opencontainers.image.created']).toBe('2023-11-14T22:13:20Z');
});

test('a STAC collection is itself, its items and those assets that are here', async () => {
  const item = (id: string, assets: object) =>
    JSON.stringify({
      type: 'Feature',
      stac_version: '1.1.0',
      id,
      assets,
      links: [
        { rel: 'parent', href: '../collection.json' },
        { rel: 'root', href: '../collection.json' },
      ],
      geometry: null,
      properties: {},
    });
  const links = [
    { rel: 'self', href: 'https://example.org/collection.json' },
    { rel: 'item', href: './items/one.json' },
    { rel: 'item', href: 'items/missing.json' },
    { rel: 'item', href: 'https://example.org/two.json' },
    { rel: 'license', href: './terms.txt' },
  ];
  const assets = { thumb: { href: 'my%20thumb.png' } };
  await writeFiles(folder, {
    'collection.json': JSON.stringify({ type: 'Collection', stac_version: '1.1.0', id: 'c', links, assets }),
    'items/one.json': item('one', {
      data: { href: './one.tif' },
      gone: { href: 'gone.tif' },
      out: { href: '../../x.tif' },
      far: { href: 's3://b/x.tif' },
    }),
    'items/one.tif': 'tif',
    'my thumb.png': 'png',
    'terms.txt': 't',
  });
  const plan = await planOf(folder, 'collection.json');
  expect(plan.manifest.artifactType).toBe('application/vnd.waybill.stac.v1+json');
  expect(plan.files.map((file) => [file.path, file.descriptor.mediaType])).toEqual([
    ['collection.json', 'application/json'],
    ['items/one.json', 'application/geo+json'],
    ['items/one.tif', 'image/tiff'],
    ['my thumb.png', 'image/png'],
  ]);
  expect(plan.warnings.join()).toMatch(/items\/missing\.json.*two\.json.*gone\.tif/);
});

test('catalogues that link to each other end', async () => {
  const catalogue = (href: string) =>
    JSON.stringify({
      type: 'Catalog',
      stac_version: '1.1.0',
      id: 'c',
      description: 'd',
      links: [{ rel: 'child', href }],
    });
  await writeFiles(folder, {
    'catalog.json': catalogue('./sub/catalog.json'),
    'sub/catalog.json': catalogue('../catalog.json'),
  });
  expect(paths(await planOf(folder, 'catalog.json'))).toEqual(['catalog.json', 'sub/catalog.json']);
});

describe('a package is refused', () => {
  test.each<[string, Record<string, string>, string, string]>([
    [
      'that is no JSON',
      { 'datapackage.json': '{"name": ' },
      'artifact/invalid-descriptor',
      'datapackage.json cannot be packed',
    ],
    ['that is no object', { 'datapackage.json': '[]' }, 'artifact/invalid-descriptor', 'holds no object'],
    ['that is something else', { 'x.json': '{"a":1}' }, 'artifact/invalid-descriptor', 'neither'],
    [
      'that misses a file',
      { 'datapackage.json': descriptorOf(['gone.csv']) },
      'artifact/missing-file',
      '"gone.csv" (resource "r0")',
    ],
    [
      'that names a folder',
      { 'datapackage.json': descriptorOf(['d']), 'd/x': '' },
      'artifact/missing-file',
      'is a folder',
    ],
    [
      'that names a file above it',
      { 'datapackage.json': descriptorOf(['../x.csv']) },
      'file/unsafe-path',
      'lies outside',
    ],
    [
      'that names an absolute path',
      { 'datapackage.json': descriptorOf(['/etc/passwd']) },
      'file/unsafe-path',
      'lies outside',
    ],
    [
      'that climbs out in the middle',
      { 'datapackage.json': descriptorOf(['a/../../x']) },
      'file/unsafe-path',
      'lies outside',
    ],
    [
      'with a name that Windows does not take',
      { 'datapackage.json': descriptorOf(['aux.csv']), 'aux.csv': '' },
      'file/unsafe-path',
      'device',
    ],
    [
      'with two names that differ in case',
      { 'datapackage.json': descriptorOf(['a.csv', 'A.csv']), 'a.csv': '', 'A.csv': '' },
      'file/unsafe-path',
      'same file',
    ],
  ])('%s', async (_, files, code, message) => {
    await writeFiles(folder, files);
    const descriptor = Object.keys(files)[0] ?? '';
    await expect(planOf(folder, descriptor)).rejects.toThrow(failure(code, message));
  });

  test('that is not UTF-8', async () => {
    await writeFile(path.join(folder, 'datapackage.json'), Buffer.from([0x7b, 0xff, 0x7d]));
    await expect(planOf(folder)).rejects.toThrow(failure('artifact/invalid-descriptor', 'UTF-8'));
  });

  test('whose link leads out of it', async () => {
    await writeFiles(folder, { 'in/datapackage.json': descriptorOf(['data.csv']), 'secret.csv': 's' });
    await symlink('../secret.csv', path.join(folder, 'in/data.csv'));
    await expect(planOf(path.join(folder, 'in'))).rejects.toThrow(
      failure('file/unsafe-path', 'lies outside'),
    );
  });

  test('whose folder leads out of it', async () => {
    await writeFiles(folder, { 'in/datapackage.json': descriptorOf(['d/data.csv']), 'out/data.csv': 's' });
    await symlink('../out', path.join(folder, 'in/d'));
    await expect(planOf(path.join(folder, 'in'))).rejects.toThrow(
      failure('file/unsafe-path', 'lies outside'),
    );
  });

  test('that is a descriptor without end', async () => {
    await writeFile(path.join(folder, 'datapackage.json'), Buffer.alloc(17 * 1024 * 1024, 32));
    await expect(planOf(folder)).rejects.toThrow(failure('file/too-large'));
  });
});

test('links inside of the package are followed', async () => {
  await writeFiles(folder, { 'datapackage.json': descriptorOf(['link.csv']), 'real/data.csv': 'd' });
  await symlink('real/data.csv', path.join(folder, 'link.csv'));
  expect((await planOf(folder)).files[1]?.descriptor.digest).toBe(describeBytes(bytesOf('d')).digest);
});

test('what may surprise is told', async () => {
  await mkdir(path.join(folder, '.vscode'));
  await writeFiles(folder, {
    'datapackage.json': descriptorOf(['empty.csv', '.vscode/x.csv']),
    'empty.csv': '',
    '.vscode/x.csv': 'x',
  });
  expect((await planOf(folder)).warnings).toEqual([
    'Some registries refuse empty files: empty.csv.',
    'Pulling refuses files that tools obey unless people allow it: .vscode/x.csv.',
  ]);
});
