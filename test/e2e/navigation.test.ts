import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbenchSession, type WorkbenchSession } from '#test/support/workbench-session.ts';

const PACKAGE = `{
  "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
  "name": "clinic",
  "resources": [
    { "name": "people", "path": "people.csv", "schema": "schemas/people.json" },
    {
      "name": "visits",
      "path": "visits.csv",
      "schema": {
        "fields": [{ "name": "person", "type": "integer" }],
        "foreignKeys": [{ "fields": ["person"], "reference": { "resource": "people", "fields": ["id"] } }]
      }
    }
  ]
}
`;
const SCHEMA = `{
  "fields": [{ "name": "id", "type": "integer" }],
  "primaryKey": ["id"]
}
`;

let session: WorkbenchSession;
let failed = true;

beforeAll(async () => {
  session = await openWorkbenchSession('navigation');
  const folder = join(session.folder, 'clinic');
  await mkdir(join(folder, 'schemas'), { recursive: true });
  await writeFile(join(folder, 'datapackage.json'), PACKAGE);
  await writeFile(join(folder, 'schemas/people.json'), SCHEMA);
  await writeFile(join(folder, 'people.csv'), 'id\n1\n2\n');
  await writeFile(join(folder, 'visits.csv'), 'person\n1\n');
});

afterAll(async () => {
  await session.close(failed);
});

test('a person sees facts, goes to a field in a schema file, and renames it everywhere', async () => {
  const { workbench, folder } = session;
  const { page } = workbench;
  const onDisk = (file: string) => readFile(join(folder, 'clinic', file), 'utf8');
  await workbench.step('see facts behind a name and commands above it', async () => {
    await workbench.openFile('clinic/datapackage.json');
    await page.locator('.view-line', { hasText: /2\s+rows,\s+7\s+B/ }).waitFor();
    await page.locator('.codelens-decoration a', { hasText: 'Preview' }).first().waitFor();
  });
  await workbench.step('write size and hash', async () => {
    await page.locator('.codelens-decoration a', { hasText: 'Update facts' }).first().click();
    await workbench.textAppears('"bytes": 7');
    await workbench.save();
  });
  const updated = await onDisk('datapackage.json');
  expect(updated).toMatch(/"path": "people.csv", "bytes": 7, "hash": "sha256:[0-9a-f]{64}", "schema"/);
  await workbench.step('go to the field that a key refers to', async () => {
    await workbench.goToText(updated, '"id"');
    await workbench.trigger(['F12'], workbench.activeTab('people.json'));
  });
  await workbench.step('rename it', async () => {
    const box = page.locator('.rename-box input');
    await workbench.trigger(['F2'], box);
    await box.fill('key');
    await page.keyboard.press('Enter');
    const apply = page.getByRole('button', { name: 'Apply' });
    await apply.waitFor();
    await page.locator('.part.panel .monaco-list-row', { hasText: 'people.csv' }).waitFor();
    await apply.click();
    await workbench.textAppears('"primaryKey": ["key"]');
  });
  await expect.poll(() => onDisk('schemas/people.json')).toBe(SCHEMA.replaceAll('"id"', '"key"'));
  await expect.poll(() => onDisk('datapackage.json')).toBe(updated.replace('["id"]', '["key"]'));
  // Nobody agreed to that.
  expect(await onDisk('people.csv')).toBe('id\n1\n2\n');
  failed = false;
});
