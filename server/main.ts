import { existsSync } from 'node:fs';
import process from 'node:process';
import {
  type Connection,
  createConnection,
  DidChangeWatchedFilesNotification,
  TextDocuments,
} from 'vscode-languageserver/node';
import { diskDescriptors } from '#core/node/descriptor-files.ts';
import { diskFacts } from '#core/node/fact-readers.ts';
import { readTextBeginning } from '#core/node/file-beginning.ts';
import { locateFiles } from '#core/node/locate-files.ts';
import { measureFiles } from '#core/node/measure-files.ts';
import { keepHeapModest } from '#core/node/modest-heap.ts';
import { logBug } from './features/answer.ts';
import { clientTraits } from './features/capabilities.ts';
import { rulePagesAt } from './features/diagnostics.ts';
import { FindingCounts, severityCounts } from './features/finding-counts.ts';
import { DiagnosticsPublisher } from './features/publish-diagnostics.ts';
import { serveChanges } from './serve/changes.ts';
import { serveCommands } from './serve/commands.ts';
import { displayed, serveDisplay } from './serve/display.ts';
import { serveForm } from './serve/form.ts';
import { serveKnowledge } from './serve/knowledge.ts';
import { serveLifecycle } from './serve/lifecycle.ts';
import { serveLongTasks } from './serve/long-tasks.ts';
import { serveMap } from './serve/map.ts';
import { serveNavigation } from './serve/navigation.ts';
import { watchPackages, watchReferences } from './serve/recheck.ts';
import { showSearch } from './serve/search-progress.ts';
import type { Server } from './serve/server.ts';
import { serveSettings } from './serve/settings.ts';
import { createStac } from './serve/stac-objects.ts';
import { serveStacTree } from './serve/stac-tree.ts';
import { serveStructure } from './serve/structure.ts';
import { serveValidateData } from './serve/validate-data.ts';
import { Checks } from './workspace/checks.ts';
import { Configurations } from './workspace/configurations.ts';
import { openParts } from './workspace/facts/open-parts.ts';
import { WorkspaceFacts } from './workspace/facts/workspace-facts.ts';
import { FileWatching } from './workspace/file-watching.ts';
import { OpenDocuments } from './workspace/open-documents.ts';
import { PackageIndex } from './workspace/package-index.ts';
import { SchemaUsers } from './workspace/schema-users.ts';
import type { StacIndex } from './workspace/stac/stac-index.ts';
import { TEXT_VERSIONS } from './workspace/text-version.ts';
import { Workspace } from './workspace/workspace.ts';

/** How far the header of a data file is looked for, and up to which size an editor may be asked to change one. */
const HEADER = { length: 64 * 1024, largest: 5 * 1024 * 1024 };

/** The pages about rules lie beside the program: as built, and as source. */
const PAGES = ['../rules/', '../docs/rules/']
  .map((path) => new URL(path, import.meta.url))
  .find((folder) => existsSync(folder));

/** Makes the collaborators and tells each of the others that it needs. */
function createServer(connection: Connection): Server {
  const texts = new TextDocuments(TEXT_VERSIONS);
  const documents = new OpenDocuments(texts);
  const open = openParts(texts, (uri) => documents.get(uri)?.metadata);
  const facts = new WorkspaceFacts({
    readers: diskFacts,
    openParts: open,
    news: (uri) => publisher.changed(uri),
    failed: (error) => logBug(connection.console, 'Looking into files', error),
    isWatched: () => server.traits.watchesFiles,
    now: () => performance.now(),
  });
  const configurations = new Configurations({
    readers: diskFacts,
    openParts: open,
    isWatched: () => server.traits.watchesFiles,
    now: () => performance.now(),
  });
  const schemaUsers = new SchemaUsers({
    index: (): PackageIndex => index,
    news: (uri) => publisher.changed(uri),
    failed: (error) => logBug(connection.console, 'Looking for the packages of a schema', error),
    isWatched: () => server.traits.watchesFiles,
    now: () => performance.now(),
  });
  const workspace = new Workspace(facts, configurations, schemaUsers, (): StacIndex => stac);
  const checks = new Checks((document, signal) => workspace.lookAround(document, signal));
  const watching = new FileWatching((watchers) =>
    connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }),
  );
  const pages = PAGES && rulePagesAt(PAGES.href);
  const publisher = new DiagnosticsPublisher({
    documents,
    checks,
    settings: () => workspace.settings,
    pages,
    send: async (params) => {
      await connection.sendDiagnostics(params);
      displayed(params, server);
      stacCatalogue.showsFindings(params.uri, severityCounts(params.diagnostics));
    },
    checked: () => watchReferences(server),
    usersOf: (uri) => facts.documentsWith(uri),
    log: connection.console,
  });
  const index = new PackageIndex({
    files: diskDescriptors,
    texts,
    documents,
    folders: workspace.folders,
    mayLook: () => workspace.settings.trusted,
    isWatched: () => server.traits.watchesFiles,
    showing: (search) => showSearch(server, 'Looking for data packages', search),
    searched: () => watchPackages(server),
    now: () => performance.now(),
  });
  const { stac, stacStates, stacCatalogue } = createStac(
    { connection, texts, documents, workspace, checks, configurations },
    () => server,
  );
  const server: Server = {
    connection,
    texts,
    documents,
    workspace,
    configurations,
    facts,
    checks,
    publisher,
    pages,
    watching,
    index,
    stac,
    stacStates,
    stacCatalogue,
    schemaUsers,
    readTextBeginning: (place) => readTextBeginning(place, HEADER),
    measureFiles,
    locateFiles,
    findings: new FindingCounts(),
    shown: new Map(),
    traits: clientTraits({}),
  };
  return server;
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
  keepHeapModest();
  // Every task has its own handler; whatever slips through must not take the editor's findings away.
  process.on('uncaughtException', (error) => logBug(connection.console, 'The language server', error));
  process.on('unhandledRejection', (reason) => logBug(connection.console, 'The language server', reason));
  // A forked server whose parent is gone has nobody left to talk to.
  process.on('disconnect', () => process.exit(1));
  const server = createServer(connection);
  serveLifecycle(server);
  serveSettings(server);
  serveChanges(server);
  serveKnowledge(server);
  serveNavigation(server);
  serveStructure(server);
  serveStacTree(server);
  serveForm(server);
  serveMap(server);
  serveLongTasks(server);
  serveValidateData(server);
  serveDisplay(server);
  serveCommands(server);
  connection.listen();
}

const connection = connect();
if (connection) {
  start(connection);
}
