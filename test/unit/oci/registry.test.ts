import { afterEach, describe, expect, test } from 'vitest';
import { createHash } from '#core/node/hash.ts';
import { registryTransport } from '#core/node/registry-transport.ts';
import { decodeIndex } from '#core/oci/manifest.ts';
import { listRepositories } from '#core/oci/registry.ts';
import { referrersTag } from '#core/oci/registry-referrers.ts';
import { allOf, bytesOf, contentOf, describe as describeBytes, store, textOf } from '#test/support/blobs.ts';
import { connect } from '#test/support/connect.ts';
import {
  type Fault,
  type RegistryOptions,
  startRegistry,
  type TestRegistry,
} from '#test/support/registry.ts';

let registry: TestRegistry | undefined;
afterEach(() => registry?.stop());

async function running(options: RegistryOptions = {}): Promise<TestRegistry> {
  registry = await startRegistry(options);
  return registry;
}

const failure = (code: string) => expect.objectContaining({ code });
const isBlobGet: Fault['on'] = ({ method, path }) => method === 'GET' && path.includes('/blobs/sha256');
const big = bytesOf(5 * 1024 * 1024);

test('what was pushed comes back, small and large, by tag and by digest', async () => {
  const { host } = await running();
  const target = connect(host);
  const stored = await store(target, { 'a.csv': 'a,b\n', 'big.bin': big, 'empty.txt': '' }, { tag: '1.0' });

  const reader = connect(host);
  expect(await reader.resolve('1.0')).toEqual(stored);
  expect(await reader.resolve(stored.digest)).toEqual(stored);
  expect(await textOf(reader.fetch(describeBytes(bytesOf('a,b\n'))))).toBe('a,b\n');
  expect(Buffer.from(await reader.fetchBytes(describeBytes(big), { limit: big.length })).equals(big)).toBe(
    true,
  );
  expect(await reader.fetchBytes(describeBytes(bytesOf('')))).toEqual(bytesOf(''));
  expect(await allOf(reader.tags())).toEqual(['1.0']);
});

test('a large blob is streamed in one request with its length', async () => {
  const { host, requests } = await running();
  await connect(host).pushBlob(describeBytes(big), contentOf(big));
  expect(requests.map(({ method, bytes }) => [method, bytes])).toEqual([
    ['POST', 0],
    ['PUT', big.length],
  ]);
  expect(requests[1]?.headers['content-length']).toBe(String(big.length));
  // The registry's own query comes back as it was written, the digest behind it.
  expect(requests[1]?.path).toMatch(/\?_state=a%2Bb==&x=1&digest=sha256%3A[0-9a-f]{64}$/);
});

test('resolving and reading a manifest is one request', async () => {
  const { host, requests } = await running();
  await store(connect(host), {}, { tag: '1' });
  requests.length;
  const target = connect(host);
  const before = requests.length;
  await target.fetchBytes(await target.resolve('1'));
  expect(requests.length - before).toBe(1);
});

test('exists tells what is there and what is not', async () => {
  const { host } = await running();
  const target = connect(host);
  const manifest = await store(target, { a: 'x' }, { tag: '1' });
  expect(await target.exists(manifest)).toBe(true);
  expect(await target.exists(describeBytes(bytesOf('x')))).toBe(true);
  expect(await target.exists(describeBytes(bytesOf('y')))).toBe(false);
});

test('tags come in pages, and repositories too', async () => {
  const { host } = await running({ pageSize: 2 });
  const target = connect(host);
  for (const tag of ['a', 'b', 'c', 'd', 'e']) {
    await store(target, {}, { tag });
  }
  const pages = [];
  for await (const page of target.tags()) {
    pages.push(page);
  }
  expect(pages).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  const options = { host, transport: registryTransport(), createHash };
  expect(await allOf(listRepositories(options))).toEqual(['acme/stations']);
});

test('a registry without a catalogue says so plainly', async () => {
  const { host } = await running({ catalog: false });
  const options = { host, transport: registryTransport(), createHash };
  await expect(allOf(listRepositories(options))).rejects.toThrow(failure('registry/unsupported'));
});

