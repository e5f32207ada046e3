import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import {
  LanguageClient,
  type LanguageClientOptions,
  LSPErrorCodes,
  type Middleware,
  ProgressType,
  ResponseError,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import { cancelled, Failure } from '#core/base/failure.ts';
import type { Progress, ReportProgress } from '#core/base/progress.ts';
import { PREVIEW_TABLE, SUGGEST_NEXT } from '#server/protocol/commands.ts';
import type { InitializationOptions } from '#server/protocol/initialization-options.ts';
import { WORKSPACE_TRUST, type WorkspaceTrustParams } from '#server/protocol/workspace-trust.ts';
import { documentSettings } from './host/settings.ts';
import { concernsMetadata } from './metadata-files.ts';
import { SCHEME as PACKAGE_SCHEME } from './package-file-system.ts';
import { mayBelongToPackage } from './package-parts.ts';
import { withRulePages } from './rule-pages.ts';

/** Where documents may lie; not in source control's old versions, which nobody edits. */
const SCHEMES = ['file', 'untitled', 'vscode-vfs', PACKAGE_SCHEME];
const LANGUAGES = ['datapackage', 'datapackage-yaml', 'json', 'jsonc', 'yaml', 'geojson'];

/** Every document that may turn out to be metadata; `concernsMetadata` looks into each before the server hears of it. */
const SELECTOR = SCHEMES.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language })));

/** What the server may have this editor do: commands of ours that take what it knows, and one of the editor. */
const COMMANDS = [PREVIEW_TABLE, SUGGEST_NEXT];

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

/** Starts the language server in its own process. Rejects when it does not come up. */
export async function startLanguageServer(
  extension: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
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
  const options: LanguageClientOptions = {
    documentSelector: SELECTOR,
    initializationOptions,
    outputChannel: log,
    middleware: metadataOnly(() => client),
  };
  const client = new LanguageClient('waybill', 'Waybill', server, options);
  await client.start();
  const trust = vscode.workspace.onDidGrantWorkspaceTrust(() => {
    const params: WorkspaceTrustParams = { trusted: true };
    return client.sendNotification(WORKSPACE_TRUST, params);
  });
  return {
    request: (method, params) => client.sendRequest(method, params),
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
    return await client.sendRequest<Result>(method, { ...params, progress: token }, cancellation.token);
  } catch (error) {
    if (signal.aborted) {
      throw cancelled();
    }
    // What the server could not do it says in words for people.
    throw error instanceof ResponseError && error.code === LSPErrorCodes.RequestFailed
      ? new Failure('task/failed', error.message, { cause: error })
      : error;
  } finally {
    signal.removeEventListener('abort', cancel);
    progress.dispose();
    cancellation.dispose();
  }
}

/**
 * Keeps ordinary JSON and YAML files from the server. A file that becomes metadata while it is typed is opened then.
 */
function metadataOnly(client: () => LanguageClient): Middleware {
  const open = new Set<string>();
  const openLate = (document: vscode.TextDocument) => {
    open.add(document.uri.toString());
    const params = client().code2ProtocolConverter.asOpenTextDocumentParams(document);
    return client().sendNotification('textDocument/didOpen', params);
  };
  return {
    async didOpen(document, next) {
      const uri = document.uri.toString();
      const isOurs = concernsMetadata(document) || (await mayBelongToPackage(document));
      // Edited or closed while we looked around, it may be open late already, or no more.
      if (isOurs && !open.has(uri) && !document.isClosed) {
        open.add(uri);
        await next(document);
      }
    },
    async didChange(event, next) {
      if (open.has(event.document.uri.toString())) {
        await next(event);
      } else if (concernsMetadata(event.document)) {
        await openLate(event.document);
      }
    },
    async didSave(document, next) {
      const uri = document.uri.toString();
      if (open.has(uri)) {
        await next(document);
      } else if ((await mayBelongToPackage(document)) && !open.has(uri) && !document.isClosed) {
        await openLate(document);
      }
    },
    handleDiagnostics(uri, diagnostics, next) {
      next(uri, withRulePages(diagnostics));
    },
    async didClose(document, next) {
      if (open.delete(document.uri.toString())) {
        await next(document);
      }
    },
  };
}
