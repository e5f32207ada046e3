import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { checkMetadata } from '#core/metadata/check.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { MapView } from '#core/metadata/stac/map/map-view.ts';
import { mapViewOf } from '#core/metadata/stac/map/view-of.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import type { ToMap } from '#webviews/protocol/map.ts';
import { launchBrowser } from '../host/browser.ts';
import { THEMES } from './preview-themes.ts';
import { type ProgramServer, prepareProgram, serveProgram } from './webview-host.ts';

const ITEM = 'sample/imagery/survey-2024/lofoten-20240819/lofoten-20240819.json';
const NEIGHBOURS: MapView['neighbours'] = [
  {
    file: '/w/etna.json',
    name: 'Etna',
    kind: 'item',
    box: { west: 14.83, south: 37.62, east: 15.16, north: 37.86 },
  },
  {
    file: '/w/constance.json',
    name: 'Lake Constance',
    kind: 'item',
    box: { west: 9.27, south: 47.52, east: 9.62, north: 47.75 },
  },
];

interface ShownMap {
  readonly page: Page;
  readonly complaints: string[];
  readonly received: unknown[];
  post(message: ToMap): void;
}

const browser: Browser | undefined = await launchBrowser().catch((error: unknown) => {
  console.log(`Skipped the map in a browser: ${error instanceof Error ? error.message : String(error)}`);
  return undefined;
});

