import process from 'node:process';
import {
  type Connection,
  createConnection,
  DidChangeWatchedFilesNotification,
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { lookAround } from '#core/node/surroundings.ts';
import { WORKSPACE_TRUST } from '#server/protocol/workspace-trust.ts';
import { answer, attempt, logBug } from './features/answer.ts';
import {
  type ClientTraits,
  clientTraits,
  formattedDocuments,
  serverCapabilities,
} from './features/capabilities.ts';
import { provideCodeActions } from './features/code-actions.ts';
import { provideCompletion } from './features/completion.ts';
import { provideDocumentLinks } from './features/document-links.ts';
import { provideDocumentSymbols } from './features/document-symbols.ts';
import { provideFoldingRanges } from './features/folding-ranges.ts';
import { provideFormatting } from './features/formatting.ts';
import { provideHover } from './features/hover.ts';
import { DiagnosticsPublisher } from './features/publish-diagnostics.ts';
import { Checks } from './workspace/checks.ts';
import { FileWatching } from './workspace/file-watching.ts';
import { type OpenDocument, OpenDocuments } from './workspace/open-documents.ts';
import { concerns } from './workspace/referenced-files.ts';
import { decodeWorkspaceTrust, syntaxIsElsewhere } from './workspace/settings.ts';
import { Workspace } from './workspace/workspace.ts';

/** Everything that lives as long as the connection. */
interface Server {
  readonly connection: Connection;
  readonly texts: TextDocuments<TextDocument>;
  readonly documents: OpenDocuments;
  readonly workspace: Workspace;
  readonly checks: Checks;
  readonly publisher: DiagnosticsPublisher;
  readonly watching: FileWatching;
  traits: ClientTraits;
}

function createServer(connection: Connection): Server {
  const texts = new TextDocuments(TextDocument);
  const documents = new OpenDocuments(texts);
  const workspace = new Workspace(lookAround);
  const checks = new Checks((document, signal) => workspace.lookAround(document, signal));
  const watching = new FileWatching((watchers) =>
    connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }),
  );
  const publisher = new DiagnosticsPublisher({
    documents,
    checks,
    settings: () => workspace.settings,
    send: (params) => connection.sendDiagnostics(params),
    checked: () => watchReferences(server),
    log: connection.console,
  });
  const server = {
    connection,
    texts,
    documents,
    workspace,
    checks,
    publisher,
    watching,
    traits: clientTraits({}),
  };
  return server;
}

/** Has the client watch the files that the open documents refer to, once the person trusts what they say. */
function watchReferences({ connection, documents, workspace, watching, traits }: Server): void {
  if (traits.watchesRelativePaths) {
    const followed = workspace.settings.trusted ? documents.all() : [];
    void attempt(connection.console, 'Watching referenced files', () =>
      watching.follow(followed, workspace.folders),
    );
  }
}

function recheckAll({ texts, publisher }: Server): void {
  for (const uri of texts.keys()) {
    publisher.changed(uri);
  }
}

function serveLifecycle(server: Server): void {
  const { connection, workspace, watching } = server;
  connection.onInitialize((params) => {
    server.traits = clientTraits(params.capabilities);
    workspace.initialize(params);
    return { capabilities: serverCapabilities(server.traits), serverInfo: { name: 'waybill' } };
  });
  connection.onInitialized(() => {
    if (server.traits.workspaceFolderChanges) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        workspace.changeFolders(added, removed);
        recheckAll(server);
      });
    }
    if (server.traits.watchesFiles) {
      void attempt(connection.console, 'Watching files', () => watching.start());
    }
    if (server.traits.registersFormatting) {
      void attempt(connection.console, 'Registering the formatter', () => registerFormatting(server));
    }
  });
}

async function registerFormatting({ connection, workspace }: Server): Promise<void> {
  const documentSelector = formattedDocuments(workspace.settings);
  await connection.client.register(DocumentFormattingRequest.type, { documentSelector });
  await connection.client.register(DocumentRangeFormattingRequest.type, { documentSelector });
}

