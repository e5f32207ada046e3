import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const BOOTSTRAP = path.join(import.meta.dirname, '../../../scripts/bootstrap.mjs');
const LOCK = { packages: { '': {}, 'node_modules/left': { version: '1.0.0', integrity: 'sha512-abc' } } };

let project: string;

/** A project of one package whose script tells what reached it. */
beforeEach(async () => {
  project = await mkdtemp(path.join(tmpdir(), 'waybill-bootstrap-'));
  await mkdir(path.join(project, 'scripts'));
  await mkdir(path.join(project, 'node_modules'));
  await cp(BOOTSTRAP, path.join(project, 'scripts/bootstrap.mjs'));
  await writeJson('package.json', { devDependencies: { node: '24.21.0' } });
  await writeJson('package-lock.json', LOCK);
  await writeJson('node_modules/.package-lock.json', LOCK);
  await writeFile(
    path.join(project, 'scripts/tell.ts'),
    'console.log(process.argv.slice(2).join("|")); process.exit(7);',
  );
});

afterEach(() => rm(project, { recursive: true, force: true }));

function writeJson(name: string, value: unknown): Promise<void> {
  return writeFile(path.join(project, name), JSON.stringify(value));
}

/** Runs it with a PATH on which the only npm is one that fails and says so. */
async function bootstrap(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const bin = path.join(project, '..', `${path.basename(project)}-bin`);
  await mkdir(bin);
  await writeFile(path.join(bin, 'npm'), '#!/bin/sh\necho "fake npm $*" >&2\nexit 5\n', { mode: 0o755 });
  try {
    return await new Promise((resolve) => {
      execFile(
        process.execPath,
        ['scripts/bootstrap.mjs', ...args],
        { cwd: project, env: { PATH: `${bin}:/usr/bin:/bin` } },
        (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
      );
    });
  } finally {
    await rm(bin, { recursive: true, force: true });
  }
}

test('arguments reach the script, and its exit code comes back', async () => {
  expect(await bootstrap('scripts/tell.ts', 'a b', '--port=1')).toEqual({
    code: 7,
    stdout: 'a b|--port=1\n',
    stderr: '',
  });
});

test.each([
  ['another version', { version: '0.9.0', integrity: 'sha512-abc' }],
  ['another content', { version: '1.0.0', integrity: 'sha512-def' }],
  ['nothing', undefined],
])('packages are installed anew when %s is installed', async (_case, installed) => {
  await writeJson('node_modules/.package-lock.json', {
    packages: installed ? { 'node_modules/left': installed } : {},
  });
  const { code, stderr } = await bootstrap('scripts/tell.ts');
  expect(code).toBe(1);
  expect(stderr).toContain('fake npm ci');
  expect(stderr).toContain('"npm ci" in the project failed (exit 5). Check the connection');
});

test('an optional package for another platform may be absent', async () => {
  await writeJson('package-lock.json', {
    packages: { ...LOCK.packages, 'node_modules/for-another-system': { version: '1.0.0', optional: true } },
  });
  expect(await bootstrap('scripts/tell.ts')).toMatchObject({ code: 7 });
});
