import { expect, test } from 'vitest';
import { createHash } from '#core/node/hash.ts';
import type { Credential } from '#core/oci/credential.ts';
import { listRepositories, registryTarget } from '#core/oci/registry.ts';
import type { Target } from '#core/oci/target.ts';
import type { Fetch, FetchInit } from '#core/oci/transport.ts';
import { allOf, bytesOf, contentOf, describe } from '#test/support/blobs.ts';

const HOST = 'registry.example';
const ORIGIN = `https://${HOST}`;
const SECRETS = ['s3cret-password', 's3cret-refresh', 's3cret-access', 's3cret-bearer'];
const CREDENTIALS: readonly Credential[] = [
  { kind: 'password', username: 'jane', password: 's3cret-password' },
  { kind: 'refresh-token', token: 's3cret-refresh' },
  { kind: 'access-token', token: 's3cret-access' },
];

/** Places that are not the registry, some made to look like it. */
const FOREIGN = [
  'https://evil.example',
  'https://registry.example:8443',
  'http://registry.example',
  'http://registry.example:443',
  'https://cdn.registry.example',
  'https://registry.example.evil.example',
  'https://registry.example@evil.example',
  '//evil.example',
  'https:\\\\evil.example',
  'https://169.254.169.254',
] as const;

const blob = describe(bytesOf('x'));
/** Ways in which a registry can send its client elsewhere. */
const WAYS: Readonly<
  Record<
    string,
    {
      elsewhere: (url: URL, method: string) => 'redirect' | 'location' | 'link' | 'realm' | undefined;
      act: (target: Target) => Promise<unknown>;
    }
  >
> = {
  'a redirect of a manifest': {
    elsewhere: (url) => (url.pathname.includes('/manifests/') ? 'redirect' : undefined),
    act: (target) => target.resolve('1'),
  },
  'a redirect of a blob': {
    elsewhere: (url) => (url.pathname.includes('/blobs/') ? 'redirect' : undefined),
    act: (target) => target.fetchBytes(blob),
  },
  'the place of an upload': {
    elsewhere: (_, method) => (method === 'POST' ? 'location' : undefined),
    act: (target) => target.pushBlob(blob, contentOf(bytesOf('x'))),
  },
  'a redirect of an upload': {
    elsewhere: (_, method) => (method === 'PUT' ? 'redirect' : undefined),
    act: (target) => target.pushBlob(blob, contentOf(bytesOf('x'))),
  },
  'a next page of tags': {
    elsewhere: (url) => (url.pathname.includes('/tags/') ? 'link' : undefined),
    act: (target) => allOf(target.tags()),
  },
  'a next page of referrers': {
    elsewhere: (url) => (url.pathname.includes('/referrers/') ? 'link' : undefined),
    act: (target) => allOf(target.referrers(blob)),
  },
  'a token service': {
    elsewhere: (url) => (url.pathname === '/v2/acme/stations/tags/list' ? 'realm' : undefined),
    act: (target) => allOf(target.tags()),
  },
};

/** A registry that asks for a token and then sends its client to `foreign`; everything else there answers 200. */
type Elsewhere = 'redirect' | 'location' | 'link' | 'realm' | undefined;

function hostile(way: (url: URL, method: string) => Elsewhere, foreign: string) {
  const seen: { url: string; init: FetchInit }[] = [];
  const fetch: Fetch = (text, init) => {
    seen.push({ url: text, init });
    const url = new URL(text);
    if (url.origin !== ORIGIN || url.pathname === '/token') {
      return Promise.resolve(new Response(JSON.stringify({ token: 's3cret-bearer' })));
    }
    const elsewhere = way(url, init.method);
    if (elsewhere === 'realm' || !init.headers['authorization']) {
      const realm = elsewhere === 'realm' ? `${foreign}/token` : `${ORIGIN}/token`;
      return Promise.resolve(
        new Response('', { status: 401, headers: { 'www-authenticate': `Bearer realm="${realm}"` } }),
      );
    }
    const list = {
      headers: {
        'content-type': 'application/vnd.oci.image.index.v1+json',
        link: `<${foreign}/next>; rel="next"`,
      },
    };
    const index = '{"schemaVersion":2,"manifests":[],"tags":[]}';
    switch (elsewhere) {
      case 'redirect':
        return Promise.resolve(
          new Response(null, { status: 307, headers: { location: `${foreign}/x?sig=1` } }),
        );
      case 'location':
        return Promise.resolve(
          new Response(null, { status: 202, headers: { location: `${foreign}/upload` } }),
        );
      case 'link':
        return Promise.resolve(new Response(index, list));
      case undefined:
        return Promise.resolve(
          new Response(null, { status: 202, headers: { location: '/v2/acme/stations/blobs/uploads/1' } }),
        );
    }
  };
  return { fetch, seen };
}

