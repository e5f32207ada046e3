import { execFileSync } from 'node:child_process';
import { lstat, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeArrayBuffer } from 'geotiff';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder, waybill } from './cli-process.ts';

const PORTS = 'id;name;opened\n1;Hamburg;01.05.1189\n2;Trieste;18.03.1719\n';
const SHIPS = 'id,port_id,length\n7,1,120.5\n8,2,NA\n9,2,99.5\n10,1,80\n';

/** A folder of files, which goes away with the test. */
async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const { path: folder, remove } = await temporaryFolder();
  onTestFinished(remove);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

test('a folder of tables is described, and the descriptor is valid', async () => {
  const folder = await folderWith({ 'ports.csv': PORTS, 'data/ships.csv': SHIPS, 'notes.txt': 'x' });
  const described = await waybill(['describe', folder]);
  expect(described.code).toBe(0);
  expect(JSON.parse(described.stdout)).toMatchObject({
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    resources: [
      {
        name: 'ships',
        path: 'data/ships.csv',
        schema: {
          fields: [{ name: 'id' }, { name: 'port_id', type: 'integer' }, { name: 'length', type: 'number' }],
          missingValues: ['', 'NA'],
          primaryKey: ['id'],
          foreignKeys: [{ fields: ['port_id'], reference: { resource: 'ports', fields: ['id'] } }],
        },
      },
      {
        name: 'ports',
        dialect: { delimiter: ';' },
        bytes: PORTS.length,
        schema: { fields: [{}, {}, { name: 'opened', type: 'date', format: '%d.%m.%Y' }] },
      },
    ],
  });
  expect(described.stderr).toContain('Primary key of "ports": id (certain');
  await writeFile(join(folder, 'datapackage.json'), described.stdout);
  const validated = await waybill(['validate', '--format', 'json', folder]);
  const { valid, files } = JSON.parse(validated.stdout);
  expect(valid).toBe(true);
  const serious = files.flatMap(({ problems }: { problems: { severity: string }[] }) =>
    problems.filter(({ severity }) => severity === 'error' || severity === 'warning'),
  );
  expect(serious).toEqual([]);
});

test('-o writes YAML, and completes it later without touching what people wrote', async () => {
  const folder = await folderWith({ 'ports.csv': PORTS });
  const output = join(folder, 'datapackage.yaml');
  expect((await waybill(['describe', folder, '-o', output])).code).toBe(0);
  const written = `# ours\n${(await readFile(output, 'utf8')).replace('name: opened', 'name: opened # by hand')}`;
  await writeFile(output, written);
  await writeFile(join(folder, 'ships.csv'), SHIPS);
  const again = await waybill(['describe', folder, '-o', output]);
  expect(again.stderr).toContain('Added the resource "ships" for ships.csv.');
  const completed = await readFile(output, 'utf8');
  expect(completed.startsWith(written)).toBe(true);
  expect(completed).toContain('port_id');
  expect((await readdir(folder)).sort()).toEqual(['datapackage.yaml', 'ports.csv', 'ships.csv']);
});

test('one table is described by itself, with its hash when that is asked for', async () => {
  const folder = await folderWith({ 'a/ports.csv': PORTS, 'a/ships.csv': SHIPS });
  const { stdout } = await waybill(['describe', join(folder, 'a/ports.csv'), '--hash']);
  const { resources } = JSON.parse(stdout);
  expect(resources).toHaveLength(1);
  expect(resources[0]).toMatchObject({
    path: 'ports.csv',
    hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
  });
});

test('a file that is no table is passed over by name', async () => {
  const folder = await folderWith({ 'ports.csv': PORTS, 'broken.parquet': 'PAR1 but not really PAR1' });
  const { code, stdout, stderr } = await waybill(['describe', folder]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout).resources).toHaveLength(1);
  expect(stderr).toContain('Passed over broken.parquet: ');
});

