import { basename } from 'node:path';
import * as vscode from 'vscode';
import {
  FORM_CONTENT,
  FORM_EDITS,
  FORM_RANGE,
  type FormContent,
  type FormContentParams,
  type FormEdit,
  type FormEditsParams,
  type FormEditsResult,
  type FormRange,
  type FormRangeParams,
} from '#server/protocol/form.ts';
import type { ServerOnDemand } from '../host/server-on-demand.ts';
import { FormConversation } from './form-conversation.ts';
import { webviewHtml, webviewOptions } from './webview-html.ts';

/** The name of the form view in the manifest. */
export const FORM_VIEW = 'waybill.form';

/**
 * Registers the form view: the same text document as the text editor, so that dirty state, undo and saving are the
 * document's own. The language server holds the tree and makes the edits.
 */
export function registerFormEditor(
  extension: vscode.ExtensionContext,
  server: ServerOnDemand,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return vscode.window.registerCustomEditorProvider(
    FORM_VIEW,
    {
      resolveCustomTextEditor: (document, panel) => showForm(document, panel, extension, server, log),
    },
    { webviewOptions: { retainContextWhenHidden: false } },
  );
}

function showForm(
  document: vscode.TextDocument,
  panel: vscode.WebviewPanel,
  { extensionUri }: vscode.ExtensionContext,
  server: ServerOnDemand,
  log: vscode.LogOutputChannel,
): void {
  const uri = document.uri.toString();
  const title = basename(document.uri.path);
  const conversation = new FormConversation({
    title,
    readOnly: vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === false,
    content: () => server.request<FormContent | null>(FORM_CONTENT, { uri } satisfies FormContentParams),
    edits: (version, changes) => {
      const params: FormEditsParams = { uri, version, changes };
      return server.request<FormEditsResult | null>(FORM_EDITS, params);
    },
    apply: (version, edits) => apply(document, version, edits),
    showText: async (pointer) => {
      const params: FormRangeParams = { uri, pointer };
      const range = await server.request<FormRange | null>(FORM_RANGE, params);
      await showText(document, range ?? undefined);
    },
    post: (message) => void panel.webview.postMessage(message),
    warn: (message) => log.warn(message),
  });
  const subscriptions = [
    panel.webview.onDidReceiveMessage((data: unknown) => conversation.receive(data)),
    vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document === document && event.contentChanges.length > 0) {
        conversation.refresh();
      }
    }),
    vscode.languages.onDidChangeDiagnostics((event) => {
      if (event.uris.some((each) => each.toString() === uri)) {
        conversation.refresh();
      }
    }),
  ];
  panel.onDidDispose(() => {
    vscode.Disposable.from(...subscriptions).dispose();
    conversation.dispose();
  });
  panel.webview.options = webviewOptions(extensionUri);
  panel.webview.html = webviewHtml(panel.webview, extensionUri, { program: 'form', title });
}

async function apply(
  document: vscode.TextDocument,
  version: number,
  edits: readonly FormEdit[],
): Promise<boolean> {
  if (document.version !== version) {
    return false;
  }
  if (edits.length === 0) {
    return true;
  }
  const change = new vscode.WorkspaceEdit();
  change.set(
    document.uri,
    edits.map(({ range, newText }) => vscode.TextEdit.replace(rangeOf(range), newText)),
  );
  return vscode.workspace.applyEdit(change);
}

async function showText(document: vscode.TextDocument, range: FormRange | undefined): Promise<void> {
  await vscode.commands.executeCommand('vscode.openWith', document.uri, 'default', {
    viewColumn: vscode.ViewColumn.Beside,
    ...(range && { selection: rangeOf(range) }),
  });
}

function rangeOf({ start, end }: FormRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
