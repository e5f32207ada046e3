import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbenchSession, type WorkbenchSession } from '#test/support/workbench-session.ts';

const PACKAGE = 'bay/datapackage.json';
const WAVES = 'bay/waves.csv';
const WAVES_TEXT = 'buoy,day,height\nB1,2024-05-01,1.25\nB2,2024-05-02,high\nB3,2024-05-03,-1\n';
const PACKAGE_TEXT = `{
  "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
  "name": "bay",
  "resources": [
    {
      "name": "waves",
      "path": "waves.csv",
      "type": "table",
      "schema": {
        "fields": [
          { "name": "buoy", "type": "string" },
          { "name": "day", "type": "date" },
          { "name": "height", "type": "number" }
        ]
      }
    },
    {
      "name": "tides",
      "path": "tides.parquet",
      "type": "table",
      "schema": {
        "fields": [
          { "name": "station", "type": "string" },
          { "name": "depth", "type": "integer", "constraints": { "minimum": 5 } }
        ]
      }
    }
  ]
}
`;

let session: WorkbenchSession;
let failed = true;

beforeAll(async () => {
  session = await openWorkbenchSession('validate-data', {
    prepare: async (folder) => {
      await mkdir(join(folder, 'bay'));
      await writeFile(join(folder, PACKAGE), PACKAGE_TEXT);
      await writeFile(join(folder, WAVES), WAVES_TEXT);
      const tides = parquetWriteBuffer({
        columnData: [
          { name: 'station', data: ['B1', 'B2', 'B3'], type: 'STRING' },
          { name: 'depth', data: [7, 1, 2], type: 'INT32' },
        ],
      });
      await writeFile(join(folder, 'bay/tides.parquet'), new Uint8Array(tides));
    },
  });
});

afterAll(async () => {
  await session.close(failed);
});

test('the rows of a table are checked from its descriptor, and what is wrong is shown at its cell', async () => {
  const { workbench, folder } = session;
  const { page } = workbench;
  const lens = (index: number) =>
    page.locator('.codelens-decoration a', { hasText: 'Validate data' }).nth(index);
  const wrongType = '"high" in the field "height" has to be a number such as 1.5.';
  const tooSmall = '"-1" in the field "height" has to be at least 0 (minimum).';

  await workbench.step('check one table', async () => {
    await workbench.openFile(PACKAGE);
    await lens(1).click();
    await workbench.statusItem('waves.csv: 3 rows, 1 finding').waitFor();
    await (await workbench.problems()).filter({ hasText: wrongType }).waitFor();
  });
  await workbench.step('go to the cell', async () => {
    await (await workbench.problems()).filter({ hasText: wrongType }).dblclick();
    await workbench.activeTab('waves.csv').waitFor();
    await workbench.statusItem('Ln 3, Col 19 (4 selected)').waitFor();
  });
  await workbench.step('check again what was mended, by a descriptor that is not saved', async () => {
    await writeFile(join(folder, WAVES), WAVES_TEXT.replace('high', '0.5'));
    await workbench.openFile(PACKAGE);
    await workbench.goToText(PACKAGE_TEXT, '"type": "number"', 'behind');
    await page.keyboard.insertText(', "constraints": { "minimum": 0 }');
    await workbench.textAppears('"number", "constraints": { "minimum": 0 } }');
    await workbench.goTo(1, 1);
    await lens(1).click();
    await (await workbench.problems()).filter({ hasText: tooSmall }).waitFor();
    expect(await (await workbench.problems()).filter({ hasText: wrongType }).count()).toBe(0);
  });
  expect(await readFile(join(folder, PACKAGE), 'utf8')).toBe(PACKAGE_TEXT);
  await workbench.step('check all tables', async () => {
    await workbench.focusEditor();
    await workbench.goTo(1, 1);
    await lens(0).click();
    await workbench.statusItem('2 tables: 6 rows, 3 findings').waitFor();
    // Parquet is no text: its findings stand at the field.
    const ofField = (await workbench.problems()).filter({ hasText: 'Row 3: 1 in the field "depth"' });
    await ofField.filter({ hasText: 'And 1 more such.' }).waitFor();
  });
  failed = false;
});
