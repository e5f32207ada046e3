import { execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decryptKey, generateKeyPair } from '#core/node/key-file.ts';
import { writeKeyPair } from '#core/node/key-pair-files.ts';
import { keySigner } from '#core/node/key-signer.ts';
import { openLayout } from '#core/node/layout.ts';
import { openTarget } from '#core/node/open-target.ts';
import { readPublicKey } from '#core/node/public-key.ts';
import { parseReference } from '#core/oci/reference.ts';
import type { Target } from '#core/oci/target.ts';
import { needs } from '#test/support/program.ts';
import { newSigner, publishPackage, signWith, verifyWith } from '#test/support/signed-package.ts';

const PASSPHRASE = 'grüner Käse';
const hasCosign = needs('cosign', 'signatures against cosign');
const hasRegistry = needs('docker-registry', 'cosign on a real registry');

let folder: string;

/** Runs cosign; resolves to its exit code and what it printed. HOME is a temporary folder: no settings of the user. */
async function cosign(...words: string[]): Promise<{ code: number; output: string }> {
  const env = { ...process.env, HOME: folder, COSIGN_PASSWORD: PASSPHRASE };
  const run = promisify(execFile)('cosign', words, { cwd: folder, env });
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      output: error.stdout + error.stderr,
    }),
  );
}

const verifyOffline = (key: string, ...words: string[]) =>
  cosign('verify', '--key', key, '--insecure-ignore-tlog', ...words);
const signOffline = (key: string, reference: string) =>
  cosign('sign', '--yes', '--key', key, '--use-signing-config=false', '--tlog-upload=false', reference);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'waybill-cosign-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function ourKeyFiles(name: string) {
  const files = await writeKeyPair(path.join(folder, name), await generateKeyPair(PASSPHRASE));
  const signer = keySigner(await decryptKey(await readFile(files.privateKeyPath, 'utf8'), PASSPHRASE), name);
  return { ...files, signer };
}

describe.skipIf(!hasCosign)('key files', () => {
  test('cosign opens ours', async () => {
    const { privateKeyPath, publicKeyPath } = await ourKeyFiles('opened');
    const { code, output } = await cosign('public-key', '--key', privateKeyPath);
    expect(code, output).toBe(0);
    expect(output).toContain((await readFile(publicKeyPath, 'utf8')).trim());
  });

  test('we open those of cosign, and refuse a wrong passphrase', async () => {
    expect(await cosign('generate-key-pair', '--output-key-prefix', 'made-by-cosign')).toMatchObject({
      code: 0,
    });
    const pem = await readFile(path.join(folder, 'made-by-cosign.key'), 'utf8');
    const publicKey = readPublicKey(await readFile(path.join(folder, 'made-by-cosign.pub'), 'utf8'), 'k');
    expect(keySigner(await decryptKey(pem, PASSPHRASE), 'k').keyHint).toBe(publicKey.hint);
    await expect(decryptKey(pem, 'wrong')).rejects.toMatchObject({ code: 'key/wrong-passphrase' });
  });
});

