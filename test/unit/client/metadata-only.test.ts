import { expect, test } from 'vitest';
import type * as vscode from 'vscode';
import { MetadataOnly } from '#client/metadata-only.ts';

/** As much of a document of the editor as is looked at. */
function opened(path: string, text = '{}'): vscode.TextDocument {
  const uri = { path, toString: () => `file://${path}` };
  const document = { uri, languageId: 'json', isClosed: false, getText: () => text };
  return document as unknown as vscode.TextDocument;
}

/** The documents that a server hears of, in the order of the messages. */
function conversation(parts: readonly string[] = []) {
  const told: string[] = [];
  const only = new MetadataOnly({
    mayBelongToPackage: ({ uri }) => Promise.resolve(parts.includes(uri.path)),
    openLate: ({ uri }) => {
      told.push(`late ${uri.path}`);
      return Promise.resolve();
    },
  });
  const tell = (what: string) => (document: vscode.TextDocument) => {
    told.push(`${what} ${document.uri.path}`);
    return Promise.resolve();
  };
  const { didOpen, didChange, didSave, didClose } = only.middleware;
  return {
    told,
    only,
    open: (document: vscode.TextDocument) => didOpen(document, tell('open')),
    change: (document: vscode.TextDocument) =>
      didChange({ document, contentChanges: [], reason: undefined }, (event) =>
        tell('change')(event.document),
      ),
    save: (document: vscode.TextDocument) => didSave(document, tell('save')),
    close: (document: vscode.TextDocument) => didClose(document, tell('close')),
  };
}

test('the server hears of descriptors and their parts, and of nothing else', async () => {
  const { told, open, change, save, close } = conversation(['/a/fields.json']);
  for (const path of ['/a/datapackage.json', '/a/fields.json', '/a/tsconfig.json']) {
    const document = opened(path);
    await open(document);
    await change(document);
    await save(document);
    await close(document);
  }
  expect(told).toEqual(
    ['/a/datapackage.json', '/a/fields.json'].flatMap((path) =>
      ['open', 'change', 'save', 'close'].map((what) => `${what} ${path}`),
    ),
  );
});

test('a file that becomes metadata while it is typed is opened then, once', async () => {
  const { told, open, change } = conversation();
  await open(opened('/a/scene.json'));
  const typed = opened('/a/scene.json', '{ "stac_version": "1.1.0" }');
  await change(typed);
  await change(typed);
  expect(told).toEqual(['late /a/scene.json', 'change /a/scene.json']);
});

test('a server that is started again is told of all documents anew', async () => {
  const { told, only, open } = conversation();
  const document = opened('/a/datapackage.json');
  await open(document);
  only.serverEnded();
  await open(document);
  expect(told).toEqual(['open /a/datapackage.json', 'open /a/datapackage.json']);
});
