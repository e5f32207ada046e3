import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openLayout } from '#core/node/layout.ts';
import { diskSteps, type WriteSteps } from '#core/node/safe-write.ts';
import { decodeIndex } from '#core/oci/manifest.ts';
import { allOf, bytesOf, contentOf, describe as describeBytes, store, textOf } from '#test/support/blobs.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'layout-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const failure = (code: string) => expect.objectContaining({ code });
const blobFile = (digest: string) => path.join(folder, 'blobs', ...digest.split(':'));
const files = async () => (await readdir(folder, { recursive: true })).sort();
const index = async () => decodeIndex(JSON.parse(await readFile(path.join(folder, 'index.json'), 'utf8')));

test('what was stored comes back by another opening of the folder', async () => {
  const stored = await store(
    await openLayout(folder, { create: true }),
    { 'a.csv': 'a,b\n' },
    { tag: '1.0' },
  );
  const target = await openLayout(folder);
  expect(await target.resolve('1.0')).toEqual(stored);
  expect(await target.resolve(stored.digest)).toEqual(stored);
  const file = describeBytes(bytesOf('a,b\n'));
  expect(await textOf(target.fetch(file))).toBe('a,b\n');
  expect(await target.fetchRange(file, 1, 99)).toEqual(bytesOf(',b\n'));
  expect(await target.exists(file)).toBe(true);
  expect(await target.exists(describeBytes(bytesOf('other')))).toBe(false);
  expect(await allOf(target.tags())).toEqual(['1.0']);
});

test('a folder that is to become a layout is empty until something is stored', async () => {
  const target = await openLayout(path.join(folder, 'new'), { create: true });
  expect(await allOf(target.tags())).toEqual([]);
  await expect(target.resolve('1')).rejects.toThrow(failure('registry/not-found'));
  expect(await files()).toEqual([]);
});

describe('a folder is refused', () => {
  test('that holds no layout', async () => {
    await expect(openLayout(folder)).rejects.toThrow(failure('file/not-found'));
    await expect(openLayout(path.join(folder, 'none'))).rejects.toThrow(failure('file/not-found'));
  });
  test('that holds something else', async () => {
    await writeFile(path.join(folder, 'thesis.docx'), 'x');
    await expect(openLayout(folder, { create: true })).rejects.toThrow(failure('file/exists'));
  });
  test('of a layout of another age', async () => {
    await writeFile(path.join(folder, 'oci-layout'), '{"imageLayoutVersion":"2.0.0"}');
    await expect(openLayout(folder)).rejects.toThrow(failure('artifact/invalid-manifest'));
  });
});

test.skipIf(process.platform === 'win32')(
  'pipes in the place of its files are refused instead of waited for',
  async () => {
    const target = await openLayout(folder, { create: true });
    await store(target, { 'a.csv': 'a,b\n' }, { tag: '1.0' });
    for (const name of ['index.json', 'oci-layout']) {
      await rm(path.join(folder, name));
      execFileSync('mkfifo', [path.join(folder, name)]);
    }
    await expect(target.resolve('1.0')).rejects.toThrow(failure('file/not-a-file'));
    await expect(openLayout(folder)).rejects.toThrow(failure('file/not-a-file'));
  },
);

test('a tag that moves leaves its old manifest listed, to be found by digest', async () => {
  const target = await openLayout(folder, { create: true });
  const old = await store(target, { a: '1' }, { tag: 'latest' });
  const now = await store(target, { a: '2' }, { tag: 'latest' });
  expect((await target.resolve('latest')).digest).toBe(now.digest);
  expect((await target.resolve(old.digest)).digest).toBe(old.digest);
  expect(await allOf(target.tags())).toEqual(['latest']);
  expect((await index()).manifests).toHaveLength(2);
});

test('one manifest under two tags is listed twice, and pushed again still twice', async () => {
  const target = await openLayout(folder, { create: true });
  for (const tag of ['a', 'b', 'a']) {
    await store(target, { x: '1' }, { tag });
  }
  expect((await index()).manifests).toHaveLength(2);
  expect(await allOf(target.tags())).toEqual(['a', 'b']);
});

test('referrers are listed without a tag, with type and annotations, and found', async () => {
  const target = await openLayout(folder, { create: true });
  const subject = await store(target, { a: '1' }, { tag: '1' });
  const referrer = await store(target, { s: '1' }, { subject, annotations: { k: 'v' } });
  const entry = { ...referrer, artifactType: 'application/vnd.example.test', annotations: { k: 'v' } };
  expect(await allOf(target.referrers(subject))).toEqual([entry]);
  expect((await index()).manifests[1]).toEqual(entry);
  expect(await allOf(target.tags())).toEqual(['1']);
});

