import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type CodeAction,
  CodeActionRequest,
  type CompletionItem,
  CompletionRequest,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  ExitNotification,
  type FileChangeType,
  type FileSystemWatcher,
  type Hover,
  HoverRequest,
  InitializedNotification,
  type InitializeParams,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  type Position,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Registration,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
  type TextEdit,
  UnregistrationRequest,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** The language server as its sources; tests need no build. */
const SERVER = path.resolve(import.meta.dirname, '../../server/main.ts');

export interface LspClientOptions {
  /** Absolute path of the one workspace folder; none when absent. */
  readonly folder?: string;
  readonly initializationOptions?: unknown;
  readonly capabilities?: InitializeParams['capabilities'];
  /** The process that the server believes to be its editor. Default: none. */
  readonly processId?: number;
  /** Options of Node itself for the process of the server. */
  readonly nodeOptions?: readonly string[];
}

/** A document that the client has open. */
export interface ClientDocument {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

/** A small real editor: it starts the language server over stdio and speaks LSP with it. */
export class LspClient {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  /** What the server logged, one message per entry. */
  readonly logged: string[] = [];
  /** What the server asked the client to do for it (watch files, format). */
  readonly registrations: Registration[] = [];
  /** Everything that was wrong with the server's output as LSP. */
  readonly protocolErrors: string[] = [];
  readonly published: PublishDiagnosticsParams[] = [];
  stderr = '';
  private readonly documents = new Map<string, TextDocument>();
  private waiters: (() => void)[] = [];