test.each([
  ['there is no table', { 'notes.txt': 'x' }, [], 'There is no table in'],
  ['the folder is not there', {}, ['nowhere'], 'nowhere'],
  [
    'the descriptor that is there is broken',
    { 'ports.csv': PORTS, 'datapackage.json': '{' },
    [],
    'cannot be completed: it has syntax errors',
  ],
])('exits with 2 when %s', async (_, files, below, message) => {
  const folder = await folderWith(files);
  const { code, stdout, stderr } = await waybill(['describe', join(folder, ...below)]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});

test('a descriptor beside the data cannot reach it by paths that lead down', async () => {
  const folder = await folderWith({ 'a/ports.csv': PORTS, 'b/x.txt': '' });
  const { code, stderr } = await waybill([
    'describe',
    join(folder, 'a'),
    '-o',
    join(folder, 'b/datapackage.json'),
  ]);
  expect(code).toBe(2);
  expect(stderr).toContain('paths in a descriptor lead from its folder down');
});

describe.runIf(process.platform === 'linux')('a hostile folder', () => {
  const SECRET = '{ "auths": { "registry": { "auth": "secret" } } }';

  test('a descriptor that is a link out of its folder is neither copied nor replaced', async () => {
    const folder = await folderWith({ 'secret.json': SECRET, 'package/ports.csv': PORTS });
    const descriptor = join(folder, 'package/datapackage.json');
    await symlink('../secret.json', descriptor);
    for (const output of [[], ['-o', descriptor]]) {
      const { code, stdout, stderr } = await waybill(['describe', join(folder, 'package'), ...output]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('is a link to no file inside of its folder');
    }
    expect((await lstat(descriptor)).isSymbolicLink()).toBe(true);
    expect(await readFile(join(folder, 'secret.json'), 'utf8')).toBe(SECRET);
  });

  test('a descriptor that is a link inside of its folder is completed where it stands', async () => {
    const folder = await folderWith({ 'ports.csv': PORTS, 'meta/real.json': '{ "name": "ours" }' });
    const descriptor = join(folder, 'datapackage.json');
    await symlink('meta/real.json', descriptor);
    expect((await waybill(['describe', folder, '-o', descriptor])).code).toBe(0);
    expect((await lstat(descriptor)).isSymbolicLink()).toBe(true);
    expect(JSON.parse(await readFile(join(folder, 'meta/real.json'), 'utf8'))).toMatchObject({
      name: 'ours',
      resources: [{ name: 'ports' }],
    });
  });

  test('a pipe in the place of the descriptor is neither read nor replaced', async () => {
    const folder = await folderWith({ 'ports.csv': PORTS });
    const descriptor = join(folder, 'datapackage.json');
    execFileSync('mkfifo', [descriptor]);
    const { code, stderr } = await waybill(['describe', folder, '-o', descriptor]);
    expect(code).toBe(2);
    expect(stderr).toContain('is a pipe, a socket or a device');
    expect((await lstat(descriptor)).isFIFO()).toBe(true);
  });

  test('files that no descriptor can name are passed over, so that what is written is valid', async () => {
    const names = ['a\nb.csv', 'a\\b.csv', 'C:b.csv', '~b.csv', '%2e%2e%2fb.csv'];
    const folder = await folderWith({ 'ports.csv': PORTS });
    await Promise.all(names.map((name) => writeFile(join(folder, name), PORTS)));
    const unnamed = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff]), Buffer.from('.csv')]);
    await writeFile(unnamed, PORTS);
    const { code, stderr } = await waybill(['describe', folder, '-o', join(folder, 'datapackage.json')]);
    expect(code).toBe(0);
    expect(stderr.match(/Passed over /g)).toHaveLength(names.length + 1);
    expect(stderr).toContain('A descriptor cannot name "a\\nb.csv": it holds a control character.');
    expect((await waybill(['validate', folder])).code).toBe(0);
  });
});