describe('referrers', () => {
  test.each([{ referrers: true }, { referrers: false }])('are found again with %j', async (options) => {
    const { host, repositories } = await running(options);
    const target = connect(host);
    const subject = await store(target, { a: 'x' }, { tag: '1' });
    const first = await store(target, { s: '1' }, { subject, annotations: { k: 'v' } });
    const second = await store(target, { s: '2' }, { subject });

    const found = await allOf(connect(host).referrers(subject));
    expect(found.map(({ digest }) => digest).sort()).toEqual([first.digest, second.digest].sort());
    expect(found.find(({ digest }) => digest === first.digest)).toMatchObject({
      artifactType: 'application/vnd.example.test',
      annotations: { k: 'v' },
    });
    expect(repositories.get('acme/stations')?.tags.has(referrersTag(subject.digest))).toBe(
      !options.referrers,
    );
  });

  test('of a subject without any are none, on both kinds of registry', async () => {
    const { host } = await running({ referrers: false });
    const subject = await store(connect(host), {}, { tag: '1' });
    expect(await allOf(connect(host).referrers(subject))).toEqual([]);
  });

  test('pushing the same one twice lists it once', async () => {
    const { host } = await running({ referrers: false });
    const target = connect(host);
    const subject = await store(target, {}, { tag: '1' });
    await store(target, { s: '1' }, { subject });
    await store(target, { s: '1' }, { subject });
    expect(await allOf(target.referrers(subject))).toHaveLength(1);
  });

  test('an entry that another writer dropped is put back', async () => {
    const { host, repositories } = await running({ referrers: false });
    const target = connect(host);
    const subject = await store(target, {}, { tag: '1' });
    const tag = referrersTag(subject.digest);
    const tags = repositories.get('acme/stations')?.tags;
    let writes = 0;
    registry?.addFault({
      // Somebody else's list replaces ours right after our first write.
      on: ({ method, path }) => {
        if (method === 'PUT' && path.endsWith(tag)) {
          writes++;
        }
        if (method === 'GET' && path.endsWith(tag) && writes === 1) {
          tags?.delete(tag);
          writes++;
        }
        return false;
      },
      kind: 'hang-up',
    });
    const referrer = await store(target, { s: '1' }, { subject });
    expect((await allOf(target.referrers(subject))).map(({ digest }) => digest)).toEqual([referrer.digest]);
    expect(writes).toBe(3);
  });

  test('a web page in place of the API means that there is no API', async () => {
    const html = { 'content-type': 'text/html' };
    const { host } = await running({
      faults: [
        {
          on: ({ path }) => path.includes('/referrers/'),
          kind: 'status',
          status: 200,
          headers: html,
          body: '<html>',
        },
      ],
    });
    const subject = await store(connect(host), {}, { tag: '1' });
    expect(await allOf(connect(host).referrers(subject))).toEqual([]);
  });

  test('the list on a registry without API is an index that others read', async () => {
    const { host, repositories } = await running({ referrers: false });
    const target = connect(host);
    const subject = await store(target, {}, { tag: '1' });
    const referrer = await store(target, { s: '1' }, { subject });
    const repository = repositories.get('acme/stations');
    const stored = repository?.manifests.get(repository.tags.get(referrersTag(subject.digest)) ?? '');
    expect(stored?.mediaType).toBe('application/vnd.oci.image.index.v1+json');
    expect(decodeIndex(JSON.parse(String(stored?.bytes))).manifests[0]).toMatchObject({
      digest: referrer.digest,
    });
  });
});

describe('a part of a blob', () => {
  const bytes = bytesOf('0123456789');
  test('is asked for by range, never beyond the end', async () => {
    const { host, requests } = await running();
    const target = connect(host);
    await target.pushBlob(describeBytes(bytes), contentOf(bytes));
    expect(await target.fetchRange(describeBytes(bytes), 2, 5)).toEqual(bytesOf('234'));
    expect(await target.fetchRange(describeBytes(bytes), 8, 99)).toEqual(bytesOf('89'));
    expect(await target.fetchRange(describeBytes(bytes), 10, 12)).toEqual(bytesOf(''));
    expect(requests.flatMap(({ headers }) => headers['range'] ?? [])).toEqual(['bytes=2-4', 'bytes=8-9']);
  });

  test('is cut out of a small whole where there are no ranges', async () => {
    const { host } = await running({ ranges: false });
    const target = connect(host);
    await target.pushBlob(describeBytes(bytes), contentOf(bytes));
    expect(await target.fetchRange(describeBytes(bytes), 2, 5)).toEqual(bytesOf('234'));
  });

  test('is not read as a large whole', async () => {
    const { host } = await running({ ranges: false });
    const target = connect(host);
    const large = { ...describeBytes(big), size: 9 * 1024 * 1024 };
    await target.pushBlob(describeBytes(big), contentOf(big));
    await expect(target.fetchRange(large, 2, 5)).rejects.toThrow(failure('registry/unsupported'));
  });

  test.each(['bytes 3-5/10', 'bytes 2-4/11', 'bytes */10', 'x'])(
    'is refused when it is another part: %s',
    async (range) => {
      const { host } = await running({
        faults: [{ on: isBlobGet, kind: 'headers', headers: { 'content-range': range } }],
      });
      const target = connect(host);
      await target.pushBlob(describeBytes(bytes), contentOf(bytes));
      await expect(target.fetchRange(describeBytes(bytes), 2, 5)).rejects.toThrow(
        failure('registry/bad-answer'),
      );
    },
  );
});