/** Texts and files change: check again what that concerns. */
function serveChanges(server: Server): void {
  const { connection, texts, documents, workspace, publisher } = server;
  const log = connection.console;
  texts.onDidOpen(({ document }) => documents.forget(document.uri));
  texts.onDidChangeContent(({ document }) => publisher.changed(document.uri));
  texts.onDidSave(({ document }) => publisher.changed(document.uri));
  texts.onDidClose(({ document }) => {
    documents.forget(document.uri);
    void attempt(log, 'Closing a document', () => publisher.closed(document.uri));
    watchReferences(server);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    void attempt(log, 'Looking at changed files', () => {
      const uris = changes.map((change) => change.uri);
      for (const document of documents.all().filter((each) => concerns(each, uris))) {
        publisher.changed(document.uri);
      }
    });
  });
  connection.onNotification(WORKSPACE_TRUST, (params: unknown) => {
    workspace.trust(decodeWorkspaceTrust(params));
    recheckAll(server);
  });
  texts.listen(connection);
}

/** What the core knows about a place in a document. */
function serveKnowledge(server: Server): void {
  const { connection, documents, checks } = server;
  const log = connection.console;
  connection.onCompletion(
    answer(log, 'Completion', ({ textDocument: { uri }, position }) => {
      const document = documents.get(uri);
      return document && provideCompletion(document, position, checks.lastSeenAround(uri), server.traits);
    }),
  );
  connection.onHover(
    answer(log, 'Hover', ({ textDocument, position }) => {
      const document = documents.get(textDocument.uri);
      return document && provideHover(document, position);
    }),
  );
  connection.onCodeAction(
    answer(log, 'Quick fixes', async ({ textDocument, range, context: { only } }) => {
      const document = documents.get(textDocument.uri);
      const { versionedEdits } = server.traits;
      return document && provideCodeActions(await checks.of(document), { range, only, versionedEdits });
    }),
  );
  connection.onDocumentLinks(
    answer(log, 'Links', async ({ textDocument }) => {
      const document = documents.get(textDocument.uri);
      return document && provideDocumentLinks(document, await checks.around(document));
    }),
  );
}

/** What the editor's own JSON or YAML support does in the documents that are its own. */
function serveStructure({ connection, documents, workspace }: Server): void {
  const log = connection.console;
  const ours = (uri: string): OpenDocument | undefined => {
    const document = documents.get(uri);
    return document && !syntaxIsElsewhere(document.languageId, workspace.settings) ? document : undefined;
  };
  connection.onDocumentSymbol(
    answer(log, 'Outline', ({ textDocument }) => {
      const document = ours(textDocument.uri);
      return document && provideDocumentSymbols(document);
    }),
  );
  connection.onFoldingRanges(
    answer(log, 'Folding', ({ textDocument }) => {
      const document = ours(textDocument.uri);
      return document && provideFoldingRanges(document);
    }),
  );
  connection.onDocumentFormatting(
    answer(log, 'Formatting', ({ textDocument, options }) => {
      const document = ours(textDocument.uri);
      return document && provideFormatting(document, options);
    }),
  );
  connection.onDocumentRangeFormatting(
    answer(log, 'Formatting', ({ textDocument, options, range }) => {
      const document = ours(textDocument.uri);
      return document && provideFormatting(document, options, range);
    }),
  );
}

/** The connection that the command line names: `--stdio` for any editor, `--node-ipc` when VS Code forks us. */
function connect(): Connection | undefined {
  try {
    return createConnection();
  } catch {
    process.stderr.write(
      'The Waybill language server talks with an editor, which has to say how: start it with --stdio.\n',
    );
    process.exitCode = 2;
    return undefined;
  }
}

function start(connection: Connection): void {
  // Every task has its own handler; whatever slips through must not take the editor's findings away.
  process.on('uncaughtException', (error) => logBug(connection.console, 'The language server', error));
  process.on('unhandledRejection', (reason) => logBug(connection.console, 'The language server', reason));
  // A forked server whose parent is gone has nobody left to talk to.
  process.on('disconnect', () => process.exit(1));
  const server = createServer(connection);
  serveLifecycle(server);
  serveChanges(server);
  serveKnowledge(server);
  serveStructure(server);
  connection.listen();
}

const connection = connect();
if (connection) {
  start(connection);
}
