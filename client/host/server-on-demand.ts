import * as vscode from 'vscode';
import type { ProgressTask, RunningServer } from '../language-client.ts';
import { concernsMetadata } from '../metadata-files.ts';
import { mayBelongToPackage } from '../package-parts.ts';
import type { Log } from './register-command.ts';

/** The language server, which starts with the first document that it can say something about. */
export interface ServerOnDemand extends vscode.Disposable {
  /** Asks the server, which starts if it does not run yet. Fails when it cannot start. */
  request<Result>(method: string, params: object): Promise<Result>;
  /** The same for a task that a person waits for; `params` get the token of its progress. */
  requestWithProgress<Result>(method: string, params: object, task: ProgressTask): Promise<Result>;
  /** Tells by name of what the server tells without having been asked. */
  readonly onDidNotify: vscode.Event<string>;
  stop(): Promise<void>;
}

export function startServerWhenNeeded(extension: vscode.ExtensionContext, log: Log): ServerOnDemand {
  let running: Promise<RunningServer | undefined> | undefined;
  const notified = new vscode.EventEmitter<string>();
  const start = async () => {
    try {
      // Loading the client takes longer than all of activation: others wait for that, so it comes first.
      await new Promise((resolve) => setImmediate(resolve));
      const { startLanguageServer } = await import('../language-client.ts');
      return await startLanguageServer(extension, log, (method) => notified.fire(method));
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
  const lookAround = async (document: vscode.TextDocument) => {
    look(document);
    if (!running && (await mayBelongToPackage(document))) {
      running ??= start();
    }
  };
  const started = async (): Promise<RunningServer> => {
    running ??= start();
    const server = await running;
    if (!server) {
      throw new Error('The language server does not run.');
    }
    return server;
  };
  const subscriptions = [
    notified,
    vscode.workspace.onDidOpenTextDocument((document) => void lookAround(document)),
    vscode.workspace.onDidChangeTextDocument((event) => look(event.document)),
  ];
  for (const document of vscode.workspace.textDocuments) {
    void lookAround(document);
  }
  return {
    request: async (method, params) => (await started()).request(method, params),
    requestWithProgress: async (method, params, task) =>
      (await started()).requestWithProgress(method, params, task),
    onDidNotify: notified.event,
    stop: async () => (await running)?.stop(),
    dispose: () => vscode.Disposable.from(...subscriptions).dispose(),
  };
}
