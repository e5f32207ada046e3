import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { Failure } from '#core/base/failure.ts';
import type { RemoteTable } from '#core/node/data-process-api.ts';
import { encodeArrow } from '#core/tabular/arrow-page.ts';
import type { Cell, Column } from '#core/tabular/table.ts';
import { launchBrowser } from '../host/browser.ts';
import type { PreviewServer, ShownPreview } from './preview-host.ts';
import { servePreview } from './preview-host.ts';
import { THEMES } from './preview-themes.ts';

const COLUMNS: readonly { column: Column; cell: (row: number) => Cell }[] = [
  {
    column: { name: 'id', type: { kind: 'int', bits: 64, signed: true }, nullable: false },
    cell: (row) => 2n ** 62n + BigInt(row),
  },
  {
    column: { name: 'name', type: { kind: 'string' }, nullable: true },
    cell: (row) => (row % 3 === 1 ? null : `name ${row}`),
  },
  {
    column: { name: 'price', type: { kind: 'decimal', precision: 20, scale: 2 }, nullable: true },
    cell: (row) => BigInt(row) * 10n + 5n,
  },
  {
    column: { name: '<b>note</b>', type: { kind: 'string' }, nullable: true },
    cell: (row) => (row === 2 ? `<img src=x onerror="alert(1)">\n${'long '.repeat(200)}` : 'short'),
  },
];

/** A table of any number of rows, made as it is read. */
function endlessTable(numRows: number, parts: Partial<RemoteTable> = {}): RemoteTable {
  return {
    format: 'parquet',
    columns: COLUMNS.map(({ column }) => column),
    numRows,
    readArrow: ({ start, end, columns = [] }) => {
      const rows = Math.max(0, Math.min(end, numRows) - start);
      const picked = columns.flatMap((index) => COLUMNS[index] ?? []);
      return Promise.resolve(
        encodeArrow({
          start,
          numRows: rows,
          columns: picked.map(({ column, cell }) => ({
            column,
            cells: Array.from({ length: rows }, (_, index) => cell(start + index)),
          })),
        }),
      );
    },
    count: () => Promise.resolve(numRows),
    close: () => undefined,
    ...parts,
  };
}

// Where the browser for tests is not installed, everything else can still be tested.
const browser: Browser | undefined = await launchBrowser().catch((error: unknown) => {
  console.log(`Skipped the preview in a browser: ${error instanceof Error ? error.message : String(error)}`);
  return undefined;
});

