import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, expect } from 'vitest';
import { diskDescriptors } from '#core/node/descriptor-files.ts';
import { readTextBeginning } from '#core/node/file-beginning.ts';
import { measureFiles } from '#core/node/measure-files.ts';

const test = base.extend<{ root: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the names of the fixtures from the pattern
  root: async ({}, use) => {
    const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'waybill-descriptors-')));
    await use(folder);
    await rm(folder, { recursive: true });
  },
});

async function write(root: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), content);
  }
}

test('packages are found nearest first, not in hidden folders, those of programs or behind links', async ({
  root,
}) => {
  await write(root, {
    'ws/b/datapackage.yaml': '',
    'ws/b/c/x.datapackage.json': '',
    'ws/datapackage.json': '',
    'ws/notdatapackage.json': '',
    'ws/node_modules/a/datapackage.json': '',
    'ws/.git/datapackage.json': '',
    'outside/datapackage.json': '',
  });
  await symlink(path.join(root, 'outside'), path.join(root, 'ws', 'link'));
  await symlink(path.join(root, 'ws'), path.join(root, 'ws', 'b', 'loop'));
  const found: string[] = [];
  for await (const file of diskDescriptors.find(path.join(root, 'ws'))) {
    found.push(path.relative(root, file));
  }
  expect(found).toEqual(['ws/datapackage.json', 'ws/b/datapackage.yaml', 'ws/b/c/x.datapackage.json']);
});

test('a folder that is not there holds nothing', async ({ root }) => {
  const found: string[] = [];
  for await (const file of diskDescriptors.find(path.join(root, 'absent'))) {
    found.push(file);
  }
  expect(found).toEqual([]);
});

test('a descriptor is read inside of the root only', async ({ root }) => {
  await write(root, {
    'ws/datapackage.json': '{ "name": "in" }',
    'outside/datapackage.json': '{ "name": "out" }',
  });
  await symlink(path.join(root, 'outside'), path.join(root, 'ws', 'link'));
  const ws = path.join(root, 'ws');
  const name = 'datapackage.json';
  expect((await diskDescriptors.read({ folder: ws, root: ws, name }))?.text).toBe('{ "name": "in" }');
  expect(await diskDescriptors.read({ folder: path.join(ws, 'link'), root: ws, name })).toBeUndefined();
  expect(await diskDescriptors.read({ folder: ws, root: ws, name: 'absent.json' })).toBeUndefined();
});

test('the beginning of a text comes without its mark, and not of what is too large or no UTF-8', async ({
  root,
}) => {
  await write(root, {
    'a.csv': '\uFEFFid,naïve\n1,2\n',
    'large.csv': 'x'.repeat(200),
    'latin.csv': Uint8Array.of(0x69, 0x64, 0xe9, 0x0a),
  });
  const read = (name: string, length = 100) =>
    readTextBeginning({ folder: root, root, name }, { largest: 100, length });
  expect(await read('a.csv')).toBe('id,naïve\n1,2\n');
  expect(await read('a.csv', 9)).toBe('id,na'); // the last byte is one of two
  expect(await read('large.csv')).toBeUndefined();
  expect(await read('latin.csv')).toBeUndefined();
  expect(await read('absent.csv')).toBeUndefined();
});

test('files are measured with progress over all, and those that cannot be read are told', async ({
  root,
}) => {
  await write(root, { 'a.csv': 'abc', 'b.csv': 'defgh' });
  const steps: string[] = [];
  const result = await measureFiles(
    { folder: root, root },
    [
      { path: 'a.csv', algorithm: 'md5' },
      { path: 'absent.csv', algorithm: 'sha256' },
      { path: 'b.csv', algorithm: 'sha1' },
    ],
    { onProgress: ({ message, done, total }) => steps.push(`${message}: ${done} of ${total}`) },
  );
  expect(result).toEqual({
    measured: [
      { path: 'a.csv', algorithm: 'md5', bytes: 3, hex: '900150983cd24fb0d6963f7d28e17f72' },
      { path: 'b.csv', algorithm: 'sha1', bytes: 5, hex: expect.stringMatching(/^[0-9a-f]{40}$/) },
    ],
    unreadable: ['absent.csv'],
  });
  expect(steps).toEqual(['Reading a.csv: 3 of 8', 'Reading b.csv: 8 of 8']);
});

test('measuring can be cancelled', async ({ root }) => {
  await write(root, { 'a.csv': 'abc' });
  const signal = AbortSignal.abort();
  const measured = measureFiles({ folder: root, root }, [{ path: 'a.csv', algorithm: 'md5' }], { signal });
  await expect(measured).rejects.toMatchObject({ code: 'task/cancelled' });
});
