import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '#core/base/digest.ts';
import { openWorkbenchSession, type WorkbenchSession } from '#test/support/workbench-session.ts';
import { positionOf } from '../host/workbench.ts';

const DESCRIPTOR = 'stations/datapackage.json';
const PASSPHRASE = 'nine dry weather balloons';

let session: WorkbenchSession;
let failed = true;

beforeAll(async () => {
  session = await openWorkbenchSession('publish');
});

afterAll(async () => {
  await session.close(failed);
});

/** The descriptor as it is on the disk now. */
function descriptorText(): Promise<string> {
  return readFile(join(session.folder, DESCRIPTOR), 'utf8');
}

test('a package goes from a mistake to a verified publication, and a changed byte is refused', async () => {
  await mendTheDescriptor();
  await completeAProperty();
  await lookAtTheLastRow();
  await publishIt();
  await findItInTheExplorer();
  await signIt();
  await verifyIt();
  await breakAByte();
  failed = false;
});

async function mendTheDescriptor(): Promise<void> {
  const { workbench } = session;
  const text = await descriptorText();
  await workbench.step('see the finding on its token', async () => {
    await workbench.openFile(DESCRIPTOR);
    const { line, column } = positionOf(text, '"nubmer"');
    const problems = await workbench.problems();
    await problems
      .filter({ hasText: 'nubmer' })
      .filter({ hasText: `[Ln ${line}, Col ${column}]` })
      .waitFor();
  });
  await workbench.step('take the quick fix', async () => {
    await workbench.focusEditor();
    await workbench.goToText(text, '"nubmer"');
    await workbench.quickFix('Change to "number"');
    await workbench.textAppears('"name": "elevation", "type": "number"');
  });
  await workbench.step('correct the key and the path', async () => {
    await workbench.goToText(text, '"dates"');
    await workbench.quickFix('"date"');
    await workbench.textAppears('"primaryKey": ["station", "date"]');
    await workbench.replaceText(text, 'mesurements', 'measurements');
  });
}

async function completeAProperty(): Promise<void> {
  const { workbench } = session;
  await workbench.step('complete a property', async () => {
    await workbench.goToText(await descriptorText(), '"version": "1.1.0",', 'behind');
    await workbench.page.keyboard.press('Enter');
    await workbench.complete('homepage');
    await workbench.page.keyboard.insertText('https://example.org/stations');
    await workbench.textAppears('"homepage": "https://example.org/stations",');
    await workbench.save();
    await workbench.errorMarks.first().waitFor({ state: 'detached' });
    await (await workbench.problems()).first().waitFor({ state: 'detached' });
  });
  const saved = JSON.parse(await descriptorText()) as { homepage: string };
  expect(saved.homepage).toBe('https://example.org/stations');
}

async function lookAtTheLastRow(): Promise<void> {
  const { workbench } = session;
  await workbench.step('preview the Parquet file to its last row', async () => {
    await workbench.openFile('measurements.parquet');
    const grid = workbench.webview().getByRole('grid');
    await grid.getByText('2024000000001').first().waitFor();
    await grid.focus();
    await workbench.page.keyboard.press('Control+End');
    await workbench.page.keyboard.press('Home');
    await grid.getByText('2024000100000').first().waitFor();
    expect(await grid.getAttribute('aria-rowcount')).toBe('100001');
  });
}

async function publishIt(): Promise<void> {
  const { workbench } = session;
  await workbench.step('publish from the palette', async () => {
    await workbench.openFile(DESCRIPTOR);
    await workbench.commandThatAsks('Waybill: Publish Data Package…', 'Where to publish weather-stations?');
    await workbench.pick('Where to publish weather-stations?', 'registry');
    await workbench.acceptProposal('Tag under which others find this version', '1.1.0');
    await workbench.dismissNotification('Published');
  });
}

async function findItInTheExplorer(): Promise<void> {
  const { workbench } = session;
  await workbench.step('find it in the explorer', async () => {
    await workbench.openView('Waybill');
    await workbench.expand('registry');
    await workbench.expand('1.1.0');
    for (const file of [
      'datapackage.json',
      'data/daily.csv',
      'data/measurements.parquet',
      'data/stations.csv',
    ]) {
      await workbench.treeItem(file).waitFor();
    }
  });
}

async function signIt(): Promise<void> {
  const { workbench, outside } = session;
  await workbench.step('create a key', async () => {
    await workbench.commandThatAsks('Waybill: Create Signing Key…', 'Where to keep the key pair');
    await workbench.answer('Where to keep the key pair', join(outside, 'alice'));
    await workbench.answer('Passphrase that protects', PASSPHRASE);
    await workbench.answer('The same passphrase again', PASSPHRASE);
    await workbench.dismissNotification('Created');
  });
  await workbench.step('sign', async () => {
    await workbench.commandThatAsks('Waybill: Sign Published Package…', 'Sign a package from where?');
    await workbench.pick('Sign a package from where?', 'registry');
    await workbench.pick('Which version?', '1.1.0');
    await workbench.pick('Sign with which key?', 'alice.key');
    await workbench.answer('Passphrase of', PASSPHRASE);
    await workbench.dismissNotification('Signed');
  });
}

async function verify(answer: string): Promise<void> {
  const { workbench } = session;
  await workbench.commandThatAsks('Waybill: Verify Published Package…', 'Verify a package from where?');
  await workbench.pick('Verify a package from where?', 'registry');
  await workbench.pick('Which version?', '1.1.0');
  await workbench.pick('Whose signature do you expect?', 'alice.pub');
  await workbench.textAppears(answer);
}

async function verifyIt(): Promise<void> {
  const { workbench } = session;
  await workbench.step('verify', async () => {
    await verify('Verified, signed by alice.pub, files included');
    await workbench.treeItem('1.1.0, verified').waitFor();
  });
  await workbench.closeAllEditors();
}

/** Changes one byte of a file where it lies in the registry. */
async function breakAByte(): Promise<void> {
  const { workbench, folder } = session;
  const content = await readFile(join(folder, 'stations/data/daily.csv'));
  const blob = join(folder, 'registry/blobs', (await sha256(content)).replace(':', '/'));
  const broken = Buffer.from(content);
  broken.write('2', broken.length - 2);
  expect(broken.equals(content)).toBe(false);
  await writeFile(blob, broken);
  await workbench.step('see verification refuse a changed byte', async () => {
    await verify('Rejected: "data/daily.csv" is not what was published');
    await workbench.treeItem('1.1.0, rejected').waitFor();
  });
}