describe('a registry that lies', () => {
  const isManifestGet: Fault['on'] = ({ method, path }) => method === 'GET' && path.includes('/manifests/');
  test.each<[string, Fault, string]>([
    ['about a blob', { on: isBlobGet, kind: 'lie' }, 'content/digest-mismatch'],
    ['about a manifest', { on: isManifestGet, kind: 'lie' }, 'content/digest-mismatch'],
    ['about the length of a blob', { on: isBlobGet, kind: 'body', body: 'xyz123' }, 'content/size-mismatch'],
    [
      'about the type of a manifest',
      { on: isManifestGet, kind: 'headers', headers: { 'content-type': 'text/html' } },
      'registry/bad-answer',
    ],
    [
      'about what a manifest is',
      {
        on: isManifestGet,
        kind: 'headers',
        headers: { 'content-type': 'application/vnd.oci.image.index.v1+json' },
      },
      'artifact/invalid-manifest',
    ],
  ])('%s is caught', async (_, fault, code) => {
    const { host, addFault } = await running();
    await store(connect(host), { a: 'xyz' }, { tag: '1' });
    addFault(fault);
    const read = async () => {
      const target = connect(host);
      const { decodeManifestDocument } = await import('#core/oci/manifest.ts');
      const descriptor = await target.resolve('1');
      decodeManifestDocument(await target.fetchBytes(descriptor), descriptor);
      await target.fetchBytes(describeBytes(bytesOf('xyz')));
    };
    await expect(read()).rejects.toThrow(failure(code));
  });

  test('by sending a manifest without end is not followed', async () => {
    const { host, addFault } = await running();
    await store(connect(host), {}, { tag: '1' });
    addFault({ on: isManifestGet, kind: 'body', body: Buffer.alloc(5 * 1024 * 1024, 32) });
    await expect(connect(host).resolve('1')).rejects.toThrow(failure('content/too-large'));
  });

  test('about what it stored is caught at once', async () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    const { host } = await running({
      faults: [
        {
          on: ({ method, path }) => method === 'PUT' && path.endsWith('/manifests/1'),
          kind: 'headers',
          headers: { 'docker-content-digest': digest },
        },
      ],
    });
    await expect(store(connect(host), {}, { tag: '1' })).rejects.toThrow(failure('content/digest-mismatch'));
  });

  test('by listing pages in a circle or elsewhere is left', async () => {
    const { host, addFault } = await running();
    const target = connect(host);
    await store(target, {}, { tag: '1' });
    const isTags: Fault['on'] = ({ path }) => path.includes('/tags/');
    addFault({
      on: isTags,
      kind: 'headers',
      headers: { link: '</v2/acme/stations/tags/list?n=1000>; rel="next"' },
    });
    await expect(allOf(target.tags())).rejects.toThrow(failure('registry/bad-answer'));
    addFault({ on: isTags, kind: 'headers', headers: { link: '<http://127.0.0.1:1/x>; rel="next"' } });
    await expect(allOf(target.tags())).rejects.toThrow(failure('registry/redirect-refused'));
  });

  test('that repeats its names for ever is given up, and none comes twice before', async () => {
    const { host, addFault, requests } = await running();
    const target = connect(host);
    await store(target, {}, { tag: '1' });
    const before = requests.length;
    for (let page = 0; page < 9; page++) {
      addFault({
        on: ({ path }) => path.endsWith(page === 0 ? '/list?n=1000' : `page=${page}`),
        kind: 'body',
        body: JSON.stringify({ tags: page === 0 ? ['a', 'b', 'a'] : ['b'] }),
        headers: { link: `</v2/acme/stations/tags/list?page=${page + 1}>; rel="next"` },
      });
    }
    const pages = target.tags()[Symbol.asyncIterator]();
    expect((await pages.next()).value).toEqual(['a', 'b']);
    await expect(pages.next()).rejects.toThrow(failure('registry/bad-answer'));
    expect(requests.length - before).toBe(2);
  });

  test('with names that are no names has them dropped', async () => {
    const { host, addFault } = await running();
    const target = connect(host);
    await store(target, {}, { tag: '1' });
    addFault({
      on: ({ path }) => path.includes('/tags/'),
      kind: 'body',
      body: JSON.stringify({ tags: ['ok', '../x', 'a b', 3, null, ''] }),
    });
    expect(await allOf(target.tags())).toEqual(['ok']);
  });
});

