import path from 'node:path';
import * as vscode from 'vscode';
import { Failure } from '#core/base/failure.ts';
import { DESCRIPTOR_NAMES } from '#core/metadata/datapackage/descriptor-names.ts';
import { activeUri } from '../host/active-uri.ts';

const DESCRIPTORS = `**/{${DESCRIPTOR_NAMES.join(',')}}`;
const LIMIT = 200;

/**
 * The descriptor that a command is about: the one it was called on, else that of the active editor, else one chosen
 * from the workspace. Undefined when the user turned away.
 */
export async function pickDescriptor(argument: unknown): Promise<vscode.Uri | undefined> {
  const given = argument instanceof vscode.Uri ? argument : activeUri();
  if (given && isDescriptor(given)) {
    return given;
  }
  const found = await vscode.workspace.findFiles(DESCRIPTORS, '**/node_modules/**', LIMIT);
  if (found.length === 0) {
    throw new Failure(
      'file/not-found',
      vscode.l10n.t('This workspace holds no datapackage.json or datapackage.yaml to publish.'),
    );
  }
  if (found.length === 1) {
    return found[0];
  }
  const items = found
    .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const chosen = await vscode.window.showQuickPick(items, {
    ignoreFocusOut: true,
    placeHolder: vscode.l10n.t('Which data package?'),
  });
  return chosen?.uri;
}

function isDescriptor(uri: vscode.Uri): boolean {
  return uri.scheme === 'file' && DESCRIPTOR_NAMES.some((name) => name === path.basename(uri.fsPath));
}
