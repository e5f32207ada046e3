import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbenchSession, type WorkbenchSession } from '#test/support/workbench-session.ts';

const PACKAGE = 'bay/datapackage.json';
const SCHEMA = 'bay/waves.tableschema.json';
const YAML = 'bay/bay.datapackage.yaml';
const YAML_TEXT = `$schema: https://datapackage.org/profiles/2.0/datapackage.json
name: bay
resources:
  - name: waves
    path: 
    type: table
    schema:`;
const WAVES = 'bay/data/waves.csv';
const WAVES_TEXT = 'buoy,day,height\nB1,2024-05-01,1.25\nB2,2024-05-02,0.5\n';

/** As tools write them that have never seen version 2. */
const OLD = 'old/datapackage.json';
const OLD_TEXT = `{
  "profile": "tabular-data-package",
  "name": "old",
  "license": "CC0-1.0",
  "contributors": [{ "title": "Ada", "role": "author" }],
  "resources": [
    {
      "name": "ports",
      "profile": "tabular-data-resource",
      "path": "./ports.csv",
      "schema": {
        "fields": [{ "name": "id", "type": "integer" }, { "name": "opened", "type": "date", "format": "YYYY-MM-DD" }],
        "primaryKey": "id"
      }
    }
  ]
}
`;

const POLL = { timeout: 20_000 };

let session: WorkbenchSession;
let failed = true;

beforeAll(async () => {
  session = await openWorkbenchSession('authoring', { prepare });
});

async function prepare(folder: string): Promise<void> {
  const put = (file: string, text: string) => writeFile(join(folder, file), text);
  await mkdir(join(folder, 'bay/data'), { recursive: true });
  await mkdir(join(folder, 'old'));
  await copyFile(join(folder, 'stations/data/measurements.parquet'), join(folder, 'bay/data/tides.parquet'));
  await put('bay/data/buoys.csv', 'id;name\nB1;North\nB2;South\n');
  await put(WAVES, WAVES_TEXT);
  await put(PACKAGE, '');
  await put(YAML, YAML_TEXT);
  await put('old/ports.csv', 'id,opened\n1,1990-01-31\n');
  await put(OLD, OLD_TEXT);
}

afterAll(async () => {
  await session.close(failed);
});

test('an author writes, mends and converts descriptors without leaving the editor', async () => {
  await writeAPackageOfAFolder();
  await describeAField();
  await followTheData();
  await moveASchema();
  await renewAnOldPackage();
  await goOnInYaml();
  failed = false;
});

async function writeAPackageOfAFolder(): Promise<void> {
  const { workbench } = session;
  const { page } = workbench;
  await workbench.step('see what a new package could be made of', async () => {
    await workbench.openFile(PACKAGE);
    await workbench.focusEditor();
    const entry = page.locator('.suggest-widget.visible .monaco-list-row', {
      hasText: 'data package of 3 files',
    });
    const about = page.locator('.suggest-details:visible');
    // Who asks before the files have been looked into is told less.
    await expect
      .poll(async () => {
        await page.keyboard.press('Escape');
        await workbench.trigger(['Control+Space'], entry);
        if (!(await about.isVisible())) {
          await page.keyboard.press('Control+Space');
        }
        return (await about.innerText()).replaceAll('\u00a0', ' ');
      }, POLL)
      .toContain('data/waves.csv: 2 rows, 3 columns');
  });
  await workbench.step('take it whole', async () => {
    await page.keyboard.press('Enter');
    await workbench.textAppears('"name": "bay"');
    await page.keyboard.press('Escape');
    await workbench.save();
  });
  expect(JSON.parse(await read(PACKAGE))).toMatchObject({
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'bay',
    title: 'Bay',
    resources: [
      { name: 'buoys', dialect: { delimiter: ';' } },
      { name: 'tides', schema: { fields: expect.arrayContaining([{ name: 'wind', type: 'number' }]) } },
      {
        name: 'waves',
        path: 'data/waves.csv',
        schema: {
          fields: [
            { name: 'buoy', type: 'string' },
            { name: 'day', type: 'date' },
            { name: 'height', type: 'number' },
          ],
        },
      },
    ],
  });
  await workbench.step('see what can be done with each resource', async () => {
    await page.locator('.codelens-decoration a', { hasText: 'Preview' }).first().waitFor();
  });
  await workbench.step('choose a licence', async () => {
    await workbench.goToText(await read(PACKAGE), '"title": "Bay",', 'behind');
    await page.keyboard.press('Enter');
    await page.keyboard.type('"lic');
    await workbench.complete('licenses');
    // What a property may hold is offered at once.
    await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'CC-BY-4.0' }).first().click();
    await workbench.textAppears('"path": "https://creativecommons.org/licenses/by/4.0/"');
    await workbench.save();
  });
  expect(JSON.parse(await read(PACKAGE))).toMatchObject({
    licenses: [{ name: 'CC-BY-4.0', title: 'Creative Commons Attribution 4.0 International' }],
  });
}