  private constructor(server: ChildProcess) {
    if (!server.stdout || !server.stdin || !server.stderr) {
      throw new Error('The language server was started without pipes.');
    }
    this.process = server;
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    const reader = new StreamMessageReader(server.stdout);
    this.connection = createProtocolConnection(reader, new StreamMessageWriter(server.stdin));
    this.connection.onError(([error]) => this.protocolErrors.push(error.message));
    this.connection.onUnhandledNotification((message) => this.protocolErrors.push(message.method));
    this.connection.onNotification(LogMessageNotification.type, ({ message }) => {
      this.logged.push(message);
      this.wake();
    });
    this.connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.published.push(params);
      this.wake();
    });
    this.connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.registrations.push(...registrations);
      this.wake();
    });
    this.connection.onRequest(UnregistrationRequest.type, ({ unregisterations }) => {
      for (const { id } of unregisterations) {
        const index = this.registrations.findIndex((registration) => registration.id === id);
        this.registrations.splice(index, index < 0 ? 0 : 1);
      }
      this.wake();
    });
    this.connection.listen();
  }

  /** Starts a server and brings it to life as an editor does. */
  static async start(options: LspClientOptions = {}): Promise<LspClient & { initialized: InitializeResult }> {
    const args = [...(options.nodeOptions ?? []), SERVER, '--stdio'];
    const client = new LspClient(spawn(process.execPath, args, { stdio: 'pipe' }));
    const initialized = await client.connection.sendRequest(InitializeRequest.type, {
      processId: options.processId ?? null,
      rootUri: null,
      capabilities: options.capabilities ?? {},
      workspaceFolders: options.folder
        ? [{ name: path.basename(options.folder), uri: fileUri(options.folder) }]
        : null,
      initializationOptions: options.initializationOptions,
    });
    await client.connection.sendNotification(InitializedNotification.type, {});
    return Object.assign(client, { initialized });
  }

  async open(uri: string, text: string, languageId = 'plaintext', version = 1): Promise<ClientDocument> {
    this.documents.set(uri, TextDocument.create(uri, languageId, version, text));
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version, text },
    });
    return this.document(uri);
  }

  /** Sends changes as they are: ranges for incremental ones. */
  async change(uri: string, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<ClientDocument> {
    const before = this.textDocument(uri);
    const version = before.version + 1;
    this.documents.set(uri, TextDocument.update(before, contentChanges, version));
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges,
    });
    return this.document(uri);
  }

  /** Replaces the only occurrence of a text by an incremental change. */
  replace(uri: string, found: string, replacement: string): Promise<ClientDocument> {
    const document = this.textDocument(uri);
    const offset = onlyOccurrence(document.getText(), found);
    const range = {
      start: document.positionAt(offset),
      end: document.positionAt(offset + found.length),
    };
    return this.change(uri, { range, text: replacement });
  }

  /** Applies edits of the server one after the other, last position first, as an editor does. */
  apply(uri: string, edits: readonly TextEdit[]): Promise<ClientDocument> {
    const document = this.textDocument(uri);
    const lastFirst = [...edits].sort(
      (a, b) => document.offsetAt(b.range.start) - document.offsetAt(a.range.start),
    );
    return this.change(uri, ...lastFirst.map((edit) => ({ range: edit.range, text: edit.newText })));
  }

  async close(uri: string): Promise<void> {
    this.documents.delete(uri);
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  async save(uri: string): Promise<void> {
    await this.connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri } });
  }

  async changeFolders(added: readonly string[], removed: readonly string[]): Promise<void> {
    const toFolder = (folder: string) => ({ name: path.basename(folder), uri: fileUri(folder) });
    const event = { added: added.map(toFolder), removed: removed.map(toFolder) };
    await this.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, { event });
  }

  async changedOnDisk(...changes: { uri: string; type: FileChangeType }[]): Promise<void> {
    await this.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
  }

  /** The diagnostics of the document's current version; with a condition, the first such ones that satisfy it. */
  async diagnostics(
    uri: string,
    until: (found: Diagnostic[]) => boolean = () => true,
  ): Promise<Diagnostic[]> {
    const wanted = this.textDocument(uri).version;
    const found = await this.seen(() => {
      const latest = this.published.findLast((params) => params.uri === uri);
      return latest?.version === wanted && until(latest.diagnostics) ? latest : undefined;
    });
    return found.diagnostics;
  }

  /** Waits until something that the server does makes `look` find what it looks for. */
  async seen<T>(look: () => T | undefined): Promise<T> {
    for (;;) {
      const found = look();
      if (found !== undefined) {
        return found;
      }
      await new Promise<void>((resolve) => this.waiters.push(resolve));
    }
  }

  /** The patterns of files that the server wants to hear of: `folder-uri pattern` for relative ones. */
  watchedPatterns(): string[] {
    return this.registrations
      .filter((registration) => registration.method === DidChangeWatchedFilesNotification.method)
      .flatMap(({ registerOptions }) => (registerOptions as { watchers: FileSystemWatcher[] }).watchers)
      .map(({ globPattern }) =>
        typeof globPattern === 'string'
          ? globPattern
          : `${String(globPattern.baseUri)} ${globPattern.pattern}`,
      );
  }

  /** The position right before (or `delta` behind) the only occurrence of a text in a document. */
  positionOf(uri: string, found: string, delta = 0): Position {
    const document = this.textDocument(uri);
    return document.positionAt(onlyOccurrence(document.getText(), found) + delta);
  }

  /** The text of a range. */
  textAt(uri: string, range: Diagnostic['range']): string {
    return this.textDocument(uri).getText(range);
  }

  async completion(uri: string, position: Position): Promise<CompletionItem[]> {
    const params = { textDocument: { uri }, position };
    const result = await this.connection.sendRequest(CompletionRequest.type, params);
    return Array.isArray(result) ? result : (result?.items ?? []);
  }

  hover(uri: string, position: Position): Promise<Hover | null> {
    return this.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
  }

  async codeActions(uri: string, range: Diagnostic['range'], only?: string[]): Promise<CodeAction[]> {
    const context = { diagnostics: [], ...(only && { only }) };
    const params = { textDocument: { uri }, range, context };
    const found = (await this.connection.sendRequest(CodeActionRequest.type, params)) ?? [];
    return found.filter((action): action is CodeAction => typeof action.command !== 'string');
  }

  /** Ends the server as the protocol wants and gives its exit code. */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    return this.exited();
  }

  /** The exit code, once the server has ended. */
  async exited(): Promise<number | null> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      await once(this.process, 'exit');
    }
    return this.process.exitCode;
  }

  /** Ends the server whatever state it is in. */
  kill(): void {
    this.connection.dispose();
    this.process.kill('SIGKILL');
  }

  /** A document as the client has it now. */
  document(uri: string): ClientDocument {
    const document = this.textDocument(uri);
    return { uri, version: document.version, text: document.getText() };
  }

  private textDocument(uri: string): TextDocument {
    const document = this.documents.get(uri);
    if (!document) {
      throw new Error(`The test has not opened ${uri}.`);
    }
    return document;
  }

  private wake(): void {
    const waiters = this.waiters;
    this.waiters = [];
    for (const resolve of waiters) {
      resolve();
    }
  }
}

/** The `file:` URI of an absolute path. */
export function fileUri(file: string): string {
  return pathToFileURL(file).href;
}

function onlyOccurrence(text: string, found: string): number {
  const offset = text.indexOf(found);
  if (offset < 0 || text.includes(found, offset + 1)) {
    throw new Error(`Expected ${JSON.stringify(found)} exactly once in the document.`);
  }
  return offset;
}
