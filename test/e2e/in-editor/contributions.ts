import assert from 'node:assert/strict';
import type * as VSCode from 'vscode';

const ID = 'waybill.waybill';

async function openDescriptor(vscode: typeof VSCode): Promise<VSCode.TextDocument> {
  const [file] = await vscode.workspace.findFiles('stations/datapackage.json');
  assert.ok(file);
  return vscode.workspace.openTextDocument(file);
}

/** Run inside the extension host: what `package.json` promises is really there. */
export default {
  'knows descriptors by their names': async (vscode: typeof VSCode) => {
    assert.equal((await openDescriptor(vscode)).languageId, 'datapackage');
  },

  'registers every command that it declares': async (vscode: typeof VSCode) => {
    const extension = vscode.extensions.getExtension(ID);
    assert.ok(extension, `${ID} is not installed`);
    await extension.activate();
    const manifest = extension.packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = await vscode.commands.getCommands(true);
    const absent = manifest.contributes.commands.filter(({ command }) => !registered.includes(command));
    assert.deepEqual(absent, []);
  },

  'finds the mistakes of the sample, and nothing else does': async (vscode: typeof VSCode) => {
    const { uri } = await openDescriptor(vscode);
    // The server is asked about documents that somebody can see.
    await vscode.window.showTextDocument(uri);
    const found = await new Promise<readonly VSCode.Diagnostic[]>((resolve) => {
      const look = (): void => {
        const diagnostics = vscode.languages.getDiagnostics(uri);
        if (diagnostics.length > 0) {
          subscription.dispose();
          resolve(diagnostics);
        }
      };
      const subscription = vscode.languages.onDidChangeDiagnostics(look);
      look();
    });
    const codes = found.map(({ code }) => (typeof code === 'object' ? code.value : code));
    assert.deepEqual(codes.toSorted(), [
      'datapackage/missing-file',
      'datapackage/unknown-field',
      'datapackage/unknown-field-type',
    ]);
  },
};
