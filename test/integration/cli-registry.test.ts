import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startRegistry, type TestRegistry } from '#test/support/registry.ts';
import { temporaryFolder, waybill } from './cli-process.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let registry: TestRegistry;

beforeEach(async () => {
  folder = await temporaryFolder();
  registry = await startRegistry();
  await mkdir(join(folder.path, 'package'));
  await writeFile(join(folder.path, 'package/people.csv'), 'id\n1\n');
  await writeFile(
    join(folder.path, 'package/datapackage.json'),
    JSON.stringify({ name: 'people', resources: [{ name: 'people', path: 'people.csv' }] }),
  );
});
afterEach(async () => {
  await registry.stop();
  await folder.remove();
});

const run = (...args: string[]) =>
  waybill(args, { cwd: folder.path, env: { COSIGN_PASSWORD: 'secret words' } });
const reference = () => `${registry.host}/acme/people:1`;

/** One helpful line, nothing on standard output, no stack, exit 2. */
function expectOneLine(outcome: Awaited<ReturnType<typeof run>>, line: RegExp) {
  expect(outcome).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(/^waybill: [^\n]*\n$/) });
  expect(outcome.stderr).toMatch(line);
}

/** A port of this machine where nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('a registry', () => {
  test.each([['ls'], ['verify'], ['pull'], ['push'], ['sign']])(
    'that is down: %s says so',
    async (command) => {
      await run('keygen', '--output', 'release');
      const there = `127.0.0.1:${await closedPort()}/acme/people:1`;
      const args = {
        ls: ['ls', there],
        verify: ['verify', there, '--key', 'release.pub'],
        pull: ['pull', there, 'pulled'],
        push: ['push', 'package', there],
        sign: ['sign', there, '--key', 'release.key'],
      }[command];
      expectOneLine(await run(...(args ?? [])), /127\.0\.0\.1:\d+/);
      expect(await readdir(folder.path)).not.toContain('pulled');
    },
  );

  test.each([
    ['refuses without a sign-in', 401],
    ['forbids', 403],
    ['has nothing there', 404],
  ])('that %s (%i): one line', async (_what, status) => {
    registry.addFault({ kind: 'status', status, times: 100, on: () => true });
    expectOneLine(await run('ls', reference()), /acme\/people|127\.0\.0\.1/);
  });

  test('that answers with something that is no registry: one line without its text acting on the terminal', async () => {
    registry.addFault({
      kind: 'body',
      body: '<html>\u001b[2J</html>',
      times: 100,
      on: ({ path }) => path.includes('tags'),
    });
    await run('push', 'package', reference());
    expectOneLine(await run('ls', `${registry.host}/acme/people`), /127\.0\.0\.1/);
  });

  test('that sends people to another host gets no further', async () => {
    registry.addFault({ kind: 'redirect', to: 'http://192.0.2.1/', times: 100, on: () => true });
    expectOneLine(await run('ls', reference()), /192\.0\.2\.1|redirect|sent/i);
  });

  test('that lies about a file: pull writes nothing, verify denies and names the file', async () => {
    await run('push', 'package', reference());
    await run('keygen', '--output', 'release');
    await run('sign', reference(), '--key', 'release.key');
    const hex = createHash('sha256').update('id\n1\n').digest('hex');
    registry.addFault({
      kind: 'lie',
      times: 100,
      on: ({ method, path }) => method === 'GET' && path.includes(hex),
    });
    expectOneLine(await run('pull', reference(), 'pulled'), /people\.csv/);
    const verified = await run('verify', reference(), '--key', 'release.pub');
    expect([verified.code, verified.stdout]).toEqual([1, expect.stringMatching(/^Rejected: .*people\.csv/)]);
    expect(await readdir(folder.path)).not.toContain('pulled');
  });

  test('that has the tag for something else: push names the tag and --force, and --force moves it', async () => {
    await run('push', 'package', reference());
    await writeFile(join(folder.path, 'package/people.csv'), 'id\n1\n2\n');
    expectOneLine(await run('push', 'package', reference()), /people:1 exists.*--force/);
    expect((await run('push', 'package', reference(), '--force')).code).toBe(0);
  });

  test('that fails in the middle of a push gets no tag', async () => {
    registry.addFault({
      kind: 'status',
      status: 403,
      times: 100,
      on: ({ method, path }) => method === 'POST' && path.includes('/blobs/uploads'),
    });
    expectOneLine(await run('push', 'package', reference()), /127\.0\.0\.1/);
    expect(registry.repositories.get('acme/people')?.tags.size ?? 0).toBe(0);
  });

  test('with files that editors obey: pull names them and the option that lets them through', async () => {
    await mkdir(join(folder.path, 'package/.vscode'));
    await writeFile(join(folder.path, 'package/.vscode/tasks.json'), '{}');
    const descriptor = { name: 'people', resources: [{ name: 'tasks', path: '.vscode/tasks.json' }] };
    await writeFile(join(folder.path, 'package/datapackage.json'), JSON.stringify(descriptor));
    await run('push', 'package', reference(), '--no-validate');
    const line = /\.vscode\/tasks\.json.*--allow-workspace-files/;
    expectOneLine(await run('pull', reference(), 'pulled'), line);
    expect((await run('pull', reference(), 'pulled', '--allow-workspace-files')).code).toBe(0);
  });

  test('Ctrl+C during a pull ends with 130 and leaves nothing behind', async () => {
    await run('push', 'package', reference());
    const stuck = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(stuck, 'listening');
    const address = stuck.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const outcome = waybill(['pull', `127.0.0.1:${port}/acme/people:1`, 'pulled'], {
      cwd: folder.path,
      started: (child) => stuck.once('connection', () => child.kill('SIGINT')),
    });
    expect(await outcome).toEqual({ code: 130, stdout: '', stderr: 'waybill: Cancelled.\n' });
    expect(await readdir(folder.path)).toEqual(['package']);
    stuck.close();
  });
});

describe('keys', () => {
  test('are never written over', async () => {
    await run('keygen', '--output', 'release');
    const before = await readFile(join(folder.path, 'release.key'), 'utf8');
    expectOneLine(await run('keygen', '--output', 'release'), /release\.key exists/);
    expect(await readFile(join(folder.path, 'release.key'), 'utf8')).toBe(before);
  });

  test('are made with a private file and no secret in the output', async () => {
    const { code, stdout, stderr } = await run('keygen', '-o', 'release', '--format', 'json');
    expect({ code, stderr, keys: JSON.parse(stdout) }).toEqual({
      code: 0,
      stderr: '',
      keys: {
        privateKey: 'release.key',
        publicKey: 'release.pub',
        keyHint: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
      },
    });
    expect((await stat(join(folder.path, 'release.key'))).mode & 0o777).toBe(0o600);
  });

  test('without a passphrase and without anybody to ask are not made', async () => {
    const outcome = await waybill(['keygen', '--output', 'release'], { cwd: folder.path });
    expectOneLine(outcome, /COSIGN_PASSWORD/);
    expect(await readdir(folder.path)).toEqual(['package']);
  });
});
