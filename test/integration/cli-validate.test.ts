import { cp, mkdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder, waybill } from './cli-process.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;

const GOOD = {
  $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
  name: 'stations',
  id: '0b3d5f3e-4b1a-4c4b-9a53-1d8f2e5f7a10',
  licenses: [{ name: 'CC0-1.0' }],
  resources: [
    {
      name: 'people',
      path: 'people.csv',
      type: 'table',
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      schema: {
        fields: [
          { name: 'id', type: 'integer' },
          { name: 'name', type: 'string' },
        ],
        primaryKey: ['id'],
      },
    },
  ] as const,
};

/** The same with a primary key that no field has. */
const BAD_KEY = JSON.stringify(GOOD, null, 2).replace(
  /"primaryKey": \[\s*"id"\s*\]/,
  '"primaryKey": ["idd"]',
);

async function write(path: string, text: string) {
  await mkdir(join(folder.path, path, '..'), { recursive: true });
  await writeFile(join(folder.path, path), text);
}

beforeAll(async () => {
  folder = await temporaryFolder();
  for (const name of ['good', 'bad', 'many/good', 'many/bad']) {
    await write(`${name}/people.csv`, 'id,name\n1,Ada\n');
    await write(`${name}/datapackage.json`, name.endsWith('good') ? JSON.stringify(GOOD, null, 2) : BAD_KEY);
  }
  await cp(join(folder.path, 'bad'), join(folder.path, 'many/node_modules/bad'), { recursive: true });
  await cp(join(folder.path, 'bad'), join(folder.path, 'many/.hidden/bad'), { recursive: true });
  await symlink('.', join(folder.path, 'many/loop'));
  await write('many/package.json', '{"name": "not a data package"}');
  await write('broken/datapackage.json', '{"name": "a\u001b[2Jb" "resources": [');
  await write('text/datapackage.json', 'this is no JSON');
  await write(
    'latin/datapackage.json',
    '{"name": "x", "title": "?", "resources": [{"name": "x", "data": []}]}',
  );
  const latin = await readFile(join(folder.path, 'latin/datapackage.json'));
  latin[latin.indexOf('?')] = 0xfc; // "ü" in ISO 8859-1
  await writeFile(join(folder.path, 'latin/datapackage.json'), latin);
  await writeFile(join(folder.path, 'utf16.json'), Buffer.from('\ufeff{"name":"a"}', 'utf16le'));
  await writeFile(join(folder.path, 'utf16-bare.json'), Buffer.from('{"name":"a"}', 'utf16le'));
  await write('odd-names/datapackage.json', JSON.stringify(GOOD, null, 2));
  await write('odd-names/people.csv', 'id,name\n1,Ada\n');
  if (process.platform === 'linux') {
    const odd = (name: Buffer) => Buffer.concat([Buffer.from(join(folder.path, 'odd-names/')), name]);
    await writeFile(odd(Buffer.from('caf\xe9.json', 'latin1')), '{}');
    await mkdir(odd(Buffer.from('caf\xe9', 'latin1')));
  }
  await write('large/datapackage.json', JSON.stringify(GOOD, null, 2));
  await write('large/people.csv', 'id,name\n1,Ada\n');
  await write('large/data.json', '');
  await truncate(join(folder.path, 'large/data.json'), 65 * 1024 * 1024);
  await write('empty/readme.txt', 'nothing here');
  for (const name of ['rows', 'leveled']) {
    await write(`${name}/datapackage.json`, JSON.stringify(GOOD, null, 2));
    await write(`${name}/people.csv`, 'id,name\n1,Ada\nx,Alan\n1,Grace\n');
  }
  await write('leveled/waybill.config.yaml', 'rules:\n  data/type-error: warning\n  data/primary-key: off\n');
  const [{ name, type, schema }] = GOOD.resources;
  const inline = { ...GOOD, resources: [{ name, type, schema, data: [{ id: 1, name: 'Ada' }] }] };
  await write('inline/datapackage.json', JSON.stringify(inline, null, 2));
  await write('ragged.csv', 'id,name\n1\n\n2,Alan,x\n');
  await write('half.parquet', 'PAR1 cut off here');
});
afterAll(() => folder.remove());

