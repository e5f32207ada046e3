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
  const createFromContextMenu = async () => {
    const item = workbench.treeItem('harbour');
    await item.click({ button: 'right' });
    await workbench.page.getByRole('menuitem', { name: 'Create Data Package…' }).click();
  };
  await workbench.step('see the tables that were found', async () => {
    // Shows the new folder in the explorer, which may not have heard of it yet.
    await workbench.openFile('harbour/ports.csv');
    await createFromContextMenu();
    await workbench.question('Which files are its resources?').getByText('ports.csv').waitFor();
  });
  await workbench.step('see the keys that their values allow', async () => {
    await workbench.page.keyboard.press('Enter');
    const question = workbench.question('Which keys do its tables have?');
    await question.getByText('primary key of ports, certain').waitFor();
    await question.getByText('ships refers to ports, certain').waitFor();
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
    await createFromContextMenu();
    await workbench.question('Which files are its resources?').getByText('crews.csv').waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.question('Which keys do its tables have?').waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.notification('Added the resource "crews"').waitFor();
    await workbench.textAppears('"crews.csv"');
  });
  failed = false;
});
