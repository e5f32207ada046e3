import { describe, expect, test } from 'vitest';
import { formatReference, parseReference } from '#core/oci/reference.ts';

const D = `sha256:${'a'.repeat(64)}` as const;

describe('a reference is read as', () => {
  test.each([
    ['ghcr.io/acme/stations', { kind: 'registry', host: 'ghcr.io', repository: 'acme/stations' }],
    [
      'ghcr.io/acme/stations:1.0',
      { kind: 'registry', host: 'ghcr.io', repository: 'acme/stations', tag: '1.0' },
    ],
    ['localhost/a', { kind: 'registry', host: 'localhost', repository: 'a' }],
    ['localhost:5000/a:1', { kind: 'registry', host: 'localhost:5000', repository: 'a', tag: '1' }],
    ['build-server:5000/a', { kind: 'registry', host: 'build-server:5000', repository: 'a' }],
    ['127.0.0.1:5000/a/b/c', { kind: 'registry', host: '127.0.0.1:5000', repository: 'a/b/c' }],
    ['[::1]:5000/a:t', { kind: 'registry', host: '[::1]:5000', repository: 'a', tag: 't' }],
    ['GHCR.IO/a', { kind: 'registry', host: 'ghcr.io', repository: 'a' }],
    [`ghcr.io/a@${D}`, { kind: 'registry', host: 'ghcr.io', repository: 'a', digest: D }],
    [`ghcr.io/a:1@${D}`, { kind: 'registry', host: 'ghcr.io', repository: 'a', tag: '1', digest: D }],
    ['ghcr.io/a__b/c--d.e:_x', { kind: 'registry', host: 'ghcr.io', repository: 'a__b/c--d.e', tag: '_x' }],
    ['oci:registry', { kind: 'layout', path: 'registry' }],
    ['oci:registry:1.0', { kind: 'layout', path: 'registry', tag: '1.0' }],
    [`oci:registry@${D}`, { kind: 'layout', path: 'registry', digest: D }],
    [`oci:registry:1@${D}`, { kind: 'layout', path: 'registry', tag: '1', digest: D }],
    ['oci:./a b/é:v1', { kind: 'layout', path: './a b/é', tag: 'v1' }],
    ['oci:/abs/dir', { kind: 'layout', path: '/abs/dir' }],
    ['oci:C:\\data\\reg', { kind: 'layout', path: 'C:\\data\\reg' }],
    ['oci:C:\\data\\reg:1.0', { kind: 'layout', path: 'C:\\data\\reg', tag: '1.0' }],
    ['oci:C:/data/reg:1.0', { kind: 'layout', path: 'C:/data/reg', tag: '1.0' }],
    ['oci:a:b/c', { kind: 'layout', path: 'a:b/c' }],
    ['oci:user@host/dir:1', { kind: 'layout', path: 'user@host/dir', tag: '1' }],
  ])('%s', (text, expected) => {
    expect(parseReference(text)).toEqual(expected);
    expect(parseReference(formatReference(parseReference(text)))).toEqual(expected);
  });
});

describe('a mistake is told in words', () => {
  test.each([
    ['', 'it is empty'],
    ['stations', 'the host is missing'],
    ['acme/stations', 'Write HOST/acme/stations, for example docker.io/acme/stations'],
    ['https://ghcr.io/a', 'Write ghcr.io/a'],
    ['oci://ghcr.io/a', 'For a registry write ghcr.io/a without "oci://"'],
    ['./registry', 'write oci:./registry'],
    ['C:\\registry', 'write oci:C:\\registry'],
    ['C:/registry', 'write oci:C:/registry'],
    ['~/registry', 'write oci:~/registry'],
    ['ghcr.io/Acme/Stations:1', 'repository names are lower case. Write acme/stations'],
    ['ghcr.io/a..b', '"a..b" is not a repository name'],
    ['ghcr.io//a', 'is not a repository name'],
    ['ghcr.io/a/', 'is not a repository name'],
    ['ghcr.io/../a', 'is not a repository name'],
    ['ghcr.io/a:', '"" is not a tag'],
    ['ghcr.io/a:-x', '"-x" is not a tag'],
    ['ghcr.io/a:b:c', '"b:c" is not a tag'],
    [`ghcr.io/a:${'x'.repeat(129)}`, 'is not a tag'],
    ['ghcr.io/a@sha256:abc', '"sha256:abc" is not a digest'],
    ['ghcr.io/a@1.0', '"1.0" is not a digest'],
    [`ghcr.io/a@sha256:${'A'.repeat(64)}`, 'is not a digest'],
    ['oci:reg@sha256:abc', 'is not a digest'],
    ['oci:', 'the folder after "oci:" is missing'],
    ['oci::1.0', 'the folder after "oci:" is missing'],
    ['oci:reg:bad tag', '"bad tag" is not a tag'],
    ['ghcr.io:0/a', '"ghcr.io:0" is not a host'],
    ['ghcr.io:99999/a', '"ghcr.io:99999" is not a host'],
    ['user:pass@ghcr.io/a', 'is not a digest'],
    ['-x.io/a', '"-x.io" is not a host'],
    ['ghcr.io/a\nb', 'control characters'],
    ['x'.repeat(5000), 'longer than'],
  ])('%j', (text, message) => {
    expect(() => parseReference(text)).toThrow(
      expect.objectContaining({ code: 'reference/invalid', message: expect.stringContaining(message) }),
    );
  });

  test('a hostile text is refused without a pause', () => {
    expect(() => parseReference(`ghcr.io/${'a-'.repeat(2000)}`)).toThrow('is not a repository name');
  });
});
