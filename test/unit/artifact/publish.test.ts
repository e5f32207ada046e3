import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readContents } from '#core/artifact/contents.ts';
import { type PublishOptions, publish } from '#core/artifact/publish.ts';
import { pull } from '#core/artifact/pull.ts';
import type { Progress } from '#core/base/progress.ts';
import { createPackageSink } from '#core/node/package-sink.ts';
import { bytesOf, store } from '#test/support/blobs.ts';
import { connect } from '#test/support/connect.ts';
import { descriptorOf, planOf, writeFiles } from '#test/support/package-folder.ts';
import { startRegistry, type TestRegistry } from '#test/support/registry.ts';

let folder = '';
let registry: TestRegistry;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'publish-'));
  registry = await startRegistry();
  await writeFiles(folder, {
    'p/datapackage.json': descriptorOf(['data/a.csv', 'data/b.csv', 'data/twin.csv']),
    'p/data/a.csv': 'a\n',
    'p/data/b.csv': 'b\n',
    'p/data/twin.csv': 'a\n',
  });
});
afterEach(async () => {
  await registry.stop();
  await rm(folder, { recursive: true, force: true });
});

const failure = (code: string) => expect.objectContaining({ code });
const push = async (options: Partial<PublishOptions> = {}) =>
  publish(await planOf(path.join(folder, 'p')), connect(registry.host), { tag: '1.0', ...options });
const sent = (receipt: Awaited<ReturnType<typeof push>>) =>
  receipt.files.filter((file) => file.sent).map((file) => file.path);
const methods = () =>
  registry.requests.map(({ method, path: where }) => `${method} ${where.split('/')[4]?.split('?')[0]}`);

test('the first push sends every content once and tells all', async () => {
  const receipt = await push();
  expect(sent(receipt)).toEqual(['datapackage.json', 'data/a.csv', 'data/b.csv', 'data/twin.csv']);
  expect(registry.requests.filter(({ method }) => method === 'PUT')).toHaveLength(4);
  expect(receipt).toMatchObject({
    reference: `${registry.host}/acme/stations:1.0`,
    size: receipt.files.reduce((sum, file) => sum + file.size, 0),
  });
  expect((await connect(registry.host).resolve('1.0')).digest).toBe(receipt.digest);
});

test('an unchanged push is one request', async () => {
  const first = await push();
  registry.forget();
  const second = await push();
  expect(methods()).toEqual(['GET manifests']);
  expect(second.digest).toBe(first.digest);
  expect(sent(second)).toEqual([]);
});

test('one changed file of many is four requests and its own bytes', async () => {
  await push();
  await writeFile(path.join(folder, 'p/data/b.csv'), 'changed\n');
  registry.forget();
  const receipt = await push({ force: true });
  expect(methods()).toEqual(['GET manifests', 'POST blobs', 'PUT blobs', 'PUT manifests']);
  expect(registry.requests[2]?.bytes).toBe('changed\n'.length);
  expect(sent(receipt)).toEqual(['data/b.csv']);
});

test('a new version sends only what no other tag has', async () => {
  await push();
  await writeFile(path.join(folder, 'p/data/b.csv'), 'changed\n');
  expect(sent(await push({ tag: '1.1' }))).toEqual(['data/b.csv']);
});

test('a large file that is there without any tag is asked for and not sent', async () => {
  const large = bytesOf(2 * 1024 * 1024);
  await writeFile(path.join(folder, 'p/data/b.csv'), large);
  registry.addFault({
    on: ({ method, path: where }) => method === 'PUT' && where.includes('/manifests/'),
    kind: 'status',
    status: 403,
  });
  await expect(push()).rejects.toThrow(failure('registry/forbidden'));
  expect(sent(await push())).not.toContain('data/b.csv');
});

test('content that an earlier version promised and that is gone is sent after all', async () => {
  await push();
  const blobs = registry.repositories.get('acme/stations')?.blobs;
  blobs?.clear();
  await writeFile(path.join(folder, 'p/data/b.csv'), 'changed\n');
  const receipt = await push({ tag: '2' });
  expect(sent(receipt)).toEqual(['datapackage.json', 'data/a.csv', 'data/b.csv', 'data/twin.csv']);
  expect(blobs?.size).toBe(3);
});

