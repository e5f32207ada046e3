import assert from 'node:assert/strict';
import type * as VSCode from 'vscode';

const ID = 'waybill.waybill';

function extensionOf(vscode: typeof VSCode): VSCode.Extension<unknown> {
  const extension = vscode.extensions.getExtension(ID);
  assert.ok(extension, `${ID} is not installed`);
  return extension;
}

/** Run inside the extension host: what `package.json` promises is really there. */
export default {
  'sleeps until it is needed': (vscode: typeof VSCode) => {
    assert.equal(extensionOf(vscode).isActive, false);
  },

  'knows descriptors by their names': async (vscode: typeof VSCode) => {
    const [file] = await vscode.workspace.findFiles('stations/datapackage.json');
    assert.ok(file);
    const document = await vscode.workspace.openTextDocument(file);
    assert.equal(document.languageId, 'datapackage');
  },

  'registers every command that it declares': async (vscode: typeof VSCode) => {
    const extension = extensionOf(vscode);
    await extension.activate();
    const manifest = extension.packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = await vscode.commands.getCommands(true);
    const absent = manifest.contributes.commands.filter(({ command }) => !registered.includes(command));
    assert.deepEqual(absent, []);
  },
};
