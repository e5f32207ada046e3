import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbenchSession, type WorkbenchSession } from '#test/support/workbench-session.ts';
import { positionOf } from '../host/workbench.ts';

const STAC_ITEM = 'imagery/survey-2024/etna-20240702/etna-20240702.json';
const YAML = 'buoys/datapackage.yaml';
const YAML_TEXT = `$schema: https://datapackage.org/profiles/2.0/datapackage.json
name: buoys
resources:
  - name: buoys
    path: buoys.csv
    schema:
      fields:
        - name: buoy
          type: strnig
  - name: waves
    path: waves.csv
`;

let session: WorkbenchSession;
let failed = true;

beforeAll(async () => {
  session = await openWorkbenchSession('documents');
});

afterAll(async () => {
  await session.close(failed);
});

test('STAC items, YAML descriptors and text tables open with what is known of them', async () => {
  await seeTheFindingsOfAStacItem();
  await mendAYamlDescriptor();
  await previewATextTable();
  failed = false;
});

/** Waits for one finding in the Problems panel at the place of a token. */
async function findingAt(file: string, token: string, words: string): Promise<void> {
  const text = await readFile(join(session.folder, file), 'utf8');
  const { line, column } = positionOf(text, token);
  await (await session.workbench.problems())
    .filter({ hasText: words })
    .filter({ hasText: `[Ln ${line}, Col ${column}]` })
    .waitFor();
}

async function seeTheFindingsOfAStacItem(): Promise<void> {
  const { workbench } = session;
  await workbench.step('see the finding of a STAC item', async () => {
    await workbench.openFile(STAC_ITEM);
    await findingAt(STAC_ITEM, '15.06', 'bbox');
  });
}

async function mendAYamlDescriptor(): Promise<void> {
  const { workbench, folder } = session;
  await mkdir(join(folder, 'buoys'));
  await writeFile(join(folder, 'buoys/buoys.csv'), 'buoy\nA1\n');
  await writeFile(join(folder, YAML), YAML_TEXT);
  await workbench.step('see the findings of a YAML descriptor', async () => {
    await workbench.openFile(YAML);
    await workbench.statusItem('Data Package (YAML)').waitFor();
    await findingAt(YAML, 'strnig', 'strnig');
    await findingAt(YAML, 'waves.csv', 'waves.csv');
  });
  await workbench.step('mend the YAML descriptor', async () => {
    await workbench.focusEditor();
    await workbench.goToText(YAML_TEXT, 'strnig');
    await workbench.quickFix('string');
    await workbench.textAppears('type: string');
    await workbench.save();
  });
  expect(await readFile(join(folder, YAML), 'utf8')).toBe(YAML_TEXT.replace('strnig', 'string'));
}

async function previewATextTable(): Promise<void> {
  const { workbench, folder } = session;
  const rows = (await readFile(join(folder, 'stations/data/daily.csv'), 'utf8')).trimEnd().split('\n');
  await workbench.step('preview a CSV file by the button of its editor', async () => {
    await workbench.openFile('stations/data/daily.csv');
    await workbench.page.getByRole('button', { name: 'Open Table Preview' }).first().click();
    const grid = workbench.webview().getByRole('grid', { name: 'daily.csv' });
    // The header's row counts as one.
    await workbench.webview().locator(`[role=grid][aria-rowcount="${rows.length}"]`).waitFor();
    await grid.press('Control+End');
    await workbench.page.keyboard.press('Home');
    const [station = ''] = (rows.at(-1) ?? '').split(',');
    await grid
      .locator(`[role=row][aria-rowindex="${rows.length}"]`)
      .getByText(station, { exact: true })
      .waitFor();
  });
}
