import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPackageFolder } from '#core/node/package-folder.ts';
import { bytesOf, textOf } from '#test/support/blobs.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'package-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const failure = (code: string) => expect.objectContaining({ code });

test('a whole small file is read, a larger one refused', async () => {
  await writeFile(path.join(folder, 'datapackage.json'), '{}');
  const opened = await openPackageFolder(folder);
  expect(new Uint8Array(await opened.readBytes('datapackage.json', 2))).toEqual(bytesOf('{}'));
  await expect(opened.readBytes('datapackage.json', 1)).rejects.toThrow(failure('file/too-large'));
  await expect(opened.readBytes('none', 1)).rejects.toThrow(failure('file/not-found'));
});

test.skipIf(process.platform === 'win32')(
  'a pipe is refused instead of waited for, read whole, hashed or packed',
  async () => {
    execFileSync('mkfifo', [path.join(folder, 'pipe')]);
    const opened = await openPackageFolder(folder);
    await expect(opened.readBytes('pipe', 100)).rejects.toThrow(failure('file/not-a-file'));
    await expect(opened.hash('pipe')).rejects.toThrow(failure('file/not-a-file'));
    await expect(textOf(opened.open('pipe').open())).rejects.toThrow(failure('file/not-a-file'));
  },
);
