import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startRegistry } from '#test/support/registry.ts';
import { type Outcome, temporaryFolder, waybill } from './cli-process.ts';

/** The files of a package that somebody wrote by hand, with one slip: a field type that does not exist. */
function authoredPackage(): Record<string, Uint8Array> {
  const descriptor = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    id: 'https://example.org/weather-stations',
    name: 'weather-stations',
    title: 'Wetterstationen – 気象観測所',
    licenses: [{ name: 'CC0-1.0' }],
    resources: [
      {
        name: 'stations',
        path: 'data/stations.csv',
        type: 'table',
        format: 'csv',
        mediatype: 'text/csv',
        encoding: 'utf-8',
        schema: {
          fields: [
            { name: 'id', type: 'integr' },
            { name: 'name', type: 'string' },
          ],
          primaryKey: ['id'],
        },
      },
      {
        name: 'readings',
        path: 'data/readings.parquet',
        format: 'parquet',
        mediatype: 'application/vnd.apache.parquet',
      },
    ],
  };
  const columnData = [{ name: 'celsius', data: [21.5, -3, null], type: 'DOUBLE' as const }];
  return {
    'datapackage.json': Buffer.from(`${JSON.stringify(descriptor, null, 2)}\n`),
    'data/stations.csv': Buffer.from('id,name\n1,Wien\n2,東京\n'),
    'data/readings.parquet': new Uint8Array(parquetWriteBuffer({ columnData })),
  };
}

const digestOf = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

async function filesBelow(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const pairs = files.sort().map(async (file) => {
    return [file.slice(folder.length + 1).replaceAll('\\', '/'), digestOf(await readFile(file))] as const;
  });
  return Object.fromEntries(await Promise.all(pairs));
}

/** One person at one keyboard: their folder, their passphrase, and what the program answers them. */
function journey(folder: string) {
  const env = { COSIGN_PASSWORD: 'correct horse' };
  const run = (...args: string[]) => waybill(args, { cwd: folder, env });
  return {
    run,
    runWith: (password: string, ...args: string[]) =>
      waybill(args, { cwd: folder, env: { COSIGN_PASSWORD: password } }),
    async json(...args: string[]) {
      const outcome: Outcome = await run(...args, '--format', 'json');
      return {
        code: outcome.code,
        answer: outcome.stdout === '' ? outcome.stderr : JSON.parse(outcome.stdout),
      };
    },
  };
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
  for (const [path, bytes] of Object.entries(authoredPackage())) {
    await mkdir(join(folder.path, 'package', path, '..'), { recursive: true });
    await writeFile(join(folder.path, 'package', path), bytes);
  }
});
afterEach(() => folder.remove());

