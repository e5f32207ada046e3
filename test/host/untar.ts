import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';

const BLOCK = 512;
const DIRECTORY = '5';
const SYMLINK = '2';

/** Writes the directories, files and links of a tar archive (ustar, short names) under `folder`. */
export async function untar(archive: Buffer, folder: string): Promise<void> {
  const text = (start: number, length: number): string =>
    archive
      .subarray(start, start + length)
      .toString()
      .replace(/\0.*$/s, '');

  for (let offset = 0; offset < archive.length; ) {
    const name = text(offset, 100);
    if (name === '') {
      return;
    }
    const size = Number.parseInt(text(offset + 124, 12), 8) || 0;
    const kind = text(offset + 156, 1);
    const path = resolve(folder, name);
    if (path !== resolve(folder) && !path.startsWith(resolve(folder) + sep)) {
      throw new Error(`The archive holds "${name}", which leaves its folder`);
    }
    if (kind === DIRECTORY) {
      await mkdir(path, { recursive: true });
    } else {
      await mkdir(dirname(path), { recursive: true });
      if (kind === SYMLINK) {
        await symlink(text(offset + 157, 100), path);
      } else {
        await writeFile(path, archive.subarray(offset + BLOCK, offset + BLOCK + size));
      }
    }
    offset += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}
