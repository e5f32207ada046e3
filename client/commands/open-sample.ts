import path from 'node:path';
import * as vscode from 'vscode';
import { Failure } from '#core/base/failure.ts';

/** Open Sample Data Package…: copies the sample that ships with the extension into a new folder and opens it. */
export async function openSample(extension: vscode.ExtensionContext): Promise<void> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: vscode.l10n.t('Put the Sample Here'),
    title: vscode.l10n.t('Folder in which the sample is put, in a new folder of its own'),
  });
  const parent = chosen?.[0];
  if (!parent) {
    return;
  }
  const folder = vscode.Uri.joinPath(parent, 'waybill-sample');
  if (await exists(folder)) {
    throw new Failure(
      'file/exists',
      vscode.l10n.t('{0} exists already. Open it, or choose another place.', path.normalize(folder.fsPath)),
    );
  }
  await vscode.workspace.fs.copy(vscode.Uri.joinPath(extension.extensionUri, 'dist', 'sample'), folder);
  await vscode.commands.executeCommand('vscode.openFolder', folder);
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') {
      return false;
    }
    throw error;
  }
}
