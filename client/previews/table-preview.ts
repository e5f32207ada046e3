import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ByteSource } from '#core/base/byte-source.ts';
import { isFailure } from '#core/base/failure.ts';
import type { DataProcess, TableSource } from '#core/node/data-process-api.ts';
import { PreviewConversation } from './preview-conversation.ts';
import type { OpenedTable } from './table-session.ts';
import { TableSession } from './table-session.ts';
import { webviewHtml, webviewOptions } from './webview-html.ts';

/**
 * The preview under two names, because the manifest gives each its own priority: it is how Parquet and Arrow files
 * open, and a choice for text tables.
 */
const VIEW_TYPES = ['waybill.table', 'waybill.textTable'] as const;

/** A program that writes a file touches it many times: the preview reads it again once it rests. */
const SETTLE_MS = 300;

export interface PreviewDependencies {
  readonly dataProcess: DataProcess;
  readonly log: vscode.LogOutputChannel;
  /** The bytes of a file that is not on this disk, with a sentence on what they are worth. */
  readonly openBytes: (
    uri: vscode.Uri,
    signal: AbortSignal,
  ) => Promise<{ source: ByteSource; name: string; notice?: string }>;
}

interface TableDocument extends vscode.CustomDocument {
  readonly title: string;
  readonly session: TableSession;
}

/** Registers the table preview for Parquet, Arrow and text tables. */
export function registerTablePreview(
  context: vscode.ExtensionContext,
  dependencies: PreviewDependencies,
): vscode.Disposable {
  const describe = describer(dependencies.log);
  const provider: vscode.CustomReadonlyEditorProvider<TableDocument> = {
    openCustomDocument: (uri) => openDocument(uri, dependencies, describe),
    resolveCustomEditor: (document, panel) => showDocument(document, panel, context, dependencies, describe),
  };
  return vscode.Disposable.from(
    ...VIEW_TYPES.map((viewType) =>
      vscode.window.registerCustomEditorProvider(viewType, provider, {
        supportsMultipleEditorsPerDocument: true,
        // The place in the table is kept by the program itself; a hidden preview costs nothing.
        webviewOptions: { retainContextWhenHidden: false },
      }),
    ),
  );
}

function openDocument(
  uri: vscode.Uri,
  dependencies: PreviewDependencies,
  describe: (error: unknown) => string,
): TableDocument {
  const session = new TableSession({
    open: (signal) => openTable(uri, dependencies, signal),
    describe,
    now: () => performance.now(),
  });
  const watching = watchFile(uri, () => session.reopen());
  return {
    uri,
    title: basename(uri.path),
    session,
    dispose: () => {
      watching.dispose();
      session.dispose();
    },
  };
}

async function openTable(
  uri: vscode.Uri,
  { dataProcess, openBytes }: PreviewDependencies,
  signal: AbortSignal,
): Promise<OpenedTable> {
  if (uri.scheme === 'file') {
    return { table: await dataProcess.openTable({ kind: 'file', path: uri.fsPath }, signal) };
  }
  const { source, name, notice } = await openBytes(uri, signal);
  const bytes: TableSource = { kind: 'bytes', name, source };
  const table = await dataProcess.openTable(bytes, signal);
  return notice === undefined ? { table } : { table, notice };
}

function showDocument(
  { session, title }: TableDocument,
  panel: vscode.WebviewPanel,
  { extensionUri }: vscode.ExtensionContext,
  { log }: PreviewDependencies,
  describe: (error: unknown) => string,
): void {
  const { webview } = panel;
  const conversation = new PreviewConversation({
    session,
    title,
    describe,
    post: (message) => void webview.postMessage(message),
    copy: (text) => void vscode.env.clipboard.writeText(text),
    warn: (message) => log.warn(message),
  });
  const receiving = webview.onDidReceiveMessage((data: unknown) => conversation.receive(data));
  panel.onDidDispose(() => {
    receiving.dispose();
    conversation.dispose();
  });
  webview.options = webviewOptions(extensionUri);
  webview.html = webviewHtml(webview, extensionUri, { program: 'preview', title });
}

/** Calls `changed` when a local file was written, made anew or removed, once it rests. */
function watchFile(uri: vscode.Uri, changed: () => void): vscode.Disposable {
  if (uri.scheme !== 'file') {
    return vscode.Disposable.from();
  }
  const folder = vscode.Uri.joinPath(uri, '..');
  // As a pattern, a name with brackets or braces would mean other names: watch the folder and compare.
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '*'));
  let timer: NodeJS.Timeout | undefined;
  const touched = (touchedUri: vscode.Uri) => {
    if (touchedUri.path === uri.path) {
      clearTimeout(timer);
      timer = setTimeout(changed, SETTLE_MS);
    }
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(touched),
    watcher.onDidCreate(touched),
    watcher.onDidDelete(touched),
    { dispose: () => clearTimeout(timer) },
  );
}

function describer(log: vscode.LogOutputChannel): (error: unknown) => string {
  return (error) => {
    if (isFailure(error)) {
      log.info(`${error.code}: ${error.message}`);
      return error.message;
    }
    log.error(error instanceof Error ? error : String(error));
    return vscode.l10n.t('Waybill met an error of its own. The log has the details.');
  };
}
