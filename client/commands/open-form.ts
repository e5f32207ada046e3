import * as vscode from 'vscode';
import { Failure } from '#core/base/failure.ts';
import { activeUri } from '../host/active-uri.ts';
import { FORM_VIEW } from '../previews/form-editor.ts';

const DESCRIPTOR = /(?:^|[./])datapackage\.(?:json|ya?ml)$/;

/** Open as Form: the descriptor that is open, or the one it was called on, as a form. */
export async function openForm(argument: unknown): Promise<void> {
  const uri = argument instanceof vscode.Uri ? argument : activeUri();
  if (!uri || !DESCRIPTOR.test(uri.path)) {
    throw new Failure(
      'usage/bad-argument',
      vscode.l10n.t('Open a datapackage.json or datapackage.yaml first, then its form.'),
    );
  }
  await vscode.commands.executeCommand('vscode.openWith', uri, FORM_VIEW);
}

/** Open as Text: the text of the descriptor whose form is open. */
export async function openText(argument: unknown): Promise<void> {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const uri =
    argument instanceof vscode.Uri
      ? argument
      : input instanceof vscode.TabInputCustom && input.viewType === FORM_VIEW
        ? input.uri
        : undefined;
  if (uri) {
    await vscode.commands.executeCommand('vscode.openWith', uri, 'default');
  }
}
