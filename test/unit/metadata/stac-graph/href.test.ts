import { expect, test } from 'vitest';
import { hrefTo, pathTo, readHref, resolvePath } from '#core/metadata/stac/graph/href.ts';

test.each([
  ['items/a.json', { kind: 'file', path: 'items/a.json' }],
  ['./items/./a.json', { kind: 'file', path: 'items/a.json' }],
  ['../b/../catalog.json', { kind: 'file', path: '../catalog.json' }],
  ['a%20b.json', { kind: 'file', path: 'a b.json', literal: 'a%20b.json' }],
  ['a.json?x=1#y', { kind: 'file', path: 'a.json', literal: 'a.json?x=1#y' }],
  ['100%.tif', { kind: 'file', path: '100%.tif' }],
  ['data/', { kind: 'file', path: 'data' }],
  ['https://example.com/c.json#top', { kind: 'address', address: 'https://example.com/c.json' }],
  ['s3://bucket/key.tif', { kind: 'address', address: 's3://bucket/key.tif' }],
  ['//example.com/c.json', { kind: 'address', address: '//example.com/c.json' }],
  ['http://169.254.169.254/latest', { kind: 'address', address: 'http://169.254.169.254/latest' }],
])('%s is a file or an address', (text, expected) => {
  expect(readHref(text)).toEqual(expected);
});

test.each([
  ['file:///etc/passwd', 'machine'],
  ['/etc/passwd', 'machine'],
  ['C:\\data\\a.tif', 'machine'],
  ['data\\a.tif', 'machine'],
  ['', 'other'],
  ['#part', 'other'],
  ['?page=2', 'other'],
  ['tiles/{z}/{x}/{y}.png', 'other'],
  ['a\u0000b.json', 'other'],
  ['%2e%2e/secret.json', 'other'],
  ['..%2f..%2fetc%2fpasswd', 'other'],
  ['a%5c..%5cb', 'other'],
  ['a%00.json', 'other'],
  ['./', 'other'],
  [`${'a/'.repeat(2_000)}b`, 'other'],
])('%s is never looked for', (text, kind) => {
  expect(readHref(text).kind).toBe(kind);
});

test.each([
  ['/w/a/b.json', 'c.json', '/w/a/c.json'],
  ['/w/a/b.json', '../c.json', '/w/c.json'],
  ['/w/a/b.json', '..', '/w'],
  ['/w/a/b.json', '../../c.json', '/c.json'],
  ['/w/a/b.json', '../../../c.json', undefined],
])('from %s, %s leads to %s', (file, path, expected) => {
  expect(resolvePath(file, path)).toBe(expected);
});

test.each([
  ['/w/a/b.json', '/w/a/c.json', 'c.json', './c.json'],
  ['/w/a/b.json', '/w/c.json', '../c.json', '../c.json'],
  ['/w/b.json', '/w/a b/ü#1.json', 'a b/ü#1.json', './a%20b/%C3%BC%231.json'],
])('from %s to %s', (from, to, path, href) => {
  expect([pathTo(from, to), hrefTo(from, to)]).toEqual([path, href]);
  expect(readHref(href)).toMatchObject({ kind: 'file', path });
});
