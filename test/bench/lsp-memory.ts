/**
 * The memory of the language server with many packages open: a workspace of 10,000 files, 200 of them descriptors
 * (5 tables of 20 fields each), all opened one after the other and edited once.
 *
 *     node esbuild.mjs --minify && node test/bench/lsp-memory.ts [ipc] [cli]
 *
 * Runs the server as it is built and as people run it: `ipc` forks `dist/server/main.cjs` (or what `WAYBILL_SERVER`
 * names) as VS Code does, `cli` is `waybill lsp --stdio`; both by default. Linux only: it reads `/proc`.
 */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentSymbolRequest,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  IPCMessageReader,
  IPCMessageWriter,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { largePackage } from './large-package.ts';

const PACKAGES = 200;
const FILES = 10_000;
const TABLES = 5;

const DIST = path.join(import.meta.dirname, '../../dist');
const SERVER = path.resolve(process.env['WAYBILL_SERVER'] ?? path.join(DIST, 'server/main.cjs'));

/** The ways in which people run the server. */
const WAYS: Readonly<Record<string, () => { server: ChildProcess; connection: ProtocolConnection }>> = {
  ipc: () => {
    const server = fork(SERVER, ['--node-ipc'], { execArgv: [] });
    const connection = createProtocolConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
    return { server, connection };
  },
  cli: () => {
    const command = [path.join(DIST, 'cli/main.js'), 'lsp', '--stdio'];
    const server = spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'inherit'] });
    const reader = new StreamMessageReader(server.stdout);
    return { server, connection: createProtocolConnection(reader, new StreamMessageWriter(server.stdin)) };
  },
};

/** Writes the packages with their tables, and other files until there are enough. Returns the descriptors. */
async function makeWorkspace(folder: string): Promise<string[]> {
  const descriptors: string[] = [];
  const text = `${JSON.stringify(largePackage(TABLES), null, 2)}\n`;
  const rows = `${Array.from({ length: 20 }, (_, field) => `field_${field}`).join(',')}\n${'1,'.repeat(19)}1\n`;
  const others = Math.floor(FILES / PACKAGES) - TABLES - 1;
  for (let index = 0; index < PACKAGES; index++) {
    const home = path.join(folder, `package-${index}`);
    await mkdir(path.join(home, 'data'), { recursive: true });
    descriptors.push(path.join(home, 'datapackage.json'));
    await writeFile(path.join(home, 'datapackage.json'), text);
    for (let table = 0; table < TABLES; table++) {
      await writeFile(path.join(home, `data/table-${table}.csv`), rows);
    }
    for (let other = 0; other < others; other++) {
      await writeFile(path.join(home, `data/other-${other}.txt`), 'x\n');
    }
  }
  return descriptors;
}

async function memoryOf(pid: number): Promise<{ now: number; peak: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const of = (name: string) =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? Number.NaN) / 1024;
  return { now: of('VmRSS'), peak: of('VmHWM') };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function run(way: string, folder: string, descriptors: readonly string[]): Promise<void> {
  const started = WAYS[way]?.();
  if (!started) {
    throw new Error(`There is no way "${way}": ${Object.keys(WAYS).join(', ')}`);
  }
  const { server, connection } = started;
  console.log(way);
  const waiting = new Map<string, () => void>();
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, version }) => {
    waiting.get(`${uri} ${version ?? 0}`)?.();
  });
  connection.onUnhandledNotification(() => undefined);
  connection.onRequest('client/registerCapability', () => undefined);
  connection.listen();
  const told = async (label: string): Promise<void> => {
    const { now, peak } = await memoryOf(server.pid ?? 0);
    console.log(`${label.padEnd(36)} ${now.toFixed(0).padStart(4)} MB, highest ${peak.toFixed(0)} MB`);
  };
  await connection.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: null,
    capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
    workspaceFolders: [{ name: 'ws', uri: pathToFileURL(folder).href }],
  });
  await connection.sendNotification(InitializedNotification.type, {});
  await told('started');
  const publishedFor = (uri: string, version: number): Promise<void> =>
    new Promise((resolve) => waiting.set(`${uri} ${version}`, resolve));
  for (const [index, file] of descriptors.entries()) {
    const uri = pathToFileURL(file).href;
    const seen = publishedFor(uri, 1);
    await connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: 'datapackage', version: 1, text: await readFile(file, 'utf8') },
    });
    await seen;
    if (index === 0 || index === 49) {
      await told(`${index + 1} open`);
    }
  }
  await told(`${PACKAGES} open`);
  const position = { line: 3, character: 4 };
  for (const file of descriptors) {
    const textDocument = { uri: pathToFileURL(file).href };
    const seen = publishedFor(textDocument.uri, 2);
    await connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { ...textDocument, version: 2 },
      contentChanges: [
        { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, text: ' ' },
      ],
    });
    await connection.sendRequest(HoverRequest.type, { textDocument, position });
    await connection.sendRequest(DocumentSymbolRequest.type, { textDocument });
    await seen;
  }
  await told('each edited, outlined and hovered');
  await pause(10_000);
  await told('ten seconds later');
  console.log(`load ${loadavg()[0]?.toFixed(1)}`);
  connection.dispose();
  server.kill();
}

const folder = await mkdtemp(path.join(tmpdir(), 'waybill-memory-'));
try {
  const descriptors = await makeWorkspace(folder);
  const wanted = process.argv.slice(2);
  for (const way of wanted.length > 0 ? wanted : Object.keys(WAYS)) {
    await run(way, folder, descriptors);
  }
} finally {
  await rm(folder, { recursive: true });
}
