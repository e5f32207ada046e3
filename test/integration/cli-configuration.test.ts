import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder, waybill } from './cli-process.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;

const PACKAGE = JSON.stringify({
  $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
  resources: [{ name: 'a', path: 'absent.csv' }],
});

beforeAll(async () => {
  folder = await temporaryFolder();
  const files = {
    'ws/waybill.config.yaml': 'rules: { datapackage/missing-file: warning }\nexclude: [build/]\nschema: {}\n',
    'ws/a/datapackage.json': PACKAGE,
    'ws/build/datapackage.json': PACKAGE,
    'ws/strict.yaml': 'rules: { datapackage/missing-recommended-property: error }\n',
    'broken/waybill.config.yaml': 'rules: { datapackage/missing-file: off\n',
    'broken/datapackage.json': PACKAGE,
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder.path, name)), { recursive: true });
    await writeFile(join(folder.path, name), text);
  }
});

afterAll(() => folder.remove());

async function validate(args: readonly string[], cwd = 'ws') {
  const { code, stdout, stderr } = await waybill(['validate', '--no-data', '--format', 'json', ...args], {
    cwd: join(folder.path, cwd),
  });
  const report: { files?: { file: string; problems: { code: string; severity: string }[] }[] } =
    stdout === '' ? {} : JSON.parse(stdout);
  const files = (report.files ?? []).map(({ file, problems }) => ({
    file,
    problems: problems.map((problem) => `${problem.severity} ${problem.code}`),
  }));
  return { code, files, stderr };
}

describe('waybill validate', () => {
  test('goes by the nearest configuration, and tells what is wrong in it', async () => {
    const { code, files } = await validate(['a/datapackage.json']);
    expect(code).toBe(0);
    expect(files).toEqual([
      { file: 'a/datapackage.json', problems: expect.arrayContaining(['warning datapackage/missing-file']) },
      { file: 'waybill.config.yaml', problems: ['warning config/unknown-property'] },
    ]);
  });

  test('passes by what is excluded in a folder, and says so of what was named', async () => {
    const inFolder = await validate(['.']);
    expect(inFolder.files.map(({ file }) => file)).toEqual(['a/datapackage.json', 'waybill.config.yaml']);
    expect(inFolder.stderr).toContain('build/datapackage.json');
    const named = await validate(['build/datapackage.json']);
    expect(named.files[0]).toEqual({ file: 'build/datapackage.json', problems: ['info metadata/excluded'] });
  });

  test('goes by another configuration, or by none, as it is told', async () => {
    const strict = await validate(['--config', 'strict.yaml', 'a/datapackage.json']);
    expect(strict.code).toBe(1);
    expect(strict.files[0]?.problems).toContain('error datapackage/missing-recommended-property');
    const none = await validate(['--no-config', 'a/datapackage.json']);
    expect(none.files[0]?.problems).toContain('error datapackage/missing-file');
    expect((await validate(['--no-config', '--config', 'strict.yaml', '.'])).code).toBe(2);
    expect(await validate(['--config', 'nowhere.yaml', '.'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('nowhere.yaml'),
    });
  });

  test('a configuration that cannot be read turns no rule off', async () => {
    const { code, files } = await validate(['datapackage.json'], 'broken');
    expect(code).toBe(1);
    expect(files).toEqual([
      { file: 'datapackage.json', problems: expect.arrayContaining(['error datapackage/missing-file']) },
      { file: 'waybill.config.yaml', problems: expect.arrayContaining(['error metadata/syntax']) },
    ]);
  });
});

describe('waybill explain', () => {
  test.each(['datapackage/missing-file', 'missing-file'])('%s prints the page', async (code) => {
    const { stdout, code: exit } = await waybill(['explain', code]);
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^# datapackage\/missing-file\n[\s\S]*## Right/);
  });

  test('lists all rules, for people and for programs', async () => {
    expect((await waybill(['explain'])).stdout).toMatch(
      /^datapackage\/missing-file +error +What a path names/m,
    );
    const list: unknown = JSON.parse((await waybill(['explain', '--format', 'json'])).stdout);
    expect(list).toContainEqual({
      code: 'datapackage/missing-file',
      severity: 'error',
      title: 'What a path names is there',
    });
  });

  test.each([
    ['datapackage/mising-file', /Did you mean "datapackage\/missing-file"/],
    ['wrong-type', /config\/wrong-type and datapackage\/wrong-type/],
    ['../../README', /no rule/],
  ])('%s is no rule', async (code, message) => {
    const { stderr, code: exit } = await waybill(['explain', code]);
    expect(exit).toBe(2);
    expect(stderr).toMatch(message);
  });
});