const cases = Object.keys(WAYS).flatMap((way) =>
  FOREIGN.flatMap((foreign) =>
    CREDENTIALS.map((credential) => ({ way, foreign, credential, kind: credential.kind })),
  ),
);

test.each(cases)('$way to $foreign gets no $kind', async ({ way, foreign, credential }) => {
  const { elsewhere, act } = WAYS[way] ?? expect.unreachable();
  const { fetch, seen } = hostile(elsewhere, foreign);
  const transport = { fetch, wait: () => Promise.resolve() };
  const target = registryTarget({
    host: HOST,
    repository: 'acme/stations',
    transport,
    createHash,
    credentials: () => Promise.resolve(credential),
  });
  await act(target).catch(() => undefined);

  const outside = seen.filter(({ url }) => new URL(url).origin !== ORIGIN);
  const told = JSON.stringify(
    outside.map(({ url, init }) => [url, init.headers, init.body && Buffer.from(init.body).toString()]),
  );
  for (const secret of [...SECRETS, Buffer.from('jane:s3cret-password').toString('base64')]) {
    expect(told).not.toContain(secret);
  }
  expect(outside.filter(({ url }) => url.startsWith('http:'))).toEqual([]);
  expect(outside.filter(({ init }) => 'authorization' in init.headers)).toEqual([]);
  // The test would prove nothing if the registry itself had not been shown who asks.
  expect(
    seen.some(({ url, init }) => new URL(url).origin === ORIGIN && init.headers['authorization']) ||
      way === 'a token service',
  ).toBe(true);
});

test('a catalogue that goes on elsewhere is not followed', async () => {
  const { fetch, seen } = hostile(
    (url) => (url.pathname === '/v2/_catalog' ? 'link' : undefined),
    'https://evil.example',
  );
  const transport = { fetch, wait: () => Promise.resolve() };
  const credentials = () => Promise.resolve(CREDENTIALS[0]);
  await expect(
    allOf(listRepositories({ host: HOST, transport, createHash, credentials })),
  ).rejects.toMatchObject({ code: 'registry/redirect-refused' });
  expect(seen.every(({ url }) => new URL(url).origin === ORIGIN)).toBe(true);
});

test('redirects of a download to a store elsewhere work, without a secret', async () => {
  const seen: FetchInit[] = [];
  const fetch: Fetch = (url, init) => {
    seen.push(init);
    return Promise.resolve(
      url.startsWith(ORIGIN)
        ? new Response(null, { status: 307, headers: { location: 'https://store.example/x?sig=1' } })
        : new Response('x'),
    );
  };
  const transport = { fetch, wait: () => Promise.resolve() };
  const target = registryTarget({ host: HOST, repository: 'a', transport, createHash });
  expect(await target.fetchBytes(blob)).toEqual(bytesOf('x'));
  expect(seen).toHaveLength(2);
});

test('Docker Hub and its token service belong together', async () => {
  const asked: string[] = [];
  const fetch: Fetch = (url, init) => {
    asked.push(url);
    if (url.startsWith('https://auth.docker.io/')) {
      return Promise.resolve(new Response('{"token":"t"}'));
    }
    return Promise.resolve(
      init.headers['authorization'] === 'Bearer t'
        ? new Response('{"tags":["1"]}')
        : new Response('', {
            status: 401,
            headers: {
              'www-authenticate': 'Bearer realm="https://auth.docker.io/token",service="registry.docker.io"',
            },
          }),
    );
  };
  const transport = { fetch, wait: () => Promise.resolve() };
  const credentials = () => Promise.resolve(CREDENTIALS[0]);
  const target = registryTarget({
    host: 'docker.io',
    repository: 'alpine',
    transport,
    createHash,
    credentials,
  });
  expect(await allOf(target.tags())).toEqual(['1']);
  expect(asked[0]).toBe('https://registry-1.docker.io/v2/library/alpine/tags/list?n=1000');
});