test('of very many tables the nearest are described, and that is told', async () => {
  const folder = await folderWith({ 'deep/first.csv': PORTS });
  await Promise.all(
    Array.from({ length: 2001 }, (_, index) => writeFile(join(folder, `t${index + 1000}.csv`), 'a\n')),
  );
  const { code, stdout, stderr } = await waybill(['describe', folder]);
  expect(code).toBe(0);
  const paths = JSON.parse(stdout).resources.map((resource: { path: string }) => resource.path);
  expect([paths.length, paths[0], paths.at(-1)]).toEqual([2000, 't1000.csv', 't2999.csv']);
  expect(stderr).toContain('Passed over t3000.csv: at most 2000 tables are described at once');
  expect(stderr).toContain('of 2002 this one and all behind it were left out');
});

test('where no table can be described it says why, and writes nothing', async () => {
  const folder = await folderWith({ 'broken.parquet': 'PAR1 but not really PAR1' });
  const { code, stdout, stderr } = await waybill(['describe', folder]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('broken.parquet is not a readable Parquet file');
});

describe('a STAC item', () => {
  const collection = (links: string) =>
    `{ "type": "Collection", "stac_version": "1.1.0", "id": "c", "description": "C", "license": "MIT", "extent": { "spatial": { "bbox": [[-180, -90, 180, 90]] }, "temporal": { "interval": [["2020-01-01T00:00:00Z", null]] } }, "links": [${links}] }`;

  async function withImage(files: Readonly<Record<string, string>> = {}): Promise<string> {
    const folder = await folderWith(files);
    const image = writeArrayBuffer([[[1, 2]], [[3, 4]]], {
      width: 2,
      height: 1,
      ModelPixelScale: [0.5, 0.5, 0],
      ModelTiepoint: [0, 0, 0, 10, 50, 0],
      GTModelTypeGeoKey: 2,
      GeographicTypeGeoKey: 4326,
      GTRasterTypeGeoKey: 1,
    });
    await writeFile(join(folder, 'a_20240501.tif'), new Uint8Array(image));
    return folder;
  }

  test('is made of the tags of an image, linked both ways, and valid', async () => {
    const folder = await withImage({ 'collection.json': collection('') });
    const [item, parent] = [join(folder, 'a.json'), join(folder, 'collection.json')];
    const image = join(folder, 'a_20240501.tif');
    const args = ['describe', '--stac', '--hash', image, '-o', item, '--parent', parent, '--id', 'a'];
    expect(await waybill(args)).toMatchObject({ code: 0, stdout: '' });
    expect(JSON.parse(await readFile(item, 'utf8'))).toMatchObject({
      bbox: [10, 49.5, 11, 50],
      properties: { datetime: '2024-05-01T00:00:00Z', 'proj:shape': [1, 2] },
      assets: {
        data: {
          href: './a_20240501.tif',
          'file:size': (await lstat(image)).size,
          'file:checksum': expect.stringMatching(/^1220[0-9a-f]{64}$/),
          bands: [{ name: 'B1' }, { name: 'B2' }],
        },
      },
    });
    expect(await readFile(parent, 'utf8')).toBe(
      collection('{ "rel": "item", "href": "./a.json", "type": "application/geo+json" }'),
    );
    expect(await waybill(['validate', item])).toMatchObject({ code: 0 });
    expect(await waybill(args)).toMatchObject({ code: 2, stderr: expect.stringMatching(/is there already/) });
  });

  test('is not made of a file that is cut off, nor without a time', async () => {
    const folder = await withImage();
    const image = join(folder, 'a_20240501.tif');
    await writeFile(join(folder, 'b_20240501.tif'), (await readFile(image)).subarray(0, 100));
    expect(await waybill(['describe', '--stac', join(folder, 'b_20240501.tif')])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/is not a TIFF file that can be read/),
    });
    await writeFile(join(folder, 'c.txt'), 'x');
    expect(await waybill(['describe', '--stac', join(folder, 'c.txt')])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/--datetime 2024-05-01T12:00:00Z/),
    });
    const any = await waybill([
      'describe',
      '--stac',
      join(folder, 'c.txt'),
      '--datetime',
      '2024-05-01T00:00:00Z',
    ]);
    expect(JSON.parse(any.stdout)).toMatchObject({ geometry: null, assets: { data: { 'file:size': 1 } } });
  });
});