describe.skipIf(browser === undefined)('the table preview in a browser', () => {
  let server: PreviewServer;
  let axe: string;

  beforeAll(async () => {
    server = await servePreview();
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  });
  afterAll(async () => {
    server.close();
    await browser?.close();
  });

  async function show(
    open: () => Promise<RemoteTable>,
    options?: Parameters<PreviewServer['show']>[2],
  ): Promise<ShownPreview> {
    if (!browser) {
      throw new Error('no browser');
    }
    const shown = await server.show(browser, open, { variables: THEMES['light'] ?? {}, ...options });
    onTestFinished(async () => {
      await shown.page.context().close();
      shown.session.dispose();
    });
    return shown;
  }

  const showTable = (rows: number, options?: Parameters<PreviewServer['show']>[2]) =>
    show(() => Promise.resolve(endlessTable(rows)), options);

  /** The rules of axe-core that a page breaks. */
  async function violations(page: Page): Promise<string[]> {
    await page.evaluate(axe);
    return page.evaluate(async () => {
      const { axe: runner } = globalThis as unknown as { axe: typeof import('axe-core') };
      const { violations: found } = await runner.run(document, { resultTypes: ['violations'] });
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    });
  }

  test('names, types and cells are read by their roles', async () => {
    const { page, complaints } = await showTable(1000);
    await page.getByRole('gridcell', { name: 'name 0', exact: true }).waitFor();
    const grid = page.getByRole('grid', { name: 'table.parquet' });
    expect(await grid.getAttribute('aria-rowcount')).toBe('1001');
    expect(await grid.getAttribute('aria-colcount')).toBe('5');
    expect(await page.getByRole('columnheader').allInnerTexts()).toEqual([
      'Row',
      'id\nint64, not null',
      'name\nstring',
      'price\ndecimal(20, 2)',
      '<b>note</b>\nstring',
    ]);
    const second = page.locator('[role=row][aria-rowindex="3"]');
    expect(await second.getByRole('rowheader').textContent()).toBe('2');
    expect(await second.getByRole('gridcell').allInnerTexts()).toEqual([
      '4611686018427387905',
      'null',
      '0.15',
      'short',
    ]);
    expect(complaints).toEqual([]);
  });

  test('text of a file stays text', async () => {
    const { page, complaints } = await showTable(10);
    await page.getByRole('gridcell', { name: 'name 0', exact: true }).waitFor();
    expect(await page.locator('img, b').count()).toBe(0);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Row 3, <b>note</b>' });
    await dialog.waitFor();
    expect(await dialog.locator('pre').textContent()).toMatch(
      /^<img src=x onerror="alert\(1\)">\n(long ){200}$/,
    );
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.role)).toBe('grid');
    expect(complaints).toEqual([]);
  });

  test.each([10, 1_000_000, 2_000_000_000])(
    'the last of %i rows is reached by keyboard and by scrollbar',
    async (rows) => {
      const { page } = await showTable(rows);
      await page.getByRole('gridcell', { name: 'name 0', exact: true }).waitFor();
      const last = page.locator(`[role=row][aria-rowindex="${rows + 1}"]`);
      const id = String(2n ** 62n + BigInt(rows - 1));
      const isWhole = () =>
        last.evaluate((row) => {
          const { top, bottom } = row.getBoundingClientRect();
          const body = row.closest('.body')?.getBoundingClientRect();
          return body !== undefined && top >= body.top - 1 && bottom <= body.bottom + 1;
        });

      await page.keyboard.press('Control+End');
      await last.getByRole('gridcell', { name: id }).waitFor();
      expect(await isWhole()).toBe(true);
      await expect
        .poll(() => page.getByRole('grid').getAttribute('aria-activedescendant'))
        .toBe(`cell-${rows - 1}-3`);

      await page.keyboard.press('Control+Home');
      await page.getByRole('gridcell', { name: 'name 0', exact: true }).waitFor();
      await page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, grid.scrollHeight));
      await last.getByRole('gridcell', { name: id }).waitFor();
      expect(await isWhole()).toBe(true);
    },
  );

  test('one turn of the wheel moves two billion rows by as much as ten', async () => {
    const { page } = await showTable(2_000_000_000);
    await page.getByRole('gridcell', { name: 'name 0', exact: true }).waitFor();
    await page.keyboard.press('Control+g');
    await page.keyboard.type('1,000,000,000');
    await page.keyboard.press('Enter');
    await page.getByRole('rowheader', { name: '1,000,000,000', exact: true }).waitFor();
    const rowNumber = (text: string | null) => Number(text?.replaceAll(',', ''));
    const first = () => page.getByRole('rowheader').first().textContent();
    const before = rowNumber(await first());
    await page.mouse.move(300, 300);
    await page.mouse.wheel(0, 44);
    await expect.poll(async () => rowNumber(await first()) - before).toBe(2);
  });

  test('a row that does not exist is refused in words', async () => {
    const { page } = await showTable(1000);
    await page.getByRole('gridcell', { name: 'name 0', exact: true }).waitFor();
    await page.getByLabel('Go to row').fill('1001');
    await page.keyboard.press('Enter');
    await page.getByText('There is no such row: the table has 1,000 rows.').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('a selection is copied as tab-separated text, exact and with its missing pages', async () => {
    const { page, copied } = await showTable(1000);
    await page.getByRole('gridcell', { name: 'name 0', exact: true }).waitFor();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Control+c');
    await expect
      .poll(() => copied)
      .toEqual(['4611686018427387904\tname 0\t0.05\n4611686018427387905\t\t0.15']);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await expect.poll(() => copied.at(-1)?.split('\t').length, { timeout: 5000 }).toBe(3001);
  });

  test('rows are counted while they can be seen', async () => {
    let finish: (rows: number) => void = () => undefined;
    const count: RemoteTable['count'] = (options) => {
      options?.onProgress?.({ message: '', done: 700, unit: 'rows' });
      return new Promise((resolve) => {
        finish = resolve;
      });
    };
    const { page } = await show(() =>
      Promise.resolve({ ...endlessTable(1000), numRows: undefined, format: 'csv', count }),
    );
    await page.getByText('700 rows so far, counting… · 4 columns · CSV').waitFor();
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('-1');
    finish(1000);
    await page.locator('.summary', { hasText: '1,000 rows · 4 columns · CSV' }).waitFor();
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('1001');
  });

  test('an empty table says so', async () => {
    const { page } = await showTable(0);
    await page.getByText('This table has columns but no rows.').waitFor();
    expect(await page.getByRole('columnheader').count()).toBe(5);
    expect(await violations(page)).toEqual([]);
  });

  test('a file that cannot be opened can be tried again', async () => {
    const answers = [
      () => Promise.reject(new Failure('table/corrupt', 'The file is cut in half.')),
      () => Promise.resolve(endlessTable(10)),
    ];
    const { page } = await show(() => (answers.shift() ?? (() => Promise.resolve(endlessTable(1))))());
    await page.getByRole('alert').filter({ hasText: 'The file is cut in half.' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('gridcell', { name: 'name 0', exact: true }).waitFor();
    expect(await page.getByText('The file is cut in half.').isVisible()).toBe(false);
  });

  test('rows that cannot be read are named, and can be read again', async () => {
    const whole = endlessTable(1000);
    let isBroken = true;
    const readArrow: RemoteTable['readArrow'] = (window, signal) =>
      isBroken
        ? Promise.reject(new Failure('table/corrupt', 'Page 0 is damaged.'))
        : whole.readArrow(window, signal);
    const { page } = await show(() => Promise.resolve({ ...whole, readArrow }));
    await page.getByText('Rows 1 to 128 could not be read: Page 0 is damaged.').waitFor();
    isBroken = false;
    await page.getByRole('button', { name: 'Read again' }).click();
    await page.getByRole('gridcell', { name: 'name 0', exact: true }).waitFor();
    await expect.poll(() => page.getByText('could not be read').isVisible()).toBe(false);
  });

  test('one damaged column does not hide the others', async () => {
    const whole = endlessTable(1000);
    const readArrow: RemoteTable['readArrow'] = (window, signal) =>
      window.columns?.includes(2)
        ? Promise.reject(new Failure('table/corrupt', 'Column "price" is damaged.'))
        : whole.readArrow(window, signal);
    const { page } = await show(() => Promise.resolve({ ...whole, readArrow }));
    await page.getByRole('gridcell', { name: 'name 0', exact: true }).waitFor();
    await page.keyboard.press('Control+End');
    await page.getByText('Rows 897 to 1,000 could not be read: Column "price" is damaged.').waitFor();
    const last = page.locator('[role=row][aria-rowindex="1001"]');
    await last.getByText('short').waitFor();
    expect(await last.getByRole('gridcell').allTextContents()).toEqual([
      '4611686018427388903',
      'name 999',
      'not read',
      'short',
    ]);
  });

  test('the place in the table outlives the page', async () => {
    const before = await showTable(2_000_000_000);
    await before.page.getByRole('gridcell', { name: 'name 0', exact: true }).waitFor();
    await before.page.keyboard.press('Control+End');
    await expect.poll(before.state).toMatchObject({ active: { row: 1_999_999_999, column: 3 } });
    const after = await showTable(2_000_000_000, { state: before.state() });
    await after.page.getByRole('gridcell', { name: String(2n ** 62n + 1_999_999_999n) }).waitFor();
    await expect
      .poll(() => after.page.getByRole('grid').getAttribute('aria-activedescendant'))
      .toBe('cell-1999999999-3');
  });

  test('a file that changed is shown anew at the same place', async () => {
    const { page, session } = await showTable(5000);
    await page.getByRole('gridcell', { name: 'name 0', exact: true }).waitFor();
    await page.keyboard.press('Control+End');
    await page.getByRole('gridcell', { name: String(2n ** 62n + 4999n) }).waitFor();
    session.reopen();
    await page.getByRole('gridcell', { name: String(2n ** 62n + 4999n) }).waitFor();
    expect(await page.getByRole('grid').getAttribute('aria-activedescendant')).toBe('cell-4999-3');
  });

  test.each(Object.keys(THEMES))('the theme "%s" keeps the rules of accessibility', async (theme) => {
    const variables = THEMES[theme] ?? {};
    const { page } = await showTable(1000, { variables, notice: 'Not verified until pulled' });
    await page.getByRole('gridcell', { name: 'name 0', exact: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+ArrowRight');
    await page.getByText('Not verified until pulled').waitFor();
    expect(await violations(page)).toEqual([]);
    const outline = await page
      .locator('.cell.active')
      .evaluate((cell) => getComputedStyle(cell).outlineStyle);
    expect(outline).toBe('solid');
  });
});
