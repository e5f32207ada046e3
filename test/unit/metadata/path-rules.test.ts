import { describe, expect, test } from 'vitest';
import { referencedPaths } from '#core/metadata/check.ts';
import { judgePath } from '#core/metadata/datapackage/safe-path.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { afterFix, check, findings } from './marks.ts';
import { packageJson, packageYaml, RICH_PACKAGE } from './samples.ts';

test.each(['a.csv', 'data/a b.csv', 'data/a..b.csv', '100%.csv', 'ab:c.csv', 'año/数.csv', 'a%20b.csv'])(
  '%j is a path below the descriptor',
  (path) => {
    expect(judgePath(path, '2.0')).toEqual({ kind: 'local' });
  },
);

test.each(['http://example.org/a.csv', 'HTTPS://example.org/a', 'ftp://example.org/a'])(
  '%j is remote',
  (path) => {
    expect(judgePath(path, '2.0')).toEqual({ kind: 'remote' });
  },
);

test.each([
  ['', 'empty'],
  ['/etc/passwd', 'absolute'],
  ['//example.org/a', 'absolute'],
  ['../a.csv', '".."'],
  ['a/..', '".."'],
  ['a/../../b', '".."'],
  ['a/.hidden/b.csv', 'hidden'],
  ['.git', 'hidden'],
  ['a\\b.csv', 'backslash'],
  ['C:/a.csv', 'drive letter'],
  ['C:a.csv', 'drive letter'],
  ['~/a.csv', 'home'],
  ['file:///etc/passwd', 'addresses'],
  ['FILE:a', 'addresses'],
  ['s3://bucket/a', 'addresses'],
  ['http:a.csv', 'addresses'],
  ['https:/example.org/a.csv', 'addresses'],
  ['https://', 'host'],
  ['https:///etc/passwd', 'host'],
  ['data:text/csv,a', 'addresses'],
  ['a\u0000.csv', 'control'],
  ['%2e%2e/a.csv', 'percent-decoded'],
  ['a%2F..%2F..%2Fb', 'percent-decoded'],
  ['%252e%252e/a', 'percent-decoded'],
  ['%5c%5chost', 'percent-decoded'],
  ['%2fetc/passwd', 'percent-decoded'],
])('%j is unsafe: %s', (path, reason) => {
  expect(judgePath(path, '2.0')).toMatchObject({ kind: 'unsafe', reason: expect.stringContaining(reason) });
});

test.each([
  ['./a.csv', 'a.csv'],
  ['././a/./b.csv', 'a/b.csv'],
])('%j has the safe form %j', (path, suggestion) => {
  expect(judgePath(path, '2.0')).toMatchObject({ kind: 'unsafe', suggestion });
});

test.each(['./../a.csv', './.hidden', './'])('%j has no safe form', (path) => {
  expect(judgePath(path, '2.0')).not.toHaveProperty('suggestion');
});

describe('what stands at a path', () => {
  const text = packageJson('{ "name": "a", "path": ["a.csv", "b.csv"] }');

  test.each([
    ['nothing', { kind: 'missing' }, 'datapackage/missing-file'],
    ['a directory', { kind: 'directory' }, 'datapackage/not-a-file'],
    ['a device', { kind: 'special' }, 'datapackage/not-a-file'],
    ['a link that leaves the package', { kind: 'outside' }, 'datapackage/unsafe-path'],
    ['a file without bytes', { kind: 'file', size: 0 }, 'datapackage/empty-file'],
  ] as const)('%s is a finding on that path alone', (_, fact, code) => {
    expect(findings('datapackage.json', text, { 'a.csv': { kind: 'file', size: 3 }, 'b.csv': fact })).toEqual(
      [`${code} «"b.csv"»`],
    );
  });

  test('a name that differs in case is a finding with the name that is there', () => {
    const files = { 'Data/a.csv': { kind: 'missing', differsInCase: 'data/A.csv' } } as const;
    expect(afterFix('datapackage.yaml', packageYaml('- name: a\n  path: Data/a.csv'), files)).toContain(
      'path: data/A.csv\n',
    );
  });

  test('where nobody may look, nothing is said', () => {
    expect(findings('datapackage.json', text)).toEqual([]);
  });

  test('a missing picture is a warning: the data can be used without it', () => {
    const { problems } = check(
      'datapackage.json',
      '{ "image": «"a.png"», "$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "resources": [{ "name": "a", "data": [] }] }',
      { 'a.png': { kind: 'missing' } },
    );
    expect(problems).toMatchObject([{ code: 'datapackage/missing-file', severity: 'warning' }]);
  });
});

test('the paths to look up are local, safe, and each there once', () => {
  const text = packageJson(
    '{ "name": "a", "path": ["x.csv", "x.csv", "../y.csv", "https://example.org/z.csv"], "schema": "s.json", "licenses": [{ "path": "LICENSE" }] }',
  );
  expect(referencedPaths(parseMetadata({ name: 'datapackage.json', text })).sort()).toEqual([
    'LICENSE',
    's.json',
    'x.csv',
  ]);
  expect(referencedPaths(parseMetadata({ name: 'datapackage.json', text: RICH_PACKAGE })).sort()).toEqual([
    'data/stations.csv',
    'dialect.json',
  ]);
  expect(referencedPaths(parseMetadata({ name: 'x.json', text: '{}' }))).toEqual([]);
});
