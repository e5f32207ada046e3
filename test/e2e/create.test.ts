import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbenchSession, type WorkbenchSession } from '#test/support/workbench-session.ts';

let session: WorkbenchSession;
let failed = true;

beforeAll(async () => {
  session = await openWorkbenchSession('create');
  const folder = join(session.folder, 'harbour');
  await mkdir(folder);
  await writeFile(join(folder, 'ports.csv'), 'id;name\n1;Hamburg\n2;Trieste\n');
  await writeFile(join(folder, 'ships.csv'), 'id,port_id,built\n7,1,2001-05-01\n8,2,1999-01-31\n');
});

afterAll(async () => {
  await session.close(failed);
});

test('a folder of tables becomes a data package, and is completed when a table is added', async () => {
  const { workbench, folder } = session;
  const descriptor = join(folder, 'harbour/datapackage.json');
  const asked = (placeholder: string, row: string) =>
    workbench.page
      .locator('.quick-input-widget:visible')
      .filter({ has: workbench.page.getByPlaceholder(placeholder) })
      .getByText(row);
  const createFromContextMenu = (file: string) =>
    workbench.contextMenu(
      workbench.treeItem('harbour'),
      'Create Data Package…',
      asked('Which files are its resources?', file),
    );
  await workbench.step('see the tables that were found', async () => {
    // Shows the new folder in the explorer, which may not have heard of it yet.
    await workbench.openFile('harbour/ports.csv');
    await createFromContextMenu('ports.csv');
  });
  await workbench.step('see the keys that their values allow', async () => {
    await workbench.page.keyboard.press('Enter');
    await asked('Which keys do its tables have?', 'primary key of ports, certain').waitFor();
    await asked('Which keys do its tables have?', 'ships refers to ports, certain').waitFor();
  });
  await workbench.step('open the descriptor that was written', async () => {
    await workbench.page.keyboard.press('Enter');
    await workbench.activeTab('datapackage.json').waitFor();
    await workbench.textAppears('"delimiter": ";"');
  });
  expect(JSON.parse(await readFile(descriptor, 'utf8'))).toMatchObject({
    name: 'harbour',
    resources: [
      { name: 'ports', path: 'ports.csv', schema: { primaryKey: ['id'] } },
      {
        name: 'ships',
        schema: {
          fields: [{ name: 'id' }, { name: 'port_id', type: 'integer' }, { name: 'built', type: 'date' }],
          foreignKeys: [{ fields: ['port_id'], reference: { resource: 'ports', fields: ['id'] } }],
        },
      },
    ],
  });
  await workbench.step('complete it with a table that was added', async () => {
    await writeFile(join(folder, 'harbour/crews.csv'), 'ship_id,name\n7,Ada\n');
    await createFromContextMenu('crews.csv');
    await workbench.page.keyboard.press('Enter');
    await asked('Which keys do its tables have?', 'crews refers to ships, certain').waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.notification('Added the resource "crews"').waitFor();
    await workbench.textAppears('"crews.csv"');
    await workbench.textAppears('"fields": ["ship_id"]');
  });
  failed = false;
});