test('a manifest whose content is missing is not listed', async () => {
  const target = await openLayout(folder, { create: true });
  const stored = await store(target, { a: '1' }, { tag: '1' });
  const bytes = await target.fetchBytes(stored);
  await rm(blobFile(describeBytes(bytesOf('1')).digest));
  await expect(target.pushManifest(stored, bytes, { tag: '2' })).rejects.toThrow(
    failure('registry/blob-unknown'),
  );
  expect(await allOf(target.tags())).toEqual(['1']);
});

describe('a changed byte', () => {
  test('in a file is refused', async () => {
    const target = await openLayout(folder, { create: true });
    await store(target, { a: 'content' }, { tag: '1' });
    const file = describeBytes(bytesOf('content'));
    await writeFile(blobFile(file.digest), 'c0ntent');
    await expect(target.fetchBytes(file)).rejects.toThrow(failure('content/digest-mismatch'));
    await writeFile(blobFile(file.digest), 'content!');
    await expect(target.fetchBytes(file)).rejects.toThrow(failure('content/size-mismatch'));
  });

  test('in a manifest is refused, by tag and by digest', async () => {
    const target = await openLayout(folder, { create: true });
    const stored = await store(target, { a: 'content' }, { tag: '1' });
    const text = await readFile(blobFile(stored.digest), 'utf8');
    await writeFile(blobFile(stored.digest), text.replace('"layers"', '"Layers"'));
    const again = await openLayout(folder);
    await expect(again.fetchBytes(await again.resolve('1'))).rejects.toThrow(
      failure('content/digest-mismatch'),
    );
  });

  test('in a signature ends the list of referrers with a failure, after the good ones', async () => {
    const target = await openLayout(folder, { create: true });
    const subject = await store(target, { a: '1' }, { tag: '1' });
    const bad = await store(target, { s: '1' }, { subject });
    const good = await store(target, { s: '2' }, { subject });
    await writeFile(
      blobFile(bad.digest),
      (await readFile(blobFile(bad.digest), 'utf8')).replace('layers', 'Layers'),
    );
    const found: string[] = [];
    const list = async () => {
      for await (const page of (await openLayout(folder)).referrers(subject)) {
        found.push(...page.map(({ digest }) => digest));
      }
    };
    await expect(list()).rejects.toThrow(failure('content/digest-mismatch'));
    expect(found).toEqual([good.digest]);
  });
});

