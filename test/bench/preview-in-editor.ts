/**
 * How long a person waits for the first rows of large files in the real editor, and what that costs in memory:
 * `node test/bench/preview-in-editor.ts FILE…`, after `npm run package`. Times run from the key that opens the file
 * to rows on the screen, in a workbench that is up; memory is the resident size of the processes afterwards.
 */
import { link, readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Workbench } from '#test/host/workbench.ts';
import { openWorkbenchSession, type WorkbenchSession } from '#test/support/workbench-session.ts';

const ROUNDS = 3;
/** Opens as text unless a person asks for the preview, which they do by its button. */
const TEXT = /\.(csv|tsv|jsonl|ndjson)$/;

interface Round {
  readonly firstMs: number;
  /** Until the number of rows was exact. */
  readonly countedMs: number;
  readonly lastMs: number;
}

async function openOnce(workbench: Workbench, file: string): Promise<Round> {
  const { page } = workbench;
  await page.keyboard.press('Control+P');
  const input = page.locator('.quick-input-widget:visible input').first();
  await input.fill(basename(file));
  const focused = page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: basename(file) });
  await focused.waitFor();
  let start = performance.now();
  await page.keyboard.press('Enter');
  if (TEXT.test(file)) {
    const button = page.getByRole('button', { name: 'Open Table Preview' }).first();
    // The editor remembers how a file was opened last, so that only the first round has to ask.
    await button
      .or(page.locator('iframe.webview.ready').filter({ visible: true }))
      .first()
      .waitFor();
    if (await button.isVisible()) {
      start = performance.now();
      await button.click();
    }
  }
  const grid = workbench.webview().getByRole('grid');
  await grid.getByRole('rowheader', { name: '1', exact: true }).waitFor();
  await grid.locator('[role=gridcell]:not(.pending)').first().waitFor();
  const firstMs = performance.now() - start;
  await workbench.webview().locator('[role=grid]:not([aria-rowcount="-1"])').waitFor({ timeout: 120_000 });
  const countedMs = performance.now() - start;
  const jump = performance.now();
  await grid.press('Control+End');
  const rows = Number((await grid.getAttribute('aria-rowcount')) ?? 0);
  await grid.locator(`[role=row][aria-rowindex="${rows}"] [role=gridcell]:not(.pending)`).first().waitFor();
  const lastMs = performance.now() - jump;
  await workbench.closeAllEditors();
  return { firstMs, countedMs, lastMs };
}

/** Resident megabytes of the processes whose command line holds a text. */
async function residentMegabytes(part: string, folder: string): Promise<number> {
  let sum = 0;
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    if (command.includes(part) && environment.includes(folder)) {
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
      sum += Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    }
  }
  return Math.round(sum);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function measure(session: WorkbenchSession, file: string): Promise<void> {
  const { workbench, folder, outside } = session;
  const host = () => residentMegabytes('--type=extensionHost', outside);
  const data = () => residentMegabytes(join('dist', 'data', 'main.cjs'), outside);
  await link(resolve(file), join(folder, basename(file)));
  const before = await host();
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push(await openOnce(workbench, file));
  }
  console.log(
    [
      basename(file),
      `first rows ${Math.round(median(rounds.map((each) => each.firstMs)))} ms`,
      `(${rounds.map((each) => Math.round(each.firstMs)).join(', ')})`,
      `counted ${Math.round(median(rounds.map((each) => each.countedMs)))} ms`,
      `last row ${Math.round(median(rounds.map((each) => each.lastMs)))} ms`,
      `data process ${await data()} MB`,
      `extension host ${before} → ${await host()} MB`,
    ].join(' · '),
  );
}

const files = process.argv.slice(2);
const session = await openWorkbenchSession('bench');
let failed = true;
try {
  for (const file of files) {
    await measure(session, file);
  }
  failed = false;
} finally {
  await session.close(failed);
}
