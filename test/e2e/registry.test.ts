import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publish } from '#core/artifact/publish.ts';
import { sha256 } from '#core/base/digest.ts';
import { connect } from '#test/support/connect.ts';
import { planOf } from '#test/support/package-folder.ts';
import { startRegistry, type TestRegistry } from '#test/support/registry.ts';
import { openWorkbenchSession, type WorkbenchSession } from '#test/support/workbench-session.ts';
import { measurementsTable, readStations } from '../../scripts/sample-tables.ts';

const DESCRIPTOR = 'stations/datapackage.json';
const FILES = ['data/daily.csv', 'data/measurements.parquet', 'data/stations.csv', 'datapackage.json'];
/** Beyond 4 MiB a table is read by ranges. */
const LARGE_ROWS = 700_000;
const LARGE_TABLE = 'data/long-series.parquet';

let session: WorkbenchSession;
let registry: TestRegistry;
let failed = true;

beforeAll(async () => {
  [session, registry] = await Promise.all([
    openWorkbenchSession('registry', { mended: true }),
    startRegistry(),
  ]);
});

afterAll(async () => {
  await session.close(failed);
  await registry.stop();
});

test('a package goes to a registry on the network and comes back, and the editor survives its end', async () => {
  await addTheRegistry();
  await turnAwayAtEachQuestion();
  await publishIt();
  await walkTheExplorer();
  await readTheDescriptor();
  await previewARemoteTable();
  await previewALargeRemoteTable();
  await pullIt();
  await loseTheRegistry();
  failed = false;
});

async function addTheRegistry(): Promise<void> {
  const { workbench } = session;
  await workbench.step('add a registry', async () => {
    await workbench.openView('Waybill');
    await workbench.commandThatAsks('Waybill: Add Registry…', 'Registry host');
    await workbench.answer('Registry host', registry.host);
    await workbench.expand(registry.host);
    await workbench.treeItem('No repositories yet').waitFor();
  });
}

async function askToPublish(): Promise<void> {
  const { workbench } = session;
  await workbench.openFile(DESCRIPTOR);
  await workbench.commandThatAsks('Waybill: Publish Data Package…', 'Where to publish weather-stations?');
}

