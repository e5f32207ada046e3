import { readFile } from 'node:fs/promises';

/** The version in the package.json that the program belongs to, whether it runs from source or from `dist`. */
export async function programVersion(programUrl: string): Promise<string> {
  for (const path of ['../package.json', '../../package.json']) {
    try {
      const manifest: unknown = JSON.parse(await readFile(new URL(path, programUrl), 'utf8'));
      if (
        typeof manifest === 'object' &&
        manifest !== null &&
        'version' in manifest &&
        typeof manifest.version === 'string'
      ) {
        return manifest.version;
      }
    } catch {
      /* not this folder: the next one */
    }
  }
  return 'unknown';
}