test('a tag that stands for something else stays, unless told otherwise', async () => {
  const other = await store(connect(registry.host), { x: 'y' }, { tag: '1.0' });
  registry.forget();
  await expect(push()).rejects.toThrow(failure('artifact/tag-exists'));
  expect(registry.requests.every(({ method }) => method === 'GET')).toBe(true);
  expect((await connect(registry.host).resolve('1.0')).digest).toBe(other.digest);
  const receipt = await push({ force: true });
  expect((await connect(registry.host).resolve('1.0')).digest).toBe(receipt.digest);
});

test('a rehearsal writes nothing and tells what it would', async () => {
  expect(sent(await push({ dryRun: true }))).toHaveLength(4);
  expect(registry.requests.every(({ method }) => method === 'GET' || method === 'HEAD')).toBe(true);
  await push();
  await writeFile(path.join(folder, 'p/data/b.csv'), 'changed\n');
  expect(sent(await push({ dryRun: true, tag: '2' }))).toEqual(['data/b.csv']);
});

test('a file that changes between planning and sending is noticed, and nothing is tagged', async () => {
  const plan = await planOf(path.join(folder, 'p'));
  await writeFile(path.join(folder, 'p/data/b.csv'), 'B\n');
  await expect(publish(plan, connect(registry.host), { tag: '1.0' })).rejects.toThrow(
    failure('file/changed'),
  );
  expect(registry.repositories.get('acme/stations')?.tags.size ?? 0).toBe(0);
});

test('cancelling at any step leaves no tag', async () => {
  const steps = await (async () => {
    await push();
    return registry.requests.length;
  })();
  for (let step = 1; step < steps; step++) {
    const stop = new AbortController();
    const target = connect(registry.host, { repository: `cancelled/at-${step}` });
    let seen = 0;
    registry.addFault({
      on: ({ path: where }) => {
        if (where.includes(`/at-${step}/`) && ++seen === step) {
          stop.abort();
        }
        return false;
      },
      kind: 'hang-up',
    });
    const publishing = planOf(path.join(folder, 'p')).then((plan) =>
      publish(plan, target, { tag: '1', signal: stop.signal }),
    );
    await expect(publishing).rejects.toThrow(failure('task/cancelled'));
    expect(registry.repositories.get(`cancelled/at-${step}`)?.tags.size ?? 0).toBe(0);
  }
});

test('progress counts bytes up to the whole', async () => {
  const seen: Progress[] = [];
  const plan = await planOf(path.join(folder, 'p'));
  await publish(plan, connect(registry.host), { tag: '1', onProgress: (progress) => seen.push(progress) });
  expect(seen.at(-1)).toMatchObject({ unit: 'bytes', done: seen.at(-1)?.total });
  expect(seen.every(({ done }, i) => i === 0 || done >= (seen[i - 1]?.done ?? 0))).toBe(true);
});

