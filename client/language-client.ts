import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import {
  DidOpenTextDocumentNotification,
  LanguageClient,
  type LanguageClientOptions,
  LSPErrorCodes,
  ProgressType,
  ResponseError,
  type ServerOptions,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import { cancelled, Failure } from '#core/base/failure.ts';
import type { Progress, ReportProgress } from '#core/base/progress.ts';
import {
  OPEN_FILE,
  PREVIEW_TABLE,
  SHOW_ON_MAP,
  SUGGEST_NEXT,
  VALIDATE_DATA,
} from '#server/protocol/commands.ts';
import type { InitializationOptions } from '#server/protocol/initialization-options.ts';
import { STAC_CHANGED } from '#server/protocol/stac-tree.ts';
import { WORKSPACE_TRUST, type WorkspaceTrustParams } from '#server/protocol/workspace-trust.ts';
import { documentSettings } from './host/settings.ts';
import { MetadataOnly } from './metadata-only.ts';
import { SCHEME as PACKAGE_SCHEME } from './package-file-system.ts';
import { mayBelongToPackage } from './package-parts.ts';
import { withRulePages } from './rule-pages.ts';

/** Where documents may lie; not in source control's old versions, which nobody edits. */
const SCHEMES = ['file', 'untitled', 'vscode-vfs', PACKAGE_SCHEME];
const LANGUAGES = ['datapackage', 'datapackage-yaml', 'json', 'jsonc', 'yaml', 'geojson'];

/** Every document that may turn out to be metadata; `concernsMetadata` looks into each before the server hears of it. */
const SELECTOR = SCHEMES.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language })));

/** What the server may have this editor do: commands of ours that take what it knows, and one of the editor. */
const COMMANDS = [PREVIEW_TABLE, VALIDATE_DATA, SHOW_ON_MAP, OPEN_FILE, SUGGEST_NEXT];

/** How a person sees a task of the server and stops it. */
export interface ProgressTask {
  readonly signal: AbortSignal;
  readonly report: ReportProgress;
}

/** The language server, running; `stop` resolves when its process is gone. */
export interface RunningServer {
  /** Sends a request of our own protocol. */
  request<Result>(method: string, params: object): Promise<Result>;
  requestWithProgress<Result>(method: string, params: object, task: ProgressTask): Promise<Result>;
  stop(): Promise<void>;
}

/**
 * Starts the language server in its own process. Rejects when it does not come up.
 * @param notify hears the names of what the server tells of its own protocol
 */
export async function startLanguageServer(
  extension: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  notify: (method: string) => void,
): Promise<RunningServer> {
  const module = vscode.Uri.joinPath(extension.extensionUri, 'dist', 'server', 'main.cjs').fsPath;
  const server: ServerOptions = { module, transport: TransportKind.ipc };
  const hasRedHatYaml = vscode.extensions.getExtension('redhat.vscode-yaml') !== undefined;
  const initializationOptions: InitializationOptions = {
    trusted: vscode.workspace.isTrusted,
    yamlSyntaxElsewhere: hasRedHatYaml,
    ...documentSettings(),
    commands: COMMANDS,
  };
  const metadataOnly = new MetadataOnly({
    mayBelongToPackage,
    openLate: (document) =>
      client.sendNotification(
        DidOpenTextDocumentNotification.type,
        client.code2ProtocolConverter.asOpenTextDocumentParams(document),
      ),
  });
  const options: LanguageClientOptions = {
    documentSelector: SELECTOR,
    initializationOptions,
    outputChannel: log,
    middleware: {
      ...metadataOnly.middleware,
      handleDiagnostics: (uri, diagnostics, next) => next(uri, withRulePages(diagnostics)),
    },
  };
  const client = new LanguageClient('waybill', 'Waybill', server, options);
  // A server that dies is started again by the client.
  client.onDidChangeState(({ newState }) => {
    if (newState !== State.Running) {
      metadataOnly.serverEnded();
    } else {
      notify(STAC_CHANGED); // a new server knows nothing of whom the one before told of changes
    }
  });
  client.onNotification(STAC_CHANGED, () => notify(STAC_CHANGED));
  await client.start();
  const trust = vscode.workspace.onDidGrantWorkspaceTrust(() => {
    const params: WorkspaceTrustParams = { trusted: true };
    return client.sendNotification(WORKSPACE_TRUST, params);
  });
  return {
    request: (method, params) => orFailure(client.sendRequest(method, params)),
    requestWithProgress: (method, params, task) => requestWithProgress(client, method, params, task),
    async stop() {
      trust.dispose();
      await client.stop();
    },
  };
}

async function requestWithProgress<Result>(
  client: LanguageClient,
  method: string,
  params: object,
  { signal, report }: ProgressTask,
): Promise<Result> {
  const token = randomUUID();
  const progress = client.onProgress(new ProgressType<Progress>(), token, report);
  const cancellation = new vscode.CancellationTokenSource();
  const cancel = () => cancellation.cancel();
  signal.addEventListener('abort', cancel);
  try {
    return await orFailure(
      client.sendRequest<Result>(method, { ...params, progress: token }, cancellation.token),
    );
  } finally {
    signal.removeEventListener('abort', cancel);
    progress.dispose();
    cancellation.dispose();
  }
}

/** The answer of the server; what it could not do it says in words for people. */
async function orFailure<Result>(answer: Promise<Result>): Promise<Result> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ResponseError) {
      switch (error.code) {
        case LSPErrorCodes.RequestFailed:
          throw new Failure('task/failed', error.message, { cause: error });
        case LSPErrorCodes.RequestCancelled:
        case LSPErrorCodes.ServerCancelled:
        case LSPErrorCodes.ContentModified:
          throw cancelled(error);
      }
    }
    throw error;
  }
}
