/**
 * `node scripts/pictures.ts`, after `npm run package`: walks the sample in the real workbench and draws the pictures
 * of the README, `docs/images/*.png`.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../test/host/browser.ts';
import { installExtension, prepareProfile, startEditor } from '../test/host/editor.ts';
import { TEST_SETTINGS } from '../test/host/settings.ts';
import { Workbench } from '../test/host/workbench.ts';
import { makeSample } from './make-sample.ts';
import { packageExtension } from './package.ts';
import { ROOT } from './run-command.ts';

const IMAGES = join(ROOT, 'docs/images');
const LARGEST = 200_000;
const PASSPHRASE = 'nine dry weather balloons';
const DESCRIPTOR = 'stations/datapackage.json';
const SETTINGS = { ...TEST_SETTINGS, 'workbench.iconTheme': 'vs-seti' };

async function main(): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'waybill-'));
  const releases: (() => Promise<void>)[] = [() => rm(root, { recursive: true, force: true })];
  try {
    const folder = join(root, 'sample');
    await makeSample(folder);
    const profile = await prepareProfile(join(root, 'profile'), SETTINGS);
    await installExtension(profile, (await packageExtension()).vsix);
    const editor = await startEditor(profile, { folder });
    releases.push(() => editor.stop());
    const browser = await launchBrowser();
    releases.push(() => browser.close());
    const workbench = await Workbench.open(browser, { url: editor.url, screenshots: join(root, 'steps') });
    await mkdir(IMAGES, { recursive: true });
    await drawEditor(workbench, folder);
    await drawForm(workbench);
    await drawCreation(workbench, folder);
    await drawPreview(workbench);
    await drawVerification(workbench, root);
  } finally {
    for (const release of releases.toReversed()) {
      await release();
    }
  }
}

/** The mistake on its token, and its fix. */
async function drawEditor(workbench: Workbench, folder: string): Promise<void> {
  await workbench.openFile(DESCRIPTOR);
  await workbench.errorMarks.first().waitFor();
  await workbench.goToText(await readFile(join(folder, DESCRIPTOR), 'utf8'), '"nubmer"');
  await workbench.offerQuickFix('Change to "number"');
  await draw(workbench, 'editor');
  await workbench.page.keyboard.press('Escape');
  await workbench.closeAllEditors();
}

/** The same descriptor as a form, with the finding beside the field. */
async function drawForm(workbench: Workbench): Promise<void> {
  await workbench.openFile(DESCRIPTOR);
  await workbench.command('Waybill: Open as Form');
  const form = workbench.webview();
  await form.locator('summary').first().click();
  await form.getByRole('table', { name: 'Fields' }).first().scrollIntoViewIfNeeded();
  await form.getByText('"nubmer"').first().waitFor();
  await draw(workbench, 'form');
  await workbench.closeAllEditors();
}

/** Two tables on their way to a package: the keys that their values allow. */
async function drawCreation(workbench: Workbench, folder: string): Promise<void> {
  const harbour = join(folder, 'harbour');
  await mkdir(harbour);
  await writeFile(join(harbour, 'ports.csv'), 'id;name\n1;Hamburg\n2;Trieste\n3;Rotterdam\n');
  await writeFile(
    join(harbour, 'ships.csv'),
    'id,port_id,built\n7,1,2001-05-01\n8,2,1999-01-31\n9,2,2014-11-12\n',
  );
  await workbench.openFile('harbour/ports.csv');
  const question = (placeholder: string, row: string) =>
    workbench.page
      .locator('.quick-input-widget:visible')
      .filter({ has: workbench.page.getByPlaceholder(placeholder) })
      .getByText(row)
      .first();
  await workbench.contextMenu(
    workbench.treeItem('harbour'),
    'Create Data Package…',
    question('Which files are its resources?', 'ports.csv'),
  );
  await workbench.page.keyboard.press('Enter');
  await question('Which keys do its tables have?', 'ships refers to ports').waitFor();
  await draw(workbench, 'create');
  await workbench.page.keyboard.press('Escape');
  await workbench.closeAllEditors();
}

/** A hundred thousand rows, at the last one. */
async function drawPreview(workbench: Workbench): Promise<void> {
  await workbench.openFile('measurements.parquet');
  const grid = workbench.webview().getByRole('grid');
  await grid.getByText('2024000000001').first().waitFor();
  await grid.press('Control+End');
  await workbench.page.keyboard.press('Home');
  await grid.getByText('2024000100000').first().waitFor();
  await draw(workbench, 'preview');
  await workbench.closeAllEditors();
}

/** A signed version in the explorer, and what its verification says. */
async function drawVerification(workbench: Workbench, root: string): Promise<void> {
  await workbench.openView('Waybill');
  await workbench.expand('registry');
  await workbench.expand('1.0.0');
  await workbench.commandThatAsks('Waybill: Create Signing Key…', 'Where to keep the key pair');
  await workbench.answer('Where to keep the key pair', join(root, 'alice'));
  await workbench.answer('Passphrase that protects', PASSPHRASE);
  await workbench.answer('The same passphrase again', PASSPHRASE);
  await workbench.dismissNotification('Created');
  await workbench.commandThatAsks('Waybill: Sign Published Package…', 'Sign a package from where?');
  await workbench.pick('Sign a package from where?', 'registry');
  await workbench.pick('Which version?', '1.0.0');
  await workbench.pick('Sign with which key?', 'alice.key');
  await workbench.answer('Passphrase of', PASSPHRASE);
  await workbench.dismissNotification('Signed');
  await workbench.commandThatAsks('Waybill: Verify Published Package…', 'Verify a package from where?');
  await workbench.pick('Verify a package from where?', 'registry');
  await workbench.pick('Which version?', '1.0.0');
  await workbench.pick('Whose signature do you expect?', 'alice.pub');
  await workbench.textAppears('Verified, signed by alice.pub');
  await workbench.treeItem('1.0.0, verified').waitFor();
  await workbench.expand('Signatures and attestations');
  await workbench.treeItem('Signature, not checked here').waitFor();
  await draw(workbench, 'verify');
}

/** Writes a picture of the whole window when no notification hides a part of it. */
async function draw(workbench: Workbench, name: string): Promise<void> {
  await workbench.toasts.first().waitFor({ state: 'detached' });
  const file = join(IMAGES, `${name}.png`);
  const picture = await workbench.page.screenshot();
  if (picture.length > LARGEST) {
    throw new Error(`${file} would take ${picture.length} bytes; at most ${LARGEST} are allowed.`);
  }
  await writeFile(file, picture);
  console.log(`${file}: ${picture.length} bytes`);
}

await main();
