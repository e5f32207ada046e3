import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { askHelper } from '#core/node/credential-helper.ts';
import { storedCredentials } from '#core/node/credentials.ts';
import type { Credential } from '#core/oci/credential.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'home-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const auth = (text: string) => ({ auth: Buffer.from(text).toString('base64') });
const jane: Credential = { kind: 'password', username: 'jane', password: 'p:w' };

async function lookUp(
  host: string,
  config: unknown,
  options: { file?: string; env?: Record<string, string>; helper?: Credential } = {},
) {
  const file = path.join(home, options.file ?? '.docker/config.json');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, typeof config === 'string' ? config : JSON.stringify(config));
  const asked: string[] = [];
  const env = Object.fromEntries(
    Object.entries(options.env ?? {}).map(([key, value]) => [key, path.join(home, value)]),
  );
  const source = storedCredentials({
    home,
    env,
    askHelper: (name, server) => {
      asked.push(`${name} ${server}`);
      return Promise.resolve(options.helper);
    },
  });
  return { found: await source(host), asked };
}

describe('an entry is found', () => {
  test.each<[string, string, unknown, Credential]>([
    ['by its host', 'ghcr.io', { 'ghcr.io': auth('jane:p:w') }, jane],
    ['with its port', 'localhost:5000', { 'localhost:5000': auth('jane:p:w') }, jane],
    ['written as an address', 'ghcr.io', { 'https://ghcr.io/v2/': auth('jane:p:w') }, jane],
    ['for Docker Hub', 'docker.io', { 'https://index.docker.io/v1/': auth('jane:p:w') }, jane],
    [
      'with a refresh token',
      'ghcr.io',
      { 'ghcr.io': { identitytoken: 't', ...auth('x:') } },
      { kind: 'refresh-token', token: 't' },
    ],
    [
      'with a token of the registry',
      'ghcr.io',
      { 'ghcr.io': { registrytoken: 't' } },
      { kind: 'access-token', token: 't' },
    ],
  ])('%s', async (_, host, auths, expected) => {
    expect((await lookUp(host, { auths })).found).toEqual(expected);
  });
});

describe('an entry is not taken', () => {
  test.each<[string, string, unknown]>([
    ['of a host that begins alike', 'ghcr.io', { 'ghcr.io.evil.example': auth('jane:pw') }],
    ['of a host that ends alike', 'ghcr.io', { 'evil-ghcr.io': auth('jane:pw') }],
    ['of a parent domain', 'a.ghcr.io', { 'ghcr.io': auth('jane:pw') }],
    ['of another port', 'localhost:5000', { 'localhost:5001': auth('jane:pw') }],
    ['of the same host without the port', 'localhost:5000', { localhost: auth('jane:pw') }],
    ['of a namespace', 'ghcr.io', { 'ghcr.io/acme': auth('jane:pw') }],
    ['of Docker Hub for another host', 'ghcr.io', { 'https://index.docker.io/v1/': auth('jane:pw') }],
    ['that is empty', 'ghcr.io', { 'ghcr.io': {} }],
    ['that is text', 'ghcr.io', { 'ghcr.io': 'jane:pw' }],
    ['without a colon', 'ghcr.io', { 'ghcr.io': auth('jane') }],
  ])('%s', async (_, host, auths) => {
    expect((await lookUp(host, { auths })).found).toBeUndefined();
  });
});

test('the helper of a host goes before the general one, and that before the file', async () => {
  const config = {
    credHelpers: { 'ghcr.io': 'special' },
    credsStore: 'general',
    auths: { 'quay.io': auth('jane:p:w') },
  };
  expect((await lookUp('ghcr.io', config, { helper: jane })).asked).toEqual(['special ghcr.io']);
  expect((await lookUp('docker.io', config)).asked).toEqual(['general https://index.docker.io/v1/']);
  expect((await lookUp('quay.io', config)).found).toEqual(jane);
});

test.each([
  ['.config/containers/auth.json', {}],
  ['elsewhere/auth.json', { REGISTRY_AUTH_FILE: 'elsewhere/auth.json' }],
  ['run/containers/auth.json', { XDG_RUNTIME_DIR: 'run' }],
  ['other-docker/config.json', { DOCKER_CONFIG: 'other-docker' }],
])('%s is read with %j', async (file, env) => {
  expect((await lookUp('ghcr.io', { auths: { 'ghcr.io': auth('jane:p:w') } }, { file, env })).found).toEqual(
    jane,
  );
});

test('a damaged file is told without a word of what is in it', async () => {
  const error: unknown = await lookUp('ghcr.io', '{"auths": geheim').catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'file/unreadable' });
  expect(String(error)).not.toContain('geheim');
});

describe.skipIf(process.platform === 'win32')('a helper program', () => {
  const withHelper = async (script: string) => {
    const file = path.join(home, 'docker-credential-test');
    await writeFile(file, `#!/bin/sh\n${script}\n`);
    await chmod(file, 0o755);
    const before = process.env['PATH'];
    process.env['PATH'] = `${home}${path.delimiter}${before}`;
    try {
      return await askHelper('test', 'ghcr.io').catch((error: unknown) => error);
    } finally {
      process.env['PATH'] = before;
    }
  };

  test('gets the server and gives user and secret', async () => {
    const script = 'read server; printf \'{"ServerURL":"%s","Username":"jane","Secret":"p:w"}\' "$server"';
    expect(await withHelper(script)).toEqual(jane);
  });
  test('gives a refresh token for the user <token>', async () => {
    const script = 'cat >/dev/null; echo \'{"Username":"<token>","Secret":"t"}\'';
    expect(await withHelper(script)).toEqual({ kind: 'refresh-token', token: 't' });
  });
  test('that knows nothing is no failure', async () => {
    expect(await withHelper('echo "credentials not found in native keychain"; exit 1')).toBeUndefined();
  });
  test.each([
    ['that fails', 'echo geheim; exit 3'],
    ['that talks nonsense', 'echo geheim'],
    ['that never stops talking', 'cat /dev/zero'],
  ])('%s is told without its output', async (_, script) => {
    const error = await withHelper(script);
    expect(error).toMatchObject({ code: 'registry/unauthorized' });
    expect(String(error)).not.toContain('geheim');
  });
  test.each(['../evil', 'a b', 'x;y', '$(x)', '', 'x'.repeat(100)])(
    'named %j is not started',
    async (name) => {
      await expect(askHelper(name, 'ghcr.io')).rejects.toMatchObject({ code: 'registry/unauthorized' });
    },
  );
  test('that is not installed is told by name', async () => {
    await expect(askHelper('surely-not-installed', 'ghcr.io')).rejects.toThrow('"surely-not-installed"');
  });
});