/** Everything up to a package that is published, signed and verified, the same for every kind of place. */
async function walk(place: string) {
  const { run, runWith, json } = journey(folder.path);
  const reference = `${place}:1.0.0`;
  const descriptorFile = join(folder.path, 'package/datapackage.json');

  const found = await json('validate', 'package', '--no-data');
  expect([found.code, found.answer.files[0].problems]).toEqual([
    1,
    [expect.objectContaining({ severity: 'error', pointer: '/resources/0/schema/fields/0/type' })],
  ]);
  const refused = await run('push', 'package', reference);
  expect([refused.code, refused.stdout + refused.stderr]).toEqual([1, expect.stringContaining('integr')]);

  const text = await readFile(descriptorFile, 'utf8');
  await writeFile(descriptorFile, text.replace('"integr"', '"integer"'));
  expect(await json('validate', 'package', '--no-data')).toMatchObject({ code: 0, answer: { valid: true } });

  const authored = await filesBelow(join(folder.path, 'package'));
  const planned = await json('push', 'package', reference, '--dry-run');
  const nothingYet = await run('ls', reference);
  const pushed = await json('push', 'package', reference);
  expect(pushed.code).toBe(0);
  expect([planned.code, planned.answer.digest, nothingYet.code]).toEqual([0, pushed.answer.digest, 2]);
  expect(pushed.answer).toEqual({
    reference: expect.stringContaining(place),
    digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    size: expect.any(Number),
    files: ['datapackage.json', 'data/readings.parquet', 'data/stations.csv'].map((path) => ({
      path,
      digest: authored[path],
      size: expect.any(Number),
      sent: true,
    })),
  });
  const again = await json('push', 'package', reference);
  expect([again.code, again.answer.digest]).toEqual([0, pushed.answer.digest]);
  expect(again.answer.files.map(({ sent }: { sent: boolean }) => sent)).toEqual([false, false, false]);

  expect(await json('ls', place)).toEqual({ code: 0, answer: { tags: ['1.0.0'] } });
  const listed = await json('ls', `${place}@${pushed.answer.digest}`);
  expect(
    Object.fromEntries(
      listed.answer.files.map((file: { path: string; digest: string }) => [file.path, file.digest]),
    ),
  ).toEqual(authored);

  const pulled = await run('pull', reference, 'pulled');
  expect([pulled.code, await filesBelow(join(folder.path, 'pulled'))]).toEqual([0, authored]);

  const made = await run('keygen', '--output', 'release');
  expect([made.code, (await stat(join(folder.path, 'release.key'))).mode & 0o777]).toEqual([0, 0o600]);
  await run('keygen', '--output', 'other');

  const unsigned = await json('verify', reference, '--key', 'release.pub');
  expect([unsigned.code, unsigned.answer.decision, unsigned.answer.signatures]).toEqual([1, 'denied', []]);
  expect((await run('verify', reference, '--key', 'release.pub')).stdout).toMatch(/^Not signed\n/);

  const wrongPassphrase = await runWith('wrong', 'sign', reference, '--key', 'release.key');
  expect([wrongPassphrase.code, wrongPassphrase.stderr]).toEqual([
    2,
    expect.stringMatching(/^waybill: .*passphrase.*\n$/),
  ]);
  expect((await run('sign', reference, '--key', 'release.key')).code).toBe(0);

  const verified = await json('verify', reference, '--key', 'release.pub');
  expect(verified).toMatchObject({
    code: 0,
    answer: { decision: 'allowed', digest: pushed.answer.digest, signatures: [{ outcome: 'verified' }] },
  });
  expect((await run('verify', reference, '--key', 'release.pub')).stdout).toMatch(
    /^Verified, signed by release\.pub, files included\n/,
  );

  const wrongKey = await json('verify', reference, '--key', 'other.pub');
  expect([wrongKey.code, wrongKey.answer.decision]).toEqual([1, 'denied']);
  expect((await run('verify', reference, '--key', 'other.pub')).stdout).toMatch(/^Signature rejected: /);
  const noKey = await json('verify', reference);
  expect([noKey.code, noKey.answer.decision]).toEqual([2, 'undecided']);
  return { reference, authored, run, json };
}

describe('the whole path on the command line', () => {
  test('in a layout folder, with no server', async () => {
    const { reference, authored, run, json } = await walk('oci:registry');
    const [, hex = ''] = (authored['data/stations.csv'] ?? '').split(':');
    const blob = join(folder.path, 'registry/blobs/sha256', hex);
    const bytes = await readFile(blob);
    bytes[8] = (bytes[8] ?? 0) ^ 1;
    await writeFile(blob, bytes);

    const denied = await json('verify', reference, '--key', 'release.pub');
    expect([denied.code, denied.answer.decision]).toEqual([1, 'denied']);
    expect((await run('verify', reference, '--key', 'release.pub')).stdout).toMatch(
      /^Rejected: .*stations\.csv/,
    );
    const listOnly = await run('verify', reference, '--key', 'release.pub', '--no-content');
    expect([listOnly.code, listOnly.stdout]).toEqual([0, expect.stringContaining('the files were not read')]);

    const pulled = await run('pull', reference, 'again');
    expect([pulled.code, pulled.stderr]).toEqual([2, expect.stringMatching(/^waybill: .*\n$/)]);
    expect(await readdir(join(folder.path, 'again')).catch(() => [])).toEqual([]);
  });

  test.each([
    ['with the referrers API', true],
    ['without it, by fallback tags', false],
  ])('in a registry %s', async (_what, referrers) => {
    const registry = await startRegistry({ referrers });
    try {
      const { reference, authored, run, json } = await walk(`${registry.host}/acme/stations`);
      const blob = registry.repositories.get('acme/stations')?.blobs.get(authored['data/stations.csv'] ?? '');
      if (blob !== undefined) {
        blob[8] = (blob[8] ?? 0) ^ 1;
      }

      const denied = await json('verify', reference, '--key', 'release.pub');
      expect([denied.code, denied.answer.decision]).toEqual([1, 'denied']);
      const pulled = await run('pull', reference, 'again');
      expect([pulled.code, pulled.stderr]).toEqual([
        2,
        expect.stringMatching(/^waybill: .*stations\.csv.*\n$/),
      ]);
      expect(await readdir(join(folder.path, 'again')).catch(() => [])).toEqual([]);
      const offline = await run('ls', reference, '--offline');
      expect([offline.code, offline.stderr]).toEqual([2, expect.stringContaining('--offline')]);
    } finally {
      await registry.stop();
    }
  });
});
