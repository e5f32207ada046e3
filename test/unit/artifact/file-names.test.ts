import { describe, expect, test } from 'vitest';
import { nameObjection, requireSafeNames, takesOverWorkspace } from '#core/artifact/file-names.ts';

describe('a name is taken', () => {
  test.each([
    'datapackage.json',
    'data/a.csv',
    'données/été.csv',
    'データ/表.csv',
    'e\u0301.csv',
    'a b/c d.csv',
    '.hidden',
    'a..b',
    '...a',
    'con-text.csv',
    'aux1.csv',
    'nul_/x',
    'com10.txt',
    'year=2024/part-0.parquet',
    "it's (1) [2] {3} #4 %5 &6 +7 ~8 !9 @a $b ^c ;d ,e.csv",
    'x'.repeat(255),
    '😀.csv',
  ])('%s', (name) => {
    expect(nameObjection(name)).toBeUndefined();
  });
});

const HOSTILE = [
  '',
  '.',
  '..',
  './a',
  '../a',
  'a/../b',
  'a/../../b',
  'a/..',
  'a/.',
  '/etc/passwd',
  '//server/share',
  'a//b',
  'a/',
  '/',
  '\\a',
  '..\\a',
  'a\\..\\b',
  '\\\\server\\share\\x',
  '\\\\?\\C:\\x',
  'C:\\x',
  'C:/x',
  'C:x',
  'c:',
  'file.txt:stream',
  'a/b:c',
  'http://evil.example/x',
  'a\0b',
  'a\nb',
  'a\rb',
  'a\tb',
  'a\u001bb',
  'a\u007fb',
  'a\u0085b',
  'a\u2028b',
  'a\u2029b',
  'a\u202eb',
  'a\u202ab',
  'a\u2066b',
  'a\u200fb',
  'a\u061cb',
  'a\ud800b',
  'con',
  'CON',
  'con.csv',
  'Con.tar.gz',
  'data/con/x.csv',
  'prn',
  'aux.parquet',
  'nul',
  'NUL.json',
  'com1',
  'COM9.csv',
  'com0.x',
  'com¹',
  'lpt1',
  'LPT³.txt',
  'conin$',
  'CONOUT$',
  'a.',
  'a ',
  'a./b',
  'a /b',
  'data/x.csv.',
  '... ',
  'x'.repeat(256),
  'é'.repeat(128),
  `a/${'x'.repeat(256)}`,
  'a/'.repeat(2100).slice(0, -1),
];

test('there are enough hostile names', () => {
  expect(new Set(HOSTILE).size).toBeGreaterThanOrEqual(60);
});

test.each(HOSTILE)('%j is refused', (name) => {
  expect(nameObjection(name)).toEqual(expect.any(String));
  expect(() => requireSafeNames(['ok.csv', name], 'it')).toThrow(
    expect.objectContaining({ code: 'file/unsafe-path' }),
  );
});

describe('names that are one file on some system are refused', () => {
  test.each([
    ['other case', ['A.csv', 'a.csv']],
    ['other composition', ['\u00e9.csv', 'e\u0301.csv']],
    ['both', ['\u00c9.csv', 'e\u0301.csv']],
    ['sharp s', ['stra\u00dfe', 'STRASSE']],
    ['a file and its folder', ['data', 'data/a.csv']],
    ['a file and its folder in other case', ['DATA', 'data/a.csv']],
    ['a folder far above', ['a/b', 'a/b/c/d']],
    ['the same name twice', ['a', 'a']],
  ])('%s', (_, names) => {
    expect(() => requireSafeNames(names, 'it')).toThrow(
      expect.objectContaining({ code: 'file/unsafe-path' }),
    );
    expect(() => requireSafeNames([...names].reverse(), 'it')).toThrow(
      expect.objectContaining({ code: 'file/unsafe-path' }),
    );
  });

  test('names that only begin alike are not', () => {
    expect(() => requireSafeNames(['data', 'data2/a', 'dat/a', 'data.csv'], 'it')).not.toThrow();
  });
});

test.each([
  '.vscode/tasks.json',
  '.VSCode/settings.json',
  'sub/.vscode/launch.json',
  '.git/hooks/post-checkout',
  '.GIT/config',
  'git~1/config',
  '.github/workflows/x.yml',
  '.devcontainer/devcontainer.json',
  '.devcontainer.json',
  'x.code-workspace',
  '.envrc',
  '.npmrc',
  'package.json',
  'sub/package.json',
  '.gitmodules',
  '.gitattributes',
])('%s can take a workspace over', (name) => {
  expect(takesOverWorkspace(name)).toBe(true);
});

test.each([
  'datapackage.json',
  'data/git.csv',
  '.gitignore',
  'vscode/x.json',
  'my-package.json',
  'README.md',
])('%s cannot', (name) => {
  expect(takesOverWorkspace(name)).toBe(false);
});
