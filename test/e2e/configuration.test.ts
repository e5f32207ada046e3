import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbenchSession, type WorkbenchSession } from '#test/support/workbench-session.ts';

const PACKAGE = 'buoys/datapackage.yaml';
const PACKAGE_TEXT = `$schema: https://datapackage.org/profiles/2.0/datapackage.json
name: buoys
resources:
  - name: waves
    path: waves.csv
`;
const CONFIG = 'waybill.config.yaml';
const CONFIG_TEXT = 'rules:\n  datapackage/missing-fi\n';
const MISSING = 'The data file "waves.csv" is not there';

let session: WorkbenchSession;
let failed = true;

beforeAll(async () => {
  session = await openWorkbenchSession('configuration');
});

afterAll(async () => {
  await session.close(failed);
});

test('a finding leads to its page, and a configuration that is written with help makes it milder', async () => {
  await readThePageOfARule();
  await writeAConfiguration();
  failed = false;
});

async function readThePageOfARule(): Promise<void> {
  const { workbench, folder } = session;
  await mkdir(join(folder, 'buoys'));
  await writeFile(join(folder, PACKAGE), PACKAGE_TEXT);
  await workbench.step('read the page of a rule from the problems', async () => {
    await workbench.openFile(PACKAGE);
    const row = (await workbench.problems()).filter({ hasText: MISSING });
    await row.waitFor();
    await row.locator('a.monaco-link', { hasText: 'missing-file' }).click();
    await workbench.activeTab('missing-file').waitFor();
    await workbench.webview().getByRole('heading', { name: 'datapackage/missing-file' }).waitFor();
  });
}

async function writeAConfiguration(): Promise<void> {
  const { workbench, folder } = session;
  await writeFile(join(folder, CONFIG), CONFIG_TEXT);
  await workbench.step('write a configuration', async () => {
    await workbench.openFile(CONFIG);
    await workbench.focusEditor();
    await workbench.goToText(CONFIG_TEXT, 'missing-fi', 'behind');
    await workbench.complete('datapackage/missing-file');
    await workbench.page.keyboard.type(' hint');
    await workbench.save();
  });
  expect(await readFile(join(folder, CONFIG), 'utf8')).toMatch(/^ {2}datapackage\/missing-file: *hint$/m);
  await workbench.step('see that the finding matters less', async () => {
    await workbench.openFile(PACKAGE);
    const row = (await workbench.problems()).filter({ hasText: MISSING });
    await row.waitFor({ state: 'detached' });
  });
}
