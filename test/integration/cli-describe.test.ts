import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder, waybill } from './cli-process.ts';

const PORTS = 'id;name;opened\n1;Hamburg;01.05.1189\n2;Trieste;18.03.1719\n';
const SHIPS = 'id,port_id,length\n7,1,120.5\n8,2,NA\n9,2,99.5\n10,1,80\n';

/** A folder of files, which goes away with the test. */
async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const { path: folder, remove } = await temporaryFolder();
  onTestFinished(remove);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

test('a folder of tables is described, and the descriptor is valid', async () => {
  const folder = await folderWith({ 'ports.csv': PORTS, 'data/ships.csv': SHIPS, 'notes.txt': 'x' });
  const described = await waybill(['describe', folder]);
  expect(described.code).toBe(0);
  expect(JSON.parse(described.stdout)).toMatchObject({
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    resources: [
      {
        name: 'ships',
        path: 'data/ships.csv',
        schema: {
          fields: [{ name: 'id' }, { name: 'port_id', type: 'integer' }, { name: 'length', type: 'number' }],
          missingValues: ['', 'NA'],
          primaryKey: ['id'],
          foreignKeys: [{ fields: ['port_id'], reference: { resource: 'ports', fields: ['id'] } }],
        },
      },
      {
        name: 'ports',
        dialect: { delimiter: ';' },
        bytes: PORTS.length,
        schema: { fields: [{}, {}, { name: 'opened', type: 'date', format: '%d.%m.%Y' }] },
      },
    ],
  });
  expect(described.stderr).toContain('Primary key of "ports": id (certain');
  await writeFile(join(folder, 'datapackage.json'), described.stdout);
  const validated = await waybill(['validate', '--format', 'json', folder]);
  const { valid, files } = JSON.parse(validated.stdout);
  expect(valid).toBe(true);
  const serious = files.flatMap(({ problems }: { problems: { severity: string }[] }) =>
    problems.filter(({ severity }) => severity === 'error' || severity === 'warning'),
  );
  expect(serious).toEqual([]);
});

test('-o writes YAML, and completes it later without touching what people wrote', async () => {
  const folder = await folderWith({ 'ports.csv': PORTS });
  const output = join(folder, 'datapackage.yaml');
  expect((await waybill(['describe', folder, '-o', output])).code).toBe(0);
  const written = `# ours\n${(await readFile(output, 'utf8')).replace('name: opened', 'name: opened # by hand')}`;
  await writeFile(output, written);
  await writeFile(join(folder, 'ships.csv'), SHIPS);
  const again = await waybill(['describe', folder, '-o', output]);
  expect(again.stderr).toContain('Added the resource "ships" for ships.csv.');
  const completed = await readFile(output, 'utf8');
  expect(completed.startsWith(written)).toBe(true);
  expect(completed).toContain('port_id');
  expect((await readdir(folder)).sort()).toEqual(['datapackage.yaml', 'ports.csv', 'ships.csv']);
});

test('one table is described by itself, with its hash when that is asked for', async () => {
  const folder = await folderWith({ 'a/ports.csv': PORTS, 'a/ships.csv': SHIPS });
  const { stdout } = await waybill(['describe', join(folder, 'a/ports.csv'), '--hash']);
  const { resources } = JSON.parse(stdout);
  expect(resources).toHaveLength(1);
  expect(resources[0]).toMatchObject({
    path: 'ports.csv',
    hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
  });
});

test('a file that is no table is passed over by name', async () => {
  const folder = await folderWith({ 'ports.csv': PORTS, 'broken.parquet': 'PAR1 but not really PAR1' });
  const { code, stdout, stderr } = await waybill(['describe', folder]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout).resources).toHaveLength(1);
  expect(stderr).toContain('Passed over broken.parquet: ');
});

test.each([
  ['there is no table', { 'notes.txt': 'x' }, [], 'There is no table in'],
  ['the folder is not there', {}, ['nowhere'], 'nowhere'],
  [
    'the descriptor that is there is broken',
    { 'ports.csv': PORTS, 'datapackage.json': '{' },
    [],
    'cannot be completed: it has syntax errors',
  ],
])('exits with 2 when %s', async (_, files, below, message) => {
  const folder = await folderWith(files);
  const { code, stdout, stderr } = await waybill(['describe', join(folder, ...below)]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});

test('a descriptor beside the data cannot reach it by paths that lead down', async () => {
  const folder = await folderWith({ 'a/ports.csv': PORTS, 'b/x.txt': '' });
  const { code, stderr } = await waybill([
    'describe',
    join(folder, 'a'),
    '-o',
    join(folder, 'b/datapackage.json'),
  ]);
  expect(code).toBe(2);
  expect(stderr).toContain('paths in a descriptor lead from its folder down');
});
