import { expect, test } from 'vitest';
import { checkMetadata } from '#core/metadata/check.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { strongerHashActions } from '#server/features/stronger-hash.ts';
import { opened } from './opened.ts';

const MD5 = 'ab'.repeat(16);
const there: Surroundings = { ...nowhere, file: () => ({ kind: 'file', size: 9 }) };

function actions(surroundings: Surroundings, appliesEdits = true) {
  const resources = [
    { name: 'a', path: 'a.csv', hash: MD5 },
    { name: 'b', path: 'b.csv', hash: `sha1:${'0'.repeat(40)}` },
  ];
  const document = opened('datapackage.json', JSON.stringify({ resources }));
  const problems = checkMetadata(document.metadata, surroundings);
  return strongerHashActions({ document, surroundings, problems }, problems, { appliesEdits });
}

test('weak hashes can be changed before anybody has computed others', () => {
  expect(actions(there)).toMatchObject([
    {
      title: 'Compute the sha256 of 2 files and change to it',
      kind: 'quickfix',
      diagnostics: [{ code: 'datapackage/weak-hash' }],
      command: {
        command: 'waybill.updateFacts',
        arguments: [{ uri: 'file:///ws/datapackage.json', replacesWeak: true }],
      },
    },
  ]);
});

test('there is no such command where the files are unknown, the hashes known, or the client edits nothing', () => {
  expect(actions(nowhere)).toEqual([]);
  expect(actions({ ...there, hash: () => 'cd'.repeat(32) })).toEqual([]);
  expect(actions(there, false)).toEqual([]);
});
