import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder, waybill } from './cli-process.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const file = (name: string) => join(folder.path, name);

const parquet = () =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'id', data: [1n, 9007199254740993n, 3n], type: 'INT64' },
        { name: 'temperature', data: [1.5, Number.NaN, Number.POSITIVE_INFINITY], type: 'DOUBLE' },
        { name: 'name', data: ['Wien', null, '東京'], type: 'STRING' },
      ],
    }),
  );

beforeAll(async () => {
  folder = await temporaryFolder();
  await writeFile(file('codes.csv'), 'code,city\n007,Wien\n010,東京\n011,"a\u001b[31mb"\n');
  await writeFile(file('long.csv'), `n\n${Array.from({ length: 300_000 }, (_, n) => `${n}\n`).join('')}`);
  await writeFile(file('nul.csv'), 'a,b\n1,\0\0\0\n');
  await writeFile(file('cities.parquet'), parquet());
  await writeFile(file('half.parquet'), parquet().subarray(0, 200));
});
afterAll(() => folder.remove());

describe('waybill head', () => {
  test('prints the exact JSON shape for Parquet, 64-bit integers and special floats as strings', async () => {
    const { code, stdout, stderr } = await waybill(['head', file('cities.parquet'), '--format', 'json']);
    expect({ code, stderr, output: JSON.parse(stdout) }).toEqual({
      code: 0,
      stderr: '',
      output: {
        schema: [
          { name: 'id', type: 'int64', nullable: expect.any(Boolean) },
          { name: 'temperature', type: 'float64', nullable: expect.any(Boolean) },
          { name: 'name', type: 'string', nullable: true },
        ],
        rows: [
          ['1', 1.5, 'Wien'],
          ['9007199254740993', 'NaN', null],
          ['3', 'Infinity', '東京'],
        ],
        numRows: 3,
      },
    });
  });

  test('JSON is one document or nothing when rows cannot be read', async () => {
    const endless = `"${'x'.repeat(9 * 1024 * 1024)}`;
    await writeFile(file('broken-first.csv'), `n\n${endless}`);
    await writeFile(file('broken-later.csv'), `n\n${'7\n'.repeat(1500)}${endless}`);
    const first = await waybill(['head', file('broken-first.csv'), '--format', 'json']);
    expect([first.code, first.stdout]).toEqual([2, '']);

    const later = await waybill(['head', file('broken-later.csv'), '--format', 'json', '--rows', '2000']);
    expect(later.code).toBe(2);
    const { rows, numRows, error } = JSON.parse(later.stdout);
    expect([rows.length, numRows, error.code]).toEqual([1000, null, 'table/unsupported']);
    expect(later.stderr).toBe(`waybill: ${error.message}\n`);
  });

  test('--no-infer shows CSV cells as their text', async () => {
    const { stdout } = await waybill([
      'head',
      file('codes.csv'),
      '--no-infer',
      '--format',
      'json',
      '--rows',
      '1',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ schema: [{ type: 'string' }, {}], rows: [['007', 'Wien']] });
  });

  test('--columns, --rows and --offset choose', async () => {
    const args = ['head', file('cities.parquet'), '--columns', 'name,id', '--rows=1', '--offset', '2'];
    const { stdout } = await waybill([...args, '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: [{ name: 'name' }, { name: 'id' }],
      rows: [['東京', '3']],
    });
  });

  test('text is an aligned table that cannot act on a terminal', async () => {
    const { stdout, stderr } = await waybill(['head', file('codes.csv'), '--no-infer']);
    expect([stdout, stderr]).toEqual([
      'code    city\nstring  string\n007     Wien\n010     東京\n011     a\\x1b[31mb\n',
      'Rows 1 to 3, of 3.\n',
    ]);
  });

  test('rows beyond the end are no rows and no mistake', async () => {
    const { code, stdout } = await waybill([
      'head',
      file('codes.csv'),
      '--offset',
      '100',
      '--format',
      'json',
    ]);
    expect([code, JSON.parse(stdout).rows]).toEqual([0, []]);
  });

  test('--rows 0 shows the schema alone', async () => {
    const { code, stdout } = await waybill(['head', file('codes.csv'), '--rows', '0', '--format', 'json']);
    expect([code, JSON.parse(stdout).rows, JSON.parse(stdout).schema.length]).toEqual([0, [], 2]);
  });

  test('a CSV with NUL bytes is shown or refused, never a stack trace', async () => {
    const { code, stdout, stderr } = await waybill(['head', file('nul.csv')]);
    expect(stdout + stderr).not.toMatch(/\0|\n +at /);
    expect(code === 0 ? stdout : stderr).toMatch(/\\x00|waybill: /);
  });

  test.each([
    ['a Parquet cut in half', ['half.parquet'], /^waybill: .*half\.parquet.*\n$/],
    ['a file that is not there', ['absent.csv'], /^waybill: .*absent\.csv.*\n$/],
    ['a folder', ['.'], /^waybill: .*folder.*\n$/],
    [
      'an unknown column',
      ['codes.csv', '--columns', 'citty'],
      /has no column "citty"\. Did you mean "city"\?\n$/,
    ],
    ['a bad number', ['codes.csv', '--rows', 'ten'], /--rows takes a whole number from 0 on, not "ten"\.\n$/],
    [
      'an unknown option',
      ['codes.csv', '--colums', 'a'],
      /has no option "--colums"\. Did you mean "--columns"\?/,
    ],
  ])('%s: one line, nothing on standard output, exit 2', async (_what, [name = '', ...rest], line) => {
    const { code, stdout, stderr } = await waybill(['head', file(name), ...rest]);
    expect({ code, stdout, lines: stderr.split('\n').length - 1 }).toEqual({ code: 2, stdout: '', lines: 1 });
    expect(stderr).toMatch(line);
  });

  test('a reader that has enough ends it without a word', async () => {
    const args = [resolve('cli/main.ts'), 'head', file('long.csv'), '--rows', '300000', '--format', 'json'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const errors: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    await once(child.stdout, 'readable');
    child.stdout.destroy();
    const [code] = await once(child, 'close');
    expect([code, Buffer.concat(errors).toString()]).toEqual([0, '']);
  });

  test('a slow reader gets every row', async () => {
    const { code, stdout } = await waybill([
      'head',
      file('long.csv'),
      '--rows',
      '300000',
      '--format',
      'json',
    ]);
    const { rows, numRows } = JSON.parse(stdout);
    expect([code, rows.length, rows.at(-1), numRows]).toEqual([0, 300_000, [299_999], 300_000]);
  });

  test.runIf(process.platform === 'linux')(
    'a full disk under its output is said in a line, exit 2',
    async () => {
      const child = spawn(process.execPath, [resolve('cli/main.ts'), 'head', file('codes.csv')], {
        stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
      });
      const errors: Buffer[] = [];
      child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk));
      const [code] = await once(child, 'close');
      expect([code, Buffer.concat(errors).toString()]).toEqual([
        2,
        expect.stringContaining('waybill: The result could not be written (ENOSPC)'),
      ]);
    },
  );

  test('Ctrl+C ends it with 130', async () => {
    const args = [resolve('cli/main.ts'), 'head', file('long.csv'), '--rows', '300000'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const errors: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    // Nobody reads on, so the rows that are left fill the pipe: it cannot have ended before the signal comes.
    await once(child.stdout, 'readable');
    child.kill('SIGINT');
    child.stdout.resume();
    const [code] = await once(child, 'close');
    expect([code, Buffer.concat(errors).toString()]).toEqual([130, 'waybill: Cancelled.\n']);
  });
});