describe('a hostile index', () => {
  const write = async (manifests: unknown) => {
    await writeFile(path.join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
    await writeFile(path.join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
    return openLayout(folder);
  };
  const entry = {
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    digest: `sha256:${'0'.repeat(64)}`,
    size: 1,
  };

  test.each([
    ['with a size of 2^60', [{ ...entry, size: 2 ** 60 }]],
    ['with a negative size', [{ ...entry, size: -1 }]],
    ['with a path as digest', [{ ...entry, digest: 'sha256:../../../etc/passwd' }]],
    ['that is no list', 'x'],
  ])('%s is refused', async (_, manifests) => {
    const target = await write(manifests);
    await expect(allOf(target.tags())).rejects.toThrow(failure('artifact/invalid-manifest'));
  });

  test('that is no JSON is told by its file, with the way on', async () => {
    await write([]);
    await writeFile(path.join(folder, 'index.json'), '{"manifests":');
    await expect(allOf((await openLayout(folder)).tags())).rejects.toThrow(
      /index\.json, the list .* damaged: .* Restore it from a copy/,
    );
  });

  test('with a huge size reserves no memory', async () => {
    const target = await write([{ ...entry, size: Number.MAX_SAFE_INTEGER }]);
    await expect(
      target.fetchBytes({
        ...entry,
        size: Number.MAX_SAFE_INTEGER,
        digest: describeBytes(bytesOf('x')).digest,
      }),
    ).rejects.toThrow(failure('content/too-large'));
  });

  test('that names content which is not there says so', async () => {
    const target = await write([{ ...entry, annotations: { 'org.opencontainers.image.ref.name': '1' } }]);
    await expect(target.resolve('1')).rejects.toThrow(failure('registry/not-found'));
  });

  test('with names that are no tags does not list them', async () => {
    const names = ['docker.io/library/x:1', '../x', 'ok', ''];
    const target = await write(
      names.map((name) => ({ ...entry, annotations: { 'org.opencontainers.image.ref.name': name } })),
    );
    expect(await allOf(target.tags())).toEqual(['ok']);
  });
});

test('a folder of contents that is a link out of the layout is not written to', async () => {
  const outside = await mkdtemp(path.join(os.tmpdir(), 'outside-'));
  await mkdir(path.join(folder, 'blobs'));
  await symlink(outside, path.join(folder, 'blobs', 'sha256'));
  const target = await openLayout(folder, { create: true });
  await expect(store(target, { a: '1' }, { tag: '1' })).rejects.toThrow(failure('file/unsafe-path'));
  expect(await readdir(outside)).toEqual([]);
  await rm(outside, { recursive: true });
});

describe('a full disk', () => {
  /** A disk that takes so many bytes and no more. */
  function fullAfter(bytes: number): WriteSteps {
    let left = bytes;
    return {
      ...diskSteps,
      async open(file, flags) {
        const handle = await diskSteps.open(file, flags);
        const write = (async (chunk: Uint8Array, offset: number, length: number) => {
          left -= length;
          if (left < 0) {
            throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
          }
          return handle.write(chunk, offset, length);
        }) as typeof handle.write;
        return { write, sync: () => handle.sync(), close: () => handle.close() };
      },
    };
  }

  test('while a file is stored leaves nothing of it', async () => {
    const target = await openLayout(folder, { create: true, steps: fullAfter(1000) });
    const bytes = bytesOf(100_000);
    await expect(target.pushBlob(describeBytes(bytes), contentOf(bytes))).rejects.toThrow(
      expect.objectContaining({ code: 'file/no-space', message: expect.stringContaining('disk is full') }),
    );
    expect(await files()).toEqual(['blobs', 'blobs/sha256', 'oci-layout']);
  });

  test('while the list is written leaves the old list as it was', async () => {
    const good = await openLayout(folder, { create: true });
    await store(good, { a: '1' }, { tag: '1' });
    const before = await readFile(path.join(folder, 'index.json'), 'utf8');
    // Enough for the file, the config and the manifest, not for the list of two.
    const target = await openLayout(folder, { steps: fullAfter(700) });
    await expect(store(target, { a: '2' }, { tag: '2' })).rejects.toThrow(failure('file/no-space'));
    expect(await readFile(path.join(folder, 'index.json'), 'utf8')).toBe(before);
    expect((await files()).filter((name) => /tmp|lock/.test(name))).toEqual([]);
  });
});

test('cancelling while a file is stored leaves nothing of it', async () => {
  const target = await openLayout(folder, { create: true });
  const stop = new AbortController();
  const bytes = bytesOf(200_000);
  const content = {
    async *open() {
      yield bytes.subarray(0, 1000);
      stop.abort();
      yield bytes.subarray(1000);
    },
  };
  await expect(target.pushBlob(describeBytes(bytes), content, { signal: stop.signal })).rejects.toThrow(
    failure('task/cancelled'),
  );
  expect(await files()).toEqual(['blobs', 'blobs/sha256', 'oci-layout']);
});

test('many writers at once lose no entry', async () => {
  const tags = Array.from({ length: 20 }, (_, i) => `t${i}`);
  await store(await openLayout(folder, { create: true }), {}, { tag: 'first' });
  await Promise.all(tags.map(async (tag) => store(await openLayout(folder), { a: tag }, { tag })));
  expect(await allOf((await openLayout(folder)).tags())).toEqual(['first', ...tags.sort()]);
});

test('a lock whose process was killed just now is not waited for', async () => {
  const { pid: ended } = spawnSync(process.execPath, ['--version']);
  const target = await openLayout(folder, { create: true });
  await store(target, { a: 'x' }, { tag: '1' });
  await writeFile(path.join(folder, 'index.json.lock'), `${ended} ${os.hostname()}`);
  await store(target, { a: 'y' }, { tag: '2' });
  expect(await files()).not.toContain('index.json.lock');
});

test('a lock that a dead process left is not waited for', async () => {
  const target = await openLayout(folder, { create: true });
  await store(target, {}, { tag: '1' });
  const lock = path.join(folder, 'index.json.lock');
  await writeFile(lock, '');
  await utimes(lock, new Date(0), new Date(0));
  await store(target, { a: '1' }, { tag: '2' });
  expect(await allOf(target.tags())).toEqual(['1', '2']);
});

test('a referrer that lies among the blobs without standing in index.json is found, as cosign saves it', async () => {
  const target = await openLayout(folder, { create: true });
  const subject = await store(target, { 'a.csv': 'a,b\n', 'b.json': '{"subject": 1}' }, { tag: '1.0' });
  const referrer = await store(target, { s: 'signature' }, { subject });
  const file = path.join(folder, 'index.json');
  const listed = JSON.parse(await readFile(file, 'utf8')) as { manifests: { digest: string }[] };
  const others = listed.manifests.filter(({ digest }) => digest !== referrer.digest);
  expect(others).toHaveLength(listed.manifests.length - 1);
  await writeFile(file, JSON.stringify({ ...listed, manifests: others }));
  const found = await allOf((await openLayout(folder)).referrers(subject));
  expect(found.map(({ digest }) => digest)).toEqual([referrer.digest]);
});