async function describeAField(): Promise<void> {
  const { workbench } = session;
  const { page } = workbench;
  await workbench.step('see what is in a column', async () => {
    await workbench.goToText(await read(PACKAGE), '"height"');
    await workbench.hover('from 0.5 to 1.25');
  });
  await workbench.step('constrain it as its type allows', async () => {
    await workbench.goToText(await read(PACKAGE), '"height", "type": "number"', 'behind');
    await page.keyboard.type(', "cons');
    await workbench.complete('constraints');
    await workbench.textAppears('"constraints": {  }');
    expect(await workbench.suggestions('minimum')).toEqual([
      ...['required', 'unique', 'minimum', 'maximum', 'enum', 'exclusiveMinimum', 'exclusiveMaximum'],
    ]);
    await workbench.complete('minimum');
    await page.keyboard.type('0');
    await workbench.save();
  });
  expect(await read(PACKAGE)).toContain('"type": "number", "constraints": { "minimum": 0 }');
}

async function followTheData(): Promise<void> {
  const { workbench } = session;
  const finding = 'has no column "height". Did you mean "height_m"?';
  await workbench.step('hear that a file has another header', async () => {
    await writeFile(join(session.folder, WAVES), WAVES_TEXT.replace('height', 'height_m'));
    await (await workbench.problems()).filter({ hasText: finding }).waitFor();
  });
  await workbench.step('follow it', async () => {
    await workbench.focusEditor();
    await workbench.goToText(await read(PACKAGE), '"height"');
    await workbench.quickFix('Rename to "height_m"');
    await (await workbench.problems()).filter({ hasText: finding }).waitFor({ state: 'detached' });
    await workbench.save();
  });
  expect(await read(PACKAGE)).toContain('{ "name": "height_m", "type": "number",');
}

async function moveASchema(): Promise<void> {
  const { workbench } = session;
  await workbench.step('move a schema into a file of its own', async () => {
    await workbench.goToText(await read(PACKAGE), '"height_m"');
    await workbench.quickFix('Move the table schema to "waves.tableschema.json"');
    await workbench.textAppears('"schema": "waves.tableschema.json"');
    await workbench.openFile(SCHEMA);
    await workbench.textAppears('"$schema": "https://datapackage.org/profiles/2.0/tableschema.json"');
  });
  // The editor's own JSON support says so of a profile that it may not download.
  expect(await (await workbench.problems()).filter({ hasText: 'Unable to load schema' }).count()).toBe(0);
}

async function renewAnOldPackage(): Promise<void> {
  const { workbench } = session;
  await workbench.step('fix all that needs no decision', async () => {
    await workbench.openFile(OLD);
    await (await workbench.problems()).filter({ hasText: '"./ports.csv"' }).waitFor();
    await workbench.focusEditor();
    await workbench.sourceAction('Fix all');
    await workbench.textAppears('"path": "ports.csv"');
    await workbench.textAppears('"format": "default"');
  });
  await workbench.step('upgrade it from where it says its version', async () => {
    await workbench.save();
    await workbench.goToText(await read(OLD), '"profile"');
    await workbench.quickFix('Upgrade to version 2');
    await workbench.textAppears('"primaryKey": ["id"]');
    await workbench.save();
  });
  expect(JSON.parse(await read(OLD))).toMatchObject({
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    contributors: [{ title: 'Ada', roles: ['author'] }],
    licenses: [{ name: 'CC0-1.0' }],
  });
  await workbench.step('convert it to YAML', async () => {
    await workbench.command('Waybill: Convert between JSON and YAML');
    await workbench.activeTab('datapackage.yaml').waitFor();
    await workbench.textAppears('primaryKey: [id]');
  });
}

async function goOnInYaml(): Promise<void> {
  const { workbench } = session;
  const { page } = workbench;
  await workbench.step('choose a file in YAML', async () => {
    await workbench.openFile(YAML);
    await workbench.focusEditor();
    await workbench.goToText(YAML_TEXT, 'path: ', 'behind');
    await workbench.complete('data/waves.csv');
    await workbench.textAppears('path: data/waves.csv');
  });
  await workbench.step('describe its columns in YAML', async () => {
    await workbench.goToText(YAML_TEXT, '    schema:', 'behind');
    // The editor indents.
    await page.keyboard.press('Enter');
    await page.keyboard.type('fields: ');
    await workbench.complete('all 3 columns');
    await workbench.textAppears('- name: height_m');
    await workbench.save();
  });
  expect(await read(YAML)).toBe(`${YAML_TEXT.replace('path: ', 'path: data/waves.csv')}
      fields:
        - name: buoy
          type: string
        - name: day
          type: date
        - name: height_m
          type: number`);
  await workbench.step('let a finding be as it is', async () => {
    const row = (await workbench.problems()).filter({ hasText: 'Tools look for "datapackage.json"' });
    await expect.poll(() => row.count(), POLL).toBe(2);
    await workbench.focusEditor();
    await workbench.goTo(1, 1);
    await workbench.quickFix('Ignore datapackage/file-name here');
    await workbench.textAppears('# waybill-ignore datapackage/file-name');
    await expect.poll(() => row.count(), POLL).toBe(1);
  });
}

function read(file: string): Promise<string> {
  return readFile(join(session.folder, file), 'utf8');
}
