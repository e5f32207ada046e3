import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPackageSink } from '#core/node/package-sink.ts';
import { diskSteps, makeFolderInside, writeWhole } from '#core/node/safe-write.ts';
import { bytesOf, contentOf } from '#test/support/blobs.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sink-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const failure = (code: string) => expect.objectContaining({ code });
const content = (text: string) => contentOf(bytesOf(text)).open();

test('nothing is visible before the commit', async () => {
  const out = path.join(folder, 'out');
  const sink = await createPackageSink(out);
  await sink.write('a/b.txt', content('x'));
  expect(await readdir(folder)).toEqual([expect.stringMatching(/^\.waybill-pull-/)]);
  await sink.commit();
  expect(await readdir(folder)).toEqual(['out']);
  expect(await readFile(path.join(out, 'a/b.txt'), 'utf8')).toBe('x');
});

test('discarding removes what was staged, twice as well', async () => {
  const sink = await createPackageSink(path.join(folder, 'out'));
  await sink.write('a', content('x'));
  await sink.discard();
  await sink.discard();
  expect(await readdir(folder)).toEqual([]);
});

test('files that somebody puts into the folder meanwhile are not mixed with the package', async () => {
  const sink = await createPackageSink(folder);
  await sink.write('a', content('x'));
  await writeFile(path.join(folder, 'mine'), 'mine');
  await expect(sink.commit()).rejects.toThrow(failure('file/exists'));
  await sink.discard();
  expect(await readdir(folder)).toEqual(['mine']);
});

test('what a killed pull left in the folder does not stand in the way, a running one does', async () => {
  const { pid: ended } = spawnSync(process.execPath, ['--version']);
  const left = path.join(folder, `.waybill-pull-${ended}-0123456789abcdef`);
  await mkdir(left);
  await writeFile(path.join(left, 'half'), 'ha');
  const sink = await createPackageSink(folder);
  await sink.write('a', content('x'));
  await expect(createPackageSink(folder)).rejects.toThrow(failure('file/exists'));
  await sink.commit();
  expect(await readdir(folder)).toEqual(['a']);
});

test('what is only named like the folder of a pull is kept', async () => {
  await mkdir(path.join(folder, '.waybill-pull-mine'));
  await expect(createPackageSink(folder)).rejects.toThrow(failure('file/exists'));
});

test('folders above are made as well, and a file in their way is told', async () => {
  const deep = await createPackageSink(path.join(folder, 'a/b/c'));
  await deep.write('x', content('x'));
  await deep.commit();
  expect(await readdir(path.join(folder, 'a/b/c'))).toEqual(['x']);
  await expect(createPackageSink(path.join(folder, 'a/b/c/x/y'))).rejects.toThrow(failure('file/not-found'));
});

test.skipIf(process.platform !== 'linux')(
  'a folder in a place that takes none is refused instead of tried for ever',
  async () => {
    const sink = await createPackageSink('/proc/waybill-test/out');
    await expect(sink.write('x', content('x'))).rejects.toThrow(failure('file/not-found'));
  },
);

test.each(['../x', '/x', 'a/../../x', 'con', ''])('%j is not a name to write', async (name) => {
  const sink = await createPackageSink(path.join(folder, 'out'));
  await expect(sink.write(name, content('x'))).rejects.toThrow(failure('file/unsafe-path'));
});

test('a link among the folders does not lead a file out', async () => {
  const outside = path.join(folder, 'outside');
  const root = path.join(folder, 'root');
  await mkdir(outside);
  await mkdir(root);
  await symlink(outside, path.join(root, 'link'));
  for (const file of ['link/x', 'link/deep/x']) {
    await expect(makeFolderInside(root, path.join(root, file))).rejects.toThrow(failure('file/unsafe-path'));
  }
  expect(await readdir(outside)).toEqual([]);
});

test('a link in place of a file is replaced, not followed', async () => {
  await writeFile(path.join(folder, 'secret'), 'secret');
  await symlink('secret', path.join(folder, 'file'));
  await writeWhole(path.join(folder, 'file'), [bytesOf('new')]);
  expect(await readFile(path.join(folder, 'secret'), 'utf8')).toBe('secret');
  expect(await readFile(path.join(folder, 'file'), 'utf8')).toBe('new');
});

test.each([
  ['ENOSPC', 'file/no-space'],
  ['EDQUOT', 'file/no-space'],
  ['EACCES', 'file/permission-denied'],
  ['EROFS', 'file/permission-denied'],
])('%s is told as %s and leaves nothing', async (code, expected) => {
  const rename = () => Promise.reject(Object.assign(new Error(code), { code }));
  const sink = await createPackageSink(path.join(folder, 'out'), { steps: { ...diskSteps, rename } });
  await expect(sink.write('a', content('x'))).rejects.toThrow(failure(expected));
  await sink.discard();
  expect(await readdir(folder)).toEqual([]);
});
