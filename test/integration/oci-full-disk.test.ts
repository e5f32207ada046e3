import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publish } from '#core/artifact/publish.ts';
import { pull } from '#core/artifact/pull.ts';
import { openLayout } from '#core/node/layout.ts';
import { createPackageSink } from '#core/node/package-sink.ts';
import { planOf } from '#test/support/package-folder.ts';
import { writeSamplePackage } from '#test/support/sample-package.ts';

const folder = await mkdtemp(path.join(os.tmpdir(), 'full-disk-'));
const disk = path.join(folder, 'disk');
await mkdir(disk);
const mounted =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk]).status === 0;
if (!mounted) {
  console.info(
    'skipped: a really full disk, because a small file system cannot be mounted here (a simulated one is a unit test)',
  );
}

beforeAll(() => writeSamplePackage(path.join(folder, 'package')));
afterAll(async () => {
  if (mounted) {
    spawnSync('umount', [disk]);
  }
  await rm(folder, { recursive: true, force: true });
});

const files = async (root: string) =>
  (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

test.skipIf(!mounted)(
  'publishing to a full disk says so and leaves neither a tag nor half a file',
  async () => {
    const target = await openLayout(path.join(disk, 'layout'), { create: true });
    await expect(
      publish(await planOf(path.join(folder, 'package')), target, { tag: '1' }),
    ).rejects.toMatchObject({ code: 'file/no-space' });
    const left = await files(disk);
    expect(left).not.toContain('index.json');
    expect(left.filter((name) => name.includes('waybill'))).toEqual([]);
    await rm(path.join(disk, 'layout'), { recursive: true });
  },
);

test.skipIf(!mounted)('pulling to a full disk says so and leaves nothing', async () => {
  const target = await openLayout(path.join(folder, 'layout'), { create: true });
  await publish(await planOf(path.join(folder, 'package')), target, { tag: '1' });
  await expect(pull(target, '1', await createPackageSink(path.join(disk, 'out')))).rejects.toMatchObject({
    code: 'file/no-space',
  });
  expect(await readdir(disk)).toEqual([]);
});

test.skipIf(!mounted)('a read-only disk is called so', async () => {
  const target = await openLayout(path.join(folder, 'layout'), { create: true });
  const { digest } = await publish(await planOf(path.join(folder, 'package')), target, { tag: '1' });
  expect(spawnSync('mount', ['-o', 'remount,ro', disk]).status).toBe(0);
  const readOnly = expect.objectContaining({
    code: 'file/permission-denied',
    message: expect.stringContaining('the disk is read-only'),
  });
  await expect(pull(target, digest, await createPackageSink(path.join(disk, 'out')))).rejects.toThrow(
    readOnly,
  );
  const layout = await openLayout(path.join(disk, 'layout'), { create: true });
  await expect(publish(await planOf(path.join(folder, 'package')), layout, { tag: '1' })).rejects.toThrow(
    readOnly,
  );
});