describe.skipIf(browser === undefined)('the map of a STAC item in a browser', () => {
  let server: ProgramServer;
  let axe: string;
  let text: string;

  beforeAll(async () => {
    server = await serveProgram('map', { showsImages: true });
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    text = await readFile(ITEM, 'utf8');
  });

  afterAll(async () => {
    server.close();
    await browser?.close();
  });

  async function show(theme = 'light'): Promise<ShownMap> {
    if (!browser) {
      throw new Error('no browser');
    }
    const received: unknown[] = [];
    const program = await prepareProgram(browser, {
      variables: THEMES[theme] ?? {},
      receive: (message) => void received.push(message),
    });
    await program.page.goto(server.address);
    onTestFinished(() => program.page.context().close());
    const { page, complaints } = program;
    await expect.poll(() => received).toEqual([{ type: 'ready' }]);
    return { page, complaints, received, post: (message) => program.post({ ...message }) };
  }

  const messageOf = (source: string, more: Partial<MapView> = {}): ToMap => {
    const document = parseMetadata({ name: 'lofoten.json', text: source });
    const view = mapViewOf(document, checkMetadata(document, nowhere), nowhere);
    return { type: 'map', file: 'lofoten.json', view: view && { ...view, ...more } };
  };

  const canvas = (page: Page) => page.getByRole('application', { name: 'Map of Lofoten' });
  /** What is drawn, as text: the land, or the objects above it. */
  const drawn = (page: Page, layer: 0 | 1) =>
    page
      .locator('.map > canvas')
      .nth(layer)
      .evaluate((each: HTMLCanvasElement) => each.toDataURL());

  test('says and draws what it is told', async () => {
    const { page, post, complaints } = await show();
    await page.getByText('Reading the document…').waitFor();
    post(messageOf(text, { neighbours: NEIGHBOURS }));
    await canvas(page).waitFor();
    const words = page.getByRole('region', { name: 'In words' });
    await words.getByText('Polygon with 5 positions.').waitFor();
    await words.getByText('West 13.43° E, south 67.98° N, east 14.31° E, north 68.32° N.').waitFor();
    await page.getByRole('row', { name: 'outline' }).getByText('image/svg+xml').waitFor();
    await page
      .getByRole('region', { name: 'Around it' })
      .getByText('item, not checked yet')
      .first()
      .waitFor();
    post({
      type: 'statuses',
      statuses: [
        { file: '/w/etna.json', status: 'error' },
        { file: '/w/constance.json', status: 'fine' },
      ],
    });
    await page.getByText('item, has errors').waitFor();
    await page.getByText('item, no errors or warnings').waitFor();
    expect(complaints).toEqual([]);
  });

  test('an edit draws the objects again and leaves the land alone', async () => {
    const { page, post } = await show();
    post(messageOf(text));
    await page.getByText('Polygon with 5 positions.').waitFor();
    await expect.poll(() => drawn(page, 1)).not.toBe('data:,');
    const [land, objects] = [await drawn(page, 0), await drawn(page, 1)];
    await page.locator('tbody tr').evaluate((row) => row.setAttribute('data-kept', ''));
    post(messageOf(text.replace('[14.31, 68.04]', '[14.0, 68.1]')));
    await page.getByText('The bbox: West', { exact: false }).waitFor();
    await expect.poll(() => drawn(page, 1)).not.toBe(objects);
    expect(await drawn(page, 0)).toBe(land);
    expect(await page.locator('tbody tr[data-kept]').count()).toBe(1);
  });

  test('a broken text keeps the last picture and says so', async () => {
    const { page, post } = await show();
    post(messageOf(text));
    await page.getByText('Polygon with 5 positions.').waitFor();
    const stale = page.getByText('so the picture is the one from before. Line 7: a comma', { exact: false });
    post({ type: 'map', file: 'a', view: half(text), broken: 'Line 7: a comma' });
    await stale.waitFor();
    await page.getByText('Polygon with 5 positions.').waitFor();
    post(messageOf(text));
    await stale.waitFor({ state: 'hidden' });
    post({ type: 'unreadable', file: 'a', message: 'It is no STAC.' });
    await page.getByText('so the picture is the one from before. It is no STAC.', { exact: false }).waitFor();
  });

  test('a text that never could be read is no picture, and a null geometry is nothing to draw', async () => {
    const { page, post } = await show();
    post({ type: 'unreadable', file: 'a', message: 'It is no STAC.' });
    await page.getByText('It is no STAC.', { exact: true }).waitFor();
    expect(await page.locator('.map').isVisible()).toBe(false);
    post(
      messageOf(
        '{"type":"Feature","stac_version":"1.1.0","id":"Lofoten","geometry":null,"properties":{},"links":[],"assets":{}}',
      ),
    );
    await page.getByText('Nothing to draw: the document names no place', { exact: false }).waitFor();
    await page.getByText('The item has no geometry: it is null.').waitFor();
    await page.getByText('It has no assets.').waitFor();
  });

  test('is walked with the keyboard, and tells the host what to open', async () => {
    const { page, post, received } = await show();
    post(messageOf(text, { neighbours: NEIGHBOURS }));
    await canvas(page).focus();
    const before = await drawn(page, 0);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => drawn(page, 0)).not.toBe(before);
    await page.keyboard.press('n');
    const chosen = page.locator('.caption');
    await expect.poll(() => chosen.innerText()).toBe('Etna, item, not checked yet. 1 of 2.');
    await page.keyboard.press('p');
    await expect.poll(() => chosen.innerText()).toBe('Lake Constance, item, not checked yet. 2 of 2.');
    await page.keyboard.press('Enter');
    await expect.poll(() => received.at(-1)).toEqual({ type: 'open-item', file: '/w/constance.json' });
    await page.keyboard.press('0');
    await expect.poll(() => drawn(page, 0)).toBe(before);
    await page.getByRole('button', { name: 'Copy the address of outline' }).click();
    await expect.poll(() => received.at(-1)).toEqual({ type: 'copy-asset', key: 'outline' });
  });

  test('is dragged and zoomed with the mouse', async () => {
    const { page, post, received } = await show();
    post(messageOf(text, { neighbours: NEIGHBOURS }));
    await canvas(page).waitFor();
    await expect.poll(() => drawn(page, 0)).not.toBe('data:,');
    const box = await canvas(page).boundingBox();
    const [x, y] = [(box?.x ?? 0) + 300, (box?.y ?? 0) + 150];
    const start = await drawn(page, 0);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 80, y + 30, { steps: 3 });
    await page.mouse.up();
    await expect.poll(() => drawn(page, 0)).not.toBe(start);
    const dragged = await drawn(page, 0);
    await canvas(page).focus();
    await page.mouse.wheel(0, -240);
    await expect.poll(() => drawn(page, 0)).not.toBe(dragged);
    await page.getByRole('button', { name: 'Fit footprint' }).click();
    await expect.poll(() => drawn(page, 0)).toBe(start);
    expect(received).toHaveLength(1);
  });

  test('the thumbnail of another machine waits for a person', async () => {
    const { page, post, received } = await show();
    post(messageOf(text));
    post({ type: 'thumbnail', thumbnail: { kind: 'remote', key: 'small', host: 'example.com' } });
    await page.getByRole('button', { name: 'Load the thumbnail from example.com' }).click();
    await expect.poll(() => received.at(-1)).toEqual({ type: 'load-thumbnail' });
  });

  test.each(Object.keys(THEMES))('has nothing against it that axe knows: %s', async (theme) => {
    const { page, post } = await show(theme);
    post(messageOf(text, { neighbours: NEIGHBOURS }));
    await canvas(page).waitFor();
    await page.evaluate(axe);
    const violations = await page.evaluate(
      'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))',
    );
    expect(violations).toEqual([]);
  });

  /** Half a picture. */
  function half(source: string): unknown {
    const message = messageOf(source, { features: [], title: 'Half' });
    return message.type === 'map' ? message.view : undefined;
  }
});
