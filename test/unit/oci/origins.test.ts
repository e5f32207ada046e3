import { describe, expect, test } from 'vitest';
import { isInternalAddress, isLoopback, resolveUrl } from '#core/oci/origins.ts';

test.each(['localhost', 'LOCALHOST', 'a.localhost', '127.0.0.1', '127.8.9.1', '[::1]'])(
  '%s is this machine',
  (name) => {
    expect(isLoopback(name)).toBe(true);
  },
);

test.each(['localhost.evil.example', '127.0.0.1.evil.example', '128.0.0.1', 'mylocalhost', '[::2]'])(
  '%s is not this machine',
  (name) => {
    expect(isLoopback(name)).toBe(false);
  },
);

test.each([
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.1',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '0x7f.1',
  '2130706433',
  '[fd00::1]',
  '[fe80::1]',
  '[::ffff:10.0.0.1]',
  '[::]',
])('%s lies inside a network', (host) => {
  expect(isInternalAddress(new URL(`http://${host}`).hostname)).toBe(true);
});

test.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '100.128.0.1', 'fd00.example', '[2001:db8::1]'])(
  '%s is a public address',
  (host) => {
    expect(isInternalAddress(new URL(`http://${host}`).hostname)).toBe(false);
  },
);

describe('an address that a registry names', () => {
  const registry = new URL('https://registry.example');
  const go = (text: string, from = registry) =>
    resolveUrl(text, new URL('/v2/a/b', from), from, 'an upload').href;

  test.each([
    ['/x?y=a%2Bb==', 'https://registry.example/x?y=a%2Bb=='],
    ['https://cdn.example/x', 'https://cdn.example/x'],
    ['//cdn.example/x', 'https://cdn.example/x'],
    ['https://registry.example:8443/x', 'https://registry.example:8443/x'],
  ])('%s is followed', (text, href) => {
    expect(go(text)).toBe(href);
  });

  test.each([
    'http://registry.example/x',
    'http://cdn.example/x',
    'ftp://cdn.example/x',
    'file:///etc/passwd',
    'data:text/plain,x',
    'https://user:pw@cdn.example/x',
    'https://registry.example@evil.example/x',
    'https://169.254.169.254/latest',
    'https://127.0.0.1/x',
    'https://localhost/x',
    'https://[::1]/x',
    'https://0x7f000001/x',
  ])('%s is refused', (text) => {
    expect(() => go(text)).toThrow(expect.objectContaining({ code: 'registry/redirect-refused' }));
  });

  test('a registry on this machine may name another port of it', () => {
    expect(go('http://127.0.0.1:5001/x', new URL('http://127.0.0.1:5000'))).toBe('http://127.0.0.1:5001/x');
  });
});
