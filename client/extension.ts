import * as vscode from 'vscode';
import { createDataProcess } from '#core/node/data-process.ts';
import type { CommandContext } from './commands/context.ts';
import { registerCommands } from './commands/register.ts';
import { createConnections } from './connections.ts';
import { createKeys } from './host/keys.ts';
import { startServerWhenNeeded } from './host/server-on-demand.ts';
import { followStac } from './host/stac-context.ts';
import { createValidation } from './host/validation.ts';
import { openPackageBytes, registerPackageFileSystem } from './package-file-system.ts';
import { registerFormEditor } from './previews/form-editor.ts';
import { registerTablePreview } from './previews/table-preview.ts';
import { registerExplorer } from './views/explorer.ts';
import { createReports } from './views/reports.ts';
import { registerStacCatalogue } from './views/stac-catalogue.ts';
import { createVerdicts } from './views/verdicts.ts';

let stopServer: (() => Promise<void>) | undefined;

/** Builds the collaborators and registers what they serve. The server and the data process start when needed. */
export function activate(extension: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Waybill', { log: true });
  const dataProcess = createDataProcess({
    entry: vscode.Uri.joinPath(extension.extensionUri, 'dist', 'data', 'main.cjs').fsPath,
    log: (line) => log.info(line),
  });
  const connections = createConnections(log);
  const verdicts = createVerdicts();
  const reports = createReports();
  const explorer = registerExplorer(connections, verdicts);
  const server = startServerWhenNeeded(extension, log);
  const validation = createValidation();
  const stacCatalogue = registerStacCatalogue(server, log);
  const context: CommandContext = {
    extension,
    log,
    connections,
    dataProcess,
    keys: createKeys(extension.globalState),
    verdicts,
    reports,
    server,
    validation,
    stacCatalogue,
    refreshExplorer: () => explorer.refresh(),
  };
  stopServer = () => server.stop();
  extension.subscriptions.push(
    log,
    dataProcess,
    verdicts,
    reports,
    explorer,
    server,
    validation,
    stacCatalogue,
    registerPackageFileSystem(connections),
    registerTablePreview(extension, {
      dataProcess,
      log,
      openBytes: (uri, signal) => openPackageBytes(uri, connections, signal),
    }),
    registerFormEditor(extension, server, log),
    followStac(),
    registerCommands(context),
  );
}

/** Resolves when the language server's process is gone. */
export async function deactivate(): Promise<void> {
  await stopServer?.();
}
