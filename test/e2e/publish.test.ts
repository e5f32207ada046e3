import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbenchSession, type WorkbenchSession } from '#test/support/workbench-session.ts';

let session: WorkbenchSession;
let failed = true;

beforeAll(async () => {
  session = await openWorkbenchSession('publish');
});

afterAll(async () => {
  await session.close(failed);
});

test('opens', async () => {
  const { workbench } = session;
  await workbench.step('open the descriptor', () => workbench.openFile('stations/datapackage.json'));
  await workbench.step('go to', () => workbench.goTo(34, 41));
  expect(await workbench.visibleText()).toContain('nubmer');
  await workbench.step('save', () => workbench.save());
  await workbench.step('hide', () => workbench.closeAllEditors());
  failed = false;
});
