import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import {
  CancellationTokenSource,
  CodeActionRequest,
  CompletionRequest,
  createProtocolConnection,
  type Diagnostic,
  DiagnosticSeverity,
  DocumentSymbolRequest,
  ExitNotification,
  FoldingRangeRequest,
  HoverRequest,
  InitializeRequest,
  IPCMessageReader,
  IPCMessageWriter,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver-protocol/node';
import { WORKSPACE_TRUST } from '#server/protocol/workspace-trust.ts';
import { fileUri, type LspClient } from '#test/support/lsp-client.ts';
import { test } from '#test/support/lsp-workspace.ts';

const PACKAGE = '{ "resources": [{ "name": "a", "path": "a.csv" }] }';

/** The server still does its work, has said nothing but LSP, and logged no bug. */
async function expectHealthy(client: LspClient, uri: string): Promise<void> {
  await client.open(uri, PACKAGE, 'datapackage');
  expect((await client.diagnostics(uri)).map(({ code }) => code)).toContain('datapackage/missing-file');
  expect(client.protocolErrors).toEqual([]);
  expect(client.stderr).toBe('');
}

function frame(body: string): string {
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

function message(content: object): string {
  return frame(JSON.stringify({ jsonrpc: '2.0', ...content }));
}

describe('bad input', () => {
  const MESSAGES: readonly (readonly [string, string])[] = [
    ['a body that is not JSON', frame('{"jsonrpc": ')],
    ['a body that is no message', frame('7')],
    ['an unknown request', message({ id: 'x', method: 'textDocument/teleport', params: {} })],
    ['an unknown notification', message({ method: 'waybill/unknown', params: {} })],
    ['a request without parameters', message({ id: 'x', method: 'textDocument/hover' })],
    ['a request without a document', message({ id: 'x', method: 'textDocument/hover', params: {} })],
    [
      'a position that is none',
      message({
        id: 'x',
        method: 'textDocument/hover',
        params: { textDocument: { uri: 'file:///x' }, position: 7 },
      }),
    ],
    ['a document without a text', message({ method: 'textDocument/didOpen', params: { textDocument: {} } })],
    [
      'a change of a document that is not open',
      message({
        method: 'textDocument/didChange',
        params: { textDocument: { uri: 'file:///x', version: 2 }, contentChanges: [{ text: '' }] },
      }),
    ],
    ['changed files that are none', message({ method: 'workspace/didChangeWatchedFiles', params: {} })],
    ['trust that is none', message({ method: 'waybill/workspaceTrust', params: 'yes' })],
  ];

  test('the server outlives messages that make no sense', async ({ workspace }) => {
    const client = await workspace.start({ initializationOptions: 'nonsense' });
    const { uri } = await client.open(workspace.uri('datapackage.json'), PACKAGE, 'datapackage');
    for (const [what, bytes] of MESSAGES) {
      client.process.stdin?.write(bytes);
      expect(await client.hover(uri, { line: 0, character: 4 }), what).not.toBeNull();
    }
    await client.connection.sendNotification(WORKSPACE_TRUST, { trusted: true });
    await expectHealthy(client, workspace.uri('other.datapackage.json'));
  });

  const LAUGHS = Array.from({ length: 12 }, (_, index) => {
    const aliases = Array.from({ length: 10 }, () => `*a${index}`).join(', ');
    return `a${index + 1}: &a${index + 1} [${aliases}]`;
  }).join('\n');

  const TEXTS: readonly (readonly [string, string, string])[] = [
    ['nothing', 'datapackage.json', ''],
    ['binary', 'datapackage.json', '\u0000\u0001PAR1\ufffd\ud800'],
    ['deep nesting', 'datapackage.json', '[{"a":'.repeat(50_000)],
    ['deep nesting that ends', 'datapackage.json', `${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['many errors', 'datapackage.json', '{,'.repeat(20_000)],
    ['an array of resources that are none', 'datapackage.json', '{"resources": [1, null, [], "x", {}]}'],
    ['a prototype', 'datapackage.json', '{"__proto__": {"resources": 1}, "constructor": 1}'],
    ['a tab in YAML', 'datapackage.yaml', 'a:\n\t- b'],
    ['an alias of itself', 'datapackage.yaml', 'resources: &a [*a]'],
    ['a billion laughs', 'datapackage.yaml', `a0: &a0 [x]\n${LAUGHS}\nresources: *a12`],
    ['deep YAML', 'datapackage.yaml', '- '.repeat(20_000)],
    ['deep flow YAML', 'datapackage.yaml', '[{a: '.repeat(20_000)],
    ['an item without anything', 'item.json', '{"stac_version": null, "type": "Feature", "geometry": 7}'],
  ];

  /** Asks everything that can be asked about a document, at its start, in it, and far behind it. */
  async function askEverything({ connection }: LspClient, uri: string, length: number): Promise<void> {
    const textDocument = { uri };
    for (const character of [0, 1, 7, length, 1_000_000]) {
      const position = { line: 0, character };
      const range = { start: position, end: position };
      const context = { diagnostics: [] };
      await connection.sendRequest(HoverRequest.type, { textDocument, position });
      await connection.sendRequest(CompletionRequest.type, { textDocument, position });
      await connection.sendRequest(CodeActionRequest.type, { textDocument, range, context });
    }
    await connection.sendRequest(DocumentSymbolRequest.type, { textDocument });
    await connection.sendRequest(FoldingRangeRequest.type, { textDocument });
  }

  test('the server outlives documents that make no sense', async ({ workspace }) => {
    const client = await workspace.start();
    for (const [index, [what, name, text]] of TEXTS.entries()) {
      const { uri } = await client.open(workspace.uri(`${index}/${name}`), text, 'datapackage');
      await askEverything(client, uri, text.length);
      await client.diagnostics(uri);
      expect(client.logged, what).toEqual([]);
      await client.close(uri);
    }
    await expectHealthy(client, workspace.uri('datapackage.json'));
  });
});

describe('a typing session', () => {
  const TYPED: Readonly<Record<string, string>> = {
    'datapackage.json': `{\n  "name": "typed",\n  "resources": [\n    { "name": "a", "path": "a.csv", "schema": { "fields": [{ "name": "é", "type": "intger" }], "primaryKey": "e" } }\n  ]\n}\n`,
    'datapackage.yaml': `name: typed\nresources:\n  - name: a\n    path: [a.csv, 'b.csv']\n    schema:\n      fields:\n        - {name: "é", type: intger}\n      primaryKey: e\n`,
  };

  test.for(Object.entries(TYPED))(
    'loses no request while %s is typed key by key',
    async ([name, typed], { workspace }) => {
      const client = await workspace.start();
      const { uri } = await client.open(workspace.uri(name), '', 'datapackage');
      const { connection } = client;
      const textDocument = { uri };
      const refused: unknown[] = [];
      const asked: Promise<unknown>[] = [];
      const ask = (request: Promise<unknown>) =>
        asked.push(
          request.catch((error: unknown) =>
            refused.push(error instanceof ResponseError ? error.code : error),
          ),
        );
      for (let index = 0; index < typed.length; index++) {
        const lines = typed.slice(0, index).split('\n');
        const at = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
        const character = typed.charAt(index);
        await client.change(uri, { range: { start: at, end: at }, text: character });
        const position =
          character === '\n' ? { line: at.line + 1, character: 0 } : { ...at, character: at.character + 1 };
        const range = { start: position, end: position };
        for (const request of [
          connection.sendRequest(CompletionRequest.type, { textDocument, position }),
          connection.sendRequest(HoverRequest.type, { textDocument, position }),
          connection.sendRequest(DocumentSymbolRequest.type, { textDocument }),
          connection.sendRequest(FoldingRangeRequest.type, { textDocument }),
          connection.sendRequest(CodeActionRequest.type, {
            textDocument,
            range,
            context: { diagnostics: [] },
          }),
        ]) {
          ask(request);
        }
        // An editor that gets ahead of the server by some keys, and then waits for it.
        if (index % 5 === 4) {
          await Promise.all(asked);
        }
      }
      await Promise.all(asked);
      expect(new Set(refused)).toEqual(new Set(refused.length > 0 ? [LSPErrorCodes.ContentModified] : []));
      expect((await client.diagnostics(uri)).map(({ code }) => code)).toContain(
        'datapackage/unknown-field-type',
      );
      expect(client.logged).toEqual([]);
      await expectHealthy(client, workspace.uri('other.datapackage.json'));
    },
  );
});

test('JSON that is no metadata gets nothing at all', async ({ workspace }) => {
  const client = await workspace.start();
  const text = '{ "name": "x", "version": "1.0.0", "resources": "path", "resources": 1,, }';
  const { uri } = await client.open(workspace.uri('package.json'), text, 'json');
  const position = { line: 0, character: 4 };
  expect(await client.hover(uri, position)).toBeNull();
  expect(await client.completion(uri, position)).toEqual([]);
  expect(await client.codeActions(uri, { start: position, end: position })).toEqual([]);
  // Documents are checked in turn: once the second one has its findings, the first one would have had them.
  await expectHealthy(client, workspace.uri('datapackage.json'));
  await client.close(uri);
  await client.hover(uri, position);
  expect(client.published.filter((params) => params.uri === uri)).toEqual([]);
});

describe('nothing outside of the workspace is looked at', () => {
  const TEXT = JSON.stringify({
    resources: [
      { name: 'climbs', path: '../outside/secret.csv' },
      { name: 'linked', path: 'link/secret.csv' },
      { name: 'file', path: 'secret.csv' },
    ],
  });

  async function findings(client: LspClient, uri: string): Promise<readonly Diagnostic[]> {
    await client.open(uri, TEXT, 'datapackage');
    const found = await client.diagnostics(uri);
    return found.filter(({ severity }) => severity !== DiagnosticSeverity.Information);
  }

  test('whether a file exists there makes no difference', async ({ workspace }) => {
    await workspace.write({ '../outside/secret.csv': 'secret\n' });
    await symlink(path.join(workspace.folder, 'outside'), path.join(workspace.root, 'link'));
    await symlink('../outside/secret.csv', path.join(workspace.root, 'secret.csv'));
    const client = await workspace.start();
    const uri = workspace.uri('datapackage.json');
    const there = await findings(client, uri);
    expect(there.map(({ code }) => code)).toEqual(Array(3).fill('datapackage/unsafe-path'));
    await client.close(uri);
    await rm(path.join(workspace.folder, 'outside'), { recursive: true });
    expect(await findings(client, uri)).toEqual(there);
  });

  test('a document outside of every folder is judged by its text alone', async ({ workspace }) => {
    await mkdir(path.join(workspace.folder, 'outside'));
    const client = await workspace.start();
    const outside = fileUri(path.join(workspace.folder, 'outside/datapackage.json'));
    for (const uri of [
      outside,
      workspace.uri('..%2Foutside/datapackage.json'),
      'untitled:datapackage.json',
    ]) {
      const codes = (await findings(client, uri)).map(({ code }) => code);
      expect(codes).not.toContain('datapackage/missing-file');
      expect(codes).toContain('datapackage/unsafe-path');
    }
  });
});

test('a request that is cancelled while it looks at the disk says so', async ({ workspace }) => {
  const deep = 'd/'.repeat(60);
  await workspace.write({ [`${deep}0.csv`]: 'a\n' });
  const path = Array.from({ length: 500 }, (_, index) => `${deep}${index}.csv`);
  const client = await workspace.start();
  const text = JSON.stringify({ resources: [{ name: 'a', path }] });
  const { uri } = await client.open(workspace.uri('datapackage.json'), text, 'datapackage');
  const source = new CancellationTokenSource();
  const position = { line: 0, character: 0 };
  const answer = client.connection.sendRequest(
    CodeActionRequest.type,
    { textDocument: { uri }, range: { start: position, end: position }, context: { diagnostics: [] } },
    source.token,
  );
  source.cancel();
  await expect(answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  expect(await client.diagnostics(uri)).not.toEqual([]);
});

describe('the end', () => {
  test('after shutdown and exit the server has ended well', async ({ workspace }) => {
    const client = await workspace.start();
    await client.open(workspace.uri('datapackage.json'), PACKAGE);
    expect(await client.stop()).toBe(0);
    expect(client.stderr).toBe('');
  });

  test('exit without shutdown is an error', async ({ workspace }) => {
    const client = await workspace.start();
    await client.connection.sendNotification(ExitNotification.type);
    expect(await client.exited()).toBe(1);
  });

  test('the server ends when nobody writes to it any more', async ({ workspace }) => {
    const client = await workspace.start();
    client.process.stdin?.end();
    expect(await client.exited()).toBe(1);
  });

  test('the server ends when its editor is gone', async ({ workspace }) => {
    const editor = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const client = await workspace.start({ ...(editor.pid && { processId: editor.pid }) });
    editor.kill('SIGKILL');
    expect(await client.exited()).toBe(1);
  });

  test('a forked server talks over the channel of Node, and ends with it', async () => {
    const server = fork(path.resolve('server/main.ts'), ['--node-ipc'], { stdio: 'pipe' });
    const connection = createProtocolConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
    connection.listen();
    const params = { processId: null, rootUri: null, capabilities: {} };
    expect(await connection.sendRequest(InitializeRequest.type, params)).toMatchObject({
      serverInfo: { name: 'waybill' },
    });
    connection.dispose();
    const exit = once(server, 'exit');
    server.disconnect();
    expect(await exit).toEqual([1, null]);
  });

  test('started by hand without a transport, it says what to do', async () => {
    const server = spawn(process.execPath, [path.resolve('server/main.ts')], { stdio: 'pipe' });
    const written: string[] = [];
    server.stderr.setEncoding('utf8').on('data', (text: string) => written.push(text));
    expect(await once(server, 'exit')).toEqual([2, null]);
    expect(written.join('')).toMatch(/--stdio\.\n$/);
  });
});
