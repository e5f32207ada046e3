import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder, waybill } from './cli-process.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const run = (...args: string[]) =>
  waybill(args, { cwd: folder.path, env: { COSIGN_PASSWORD: 'secret words' } });

beforeAll(async () => {
  folder = await temporaryFolder();
  await mkdir(join(folder.path, 'package'));
  await writeFile(join(folder.path, 'package/people.csv'), 'id\n1\n');
  await writeFile(
    join(folder.path, 'package/datapackage.json'),
    JSON.stringify({ name: 'people', resources: [{ name: 'people', path: 'people.csv' }] }),
  );
  await run('push', 'package', 'oci:r:1');
  await run('keygen', '--output', 'release');
});
afterAll(() => folder.remove());

describe('a command line that cannot be done', () => {
  test.each([
    ['an unknown command', ['valdate', 'x'], /"valdate"\. Did you mean "validate"\?/],
    ['an unknown option', ['ls', 'oci:r', '--frmat', 'json'], /"--frmat"\. Did you mean "--format"\?/],
    ['keygen without --output', ['keygen'], /--output/],
    ['sign without --key', ['sign', 'oci:r:1'], /--key/],
    ['sign with a public key', ['sign', 'oci:r:1', '--key', 'release.pub'], /private key/],
    ['sign with a key that is not there', ['sign', 'oci:r:1', '--key', 'absent.key'], /absent\.key/],
    ['verify with a private key', ['verify', 'oci:r:1', '--key', 'release.key'], /public key/],
    [
      'verify with something that is no key',
      ['verify', 'oci:r:1', '--key', 'package/people.csv'],
      /public key/,
    ],
    ['verify of a version that is not there', ['verify', 'oci:r:2', '--key', 'release.pub'], /oci:r/],
    ['verify of no version', ['verify', 'oci:r', '--key', 'release.pub'], /oci:r:TAG/],
    ['push to a digest', ['push', 'package', `oci:r@sha256:${'0'.repeat(64)}`], /oci:r:TAG/],
    ['push of a folder without a descriptor', ['push', '.', 'oci:r:2'], /datapackage\.json/],
    ['pull into a folder with files', ['pull', 'oci:r:1', 'package'], /not empty/],
    ['a reference that is none', ['ls', 'HTTP://x'], /not a reference/],
    ['a layout that is not there', ['ls', 'oci:absent'], /absent/],
  ])('%s: one line, 2', async (_what, args, line) => {
    const outcome = await run(...args);
    expect(outcome).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(/^waybill: [^\n]*\n$/) });
    expect(outcome.stderr).toMatch(line);
  });
});