async function turnAwayAtEachQuestion(): Promise<void> {
  const { workbench } = session;
  registry.forget();
  await workbench.step('be asked for the registry', askToPublish);
  await workbench.escape();
  await workbench.step('be asked for the repository', async () => {
    await askToPublish();
    await workbench.pick('Where to publish weather-stations?', registry.host);
    await workbench.question('Repository: host/repository').waitFor();
  });
  await workbench.escape();
  await workbench.step('be asked for the tag', async () => {
    await askToPublish();
    await workbench.pick('Where to publish weather-stations?', registry.host);
    await workbench.acceptProposal('Repository: host/repository', `${registry.host}/weather-stations`);
    await workbench.question('Tag under which others find').waitFor();
  });
  await workbench.escape();
  expect(registry.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  expect([...registry.repositories.keys()]).toEqual([]);
  // The progress of a check goes away by itself a moment after it.
  await expect.poll(() => workbench.toasts.count()).toBe(0);
}

async function publishIt(): Promise<void> {
  const { workbench } = session;
  await workbench.step('publish to it', async () => {
    await askToPublish();
    await workbench.pick('Where to publish weather-stations?', registry.host);
    await workbench.acceptProposal('Repository: host/repository', `${registry.host}/weather-stations`);
    await workbench.acceptProposal('Tag under which others find', '1.1.0');
    await workbench.notification(`Published ${registry.host}/weather-stations:1.1.0: 4 files`).waitFor();
  });
  await workbench.dismissNotification('Published');
}

async function walkTheExplorer(): Promise<void> {
  const { workbench } = session;
  await workbench.step('walk from the host to the files', async () => {
    await workbench.expand(registry.host);
    await workbench.expand('weather-stations');
    await workbench.expand('1.1.0');
    for (const file of FILES) {
      await workbench.treeItem(`${file}, `).waitFor();
    }
    await workbench.expand('Signatures and attestations');
    await workbench.treeItem('Not signed').waitFor();
  });
}

async function readTheDescriptor(): Promise<void> {
  const { workbench } = session;
  await workbench.step('read the published descriptor', async () => {
    await workbench.closeAllEditors();
    await workbench.treeItem('datapackage.json, ').click();
    await workbench.activeTab('datapackage.json').waitFor();
    await workbench.textAppears('"name": "weather-stations"');
    await workbench.statusItem('Data Package').waitFor();
    await workbench.focusEditor();
    await workbench.page.keyboard.press('x');
    await workbench.page.getByText('A published package does not change').first().waitFor();
  });
  expect(await workbench.activeTab('datapackage.json').getAttribute('class')).not.toContain('dirty');
}

/** Opens a file of the tree in the preview and resolves with the grid when a row is drawn. */
async function openTable(file: string): Promise<Locator> {
  const { workbench } = session;
  await workbench.treeItem(`${file}, `).click();
  const grid = workbench.webview().getByRole('grid', { name: file.split('/').at(-1) ?? '' });
  await grid.locator('[role=row][aria-rowindex="2"] [role=gridcell]:not(.pending)').first().waitFor();
  return grid;
}

async function goToLastRow(grid: Locator, text: string): Promise<void> {
  await grid.press('Control+End');
  await session.workbench.page.keyboard.press('Home');
  await grid.getByText(text).first().waitFor();
}

async function previewARemoteTable(): Promise<void> {
  const { workbench } = session;
  await workbench.step('preview a published table', async () => {
    const grid = await openTable('data/measurements.parquet');
    expect(await grid.getAttribute('aria-rowcount')).toBe('100001');
    await goToLastRow(grid, '2024000100000');
  });
  // Small enough to be fetched whole, and so checked: there is nothing to warn of.
  expect(await workbench.webview().getByText('not verified').isVisible()).toBe(false);
}

/** Publishes a package beside the workspace, without the editor, whose table is larger than what is fetched whole. */
async function publishLargeTable(): Promise<{ digest: string; size: number }> {
  const folder = join(session.outside, 'long-series');
  await mkdir(join(folder, 'data'), { recursive: true });
  const stations = readStations(await readFile(join(session.folder, 'stations/data/stations.csv'), 'utf8'));
  const bytes = new Uint8Array(measurementsTable(stations, LARGE_ROWS));
  await writeFile(join(folder, LARGE_TABLE), bytes);
  const resources = [{ name: 'series', path: LARGE_TABLE }];
  await writeFile(join(folder, 'datapackage.json'), JSON.stringify({ name: 'long-series', resources }));
  const target = connect(registry.host, { repository: 'long-series' });
  await publish(await planOf(folder), target, { tag: '2.0.0' });
  return { digest: await sha256(bytes), size: bytes.length };
}

async function previewALargeRemoteTable(): Promise<void> {
  const { workbench } = session;
  const { digest, size } = await publishLargeTable();
  expect(size).toBeGreaterThan(4 * 1024 * 1024);
  registry.forget();
  await workbench.step('preview a large published table by ranges', async () => {
    await workbench.command('Waybill: Refresh');
    await workbench.collapse('weather-stations');
    await workbench.expand('long-series');
    await workbench.expand('2.0.0');
    const grid = await openTable(LARGE_TABLE);
    expect(await grid.getAttribute('aria-rowcount')).toBe(String(LARGE_ROWS + 1));
    await goToLastRow(grid, '2024000700000');
    await workbench.webview().getByText('not verified until pulled').waitFor();
  });
  const reads = registry.requests.filter(({ path }) => path.includes(digest));
  expect(reads.length).toBeGreaterThan(0);
  expect(reads.every(({ headers }) => headers['range'] !== undefined)).toBe(true);
  const read = reads.reduce((sum, { headers }) => sum + rangeLength(headers['range'] ?? ''), 0);
  expect(read).toBeLessThan(size / 4);
}

/** Bytes that `bytes=FIRST-LAST` asks for. */
function rangeLength(range: string): number {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
  return Number(last) - Number(first) + 1;
}

async function pullIt(): Promise<void> {
  const { workbench, outside } = session;
  const folder = join(outside, 'pulled');
  await workbench.step('pull it into a new folder', async () => {
    await workbench.commandThatAsks('Waybill: Pull Data Package…', 'Pull from where?');
    await workbench.pick('Pull from where?', registry.host);
    await workbench.pick('Which repository?', 'weather-stations');
    await workbench.pick('Which version?', '1.1.0');
    await workbench.answer('New folder for the files', folder);
    await workbench.notification('Pulled 4 files').waitFor();
  });
  await workbench.dismissNotification('Pulled 4 files');
  expect(await filesBelow(folder)).toEqual(FILES);
  for (const file of FILES) {
    const [published, pulled] = await Promise.all([
      readFile(join(session.folder, 'stations', file)),
      readFile(join(folder, file)),
    ]);
    expect(pulled.equals(published), file).toBe(true);
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const files = await Promise.all(
    names.map(async (name) => ((await stat(join(folder, name))).isFile() ? [name] : [])),
  );
  return files.flat().sort();
}

async function loseTheRegistry(): Promise<void> {
  const { workbench } = session;
  await registry.stop();
  await workbench.step('see that the registry is gone', async () => {
    await workbench.command('Waybill: Refresh');
    await workbench.treeItem(`${registry.host} cannot be reached`).waitFor();
    await workbench.treeItem('weather-stations').waitFor({ state: 'detached' });
  });
  await workbench.step('publish to a registry that is gone', async () => {
    await askToPublish();
    await workbench.pick('Where to publish weather-stations?', registry.host);
    await workbench.acceptProposal('Repository: host/repository', `${registry.host}/weather-stations`);
    await workbench.acceptProposal('Tag under which others find', '1.1.0');
    await workbench.notification('cannot be reached').waitFor();
  });
  await workbench.dismissNotification('cannot be reached');
  await workbench.step('go on editing', async () => {
    await workbench.openFile(DESCRIPTOR);
    const text = await readFile(join(session.folder, DESCRIPTOR), 'utf8');
    await workbench.replaceText(text, 'number', 'nubmer');
    await workbench.errorMarks.first().waitFor();
    expect(await workbench.errorMarks.count()).toBe(1);
  });
}
