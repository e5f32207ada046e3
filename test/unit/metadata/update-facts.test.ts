import { expect, test } from 'vitest';
import { type FactsWanted, filesToMeasure, updateFacts } from '#core/metadata/datapackage/update-facts.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { HashAlgorithm } from '#core/metadata/surroundings.ts';
import { applyEdits } from './marks.ts';

const LENGTH: Readonly<Record<HashAlgorithm, number>> = { md5: 32, sha1: 40, sha256: 64, sha512: 128 };
const hexOf = (algorithm: HashAlgorithm) => 'a'.repeat(LENGTH[algorithm]);

/** A descriptor after all its files were found to have 5 bytes and a hash of `aaa…`. */
function updated(name: string, text: string, wanted: FactsWanted = {}): string {
  const document = parseMetadata({ name, text });
  const measured = filesToMeasure(document, wanted).map((file) => ({
    ...file,
    bytes: 5,
    hex: hexOf(file.algorithm),
  }));
  return applyEdits(text, updateFacts(document, measured, wanted));
}

const json = (members: string) => `{
  "resources": [
    {
      "name": "a",
      "path": "a.csv"${members}
    }
  ]
}
`;

test.each<[string, string, string]>([
  ['nothing is stated', '', `,\n      "bytes": 5,\n      "hash": "sha256:${hexOf('sha256')}"`],
  [
    'both are outdated',
    ',\n      "hash": "sha1:0000000000000000000000000000000000000000",\n      "bytes": 7',
    `,\n      "hash": "sha1:${hexOf('sha1')}",\n      "bytes": 5`,
  ],
  [
    'an MD5 without a name',
    `,\n      "bytes": 5,\n      "hash": "${'0'.repeat(32)}"`,
    `,\n      "bytes": 5,\n      "hash": "${hexOf('md5')}"`,
  ],
  [
    'a hash that is none',
    ',\n      "bytes": "5",\n      "hash": 7',
    `,\n      "bytes": 5,\n      "hash": "sha256:${hexOf('sha256')}"`,
  ],
  [
    'an algorithm of others',
    ',\n      "bytes": 5,\n      "hash": "blake3:00"',
    ',\n      "bytes": 5,\n      "hash": "blake3:00"',
  ],
  [
    'all is right, in upper case',
    `,\n      "bytes": 5,\n      "hash": "sha256:${hexOf('sha256').toUpperCase()}"`,
    `,\n      "bytes": 5,\n      "hash": "sha256:${hexOf('sha256').toUpperCase()}"`,
  ],
])('%s', (_, before, after) => {
  expect(updated('datapackage.json', json(before))).toBe(json(after));
});

test('YAML keeps its comments and style', () => {
  const text =
    'resources:\n  - name: a # first\n    path: a.csv # here\n    bytes: 3 # old\n    schema: s.json\n';
  expect(updated('datapackage.yaml', text)).toBe(
    `resources:\n  - name: a # first\n    path: a.csv # here\n    bytes: 5 # old\n    hash: sha256:${hexOf('sha256')}\n    schema: s.json\n`,
  );
});

test('only one file can be asked for', () => {
  const text = '{ "resources": [{ "path": "a.csv", "bytes": 1 }, { "path": "b.csv", "bytes": 1 }] }';
  expect(updated('datapackage.json', text, { path: 'b.csv' })).toBe(
    `{ "resources": [{ "path": "a.csv", "bytes": 1 }, { "path": "b.csv", "bytes": 5, "hash": "sha256:${hexOf('sha256')}" }] }`,
  );
});

test('only single local files have a size and a hash', () => {
  const paths = ['"a.csv"', '["b.csv"]', '"../c.csv"', '"https://example.org/d.csv"', '7'];
  const text = `{ "resources": [${paths.map((path) => `{ "path": ${path} }`).join()}, { "data": [] }] }`;
  const document = parseMetadata({ name: 'datapackage.json', text });
  expect(filesToMeasure(document)).toEqual([{ path: 'a.csv', algorithm: 'sha256' }]);
});

test('many resources are updated at once', () => {
  const resources = Array.from({ length: 300 }, (_, index) => `{ "path": "${index}.csv" }`);
  const text = updated('datapackage.json', `{ "resources": [${resources.join()}] }`);
  expect(text.match(/"bytes": 5, "hash": "sha256:a{64}"/g)).toHaveLength(300);
});

test('weak hashes give way to SHA-256 when that is wanted, and nothing else changes', () => {
  const resources = [
    { name: 'a', path: 'a.csv', hash: '0'.repeat(32) },
    { name: 'b', path: 'b.csv', hash: `sha1:${'0'.repeat(40)}`, bytes: 7 },
    { name: 'c', path: 'c.csv', hash: `sha512:${'0'.repeat(128)}` },
    { name: 'd', path: 'd.csv' },
  ];
  const text = updated('datapackage.json', JSON.stringify({ resources }), { replacesWeak: true });
  const hash = `sha256:${hexOf('sha256')}`;
  expect(JSON.parse(text)).toEqual({
    resources: [{ ...resources[0], hash }, { ...resources[1], hash }, resources[2], resources[3]],
  });
});
