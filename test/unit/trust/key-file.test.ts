import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decryptKey, generateKeyPair, type KeyPair } from '#core/node/key-file.ts';
import { isInsideGitWorkTree, writeKeyPair } from '#core/node/key-pair-files.ts';
import { keySigner } from '#core/node/key-signer.ts';
import { namedKey, readPublicKey } from '#core/node/public-key.ts';

const PASSPHRASE = 'canary-passphrase-Ünïcödé';
let pair: KeyPair;
let folder: string;

beforeAll(async () => {
  pair = await generateKeyPair(PASSPHRASE);
  folder = await mkdtemp(path.join(tmpdir(), 'waybill-keys-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The JSON inside a key file, changed, as a key file again. */
function changed(change: (json: Record<string, unknown>) => object, label = 'SIGSTORE'): string {
  const body = pair.privateKeyPem.split('\n').slice(1, -2).join('');
  const json = JSON.parse(Buffer.from(body, 'base64').toString()) as Record<string, unknown>;
  const text = Buffer.from(JSON.stringify({ ...json, ...change(json) })).toString('base64');
  return `-----BEGIN ENCRYPTED ${label} PRIVATE KEY-----\n${text}\n-----END ENCRYPTED ${label} PRIVATE KEY-----\n`;
}

describe('a new key pair', () => {
  test('is an encrypted key file of cosign and a P-256 public key', () => {
    expect(pair.privateKeyPem).toMatch(
      /^-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\n([\w+/=]{1,64}\n)+-----END ENCRYPTED SIGSTORE PRIVATE KEY-----\n$/,
    );
    const json: unknown = JSON.parse(
      Buffer.from(pair.privateKeyPem.split('\n').slice(1, -2).join(''), 'base64').toString(),
    );
    expect(json).toEqual({
      kdf: {
        name: 'scrypt',
        params: { N: 65536, r: 8, p: 1 },
        salt: expect.stringMatching(/^.{44}$/) as string,
      },
      cipher: { name: 'nacl/secretbox', nonce: expect.stringMatching(/^.{32}$/) as string },
      ciphertext: expect.any(String) as string,
    });
    expect(createPublicKey(pair.publicKeyPem).asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
  });

  test('opens with its passphrase to the private half of its public key', async () => {
    const opened = await decryptKey(pair.privateKeyPem, PASSPHRASE);
    expect(namedKey(createPublicKey(opened), 'k').hint).toBe(pair.hint);
    expect(readPublicKey(pair.publicKeyPem, 'k').hint).toBe(pair.hint);
  });

  test('opens under the older label too', async () => {
    await expect(
      decryptKey(
        changed(() => ({}), 'COSIGN'),
        PASSPHRASE,
      ),
    ).resolves.toBeDefined();
  });

  test('does not open with another passphrase', async () => {
    await expect(decryptKey(pair.privateKeyPem, 'wrong')).rejects.toMatchObject({
      code: 'key/wrong-passphrase',
    });
  });
});

test.each<[string, () => string, string]>([
  ['nothing', () => '', 'key/invalid'],
  ['a public key', () => pair.publicKeyPem, 'key/invalid'],
  ['a file that is cut', () => pair.privateKeyPem.slice(0, 200), 'key/invalid'],
  [
    'two labels',
    () => pair.privateKeyPem.replace('END ENCRYPTED SIGSTORE', 'END ENCRYPTED COSIGN'),
    'key/invalid',
  ],
  ['an endless file', () => 'A'.repeat(100_000), 'key/invalid'],
  [
    'a key that is not encrypted',
    () =>
      generateKeyPairSync('ec', { namedCurve: 'P-256' })
        .privateKey.export({ type: 'pkcs8', format: 'pem' })
        .toString(),
    'key/unsupported',
  ],
  [
    'a cost that takes all memory',
    () => changed(() => ({ kdf: { name: 'scrypt', params: { N: 2 ** 30, r: 8, p: 1 }, salt: 'AAAA' } })),
    'key/invalid',
  ],
  [
    'no cost at all',
    () => changed(() => ({ kdf: { name: 'scrypt', params: { N: 2, r: 8, p: 1 }, salt: 'AAAA' } })),
    'key/invalid',
  ],
  [
    'a larger block size',
    () => changed(() => ({ kdf: { name: 'scrypt', params: { N: 65536, r: 800, p: 1 }, salt: 'AAAA' } })),
    'key/invalid',
  ],
  ['another cipher', () => changed(() => ({ cipher: { name: 'none', nonce: '' } })), 'key/invalid'],
  [
    'a short nonce',
    () => changed(() => ({ cipher: { name: 'nacl/secretbox', nonce: 'AAAA' } })),
    'key/invalid',
  ],
  ['no ciphertext', () => changed(() => ({ ciphertext: undefined })), 'key/invalid'],
  [
    'a changed ciphertext',
    () =>
      changed(({ ciphertext }) => ({
        ciphertext: Buffer.from(String(ciphertext), 'base64').fill(1, 20, 21).toString('base64'),
      })),
    'key/wrong-passphrase',
  ],
])('%s is no key file: a code, and nothing of the secrets', async (_what, pem, code) => {
  const failure: unknown = await decryptKey(pem(), PASSPHRASE).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code });
  expect(inspect(failure, { depth: 10, showHidden: true })).not.toContain('canary-passphrase');
});

test('a private key never shows in what is printed of its signer', async () => {
  const opened = await decryptKey(pair.privateKeyPem, PASSPHRASE);
  const secret = opened.export({ format: 'jwk' }).d ?? 'none';
  const secretHex = Buffer.from(secret, 'base64url').toString('hex');
  const signer = keySigner(opened, 'k');
  const printed = inspect(signer, { depth: 10, showHidden: true }) + JSON.stringify(signer);
  expect(printed).not.toContain(secret);
  expect(printed).not.toContain(secretHex);
  expect(secret).not.toBe('none');
});

describe('public keys', () => {
  const pem = (key: { publicKey: { export(options: object): unknown } }) =>
    String(key.publicKey.export({ type: 'spki', format: 'pem' }));
  test.each([
    ['P-256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['P-384', () => generateKeyPairSync('ec', { namedCurve: 'P-384' })],
    ['P-521', () => generateKeyPairSync('ec', { namedCurve: 'P-521' })],
    ['RSA', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['Ed25519', () => generateKeyPairSync('ed25519')],
  ])('%s is read', (_what, generate) => {
    expect(readPublicKey(pem(generate()), 'k').hint).toMatch(/^[\w+/]{43}=$/);
  });

  test('a private key in its place is called by its name, not opened', () => {
    expect(() => readPublicKey(pair.privateKeyPem, 'release.key')).toThrow('found a private one');
  });

  test('an RSA key in PKCS #1 form is read as the same key', () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pkcs1 = publicKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    expect(readPublicKey(pkcs1, 'k').hint).toBe(namedKey(publicKey, 'k').hint);
  });

  test.each<[string, () => string, string]>([
    [
      'a private key',
      () =>
        generateKeyPairSync('ec', { namedCurve: 'P-256' })
          .privateKey.export({ type: 'pkcs8', format: 'pem' })
          .toString(),
      'key/invalid',
    ],
    ['an encrypted private key', () => pair.privateKeyPem, 'key/invalid'],
    ['a certificate', () => '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', 'key/invalid'],
    ['a damaged key', () => pair.publicKeyPem.replace(/\n.{20}/, '\n'), 'key/invalid'],
    ['an empty file', () => '', 'key/invalid'],
    ['an endless file', () => `-----BEGIN PUBLIC KEY-----${'A'.repeat(100_000)}`, 'key/invalid'],
    ['secp256k1', () => pem(generateKeyPairSync('ec', { namedCurve: 'secp256k1' })), 'key/unsupported'],
    ['a short RSA key', () => pem(generateKeyPairSync('rsa', { modulusLength: 1024 })), 'key/unsupported'],
    ['Ed448', () => pem(generateKeyPairSync('ed448')), 'key/unsupported'],
  ])('%s is refused', (_what, text, code) => {
    expect(() => readPublicKey(text(), 'release.pub')).toThrow(expect.objectContaining({ code }) as Error);
  });
});

describe('the two files', () => {
  let count = 0;
  const place = async () => {
    count += 1;
    const place = path.join(folder, String(count));
    await mkdir(place);
    return place;
  };

  test('are written, the private one for the owner only', async () => {
    const prefix = path.join(await place(), 'release');
    const files = await writeKeyPair(prefix, pair);
    expect(files).toEqual({
      privateKeyPath: `${prefix}.key`,
      publicKeyPath: `${prefix}.pub`,
      insideGitWorkTree: false,
    });
    expect((await stat(`${prefix}.key`)).mode & 0o777).toBe(0o600);
    expect(await readFile(`${prefix}.key`, 'utf8')).toBe(pair.privateKeyPem);
    expect(await readFile(`${prefix}.pub`, 'utf8')).toBe(pair.publicKeyPem);
    expect((await readdir(path.dirname(prefix))).sort()).toEqual(['release.key', 'release.pub']);
  });

  test.each(['release.key', 'release.pub'])(
    'are not written over an existing %s, and none is left half',
    async (name) => {
      const here = await place();
      await writeFile(path.join(here, name), 'precious');
      await expect(writeKeyPair(path.join(here, 'release'), pair)).rejects.toMatchObject({
        code: 'file/exists',
      });
      expect(await readdir(here)).toEqual([name]);
      expect(await readFile(path.join(here, name), 'utf8')).toBe('precious');
    },
  );

  test('of two who write at once one wins, and its two files belong together', async () => {
    const here = await place();
    const other = await generateKeyPair('other');
    const both = await Promise.allSettled(
      [pair, other].map((one) => writeKeyPair(path.join(here, 'release'), one)),
    );
    expect(both.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
    const left = (await readdir(here)).sort();
    if (left.length > 0) {
      expect(left).toEqual(['release.key', 'release.pub']);
      const publicKey = await readFile(path.join(here, 'release.pub'), 'utf8');
      const winner = publicKey === pair.publicKeyPem ? pair : other;
      expect(await readFile(path.join(here, 'release.key'), 'utf8')).toBe(winner.privateKeyPem);
    }
  });

  test('are both gone when the second cannot be made', async () => {
    const here = await place();
    // A link to nowhere looks free until something is to be created there.
    await symlink(path.join(here, 'nowhere'), path.join(here, 'release.pub'));
    await expect(writeKeyPair(path.join(here, 'release'), pair)).rejects.toMatchObject({
      code: 'file/exists',
    });
    expect(await readdir(here)).toEqual(['release.pub']);
  });

  test('are not written into a folder that is not there', async () => {
    await expect(writeKeyPair(path.join(folder, 'no', 'release'), pair)).rejects.toMatchObject({
      code: 'file/not-found',
    });
  });

  test.each([
    ['below a file', (here: string) => path.join(here, 'file', 'release'), 'file/not-found'],
    ['under a name that is too long', (here: string) => path.join(here, 'a'.repeat(300)), 'file/unsafe-path'],
  ])('%s fail in words', async (_, prefix, code) => {
    const here = await place();
    await writeFile(path.join(here, 'file'), '');
    await expect(writeKeyPair(prefix(here), pair)).rejects.toMatchObject({ code });
    expect(await readdir(here)).toEqual(['file']);
  });

  test('inside a git work tree say so', async () => {
    const here = await place();
    await mkdir(path.join(here, '.git'));
    await mkdir(path.join(here, 'a'));
    expect((await writeKeyPair(path.join(here, 'a', 'release'), pair)).insideGitWorkTree).toBe(true);
  });

  test('a worktree, whose .git is a file, counts too', async () => {
    const here = await place();
    await writeFile(path.join(here, '.git'), 'gitdir: elsewhere');
    expect(await isInsideGitWorkTree(path.join(here, 'release.key'))).toBe(true);
  });
});
