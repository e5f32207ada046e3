import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbenchSession, type WorkbenchSession } from '#test/support/workbench-session.ts';

const YAML = 'buoys/datapackage.yaml';
const YAML_TEXT = `# Buoys of the bay
$schema: https://datapackage.org/profiles/2.0/datapackage.json
name: buoys
resources:
  - name: buoys # one row each
    path: buoys.csv
    type: table
    schema:
      fields:
        - name: buoy
          type: strnig
`;

let session: WorkbenchSession;
let failed = true;

beforeAll(async () => {
  session = await openWorkbenchSession('form');
  await mkdir(join(session.folder, 'buoys'));
  await writeFile(join(session.folder, 'buoys/buoys.csv'), 'buoy\nA1\n');
  await writeFile(join(session.folder, YAML), YAML_TEXT);
});

afterAll(async () => {
  await session.close(failed);
});

test('a descriptor is changed as a form, undone, saved, and keeps its comments', async () => {
  const { workbench } = session;
  const form = () => workbench.webview();
  await workbench.step('open a descriptor as a form', async () => {
    await workbench.openFile(YAML);
    await workbench.command('Waybill: Open as Form');
    await expect.poll(() => form().getByLabel('Name').first().inputValue()).toBe('buoys');
    await form().getByText('1 error', { exact: true }).waitFor();
  });
  await workbench.step('choose the type that the finding asks for', async () => {
    await form().locator('summary').first().click();
    const row = form().getByRole('table', { name: 'Fields' }).getByRole('row').nth(1);
    await row.getByText('"strnig"').waitFor();
    await row.getByLabel('Type').selectOption('string');
    await form().getByText('"strnig"').waitFor({ state: 'hidden' });
  });
  await workbench.step('write a title and take it back', async () => {
    await form().getByLabel('Title').first().fill('Buoys');
    await workbench.page.keyboard.press('Tab');
    await expect.poll(() => form().getByLabel('Title').first().inputValue()).toBe('Buoys');
    await form().getByRole('heading', { name: 'datapackage.yaml' }).click();
    await workbench.page.keyboard.press('Control+z');
    await expect.poll(() => form().getByLabel('Title').first().inputValue()).toBe('');
  });
  await workbench.step('save from the form', async () => {
    await workbench.save();
    expect(await readFile(join(session.folder, YAML), 'utf8')).toBe(YAML_TEXT.replace('strnig', 'string'));
  });
  await workbench.step('publish from the form, which knows its descriptor among others', async () => {
    const actions = workbench.page.locator('.editor-actions');
    await actions.getByRole('button', { name: 'Publish Data Package' }).waitFor();
    await workbench.commandThatAsks('Waybill: Publish Data Package…', 'Where to publish buoys?');
    await workbench.page.keyboard.press('Escape');
  });
  await workbench.step('go back to the text', async () => {
    await workbench.page.locator('.editor-actions').getByRole('button', { name: 'Open as Text' }).click();
    await workbench.textAppears('# one row each');
  });
  failed = false;
});
