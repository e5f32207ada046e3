import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbenchSession, type WorkbenchSession } from '#test/support/workbench-session.ts';

let session: WorkbenchSession;
let failed = true;

const COLLECTION = 'imagery/survey-2024/collection.json';
const ETNA = 'imagery/survey-2024/etna-20240702/etna-20240702.json';

beforeAll(async () => {
  session = await openWorkbenchSession('stac-catalogue', {
    // A link to a file that is not there, and an item that nobody links to.
    prepare: async (folder) => {
      const collection = await readFile(join(folder, COLLECTION), 'utf8');
      const link = '{ "rel": "item", "href": "./alps-20240701.json", "type": "application/geo+json" }';
      await writeFile(join(folder, COLLECTION), collection.replace('"links": [', `"links": [\n    ${link},`));
      const { links: _, ...etna } = JSON.parse(await readFile(join(folder, ETNA), 'utf8')) as {
        properties: object;
      } & Record<string, unknown>;
      const lost = {
        ...etna,
        id: 'tenerife-20240703',
        properties: { ...etna.properties, title: 'Tenerife' },
        links: [],
      };
      await writeFile(join(folder, 'imagery/survey-2024/tenerife.json'), JSON.stringify(lost, undefined, 2));
    },
  });
});

afterAll(async () => {
  await session.close(failed);
});

/** Opens a node by its twistie: what a click on its name opens is the document. */
async function open(node: Locator): Promise<void> {
  await node.locator('.monaco-tl-twistie').click();
  await node.and(session.workbench.page.locator('[aria-expanded=true]')).waitFor();
}

test('a person looks at a whole catalogue, finds what is wrong in it, and follows an edit', async () => {
  const { workbench } = session;
  const { page } = workbench;
  const node = (name: string) => workbench.treeItem(name);
  await workbench.step('open the view', async () => {
    await workbench.openView('Waybill');
    await node('Catalogue Imagery of the Waybill sample, 1 child').waitFor();
  });
  await workbench.step('open the catalogue and its collection', async () => {
    await open(node('Catalogue Imagery'));
    await open(node('Collection Aerial survey'));
    await node('Item Lake Constance, 2024-06-14').waitFor();
    await node('Link to ./alps-20240701.json, broken link: no such file').waitFor();
    await node('Item Tenerife, orphan: nothing links to it').waitFor();
    // Nobody has opened it.
    await node('Item Lofoten, 1 error').waitFor();
  });
  await workbench.step('open an item and see what is found in it', async () => {
    await node('Item Etna').click();
    await workbench.activeTab('etna-20240702.json').waitFor();
    await node('Item Etna, 2024-07-02, 1 warning').waitFor();
    await node('Catalogue Imagery').and(page.locator('[aria-label$=" below"]')).waitFor();
    await node('Item Etna').locator('.monaco-icon-label').and(page.locator('[class*=itemColor]')).waitFor();
  });
  await workbench.step('see the same in a dark theme', async () => {
    await workbench.command('Preferences: Toggle between Light/Dark Themes');
    await page.locator('.monaco-workbench.vs-dark').waitFor();
  });
  await workbench.step('mend a link without saving it', async () => {
    await node('Link to ./alps-20240701.json').click();
    await workbench.activeTab('collection.json').waitFor();
    const text = await readFile(join(session.folder, COLLECTION), 'utf8');
    await workbench.replaceText(text, './alps-20240701.json', './tenerife.json');
    await node('Item Tenerife, 2024-07-02').waitFor();
    expect(await node('Link to ./alps').count()).toBe(0);
    // Nothing was closed.
    expect(await node('Collection Aerial survey').getAttribute('aria-expanded')).toBe('true');
  });
  await workbench.step('find an item by a word', async () => {
    await workbench.command('Waybill: Filter STAC Catalogue…');
    await workbench.answer('Words in the ID', 'lofoten');
    await node('Item Lofoten').waitFor();
    await node('Item Lake Constance').waitFor({ state: 'detached' });
    await page.locator('.sidebar .message', { hasText: 'Filter “lofoten”: 1 found.' }).waitFor();
  });
  await workbench.step('see everything again, and where the active editor stands', async () => {
    await workbench.command('Waybill: Clear Filter of STAC Catalogue');
    await node('Item Lake Constance').waitFor();
    await workbench.openFile('lofoten-20240819.json');
    await node('Item Lofoten').and(page.locator('[aria-selected=true]')).waitFor();
  });
  await workbench.step('copy an id, and open the parent', async () => {
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    await workbench.contextMenu(
      node('Item Lake Constance'),
      'Open Parent',
      workbench.activeTab('collection.json'),
    );
    await node('Item Lake Constance').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Copy Href' }).hover();
    await page.keyboard.press('Enter');
    await expect.poll(clipboard).toBe('./lake-constance-20240614/lake-constance-20240614.json');
  });
  await workbench.step('draw an item that is not open', async () => {
    const map = workbench.activeTab('Map: lake-constance-20240614.json');
    await workbench.contextMenu(node('Item Lake Constance'), 'Show on Map', map);
  });
  await workbench.step('begin a new item where it belongs', async () => {
    const id = workbench.question('Id, by which it is told from all others');
    await workbench.contextMenu(node('Collection Aerial survey'), 'New STAC Item…', id);
    await workbench.escape();
  });
  failed = false;
});
