import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isFailure } from '#core/base/failure.ts';
import { openFileSource } from '#core/node/file-source.ts';
import { createHash } from '#core/node/hash.ts';

const folder = mkdtempSync(join(tmpdir(), 'waybill-file-source-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const code = (expected: string) => (error: unknown) => isFailure(error) && error.code === expected;

test('reads ranges of a file', async () => {
  const source = await openFileSource(file('a', 'hello world'));
  expect(source.size).toBe(11);
  expect(new TextDecoder().decode(await source.read(6, 100))).toBe('world');
  expect(await source.read(20, 30)).toEqual(new Uint8Array(0));
  await source.close();
});

test('what cannot be read says why', async () => {
  await expect(openFileSource(join(folder, 'none'))).rejects.toSatisfy(code('file/not-found'));
  await expect(openFileSource(join(file('b', ''), 'below'))).rejects.toSatisfy(code('file/not-found'));
  await expect(openFileSource(folder)).rejects.toSatisfy(code('file/not-a-file'));
});

test.skipIf(process.platform === 'win32')(
  'a pipe and a device are not opened: that could wait forever',
  async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    await expect(openFileSource(pipe)).rejects.toThrow('named pipe');
    await expect(openFileSource('/dev/null')).rejects.toSatisfy(code('file/not-a-file'));
  },
);

test.skipIf(process.platform === 'win32')(
  'a pipe that takes the place of a file is not waited for',
  async () => {
    const path = file('swapped', 'abc');
    const swap = async (looked: string) => {
      const stats = await stat(looked);
      rmSync(looked);
      execFileSync('mkfifo', [looked]);
      return stats;
    };
    await expect(openFileSource(path, swap)).rejects.toThrow('named pipe');
  },
);

test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'a file without permission',
  async () => {
    const path = file('secret', 'x');
    chmodSync(path, 0);
    await expect(openFileSource(path)).rejects.toSatisfy(code('file/permission-denied'));
  },
);

test('a file that changes while it is open is noticed', async () => {
  const path = file('changing', 'abc');
  const source = await openFileSource(path);
  appendFileSync(path, 'def');
  await expect(source.read(0, 3)).rejects.toSatisfy(code('file/changed'));
  await source.close();
});

test('hashes piece by piece', () => {
  const hash = createHash('sha256');
  hash.update(new TextEncoder().encode('a'));
  hash.update(new TextEncoder().encode('bc'));
  expect(hash.digest()).toBe('sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
