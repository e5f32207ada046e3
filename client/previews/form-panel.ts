import { basename } from 'node:path';
import * as vscode from 'vscode';
import { decodeFormContent, decodeFormEditsResult, decodeFormRange } from '#server/protocol/decode-form.ts';
import {
  FORM_CONTENT,
  FORM_EDITS,
  FORM_RANGE,
  type FormContentParams,
  type FormEdit,
  type FormEditsParams,
  type FormRange,
  type FormRangeParams,
} from '#server/protocol/form.ts';
import { decodedAnswer } from '../host/decoded-answer.ts';
import type { ServerOnDemand } from '../host/server-on-demand.ts';
import { FormConversation, type FormSentences } from './form-conversation.ts';
import { webviewHtml, webviewOptions } from './webview-html.ts';

/** What a form works with. */
export interface FormParts {
  readonly extension: vscode.ExtensionContext;
  readonly server: ServerOnDemand;
  readonly log: vscode.LogOutputChannel;
}

/** Shows a descriptor as a form in a panel, as long as that is open. */
export function showForm(
  document: vscode.TextDocument,
  panel: vscode.WebviewPanel,
  { extension: { extensionUri }, server, log }: FormParts,
): void {
  const uri = document.uri.toString();
  const title = basename(document.uri.path);
  const conversation = new FormConversation({
    title,
    sentences: sentences(),
    readOnly: vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === false,
    content: async () => {
      const params: FormContentParams = { uri };
      return decodedAnswer(FORM_CONTENT, await server.request(FORM_CONTENT, params), decodeFormContent);
    },
    edits: async (version, changes) => {
      const params: FormEditsParams = { uri, version, changes };
      return decodedAnswer(FORM_EDITS, await server.request(FORM_EDITS, params), decodeFormEditsResult);
    },
    apply: (version, edits) => apply(document, version, edits),
    showText: async (pointer) => {
      const params: FormRangeParams = { uri, pointer };
      const range = decodedAnswer(FORM_RANGE, await server.request(FORM_RANGE, params), decodeFormRange);
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

function sentences(): FormSentences {
  return {
    noPackage: vscode.l10n.t(
      'The text is no data package now: an object in JSON or YAML is expected. Mend it in the text editor; the form comes back then.',
    ),
    unknownDocument: vscode.l10n.t(
      'The language server does not know this document: change it in the text editor.',
    ),
    changedMeanwhile: vscode.l10n.t(
      'The text has changed meanwhile. Look at the form again and repeat the change.',
    ),
    failed: vscode.l10n.t(
      'The form could not read the document. The log has the details; the text editor still works.',
    ),
  };
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
