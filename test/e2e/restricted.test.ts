import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbenchSession, type WorkbenchSession } from '#test/support/workbench-session.ts';

const NOT_OFFERED = [
  'Waybill: Publish Data Package…',
  'Waybill: Pull Data Package…',
  'Waybill: Sign Published Package…',
  'Waybill: Create Signing Key…',
];

let session: WorkbenchSession;
let failed = true;

beforeAll(async () => {
  session = await openWorkbenchSession('restricted', { askForTrust: true });
});

afterAll(async () => {
  await session.close(failed);
});

test('in Restricted Mode documents are checked by themselves, and nothing leaves or enters', async () => {
  const { workbench } = session;
  await workbench.statusItem('Restricted Mode').waitFor();
  await workbench.step('see what a descriptor says wrong by itself', async () => {
    await workbench.openFile('stations/datapackage.json');
    const problems = await workbench.problems();
    await problems.filter({ hasText: 'nubmer' }).waitFor();
    await problems.filter({ hasText: '"dates"' }).first().waitFor();
    // Whether a file is there is looked at only where the workspace is trusted.
    expect(await problems.filter({ hasText: 'mesurements' }).count()).toBe(0);
  });
  await workbench.step('find no command that reaches out', async () => {
    expect(await workbench.offers('Waybill: Verify Published Package…')).toBe(true);
    for (const title of NOT_OFFERED) {
      expect(await workbench.offers(title), title).toBe(false);
    }
  });
  await workbench.closeAllEditors();
  await workbench.step('look at a package inside the workspace', async () => {
    await workbench.openView('Waybill');
    await workbench.expand('registry');
    await workbench.expand('1.0.0');
    await workbench.treeItem('datapackage.json').click();
    await workbench.textAppears('"version": "1.0.0"');
  });
  await workbench.step('read why no STAC catalogue is shown', async () => {
    const words = 'In Restricted Mode no file is looked at that is not open';
    await workbench.page.locator('.sidebar .welcome-view-content', { hasText: words }).waitFor();
  });
  failed = false;
});
