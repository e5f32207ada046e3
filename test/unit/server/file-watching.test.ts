import { expect, test } from 'vitest';
import type { FileSystemWatcher } from 'vscode-languageserver/node';
import { exactWatchers, FileWatching, packageWatchers } from '#server/workspace/file-watching.ts';
import { WorkspaceFolders } from '#server/workspace/folders.ts';
import { concerns } from '#server/workspace/referenced-files.ts';
import { opened } from './opened.ts';

function packageOf(...paths: string[]) {
  return opened('sub/datapackage.json', JSON.stringify({ resources: [{ name: 'a', path: paths }] }));
}

function workspace(...uris: string[]): WorkspaceFolders {
  const folders = new WorkspaceFolders();
  for (const uri of uris) {
    folders.add(uri);
  }
  return folders;
}

test.each([
  ['the file it refers to', 'file:///ws/sub/data/a.csv', true],
  ['a folder above that file', 'file:///ws/sub/data', true],
  ['a file that differs only in case', 'file:///ws/sub/Data/A.csv', true],
  ['an escaped name of the file', 'file:///ws/sub/d%61ta/a.csv', true],
  ['another file', 'file:///ws/sub/data/b.csv', false],
  ['a file of the same name elsewhere', 'file:///ws/data/a.csv', false],
  ['its own folder', 'file:///ws/sub', false],
])('a change of %s concerns a document: %s', (_, changed, expected) => {
  expect(concerns(packageOf('data/a.csv'), ['file:///elsewhere', changed])).toBe(expected);
});

test('paths that the general pattern misses are watched one by one, with the folders above', () => {
  const watchers = exactWatchers([packageOf('data/a.csv', 'data/b.csv.gz')], workspace('file:///ws'));
  expect(watchers.map(({ globPattern }) => globPattern)).toEqual([
    { baseUri: 'file:///ws', pattern: 'sub' },
    { baseUri: 'file:///ws', pattern: 'sub/data' },
    { baseUri: 'file:///ws', pattern: 'sub/data/b.csv.gz' },
  ]);
});

test('a path that would be a pattern is not watched', () => {
  expect(exactWatchers([packageOf('{a,b}*.gz')], workspace('file:///ws/sub'))).toEqual([]);
});

test('nothing is watched for a document outside of every folder', () => {
  expect(exactWatchers([packageOf('b.zip')], workspace('file:///other'))).toEqual([]);
});

test('a package of very many files does not make the client watch all of them', () => {
  const paths = Array.from({ length: 2000 }, (_, index) => `${index}.gz`);
  expect(exactWatchers([packageOf(...paths)], workspace('file:///ws'))).toHaveLength(500);
});

test('the folders of packages are watched from above, once for all that lie beside each other', () => {
  const files = ['a', 'b', 'deep/er/c', 'deep/er/d', '{odd}/e'].map(
    (each) => `file:///ws/${each}/datapackage.json`,
  );
  const watchers = packageWatchers(
    ['file:///ws/datapackage.json', 'file:///other/x/datapackage.json', ...files],
    workspace('file:///ws'),
  );
  expect(watchers).toEqual(
    ['*', 'deep/*', 'deep/er/*'].map((pattern) => ({
      globPattern: { baseUri: 'file:///ws', pattern },
      kind: 1 | 4,
    })),
  );
});

test('packages all over the disk do not make the client watch every folder', () => {
  const files = Array.from({ length: 2000 }, (_, index) => `file:///ws/${index}/x/datapackage.json`);
  expect(packageWatchers(files, workspace('file:///ws'))).toHaveLength(200);
});

test('the client is asked anew only when the paths change, and the old request is withdrawn', async () => {
  const events: string[] = [];
  const patterns = (watchers: FileSystemWatcher[]) =>
    watchers.map(({ globPattern }) => (typeof globPattern === 'string' ? globPattern : globPattern.pattern));
  const watching = new FileWatching((watchers) => {
    const name = patterns(watchers).join(' ');
    events.push(`watch ${name}`);
    return Promise.resolve({ dispose: () => events.push(`withdraw ${name}`) });
  });
  const folders = workspace('file:///ws/sub');
  await watching.follow([packageOf('a.csv')], folders);
  await watching.follow([packageOf('a.gz')], folders);
  await watching.follow([packageOf('a.gz', 'a.csv')], folders);
  await watching.follow([packageOf('b.gz')], folders);
  await watching.follow([], folders);
  expect(events).toEqual(['watch a.gz', 'watch b.gz', 'withdraw a.gz', 'withdraw b.gz']);
});
