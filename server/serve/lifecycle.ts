import { DocumentFormattingRequest, DocumentRangeFormattingRequest } from 'vscode-languageserver/node';
import { attempt } from '#server/features/answer.ts';
import { clientTraits, formattedDocuments, serverCapabilities } from '#server/features/capabilities.ts';
import { recheckAll } from './recheck.ts';
import type { Server } from './server.ts';
import { followSettings } from './settings.ts';

/** What client and server tell each other when they meet. */
export function serveLifecycle(server: Server): void {
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
        server.index.clear();
        server.stac.clear();
        server.schemaUsers.outdate();
        recheckAll(server);
      });
    }
    if (server.traits.watchesFiles) {
      void attempt(connection.console, 'Watching files', () => watching.start());
    }
    if (server.traits.tellsConfiguration || server.traits.pullsConfiguration) {
      void attempt(connection.console, 'Reading the settings', () => followSettings(server));
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
