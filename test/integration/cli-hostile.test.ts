import { execFileSync } from 'node:child_process';
import { chmod, mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder, waybill } from './cli-process.ts';

const isLinux = process.platform === 'linux';
const TWO_GB = 2 ** 31;

/** A folder that goes away with the test. */
async function emptyFolder(): Promise<string> {
  const { path, remove } = await temporaryFolder();
  onTestFinished(remove);
  return path;
}

/** Makes what must never be read as a file stand at a path. */
const STANDS_THERE: Readonly<Record<string, (path: string) => unknown>> = {
  'a pipe': (path) => execFileSync('mkfifo', [path]),
  'a folder': (path) => mkdir(path),
  'a device': (path) => symlink('/dev/zero', path),
  'a link to itself': (path) => symlink(path, path),
  'a link to nothing': (path) => symlink('nothing', path),
  '2 GB': async (path) => {
    await writeFile(path, '');
    await truncate(path, TWO_GB);
  },
};

describe.runIf(isLinux)('validate does not hang, and says what stands in the way', () => {
  test.each([
    ['a pipe', 'is neither a file nor a folder'],
    ['a folder', 'There is no data package'],
    ['a device', 'is neither a file nor a folder'],
    ['a link to itself', 'its links lead in a circle'],
    ['a link to nothing', 'there is no such file'],
    ['2 GB', 'at most 67108864 can be read here'],
  ])('in the place of a descriptor: %s', async (what, said) => {
    const descriptor = join(await emptyFolder(), 'datapackage.json');
    await STANDS_THERE[what]?.(descriptor);
    const { code, stdout, stderr } = await waybill(['validate', descriptor]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(said);
  });

  test.each(Object.keys(STANDS_THERE))('in the place of a configuration: %s', async (what) => {
    const folder = await emptyFolder();
    await writeFile(join(folder, 'datapackage.json'), '{ "name": "a", "resources": [] }');
    await STANDS_THERE[what]?.(join(folder, 'waybill.config.yaml'));
    const { code, stderr } = await waybill(['validate', '--no-data', '.'], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr.includes('Did not count: waybill.config.yaml')).toBe(!what.startsWith('a link'));
  });

  test('wherever a descriptor may point to', async () => {
    const folder = await emptyFolder();
    const names = Object.keys(STANDS_THERE);
    await Promise.all(names.map((name, index) => STANDS_THERE[name]?.(join(folder, `${index}.csv`))));
    const resources = ['path', 'schema', 'dialect'].flatMap((property) =>
      names.map((_, index) => ({
        name: `${property}-${index}`,
        path: 'people.csv',
        bytes: 3,
        [property]: `${index}.csv`,
      })),
    );
    await writeFile(join(folder, 'people.csv'), 'a\n1');
    await writeFile(join(folder, 'datapackage.json'), JSON.stringify({ name: 'a', resources }));
    const { code, stdout } = await waybill(['validate', '--format', 'json', 'datapackage.json'], {
      cwd: folder,
    });
    expect(code).toBe(1);
    const { problems } = JSON.parse(stdout).files[0];
    const codesAt = (pointer: string) =>
      problems.flatMap((problem: { pointer: string; code: string }) =>
        problem.pointer === pointer ? [problem.code.replace('datapackage/', '')] : [],
      );
    const ofFiles = ['not-a-file', 'not-a-file', 'unsafe-path', 'missing-file', 'missing-file'];
    for (const [property, ofLarge] of [
      ['path', []],
      ['schema', ['unread-part']],
      ['dialect', ['unread-part']],
    ] as const) {
      const found = names.map((_, index) => {
        const at = ['path', 'schema', 'dialect'].indexOf(property) * names.length + index;
        return codesAt(`/resources/${at}/${property}`);
      });
      expect(found, property).toEqual([...ofFiles.map((code) => [code]), ofLarge]);
    }
  });

  test('a package in a folder that is no file is not passed by in silence', async () => {
    const folder = await emptyFolder();
    await mkdir(join(folder, 'good'));
    await writeFile(join(folder, 'good/datapackage.json'), '{ "name": "a", "resources": [] }');
    await symlink('good/datapackage.json', join(folder, 'datapackage.json'));
    execFileSync('mkfifo', [join(folder, 'pipe.datapackage.yaml')]);
    const { stderr } = await waybill(['validate', '--no-data', '.'], { cwd: folder });
    expect(stderr).toBe(
      'Passed by: "datapackage.json" is a link, and only files are looked at in a folder.\n' +
        'Passed by: "pipe.datapackage.yaml" is a pipe, a socket or a device, and only files are looked at in a folder.\n',
    );
  });

  test.skipIf(process.getuid?.() === 0)('a hash that could not be compared is told', async () => {
    const folder = await emptyFolder();
    const hash = `sha256:${'0'.repeat(64)}`;
    const resources = [{ name: 'a', path: 'a.csv', hash }];
    await writeFile(join(folder, 'datapackage.json'), JSON.stringify({ name: 'a', resources }));
    await writeFile(join(folder, 'a.csv'), 'a\n');
    await chmod(join(folder, 'a.csv'), 0);
    const { stderr } = await waybill(['validate', '--no-data', folder]);
    expect(stderr).toMatch(/^Not compared: You may not read .*a\.csv/m);
  });
});
