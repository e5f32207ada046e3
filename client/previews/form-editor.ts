import * as vscode from 'vscode';
import type { ServerOnDemand } from '../host/server-on-demand.ts';

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
      resolveCustomTextEditor: async (document, panel) => {
        const { showForm } = await import('./form-panel.ts');
        showForm(document, panel, { extension, server, log });
      },
    },
    { webviewOptions: { retainContextWhenHidden: false } },
  );
}
