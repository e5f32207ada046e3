/**
 * How long an editor waits for the language server over stdio, warm, in documents of three sizes: from a change of one
 * character to its diagnostics, and from asking for completion or hover (right after such a change, and in quiet) to
 * the answer.
 *
 *     node test/bench/lsp-latency.ts [usual] [large] [huge] [json] [yaml]
 *
 * Runs the server as it is built (`dist/server/main.cjs`) if it is there, otherwise its sources.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import {
  CompletionRequest,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type Position,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { blockYaml, largePackage } from './large-package.ts';

const SIZES: Readonly<Record<string, { resources: number; rounds: number }>> = {
  usual: { resources: 3, rounds: 200 },
  large: { resources: 1_000, rounds: 100 },
  huge: { resources: 14_000, rounds: 12 },
};

const BUILT = path.resolve(
  process.env['WAYBILL_SERVER'] ?? path.join(import.meta.dirname, '../../dist/server/main.cjs'),
);
const SERVER = existsSync(BUILT) ? BUILT : path.resolve(import.meta.dirname, '../../server/main.ts');

/** An editor with one document, as fast as one can be. */
class Editor {
  private readonly connection: ProtocolConnection;
  private readonly published = new Map<number, (value: number) => void>();
  private document: TextDocument;

  private constructor(connection: ProtocolConnection, document: TextDocument) {
    this.connection = connection;
    this.document = document;
    connection.onNotification(PublishDiagnosticsNotification.type, ({ version, diagnostics }) => {
      this.published.get(version ?? 0)?.(diagnostics.length);
    });
    connection.onUnhandledNotification(() => undefined);
    connection.listen();
  }

  static async open(
    connection: ProtocolConnection,
    folder: string,
    name: string,
    text: string,
  ): Promise<Editor> {
    const uri = pathToFileURL(path.join(folder, name)).href;
    const editor = new Editor(connection, TextDocument.create(uri, 'datapackage', 1, text));
    await connection.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: null,
      capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
      workspaceFolders: [{ name: 'ws', uri: pathToFileURL(folder).href }],
    });
    connection.onRequest('client/registerCapability', () => undefined);
    await connection.sendNotification(InitializedNotification.type, {});
    const seen = editor.findings(1);
    await connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: 'datapackage', version: 1, text },
    });
    await seen;
    return editor;
  }

  /** Resolves when the findings of a version are there. */
  findings(version: number): Promise<number> {
    return new Promise((resolve) => this.published.set(version, resolve));
  }

  get version(): number {
    return this.document.version;
  }

  /** Where the word of some resource is, a part of the way through the document. */
  placeOf(word: string, share: number): number {
    const text = this.document.getText();
    const from = text.indexOf(word, Math.floor(text.length * share));
    return (from < 0 ? text.lastIndexOf(word) : from) + word.length;
  }

  /** Types one character at an offset, or takes it away again. */
  async type(offset: number, inserted: string, removed: number): Promise<void> {
    const { uri, version } = this.document;
    const range = {
      start: this.document.positionAt(offset),
      end: this.document.positionAt(offset + removed),
    };
    const changes = [{ range, text: inserted }];
    this.document = TextDocument.update(this.document, changes, version + 1);
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: version + 1 },
      contentChanges: changes,
    });
  }

  async ask(what: typeof CompletionRequest.type | typeof HoverRequest.type, offset: number): Promise<number> {
    const position: Position = this.document.positionAt(offset);
    const started = performance.now();
    await this.connection.sendRequest(what.method, { textDocument: { uri: this.document.uri }, position });
    return performance.now() - started;
  }
}

async function measure(editor: Editor, rounds: number): Promise<Record<string, number[]>> {
  const times: Record<string, number[]> = {
    diagnostics: [],
    'completion after a key': [],
    'hover after a key': [],
    completion: [],
    hover: [],
  };
  for (let round = -Math.min(10, rounds); round < rounds; round++) {
    const kept = (name: string, time: number) => round >= 0 && times[name]?.push(time);
    const share = ((round * 7 + 70) % 10) / 10;
    for (const [inserted, removed] of [
      ['x', 0],
      ['', 1],
    ] as const) {
      const offset = editor.placeOf('field_1', share);
      const seen = editor.findings(editor.version + 1);
      const started = performance.now();
      await editor.type(offset, inserted, removed);
      await seen;
      kept('diagnostics', performance.now() - started);
      await pause(20);
    }
    for (const [name, what] of [
      ['completion', CompletionRequest.type],
      ['hover', HoverRequest.type],
    ] as const) {
      const offset = editor.placeOf('type', share) + 4;
      kept(name, await editor.ask(what, offset));
      const seen = editor.findings(editor.version + 2);
      await editor.type(offset, 'x', 0);
      kept(`${name} after a key`, await editor.ask(what, offset + 1));
      await editor.type(offset, '', 1);
      await seen;
      await pause(20);
    }
  }
  return times;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function quantile(values: readonly number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(1);
}

async function run(size: string, language: 'json' | 'yaml', folder: string): Promise<void> {
  const { resources, rounds } = SIZES[size] ?? { resources: 1, rounds: 1 };
  const value = largePackage(resources);
  const text = language === 'json' ? `${JSON.stringify(value, null, 1)}\n` : blockYaml(value);
  const server = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const started = performance.now();
  const editor = await Editor.open(connection, folder, `datapackage.${language}`, text);
  const opened = performance.now() - started;
  const times = await measure(editor, rounds);
  const memory = await rss(server.pid ?? 0);
  console.log(
    `${size} ${language}: ${(text.length / 1e6).toFixed(3)} million characters; start to first findings ${opened.toFixed(0)} ms; ${memory} MB; load ${loadavg()[0]?.toFixed(1)}`,
  );
  for (const [name, values] of Object.entries(times)) {
    console.log(
      `  ${name.padEnd(24)} p50 ${quantile(values, 0.5).padStart(7)} ms   p95 ${quantile(values, 0.95).padStart(7)} ms`,
    );
  }
  connection.dispose();
  server.kill();
}

async function rss(pid: number): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return (Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024).toFixed(0);
}

const wanted = process.argv.slice(2);
const among = <Name extends string>(names: readonly Name[]): readonly Name[] =>
  names.some((name) => wanted.includes(name)) ? names.filter((name) => wanted.includes(name)) : names;
const folder = await mkdtemp(path.join(tmpdir(), 'waybill-bench-'));
for (const language of among(['json', 'yaml'] as const)) {
  for (const size of among(['usual', 'large', 'huge'])) {
    await run(size, language, folder);
  }
}
await rm(folder, { recursive: true });