describe('trouble on the way', () => {
  test('a download that is cut goes on where it stopped', async () => {
    const { host, addFault, requests } = await running();
    const target = connect(host);
    await target.pushBlob(describeBytes(big), contentOf(big));
    addFault({ on: isBlobGet, kind: 'cut', atByte: 1_000_000 });
    const bytes = await target.fetchBytes(describeBytes(big), { limit: big.length });
    expect(Buffer.from(bytes).equals(big)).toBe(true);
    expect(requests.at(-1)?.headers['range']).toMatch(/^bytes=[1-9]\d*-5242879$/);
  });

  test('a download that breaks off at the same byte again is given up', async () => {
    const { host, addFault, requests } = await running();
    const target = connect(host);
    await target.pushBlob(describeBytes(big), contentOf(big));
    addFault({ on: isBlobGet, kind: 'cut', atByte: 1_000_000 });
    addFault({ on: isBlobGet, kind: 'hang-up', times: 99 });
    const before = requests.length;
    const reading = target.fetchBytes(describeBytes(big), { limit: big.length });
    await expect(reading).rejects.toThrow(failure('registry/unreachable'));
    // The first, and one sending with its retries.
    expect(requests.length - before).toBe(1 + 5);
  });

  test('an upload that is cut starts again', async () => {
    const { host, addFault, repositories } = await running();
    addFault({ on: ({ method }) => method === 'PUT', kind: 'hang-up', atByte: 100_000 });
    await connect(host).pushBlob(describeBytes(big), contentOf(big));
    expect(repositories.get('acme/stations')?.blobs.has(describeBytes(big).digest)).toBe(true);
  });

  test.each([
    [429, { 'retry-after': '7' }, [7000]],
    [429, {}, [250]],
    [503, { 'retry-after': '2' }, [2000]],
    [500, {}, [250]],
  ])('HTTP %i %j is tried again after %j ms', async (status, headers, expected) => {
    const { host, addFault } = await running();
    await store(connect(host), {}, { tag: '1' });
    addFault({ on: ({ path }) => path.includes('/manifests/'), kind: 'status', status, headers });
    const pauses: number[] = [];
    await connect(host, { pauses }).resolve('1');
    expect(pauses).toEqual(expected);
  });

  test.each([
    [400, 'registry/refused'],
    [401, 'registry/unauthorized'],
    [403, 'registry/forbidden'],
    [404, 'registry/not-found'],
    [413, 'registry/refused'],
    [429, 'registry/rate-limited'],
    [500, 'registry/server-error'],
    [302, 'registry/bad-answer'],
  ])('HTTP %i for ever is %s', async (status, code) => {
    const { host } = await running({ faults: [{ on: () => true, kind: 'status', status, times: 99 }] });
    await expect(connect(host).resolve('1')).rejects.toThrow(failure(code));
  });

  test('people hear of a long pause, and a minute of pauses is the most that a request waits', async () => {
    const headers = { 'retry-after': '25' };
    const { host } = await running({
      faults: [{ on: () => true, kind: 'status', status: 503, headers, times: 99 }],
    });
    const pauses: number[] = [];
    const heard: string[] = [];
    const target = connect(host, { pauses, onWarning: (text) => heard.push(text) });
    await expect(target.resolve('1')).rejects.toThrow(failure('registry/server-error'));
    expect(pauses).toEqual([25_000, 25_000]);
    expect(heard[0]).toBe('Wait 25 seconds. The request is repeated then.');
  });

  test('a registry that wants a pause of an hour is not waited for', async () => {
    const { host } = await running({
      faults: [
        { on: () => true, kind: 'status', status: 429, headers: { 'retry-after': '3600' }, times: 99 },
      ],
    });
    const pauses: number[] = [];
    await expect(connect(host, { pauses }).resolve('1')).rejects.toThrow(failure('registry/rate-limited'));
    expect(pauses).toEqual([]);
  });

  test('what the registry says is shown as short, plain text', async () => {
    const body = JSON.stringify({
      errors: [{ code: 'DENIED', message: `no\u202e\n\u001b[31m ${'x'.repeat(500)}` }],
    });
    const { host } = await running({ faults: [{ on: () => true, kind: 'status', status: 403, body }] });
    const error: unknown = await connect(host)
      .resolve('1')
      .catch((caught: unknown) => caught);
    expect(String(error)).toMatch(/DENIED no \[31m x{100,200}…\. /);
    expect(String(error)).not.toMatch(/\p{Cc}|\p{Cf}/u);
  });

  test('a registry that is down is unreachable, at once', async () => {
    const { host, stop } = await running();
    await stop();
    const pauses: number[] = [];
    await expect(connect(host, { pauses }).resolve('1')).rejects.toThrow(
      expect.objectContaining({
        code: 'registry/unreachable',
        message: expect.stringContaining('nothing listens'),
      }),
    );
    expect(pauses).toEqual([]);
  });

  test('more than five redirects are too many', async () => {
    const { host } = await running({
      faults: [{ on: () => true, kind: 'redirect', to: '/v2/acme/stations/manifests/1', times: 99 }],
    });
    await expect(connect(host).resolve('1')).rejects.toThrow(failure('registry/redirect-refused'));
    expect(registry?.requests).toHaveLength(6);
  });

  test('content that is not what its descriptor says is never offered as complete', async () => {
    const { host, repositories } = await running();
    const target = connect(host);
    for (const bytes of [bytesOf('small'), big]) {
      const wrong = { ...describeBytes(bytes), digest: describeBytes(bytesOf('other')).digest };
      await expect(target.pushBlob(wrong, contentOf(bytes))).rejects.toThrow(
        failure('content/digest-mismatch'),
      );
      const longer = { ...describeBytes(bytes), size: bytes.length + 1 };
      await expect(target.pushBlob(longer, contentOf(bytes))).rejects.toThrow(
        failure('content/size-mismatch'),
      );
    }
    expect(repositories.get('acme/stations')?.blobs.size).toBe(0);
  });

  test('cancelling ends a download, an upload and a listing as cancelled', async () => {
    const { host } = await running();
    const target = connect(host);
    await target.pushBlob(describeBytes(big), contentOf(big));
    const stop = new AbortController();
    const reading = (async () => {
      for await (const _ of target.fetch(describeBytes(big), { signal: stop.signal })) {
        stop.abort();
      }
    })();
    await expect(reading).rejects.toThrow(failure('task/cancelled'));

    const second = new AbortController();
    const content = {
      async *open() {
        yield big.subarray(0, 1000);
        second.abort();
        yield big.subarray(1000);
      },
    };
    await expect(target.pushBlob(describeBytes(big), content, { signal: second.signal })).rejects.toThrow(
      failure('task/cancelled'),
    );
    await expect(allOf(target.tags(AbortSignal.abort()))).rejects.toThrow(failure('task/cancelled'));
  });

  test('a manifest whose content is missing is told apart', async () => {
    const { host } = await running();
    const target = connect(host);
    const { manifestBytes } = await import('#core/oci/canonical-json.ts');
    const lost = describeBytes(bytesOf('lost'));
    const bytes = manifestBytes({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: lost,
      layers: [],
    });
    const descriptor = describeBytes(bytes, { mediaType: 'application/vnd.oci.image.manifest.v1+json' });
    await expect(target.pushManifest(descriptor, bytes, { tag: '1' })).rejects.toThrow(
      failure('registry/blob-unknown'),
    );
  });

  test('warnings of the registry are passed on once each', async () => {
    const warning = '299 - "Your quota \\"A\\" ends"';
    const { host } = await running({
      faults: [{ on: () => true, kind: 'headers', headers: { warning }, times: 99 }],
    });
    const warnings: string[] = [];
    const target = connect(host, { onWarning: (text) => warnings.push(text) });
    await store(target, {}, { tag: '1' });
    expect(warnings).toEqual(['Your quota "A" ends']);
  });
});

describe('signing in', () => {
  const password = () =>
    Promise.resolve({ kind: 'password' as const, username: 'jane', password: 'geheim:ü' });
  test('with Basic happens when asked, then always', async () => {
    const { host, requests } = await running({
      auth: { kind: 'basic', username: 'jane', password: 'geheim:ü' },
    });
    await store(connect(host, { credentials: password }), { a: 'x' }, { tag: '1' });
    expect(requests[0]?.headers['authorization']).toBeUndefined();
    expect(requests.filter(({ status }) => status === 401)).toHaveLength(1);
  });

  test('with a token takes one token for a whole push', async () => {
    const { host, requests } = await running({
      auth: { kind: 'token', username: 'jane', password: 'geheim:ü' },
    });
    const target = connect(host, { credentials: password, access: 'write' });
    await expect(target.resolve('1')).rejects.toThrow(failure('registry/not-found'));
    await Promise.all(
      ['a', 'b', 'c'].map((text) => target.pushBlob(describeBytes(bytesOf(text)), contentOf(bytesOf(text)))),
    );
    await store(target, {}, { tag: '1' });
    expect(requests.filter(({ path }) => path.startsWith('/token'))).toHaveLength(1);
  });

  test('requests that are refused at the same time share one token', async () => {
    const { host, requests } = await running({
      auth: { kind: 'token', username: 'jane', password: 'geheim:ü' },
    });
    const target = connect(host, { credentials: password });
    await Promise.all(
      ['a', 'b', 'c'].map((text) => target.pushBlob(describeBytes(bytesOf(text)), contentOf(bytesOf(text)))),
    );
    expect(requests.filter(({ path }) => path.startsWith('/token'))).toHaveLength(1);
  });

  test('with a refresh token never sends it to the registry itself', async () => {
    const { host, requests } = await running({ auth: { kind: 'token', refreshToken: 'r-secret' } });
    const credentials = () => Promise.resolve({ kind: 'refresh-token' as const, token: 'r-secret' });
    await store(connect(host, { credentials }), {}, { tag: '1' });
    expect(requests.find(({ path }) => path === '/token')?.method).toBe('POST');
    expect(JSON.stringify(requests.map(({ headers, path }) => [headers, path]))).not.toContain('r-secret');
  });

  test('happens without credentials where everybody may read', async () => {
    const auth = { kind: 'token', anonymous: true, username: 'jane', password: 'geheim:ü' } as const;
    const { host } = await running({ auth });
    await store(connect(host, { credentials: password }), {}, { tag: '1' });
    expect((await connect(host).resolve('1')).size).toBeGreaterThan(0);
    await expect(store(connect(host), {}, { tag: '2' })).rejects.toThrow(failure('registry/unauthorized'));
  });

  test.each([
    { kind: 'basic', username: 'jane', password: 'x' } as const,
    { kind: 'token', username: 'jane', password: 'x' } as const,
  ])('with a wrong password fails plainly ($kind)', async (auth) => {
    const { host } = await running({ auth });
    const error: unknown = await connect(host, { credentials: password })
      .resolve('1')
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'registry/unauthorized' });
    expect(String(error)).not.toContain('geheim');
  });

  test('at a token service elsewhere needs approval', async () => {
    const service = await startRegistry({ auth: { kind: 'token', username: 'jane', password: 'geheim:ü' } });
    try {
      const realm = `http://${service.host}/token`;
      const { host } = await running({ auth: { kind: 'token', realm } });
      await expect(connect(host, { credentials: password }).resolve('1')).rejects.toThrow(
        failure('registry/redirect-refused'),
      );
      expect(service.requests).toHaveLength(0);
      const approved: string[] = [];
      const approveRealm = (name: string, origin: string) => {
        approved.push(`${name} ${origin}`);
        return Promise.resolve(true);
      };
      await store(connect(host, { credentials: password, approveRealm }), {}, { tag: '1' });
      expect(approved[0]).toBe(`${host} http://${service.host}`);
    } finally {
      await service.stop();
    }
  });
});