describe.skipIf(!hasCosign || !hasRegistry)('signatures in a registry', () => {
  let stop: () => void = () => undefined;
  let host: string;

  beforeAll(async () => {
    const config = path.join(folder, 'registry.yml');
    const storage = path.join(folder, 'registry');
    await writeFile(
      config,
      `version: 0.1\nstorage: {filesystem: {rootdirectory: ${storage}}}\nhttp: {addr: '127.0.0.1:0'}\n`,
    );
    const server = spawn('docker-registry', ['serve', config], { stdio: ['ignore', 'ignore', 'pipe'] });
    stop = () => server.kill();
    host = await new Promise<string>((resolve, reject) => {
      server.once('exit', () => reject(new Error('docker-registry ended')));
      server.stderr.on('data', (chunk: Buffer) => {
        const port = /listening on 127\.0\.0\.1:(\d+)/.exec(chunk.toString())?.[1];
        if (port !== undefined) {
          resolve(`127.0.0.1:${port}`);
        }
      });
    });
  });
  afterAll(() => stop());

  const repository = (name: string): Promise<Target> =>
    openTarget(parseReference(`${host}/acme/${name}:1.0.0`), { access: 'write' });

  test('cosign verifies ours, and not with another key', async () => {
    const target = await repository('ours');
    const { signer, publicKeyPath } = await ourKeyFiles('right');
    const { publicKeyPath: wrong } = await ourKeyFiles('wrong');
    const subject = await publishPackage(target);
    await signWith(target, subject, signer);
    const good = await verifyOffline(publicKeyPath, `${host}/acme/ours@${subject.digest}`);
    expect(good.code, good.output).toBe(0);
    expect(good.output).toContain(subject.digest);
    expect((await verifyOffline(wrong, `${host}/acme/ours@${subject.digest}`)).code).not.toBe(0);
  });

  test('cosign does not verify our signature on another artifact', async () => {
    const target = await repository('moved');
    const { signer, publicKeyPath } = await ourKeyFiles('moved');
    await signWith(target, await publishPackage(target), signer);
    const other = await publishPackage(target, '2.0.0', 'b');
    expect((await verifyOffline(publicKeyPath, `${host}/acme/moved@${other.digest}`)).code).not.toBe(0);
  });

  test('we verify those of cosign, and not with another key', async () => {
    const target = await repository('theirs');
    const { privateKeyPath, signer } = await ourKeyFiles('used-by-cosign');
    const subject = await publishPackage(target);
    const signed = await signOffline(privateKeyPath, `${host}/acme/theirs@${subject.digest}`);
    expect(signed.code, signed.output).toBe(0);
    expect(await verifyWith(target, '1.0.0', [signer])).toMatchObject({
      decision: 'allowed',
      signatures: [{ outcome: 'verified', identity: { keyHint: signer.keyHint } }],
    });
    expect(await verifyWith(target, '1.0.0', [newSigner('other')])).toMatchObject({ decision: 'denied' });
  });

  test('an attestation of cosign is not taken for a signature', async () => {
    const target = await repository('attested');
    const { privateKeyPath, signer } = await ourKeyFiles('attests');
    const subject = await publishPackage(target);
    await writeFile(path.join(folder, 'predicate.json'), '{"fine":true}');
    const words = ['--yes', '--key', privateKeyPath, '--use-signing-config=false', '--tlog-upload=false'];
    const reference = `${host}/acme/attested@${subject.digest}`;
    const attested = await cosign(
      'attest',
      ...words,
      '--predicate',
      'predicate.json',
      '--type',
      'custom',
      reference,
    );
    expect(attested.code, attested.output).toBe(0);
    const result = await verifyWith(target, '1.0.0', [signer]);
    expect(result.decision).toBe('denied');
    expect(result.signatures[0]?.checks.at(-2)).toMatchObject({ id: 'predicateType', status: 'fail' });
  });
});

test.skipIf(!hasCosign)(
  'cosign verifies ours in a layout folder that names the artifact as it wants',
  async () => {
    const target = await openLayout(path.join(folder, 'layout'), { create: true });
    const { signer, publicKeyPath } = await ourKeyFiles('layout-key');
    await signWith(target, await publishPackage(target), signer);
    // cosign only looks at a layout whose index marks the artifact as `cosign save` does.
    const marked = path.join(folder, 'marked');
    await cp(path.join(folder, 'layout'), marked, { recursive: true });
    const index = JSON.parse(await readFile(path.join(marked, 'index.json'), 'utf8')) as {
      manifests: { annotations?: Record<string, string> }[];
    };
    const [first, ...rest] = index.manifests;
    const kind = { ...first?.annotations, kind: 'dev.cosignproject.cosign/image' };
    await writeFile(
      path.join(marked, 'index.json'),
      JSON.stringify({ ...index, manifests: [{ ...first, annotations: kind }, ...rest] }),
    );
    const verified = await verifyOffline(publicKeyPath, '--local-image', marked);
    expect(verified.code, verified.output).toBe(0);
    const { publicKeyPath: wrong } = await ourKeyFiles('layout-wrong');
    expect((await verifyOffline(wrong, '--local-image', marked)).code).not.toBe(0);
  },
);
