import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbenchSession, type WorkbenchSession } from '#test/support/workbench-session.ts';

const ITEM = 'imagery/survey-2024/lofoten-20240819/lofoten-20240819.json';
const YAML = 'fiji.yaml';
const YAML_TEXT = `type: Feature
stac_version: 1.1.0
id: fiji
geometry:
  type: MultiPolygon
  coordinates:
    - [[[177, -19], [180, -19], [180, -16], [177, -16], [177, -19]]]
    - [[[-180, -19], [-178, -19], [-178, -16], [-180, -16], [-180, -19]]]
bbox: [177, -19, -178, -16]
properties: { datetime: "2024-06-14T10:21:00Z" }
links: []
assets:
  picture: { href: imagery/survey-2024/etna-20240702/etna-20240702.svg, type: image/svg+xml, roles: [thumbnail] }
`;
/** Names that settings have for themes, and what a webview is told of each. */
const THEMES = [
  ['Default Dark Modern', 'vscode-dark'],
  ['Default High Contrast', 'vscode-high-contrast'],
  ['Default High Contrast Light', 'vscode-high-contrast-light'],
  ['Default Light Modern', 'vscode-light'],
] as const;

let session: WorkbenchSession;
let failed = true;

beforeAll(async () => {
  session = await openWorkbenchSession('map', {
    prepare: (folder) => writeFile(join(folder, YAML), YAML_TEXT),
  });
});

afterAll(async () => {
  await session.close(failed);
});

test('a STAC item is drawn, follows its text, and is walked by keys', async () => {
  const { workbench } = session;
  const map = () => workbench.webview();
  const canvas = () => map().getByRole('application', { name: 'Map of Lofoten' });
  const words = () => map().getByRole('region', { name: 'In words' });
  const text = await readFile(join(session.folder, ITEM), 'utf8');

  await workbench.step('open the map above the geometry', async () => {
    await workbench.openFile(ITEM);
    await workbench.page.locator('.codelens-decoration a', { hasText: 'Show on Map' }).first().click();
    await canvas().waitFor();
    await words().getByText('West 13.43°', { exact: false }).waitFor();
    await words().getByText('The bbox fits the geometry.').waitFor();
  });
  await workbench.step('see the other items of the collection and how they are', async () => {
    const around = map().getByRole('region', { name: 'Around it' });
    await around.getByText('item, has errors').or(around.getByText('item, has warnings')).first().waitFor();
    await around.getByText('item, no errors or warnings').waitFor();
  });
  await workbench.step('edit the geometry without saving', async () => {
    await workbench.focusEditor();
    await workbench.replaceText(text, '14.31, 68.04', '15.5, 68.04');
    await words().getByText('east 15.5°', { exact: false }).waitFor();
    await words().getByText('The bbox:', { exact: false }).waitFor();
  });
  await workbench.step('break the text and keep the last picture', async () => {
    await workbench.page.keyboard.insertText('[');
    await map().getByText('the picture is the one from before', { exact: false }).waitFor();
    await words().getByText('east 15.5°', { exact: false }).waitFor();
    await workbench.page.keyboard.press('Backspace');
    await map()
      .getByText('the picture is the one from before', { exact: false })
      .waitFor({ state: 'hidden' });
  });
  await workbench.step('walk with the keyboard', async () => {
    await canvas().focus();
    await workbench.page.keyboard.press('a');
    await workbench.page.keyboard.press('n');
    const chosen = map().locator('.caption');
    await expect.poll(() => chosen.innerText()).toMatch(/1 of 2\./);
    await workbench.page.keyboard.press('n');
    await expect.poll(() => chosen.innerText()).toMatch(/2 of 2\./);
    for (const key of ['ArrowLeft', 'Shift+ArrowUp', '+', '-', 'w', '0']) {
      await workbench.page.keyboard.press(key);
    }
  });
  for (const [theme, kind] of THEMES) {
    await workbench.step(`look at it in ${kind}`, async () => {
      await mkdir(join(session.folder, '.vscode'), { recursive: true });
      const settings = { 'workbench.colorTheme': theme };
      await writeFile(join(session.folder, '.vscode/settings.json'), JSON.stringify(settings));
      await map().locator(`body[data-vscode-theme-kind="${kind}"]`).waitFor();
      await map().getByRole('button', { name: 'Fit all' }).click();
    });
  }
  await workbench.step('save it, still beside the map', async () => {
    await workbench.focusEditor();
    await workbench.save();
  });
  failed = false;
});

test('an item over the antimeridian, in YAML', async () => {
  failed = true;
  const { workbench } = session;
  await workbench.closeAllEditors();
  await workbench.step('show a YAML item', async () => {
    await workbench.openFile(YAML);
    await workbench.command('Waybill: Show on Map');
    const map = workbench.webview();
    await map.getByRole('application', { name: 'Map of fiji' }).waitFor();
    await map
      .getByText('It crosses the antimeridian (180°) between 19° S and 16° S', { exact: false })
      .waitFor();
    const picture = map.getByRole('img', { name: 'picture' });
    await picture.scrollIntoViewIfNeeded();
    await expect
      .poll(() => picture.evaluate((each: HTMLImageElement) => each.naturalWidth))
      .toBeGreaterThan(0);
  });
  failed = false;
});