const validate = (args: string[]) => waybill(['validate', ...args], { cwd: folder.path });

describe('waybill validate', () => {
  test('a good package: the exact JSON shape, 0', async () => {
    const { code, stdout } = await validate(['good/datapackage.json', '--no-data', '--format', 'json']);
    expect({ code, report: JSON.parse(stdout) }).toEqual({
      code: 0,
      report: {
        valid: true,
        files: [
          { file: 'good/datapackage.json', kind: 'datapackage', version: '2.0', valid: true, problems: [] },
        ],
      },
    });
  });

  test('a wrong primary key is found on its token, 1', async () => {
    const { code, stdout } = await validate(['bad/datapackage.json', '--no-data', '--format', 'json']);
    const line = BAD_KEY.split('\n').findIndex((text) => text.includes('"idd"'));
    const character = BAD_KEY.split('\n')[line]?.indexOf('"idd"') ?? -1;
    expect({ code, report: JSON.parse(stdout) }).toEqual({
      code: 1,
      report: {
        valid: false,
        files: [
          {
            file: 'bad/datapackage.json',
            kind: 'datapackage',
            version: '2.0',
            valid: false,
            problems: [
              {
                code: expect.stringMatching(/^datapackage\//),
                severity: 'error',
                message: expect.stringContaining('idd'),
                pointer: '/resources/0/schema/primaryKey/0',
                range: { start: { line, character }, end: { line, character: character + 5 } },
              },
            ],
          },
        ],
      },
    });
  });

  test('rows are checked against the schema, with their places in the file, and --no-data leaves them out', async () => {
    const [rows, noData] = await Promise.all([
      validate(['rows', '--format', 'json']),
      validate(['rows', '--no-data', '--format', 'json']),
    ]);
    expect([rows.code, noData.code, JSON.parse(noData.stdout).valid]).toEqual([1, 0, true]);
    expect(JSON.parse(rows.stdout).files[1]).toEqual({
      file: 'rows/people.csv',
      kind: 'table',
      valid: false,
      problems: [
        {
          code: 'data/type-error',
          severity: 'error',
          message: '"x" in the field "id" has to be a whole number.',
          pointer: '',
          range: { start: { line: 2, character: 0 }, end: { line: 2, character: 1 } },
          row: 3,
          field: 'id',
          resource: 'people',
        },
        expect.objectContaining({
          code: 'data/primary-key',
          range: { start: { line: 3, character: 0 }, end: { line: 3, character: 1 } },
          row: 4,
        }),
      ],
    });
  });

  test('what of the data was not checked is said in the report, and is no error', async () => {
    const { code, stdout } = await validate(['inline', '--format', 'json']);
    expect([code, JSON.parse(stdout).files[0].problems]).toEqual([
      0,
      [
        expect.objectContaining({
          code: 'data/not-checked',
          severity: 'info',
          pointer: '/resources/0',
          resource: 'people',
        }),
      ],
    ]);
  });

  test('levels of the configuration hold for findings in rows', async () => {
    const { code, stdout } = await validate(['leveled', '--format', 'json']);
    const [, table] = JSON.parse(stdout).files;
    const found = table.problems.map((each: { code: string; severity: string }) => [
      each.code,
      each.severity,
    ]);
    expect([code, found]).toEqual([0, [['data/type-error', 'warning']]]);
  });

  test('a table by itself is checked for its form', async () => {
    const { code, stdout } = await validate(['ragged.csv', '--format', 'json']);
    const [{ problems }] = JSON.parse(stdout).files;
    expect([code, problems.map((each: { code: string; row: number }) => [each.code, each.row])]).toEqual([
      1,
      [
        ['data/missing-cell', 2],
        ['data/blank-row', 3],
        ['data/extra-cell', 4],
      ],
    ]);
  });

  test('--no-data and --quiet are silent beside the report', async () => {
    const [noData, quiet] = await Promise.all([
      validate(['good', '--no-data']),
      validate(['good', '--quiet']),
    ]);
    expect([noData.stderr, quiet.stderr]).toEqual(['', '']);
  });

  test('a folder is searched for descriptors, hidden folders, node_modules and links are passed by', async () => {
    const { code, stdout } = await validate(['many', '--no-data', '--format', 'json']);
    const files: { file: string; valid: boolean }[] = JSON.parse(stdout).files;
    expect([code, files.map(({ file, valid }) => [file, valid])]).toEqual([
      1,
      [
        ['many/bad/datapackage.json', false],
        ['many/good/datapackage.json', true],
      ],
    ]);
  });

  test('text output names place, severity, message and code', async () => {
    const { stdout } = await validate(['bad', '--no-data']);
    expect(stdout).toMatch(
      /^bad\/datapackage\.json: not valid \(datapackage 2\.0, 1 error\)\n {2}\d+:\d+ +error +.*idd.* {2}datapackage\/[a-z-]+\n$/,
    );
  });

  test('SARIF carries the same finding for a code host', async () => {
    const { code, stdout } = await validate(['bad', '--no-data', '--format', 'sarif']);
    expect([code, JSON.parse(stdout).runs[0].results]).toEqual([
      1,
      [
        expect.objectContaining({
          level: 'error',
          locations: [
            expect.objectContaining({
              physicalLocation: expect.objectContaining({
                artifactLocation: { uri: 'bad/datapackage.json', index: 0 },
              }),
            }),
          ],
        }),
      ],
    ]);
  });

  test.each(['broken', 'text'])(
    'a descriptor that is not JSON (%s) is findings, not a failure',
    async (name) => {
      const { code, stdout, stderr } = await validate([`${name}/datapackage.json`, '--no-data']);
      expect([code, stderr]).toEqual([1, '']);
      expect(stdout).toMatch(/^[a-z]+\/datapackage\.json: not valid \(datapackage/);
      expect(stdout).not.toContain('\u001b');
    },
  );

  test('a descriptor in another encoding than UTF-8 is not valid', async () => {
    const { code, stdout } = await validate(['latin', '--no-data']);
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/error .*not UTF-8 text.* metadata\/not-utf-8\n/),
    ]);
  });

  test.each(['utf16.json', 'utf16-bare.json'])(
    '%s: UTF-16 is one finding, not one for each byte',
    async (name) => {
      const { code, stdout } = await validate([name, '--no-data', '--format', 'json']);
      const codes = JSON.parse(stdout).files[0].problems.map((problem: { code: string }) => problem.code);
      expect([code, codes.filter((each: string) => each !== 'metadata/unknown-kind')]).toEqual([
        1,
        ['metadata/not-utf-8'],
      ]);
    },
  );

  test.skipIf(process.platform !== 'linux')(
    'names in a folder that are not UTF-8 are passed by with a note, the others checked',
    async () => {
      const { code, stdout, stderr } = await validate(['odd-names', '--no-data']);
      expect([code, stdout]).toEqual([0, expect.stringMatching(/^odd-names\/datapackage\.json: valid/)]);
      expect(stderr.match(/Passed by: .*not UTF-8/g)).toHaveLength(2);
    },
  );

  test('JSON data in a folder that is too large for a descriptor is passed by with a note', async () => {
    const { code, stderr } = await validate(['large', '--no-data']);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^Passed by: .*data\.json.*\n$/)]);
  });

  test('a Parquet cut in half is a finding about its source', async () => {
    const { code, stdout } = await validate(['half.parquet', '--no-data', '--format', 'json']);
    expect([code, JSON.parse(stdout).files]).toEqual([
      1,
      [
        {
          file: 'half.parquet',
          kind: 'table',
          valid: false,
          problems: [expect.objectContaining({ code: 'data/source-error', severity: 'error' })],
        },
      ],
    ]);
  });

  test.each([
    ['a path that is not there', ['good', 'absent.json'], /absent\.json/],
    ['a folder without descriptors', ['empty'], /no data package and no STAC file in "empty"/],
    ['no path', [], /needs PATH: waybill validate PATH…/],
    ['an unknown format', ['good', '--format', 'xml'], /text, json, sarif/],
  ])('%s: one line, nothing on standard output, 2', async (_what, args, line) => {
    const { code, stdout, stderr } = await validate(args);
    expect({ code, stdout, lines: stderr.split('\n').length - 1 }).toEqual({ code: 2, stdout: '', lines: 1 });
    expect(stderr).toMatch(line);
  });
});
