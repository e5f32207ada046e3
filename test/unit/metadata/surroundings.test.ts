import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lookAround } from '#test/support/look-around.ts';

const base = mkdtempSync(path.join(tmpdir(), 'waybill-surroundings-'));
const root = path.join(base, 'root');
const folder = path.join(root, 'package');
mkdirSync(path.join(folder, 'data'), { recursive: true });
writeFileSync(path.join(base, 'secret.txt'), 'secret');
writeFileSync(path.join(root, 'shared.csv'), 'abc');
writeFileSync(path.join(folder, 'data', 'A.csv'), 'abcde');
writeFileSync(path.join(folder, 'empty.csv'), '');
symlinkSync('data/A.csv', path.join(folder, 'link.csv'));
symlinkSync('../shared.csv', path.join(folder, 'up.csv'));
symlinkSync(path.join(root, 'shared.csv'), path.join(folder, 'absolute.csv'));
symlinkSync('../../secret.txt', path.join(folder, 'out.csv'));
symlinkSync('../../nothing.txt', path.join(folder, 'out-missing.csv'));
symlinkSync('/etc/hostname', path.join(folder, 'out-absolute.csv'));
symlinkSync('../..', path.join(folder, 'out-folder'));
symlinkSync('loop.csv', path.join(folder, 'loop.csv'));
symlinkSync('gone.csv', path.join(folder, 'dangling.csv'));
const hasPipe = process.platform !== 'win32';
if (hasPipe) {
  execFileSync('mkfifo', [path.join(folder, 'pipe')]);
}

afterAll(() => rmSync(base, { recursive: true, force: true }));

test.each([
  ['data/A.csv', { kind: 'file', size: 5 }],
  ['empty.csv', { kind: 'file', size: 0 }],
  ['data', { kind: 'directory' }],
  ['data/', { kind: 'directory' }],
  ['nothing.csv', { kind: 'missing' }],
  ['nothing/a.csv', { kind: 'missing' }],
  ['empty.csv/a', { kind: 'missing' }],
  ['data/a.csv', { kind: 'missing', differsInCase: 'data/A.csv' }],
  ['DATA/A.CSV', { kind: 'missing', differsInCase: 'data/A.csv' }],
  ['link.csv', { kind: 'file', size: 5 }],
  ['up.csv', { kind: 'file', size: 3 }],
  ['absolute.csv', { kind: 'file', size: 3 }],
  ['../shared.csv', { kind: 'file', size: 3 }],
  ['dangling.csv', { kind: 'missing' }],
  ['loop.csv', { kind: 'missing' }],
  ['out.csv', { kind: 'outside' }],
  ['out-missing.csv', { kind: 'outside' }],
  ['out-absolute.csv', { kind: 'outside' }],
  ['out-folder/secret.txt', { kind: 'outside' }],
  ['../../secret.txt', { kind: 'outside' }],
  ['/etc/hostname', { kind: 'outside' }],
  ['C:\\a', { kind: 'outside' }],
  ['a\u0000', { kind: 'outside' }],
  ['x'.repeat(5000), { kind: 'missing' }],
])('%.40j is %o', async (name, fact) => {
  const surroundings = await lookAround({ folder, root, paths: [name] });
  expect(surroundings.file(name)).toEqual(fact);
});

test.runIf(hasPipe)('a pipe is no file, and looking at it does not wait for a writer', async () => {
  const surroundings = await lookAround({ folder, root, paths: ['pipe'] });
  expect(surroundings.file('pipe')).toEqual({ kind: 'special' });
});

test('many paths at once, and what was not asked for is unknown', async () => {
  const paths = Array.from({ length: 200 }, (_, index) => (index % 2 ? 'data/A.csv' : `n${index}.csv`));
  const surroundings = await lookAround({ folder, root, paths });
  expect(paths.map((name) => surroundings.file(name).kind)).toEqual(
    paths.map((name) => (name === 'data/A.csv' ? 'file' : 'missing')),
  );
  expect(surroundings.file('empty.csv')).toEqual({ kind: 'unknown' });
});

test('a descriptor outside of the root knows nothing', async () => {
  const surroundings = await lookAround({ folder: base, root, paths: ['secret.txt'] });
  expect(surroundings.file('secret.txt')).toEqual({ kind: 'unknown' });
});

test('a descriptor behind a link inside of the root knows what stands beside it', async () => {
  const linked = path.join(root, 'linked-package');
  symlinkSync('package', linked);
  const surroundings = await lookAround({ folder: linked, root, paths: ['data/A.csv', '../shared.csv'] });
  expect(surroundings.file('data/A.csv')).toEqual({ kind: 'file', size: 5 });
  expect(surroundings.file('../shared.csv')).toEqual({ kind: 'file', size: 3 });
});

test('a descriptor behind a link out of the root knows nothing, even where the way leads back in', async () => {
  const around = path.join(folder, 'out-folder', 'root', 'package');
  const surroundings = await lookAround({ folder: around, root, paths: ['empty.csv'] });
  expect(surroundings.file('empty.csv')).toEqual({ kind: 'unknown' });
});

test('a cancelled look ends as cancelled', async () => {
  await expect(
    lookAround({ folder, root, paths: ['data/A.csv'], signal: AbortSignal.abort() }),
  ).rejects.toMatchObject({
    code: 'task/cancelled',
  });
});
