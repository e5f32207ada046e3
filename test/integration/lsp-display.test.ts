import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import {
  ApplyWorkspaceEditRequest,
  CodeLensRefreshRequest,
  CodeLensRequest,
  DidChangeConfigurationNotification,
  ExecuteCommandRequest,
  InlayHintRefreshRequest,
  InlayHintRequest,
  type TextDocumentEdit,
  WorkDoneProgress,
  WorkDoneProgressCreateRequest,
} from 'vscode-languageserver-protocol/node';
import type { LspClient } from '#test/support/lsp-client.ts';
import { test } from '#test/support/lsp-workspace.ts';

const PACKAGE = `{
  "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
  "resources": [
    { "name": "people", "path": "people.csv" },
    { "name": "absent", "path": "absent.csv" }
  ]
}
`;
const PEOPLE = 'id,name\n1,a\n2,b\n';

const ABLE = {
  workspace: {
    applyEdit: true,
    workspaceEdit: { documentChanges: true },
    codeLens: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
  },
  textDocument: { inlayHint: {} },
  window: { workDoneProgress: true },
};
const WHOLE = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

/** Resolves when the server has the client ask again for hints. */
function refreshesOf({ connection }: LspClient): { next(): Promise<void> } {
  let waiting: () => void = () => undefined;
  let came = 0;
  connection.onRequest(CodeLensRefreshRequest.type, () => undefined);
  connection.onRequest(InlayHintRefreshRequest.type, () => {
    came++;
    waiting();
  });
  return {
    async next() {
      if (came === 0) {
        await new Promise<void>((resolve) => {
          waiting = resolve;
        });
      }
      came--;
    },
  };
}

async function hintsOf({ connection }: LspClient, uri: string): Promise<unknown[]> {
  const found = await connection.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range: WHOLE });
  return (found ?? []).map(({ label }) => label);
}

async function lensesOf({ connection }: LspClient, uri: string): Promise<string[]> {
  const found = await connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } });
  return (found ?? []).map(({ range, command }) => `${range.start.line}: ${command?.title}`);
}

test('facts and findings stand behind names, and are brought up to date', async ({ workspace }) => {
  await workspace.write({ 'people.csv': PEOPLE });
  const client = await workspace.start({ capabilities: ABLE });
  const refreshes = refreshesOf(client);
  const uri = workspace.uri('datapackage.json');
  await client.open(uri, PACKAGE);
  // What is known at first is told at first: each time more is known, the client is asked to ask again.
  do {
    await refreshes.next();
  } while ((await hintsOf(client, uri)).join('; ') !== '2 rows, 16 B; 1 error');
});

test('both can be switched off while the server runs', async ({ workspace }) => {
  await workspace.write({ 'people.csv': PEOPLE });
  const client = await workspace.start({
    capabilities: ABLE,
    initializationOptions: { commands: ['waybill.openTablePreview', 'waybill.validateData'] },
  });
  const uri = workspace.uri('datapackage.json');
  await client.open(uri, PACKAGE);
  await client.diagnostics(uri);
  expect(await lensesOf(client, uri)).toEqual([
    '0: Validate data',
    '0: Update facts',
    '3: Preview',
    '3: Validate data',
    '3: Update facts',
  ]);
  const settings = { waybill: { codeLens: { enabled: false }, inlayHints: { enabled: false } } };
  await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings });
  expect(await lensesOf(client, uri)).toEqual([]);
  expect(await hintsOf(client, uri)).toEqual([]);
});

test('facts are written into the text as it is now, with progress, and what is missing is told', async ({
  workspace,
}) => {
  await workspace.write({ 'people.csv': PEOPLE });
  const client = await workspace.start({ capabilities: ABLE });
  const { connection } = client;
  const uri = workspace.uri('datapackage.json');
  await client.open(uri, PACKAGE);
  const { text, version } = await client.replace(uri, '"name": "absent"', '"name": "unsaved"');
  const progress: string[] = [];
  connection.onRequest(WorkDoneProgressCreateRequest.type, ({ token }) => {
    connection.onProgress(WorkDoneProgress.type, token, ({ kind }) => void progress.push(kind));
  });
  const told: string[] = [];
  connection.onNotification(
    'window/showMessage',
    ({ message }: { message: string }) => void told.push(message),
  );
  connection.onRequest(ApplyWorkspaceEditRequest.type, async ({ edit }) => {
    const [change] = (edit.documentChanges ?? []) as TextDocumentEdit[];
    expect(change?.textDocument).toEqual({ uri, version });
    await client.apply(uri, (change?.edits ?? []) as Parameters<typeof client.apply>[1]);
    return { applied: true };
  });
  await connection.sendRequest(ExecuteCommandRequest.type, {
    command: 'waybill.updateFacts',
    arguments: [{ uri }],
  });
  const hash = createHash('sha256').update(PEOPLE).digest('hex');
  expect(client.document(uri).text).toBe(
    text.replace('"people.csv"', `"people.csv", "bytes": 16, "hash": "sha256:${hash}"`),
  );
  expect(progress[0]).toBe('begin');
  expect(progress.at(-1)).toBe('end');
  expect(told).toEqual([expect.stringContaining('"absent.csv"')]);
});

test('a client whose documents cannot be changed is not offered that', async ({ workspace }) => {
  const able = await workspace.start({ capabilities: ABLE });
  const unable = await workspace.start();
  const commands = [able, unable].map(
    (each) => each.initialized.capabilities.executeCommandProvider?.commands,
  );
  expect(commands).toEqual([['waybill.updateFacts'], undefined]);
});

test('a person can cancel that, and then nothing is written', async ({ workspace }) => {
  await workspace.write({ 'people.csv': PEOPLE });
  const client = await workspace.start({ capabilities: ABLE });
  const { connection } = client;
  const uri = workspace.uri('datapackage.json');
  await client.open(uri, PACKAGE);
  connection.onRequest(WorkDoneProgressCreateRequest.type, ({ token }) => {
    void connection.sendNotification('window/workDoneProgress/cancel', { token });
  });
  connection.onRequest(ApplyWorkspaceEditRequest.type, () => {
    throw new Error('The server writes though it was cancelled.');
  });
  const run = connection.sendRequest(ExecuteCommandRequest.type, {
    command: 'waybill.updateFacts',
    arguments: [{ uri }],
  });
  expect(await run).toBeNull();
});

test('called in a wrong way or in Restricted Mode, it says what to do', async ({ workspace }) => {
  await workspace.write({ 'people.csv': PEOPLE });
  const client = await workspace.start({ initializationOptions: { trusted: false } });
  const uri = workspace.uri('datapackage.json');
  await client.open(uri, PACKAGE);
  const run = (...args: unknown[]) =>
    client.connection.sendRequest(ExecuteCommandRequest.type, {
      command: 'waybill.updateFacts',
      arguments: args,
    });
  await expect(run()).rejects.toThrow(/Open the descriptor/);
  await expect(run(7)).rejects.toThrow(/Open the descriptor/);
  await expect(run({ uri: workspace.uri('absent.json') })).rejects.toThrow(/Open the descriptor/);
  await expect(run({ uri })).rejects.toThrow(/that you trust/);
});
