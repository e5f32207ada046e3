import { expect, test } from 'vitest';
import { WorkspaceFolders } from '#server/workspace/folders.ts';

function folders(...uris: string[]): WorkspaceFolders {
  const result = new WorkspaceFolders();
  for (const uri of uris) {
    result.add(uri);
  }
  return result;
}

test('a document lies in the folder that holds it', () => {
  expect(folders('file:///ws').placeOf('file:///ws/a/datapackage.json')).toEqual({
    folder: '/ws/a',
    root: '/ws',
  });
});

test('of folders that lie in each other, the innermost one counts', () => {
  const open = folders('file:///ws', 'file:///ws/a/', 'file:///ws/b');
  expect(open.placeOf('file:///ws/a/datapackage.json')?.root).toMatch(/^\/ws\/a\/?$/);
});

test('escaped characters in a URI mean the same as plain ones', () => {
  expect(folders('file:///my%20data').placeOf('file:///my%20data/%C3%A9/datapackage.json')).toEqual({
    folder: '/my data/é',
    root: '/my data',
  });
});

test.each([
  ['a folder whose name only begins alike', 'file:///ws-other/datapackage.json'],
  ['a path that climbs out', 'file:///ws/../etc/datapackage.json'],
  ['an escaped path that climbs out', 'file:///ws/%2e%2e/etc/datapackage.json'],
  ['a remote file', 'https://example.org/ws/datapackage.json'],
  ['a version in git', 'git:/ws/datapackage.json?ref'],
  ['a text that is nowhere', 'untitled:Untitled-1'],
])('%s lies in no open folder', (_, uri) => {
  expect(folders('file:///ws').placeOf(uri)).toBeUndefined();
});

test('a folder that was closed holds nothing', () => {
  const open = folders('file:///ws');
  open.remove('file:///ws');
  expect(open.placeOf('file:///ws/datapackage.json')).toBeUndefined();
});

test('nothing lies in a folder that is not on this disk', () => {
  expect(
    folders('vscode-vfs://github/ws').placeOf('vscode-vfs://github/ws/datapackage.json'),
  ).toBeUndefined();
});
