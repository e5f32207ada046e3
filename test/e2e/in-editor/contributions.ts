import assert from 'node:assert/strict';
import type * as VSCode from 'vscode';

const ID = 'waybill.waybill';

async function openDescriptor(vscode: typeof VSCode): Promise<VSCode.TextDocument> {
  const [file] = await vscode.workspace.findFiles('stations/datapackage.json');
  assert.ok(file);
  return vscode.workspace.openTextDocument(file);
}

/** What the built-in JSON support and Red Hat's YAML extension (1.25) take for theirs. */
const OTHER_SUPPORTS: readonly VSCode.DocumentSelector[] = [
  ['json', 'jsonc', 'snippets'],
  [
    { language: 'yaml' },
    { language: 'dockercompose' },
    { language: 'github-actions-workflow' },
    { pattern: '*.y(a)ml' },
  ],
];

/** A package of version 2, whose profile others would download, with a mistake that only we find. */
const YAML = `$schema: https://datapackage.org/profiles/2.0/datapackage.json
name: buoys
resources:
  - name: buoys
    data: [{ buoy: A1 }]
    schema:
      fields:
        - name: buoy
          type: strnig
`;

/** A rule with a level that is none, and a comma too much. */
const CONFIG = '{ "rules": { "datapackage/missing-file": "of", } }\n';

/** The diagnostics of a document, once they satisfy a condition. */
function diagnosticsOf(
  vscode: typeof VSCode,
  uri: VSCode.Uri,
  until: (found: readonly VSCode.Diagnostic[]) => boolean,
): Promise<readonly VSCode.Diagnostic[]> {
  return new Promise((resolve) => {
    const look = (): void => {
      const diagnostics = vscode.languages.getDiagnostics(uri);
      if (until(diagnostics)) {
        subscription.dispose();
        resolve(diagnostics);
      }
    };
    const subscription = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
}

function codesOf(diagnostics: readonly VSCode.Diagnostic[]): unknown[] {
  return diagnostics.map(({ code }) => (typeof code === 'object' ? code.value : code)).toSorted();
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
    const found = await diagnosticsOf(vscode, uri, (diagnostics) => diagnostics.length > 0);
    assert.deepEqual(codesOf(found), [
      'datapackage/missing-file',
      'datapackage/unknown-field',
      'datapackage/unknown-field-type',
    ]);
  },

  'is met by no other support for JSON or YAML, and has no schema fetched': async (vscode: typeof VSCode) => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, 'yaml', 'datapackage.yaml');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(YAML));
    const documents = [await openDescriptor(vscode), await vscode.workspace.openTextDocument(uri)];
    for (const document of documents) {
      for (const selector of OTHER_SUPPORTS) {
        assert.equal(vscode.languages.match(selector, document), 0, JSON.stringify(selector));
      }
    }
    await vscode.window.showTextDocument(uri);
    // A schema that may not or cannot be fetched would be a finding of somebody else.
    const found = await diagnosticsOf(vscode, uri, (diagnostics) => diagnostics.length > 0);
    assert.ok(codesOf(found).includes('datapackage/unknown-field-type'));
    assert.deepEqual([...new Set(found.map(({ source }) => source))], ['datapackage']);
    const onType = documents[1]?.positionAt(YAML.indexOf('type: strnig') + 1);
    const hovers = await vscode.commands.executeCommand<VSCode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      onType,
    );
    assert.equal(hovers.length, 1);
  },

  'leaves to the JSON support what that does for files that stay JSON': async (vscode: typeof VSCode) => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, 'waybill.config.json');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(CONFIG));
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.languageId, 'json');
    await vscode.window.showTextDocument(document);
    const found = await diagnosticsOf(
      vscode,
      uri,
      (all) => new Set(all.map(({ source }) => source)).size > 1,
    );
    // One finding about the comma, which is the editor's, and one about the level, which is ours.
    assert.deepEqual(
      found.map(({ source }) => source).toSorted(),
      ['json', 'waybill'],
      JSON.stringify(found.map(({ message }) => message)),
    );
    const inLevel = document.positionAt(CONFIG.indexOf('"of"') + 1);
    const { items } = await vscode.commands.executeCommand<VSCode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      inLevel,
    );
    const offered = items.filter(({ label }) => (typeof label === 'string' ? label : label.label) === 'off');
    assert.equal(offered.length, 1);
    const onRule = document.positionAt(CONFIG.indexOf('missing-file'));
    const hovers = await vscode.commands.executeCommand<VSCode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      onRule,
    );
    assert.equal(hovers.length, 1);
    const symbols = await vscode.commands.executeCommand<VSCode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['rules'],
    );
  },
};
