import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder, waybill } from './cli-process.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;

const link = (rel: string, href: string): object => ({
  rel,
  href,
  type: rel === 'item' ? 'application/geo+json' : 'application/json',
});

const CATALOG = {
  type: 'Catalog',
  stac_version: '1.1.0',
  id: 'all',
  description: 'Tests',
  links: [link('root', './catalog.json'), link('child', './c/collection.json')],
};
const COLLECTION = {
  type: 'Collection',
  stac_version: '1.1.0',
  id: 'c',
  description: 'Tests',
  license: 'MIT',
  extent: { spatial: { bbox: [[0, 0, 20, 60]] }, temporal: { interval: [['2020-01-01T00:00:00Z', null]] } },
  links: [link('root', '../catalog.json'), link('parent', '../catalog.json'), link('item', './one.json')],
};
const ITEM = {
  type: 'Feature',
  stac_version: '1.1.0',
  id: 'one',
  geometry: { type: 'Point', coordinates: [30, 50] },
  bbox: [30, 50, 30, 50],
  properties: { datetime: '2024-01-01T00:00:00Z' },
  links: ['root', 'parent', 'collection'].map((rel) =>
    link(rel, rel === 'root' ? '../catalog.json' : './collection.json'),
  ),
  assets: { data: { href: './data.csv', type: 'text/csv', roles: ['data'] } },
  collection: 'd',
};

beforeEach(async () => {
  folder = await temporaryFolder();
});

afterEach(async () => {
  await folder.remove();
});

async function write(files: Readonly<Record<string, object | string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder.path, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  }
}

/** `file code` of each finding that is more than advice. */
async function findings(...args: string[]): Promise<string[]> {
  const { stdout } = await waybill(['validate', '--format', 'json', ...args], { cwd: folder.path });
  const report: {
    readonly files: readonly {
      readonly file: string;
      readonly problems: readonly { readonly code: string; readonly severity: string }[];
    }[];
  } = JSON.parse(stdout);
  return report.files
    .flatMap(({ file, problems }) =>
      problems.filter(({ severity }) => severity !== 'info').map(({ code }) => `${file} ${code}`),
    )
    .sort();
}

test('a folder and each file of it get the same findings about what they link to', async () => {
  await write({ 'catalog.json': CATALOG, 'c/collection.json': COLLECTION, 'c/one.json': ITEM });
  const expected = [
    'c/collection.json stac/items-outside-box',
    'c/one.json stac/collection-id',
    'c/one.json stac/missing-asset',
  ];
  expect(await findings('.')).toEqual(expected);
  expect(await findings('c/collection.json', 'c/one.json', 'catalog.json')).toEqual(expected);
});

test('sizes and checksums are those of the files', async () => {
  const asset = { ...ITEM.assets.data, 'file:size': 9, 'file:checksum': `1220${'0'.repeat(64)}` };
  const stac_extensions = ['https://stac-extensions.github.io/file/v2.1.0/schema.json'];
  await write({
    'one.json': { ...ITEM, stac_extensions, links: [], collection: undefined, assets: { data: asset } },
    'data.csv': 'a\n1\n',
  });
  expect(await findings('one.json')).toEqual([
    'one.json stac/wrong-checksum',
    'one.json stac/wrong-file-size',
  ]);
});

test('nothing is looked at above the folder, nor behind links out of it', async () => {
  await write({
    'ws/one.json': {
      ...ITEM,
      links: [link('parent', '../secret.json'), link('collection', './out.json')],
      assets: { a: { ...ITEM.assets.data, href: '../gone.csv' } },
    },
    'secret.json': { ...COLLECTION, id: 'secret' },
  });
  await symlink('../secret.json', join(folder.path, 'ws/out.json'));
  const { stdout } = await waybill(['validate', '--format', 'json', 'one.json'], {
    cwd: join(folder.path, 'ws'),
  });
  expect(stdout).not.toContain('secret.json"');
  expect(stdout).not.toContain('stac/collection-id');
  expect(stdout).not.toContain('stac/missing-asset');
});