describe('pulling', () => {
  const pullTo = async (name: string, tag = '1.0', options: Parameters<typeof pull>[3] = {}) =>
    pull(connect(registry.host), tag, await createPackageSink(path.join(folder, name)), options);
  const names = async (name: string) => (await readdir(path.join(folder, name), { recursive: true })).sort();

  test('gives the same files back, byte for byte', async () => {
    const receipt = await push();
    const pulled = await pullTo('new/out');
    expect(pulled.digest).toBe(receipt.digest);
    expect(await names('new/out')).toEqual(await names('p'));
    for (const { path: file } of pulled.files) {
      expect(await readFile(path.join(folder, 'new/out', file))).toEqual(
        await readFile(path.join(folder, 'p', file)),
      );
    }
    expect(await names('new')).not.toContainEqual(expect.stringContaining('waybill-pull'));
  });

  test('goes into an empty folder, and not into one with something in it', async () => {
    await push();
    await writeFiles(folder, { 'full/mine.txt': 'mine' });
    await expect(pullTo('full')).rejects.toThrow(failure('file/exists'));
    expect(await names('full')).toEqual(['mine.txt']);
    await rm(path.join(folder, 'full/mine.txt'));
    await pullTo('full');
    expect(await names('full')).toEqual(await names('p'));
    await expect(createPackageSink(path.join(folder, 'p/datapackage.json'))).rejects.toThrow(
      failure('file/exists'),
    );
  });

  test.each(['new folder', 'empty folder'])('that fails leaves nothing in a %s', async (kind) => {
    await push();
    registry.addFault({ on: ({ path: where }) => where.includes('/blobs/'), kind: 'lie', times: 99 });
    if (kind === 'empty folder') {
      await writeFiles(folder, { 'out/x': '' });
      await rm(path.join(folder, 'out/x'));
    }
    await expect(pullTo('out')).rejects.toThrow(failure('content/digest-mismatch'));
    expect(await names('.')).toEqual(
      kind === 'empty folder' ? expect.arrayContaining(['out']) : expect.not.arrayContaining(['out']),
    );
    expect((await names('.')).filter((name) => name.startsWith('out/') || name.includes('.waybill'))).toEqual(
      [],
    );
  });

  test('that is cancelled leaves nothing', async () => {
    await push();
    const stop = new AbortController();
    await expect(
      pullTo('out', '1.0', { signal: stop.signal, onProgress: () => stop.abort() }),
    ).rejects.toThrow(failure('task/cancelled'));
    expect((await names('.')).filter((name) => name.includes('out') || name.includes('.waybill'))).toEqual(
      [],
    );
  });

  test.each(['../evil.txt', '/etc/evil', 'a/../../evil', 'C:\\evil', 'con', 'x\u202etxt.exe'])(
    'refuses a file named %j',
    async (name) => {
      await store(connect(registry.host), { 'ok.txt': 'x', [name]: 'evil' }, { tag: 'evil' });
      await expect(pullTo('out', 'evil')).rejects.toThrow(failure('file/unsafe-path'));
      await expect(readContents(connect(registry.host), 'evil')).rejects.toThrow(failure('file/unsafe-path'));
      expect(await names('.')).not.toContain('out');
    },
  );

  test('refuses files that take a workspace over, unless they are allowed', async () => {
    await store(
      connect(registry.host),
      { 'a.csv': 'x', '.vscode/tasks.json': '{}', '.git/config': '' },
      { tag: 'takeover' },
    );
    await expect(pullTo('out', 'takeover')).rejects.toThrow('.vscode/tasks.json, .git/config');
    await pullTo('out', 'takeover', { allowWorkspaceFiles: true });
    expect(await names('out')).toContain('.vscode/tasks.json');
  });

  test('refuses two different files of one name', async () => {
    const target = connect(registry.host);
    const one = await store(target, { a: '1' });
    const two = await store(target, { a: '2' });
    const { decodeManifestDocument } = await import('#core/oci/manifest.ts');
    const { manifestBytes } = await import('#core/oci/canonical-json.ts');
    const { describe: describeBytes } = await import('#test/support/blobs.ts');
    const read = async (descriptor: typeof one) => {
      const document = decodeManifestDocument(await target.fetchBytes(descriptor), descriptor);
      return document.kind === 'manifest' ? document.manifest : expect.unreachable();
    };
    const both = { ...(await read(one)), layers: [...(await read(one)).layers, ...(await read(two)).layers] };
    const bytes = manifestBytes(both);
    await target.pushManifest(describeBytes(bytes, { mediaType: both.mediaType }), bytes, { tag: 'both' });
    await expect(pullTo('out', 'both')).rejects.toThrow(failure('artifact/invalid-manifest'));
  });

  test('says what it is when there are no files in it', async () => {
    await store(connect(registry.host), {}, { tag: 'none' });
    await expect(pullTo('out', 'none')).rejects.toThrow(failure('artifact/missing-file'));
  });
});

test('contents tell kind, files and the describing file', async () => {
  await push();
  const contents = await readContents(connect(registry.host), '1.0');
  expect(contents).toMatchObject({ kind: 'datapackage', descriptorFile: { path: 'datapackage.json' } });
  expect(contents.files.map((file) => file.path)).toEqual([
    'datapackage.json',
    'data/a.csv',
    'data/b.csv',
    'data/twin.csv',
  ]);
});
