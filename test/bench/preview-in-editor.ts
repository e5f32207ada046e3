/**
 * How long a person waits for the first rows of large files in the real editor, and what that costs in memory:
 * `node test/bench/preview-in-editor.ts FILE…`, after `npm run package`. Times run from the key that opens the file
 * to rows on the screen, in a workbench that is up; memory is the resident size of the processes afterwards.
 */
import { link, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Workbench } from '#test/host/workbench.ts';
import { openWorkbenchSession, type WorkbenchSession } from '#test/support/workbench-session.ts';

const ROUNDS = 3;
/** What a person sets who wants text tables in the preview at once. */
const SETTINGS = { 'workbench.editorAssociations': { '*.csv': 'waybill.textTable', '*.tsv': 'waybill.textTable' } };

interface Round {
  readonly firstMs: number;
  readonly lastMs: number;
}

async function openOnce(workbench: Workbench, file: string): Promise<Round> {
  const { page } = workbench;
  await page.keyboard.press('Control+P');
  const input = page.locator('.quick-input-widget:visible input').first();
  await input.fill(basename(file));
  const focused = page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: basename(file) });
  await focused.waitFor();
  const start = performance.now();
  await page.keyboard.press('Enter');
  const grid = workbench.webview().getByRole('grid');
  await grid.getByRole('rowheader', { name: '1', exact: true }).waitFor();
  await grid.locator('[role=gridcell]:not(.pending)').first().waitFor();
  const firstMs = performance.now() - start;
  await workbench.webview().locator('.summary', { hasText: /^[\d,]+ rows/ }).waitFor({ timeout: 60_000 });
  const jump = performance.now();
  await grid.press('Control+End');
  const rows = Number((await grid.getAttribute('aria-rowcount')) ?? 0);
  await grid.locator(`[role=row][aria-rowindex="${rows}"] [role=gridcell]:not(.pending)`).first().waitFor();
  const lastMs = performance.now() - jump;
  await workbench.closeAllEditors();
  return { firstMs, lastMs };
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
  await mkdir(join(session.folder, '.vscode'), { recursive: true });
  await writeFile(join(session.folder, '.vscode/settings.json'), JSON.stringify(SETTINGS));
  for (const file of files) {
    await measure(session, file);
  }
  failed = false;
} finally {
  await session.workbench.page.screenshot({ path: '/tmp/bench-end.png' });
  await session.close(failed);
}
