import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import {
  createProtocolConnection,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { waybill } from './cli-process.ts';

function startServer() {
  return spawn(process.execPath, [resolve('cli/main.ts'), 'lsp', '--stdio'], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

test('waybill lsp --stdio is the language server: it answers, and ends when the editor says so', async () => {
  const child = startServer();
  const ended = once(child, 'close');
  const editor = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  editor.listen();
  const { capabilities, serverInfo } = await editor.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
  });
  await editor.sendNotification(InitializedNotification.type, {});
  await editor.sendRequest(ShutdownRequest.type);
  await editor.sendNotification(ExitNotification.type);
  const [code] = await ended;
  editor.dispose();
  expect([serverInfo?.name, capabilities.hoverProvider !== undefined, code]).toEqual(['waybill', true, 0]);
});

test('an editor that goes away takes the server with it', async () => {
  const child = startServer();
  const ended = once(child, 'close');
  child.stdin.end();
  const [code] = await ended;
  expect(code).toBe(1);
});

test('without --stdio a person is told who should start it', async () => {
  const { code, stdout, stderr } = await waybill(['lsp']);
  expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining('waybill lsp --stdio')]);
});
