import * as vscode from 'vscode';
import { concernsMetadata } from '../metadata-files.ts';
import type { Log } from './register-command.ts';

/** The language server, which starts with the first document that it can say something about. */
export interface ServerOnDemand extends vscode.Disposable {
  stop(): Promise<void>;
}

export function startServerWhenNeeded(extension: vscode.ExtensionContext, log: Log): ServerOnDemand {
  let running: Promise<{ stop(): Promise<void> } | undefined> | undefined;
  const start = async () => {
    try {
      // Loading the client takes longer than all of activation: others wait for that, so it comes first.
      await new Promise((resolve) => setImmediate(resolve));
      const { startLanguageServer } = await import('../language-client.ts');
      return await startLanguageServer(extension, log);
    } catch (error) {
      // Previews, the explorer and publishing work without it: say it once and go on.
      log.error(error instanceof Error ? error : String(error));
      void vscode.window.showErrorMessage(
        vscode.l10n.t('The Waybill language server did not start, so documents are not checked as you type.'),
      );
      return undefined;
    }
  };
  const look = (document: vscode.TextDocument) => {
    if (!running && concernsMetadata(document)) {
      running = start();
    }
  };
  const subscriptions = [
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument((event) => look(event.document)),
  ];
  vscode.workspace.textDocuments.forEach(look);
  return {
    stop: async () => (await running)?.stop(),
    dispose: () => vscode.Disposable.from(...subscriptions).dispose(),
  };
}
