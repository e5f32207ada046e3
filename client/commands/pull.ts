import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { formatReference } from '#core/oci/reference.ts';
import { withProgress } from '../host/progress.ts';
import type { CommandContext } from './context.ts';
import { pickPublished } from './pick-published.ts';

/** Pull Data Package…: choose a package, choose a new folder, fetch every byte checked. */
export async function pullPackage(argument: unknown, context: CommandContext): Promise<void> {
  const published = await pickPublished(argument, context.connections, vscode.l10n.t('Pull from where?'));
  if (!published) {
    return;
  }
  const reference = formatReference({ ...published.repository, tag: published.tag });
  const folder = await askFolder(published.tag);
  if (folder === undefined) {
    return;
  }
  const result = await withProgress(vscode.l10n.t('Pulling {0}', reference), async (signal, onProgress) => {
    const [{ pull }, { createPackageSink }] = await Promise.all([
      import('#core/artifact/pull.ts'),
      import('#core/node/package-sink.ts'),
    ]);
    const target = await context.connections.open(published.repository);
    return pull(target, published.tag, await createPackageSink(folder), { signal, onProgress });
  });
  const open = vscode.l10n.t('Open Folder');
  const message = vscode.l10n.t('Pulled {0} files of {1} into {2}.', result.files.length, reference, folder);
  if ((await vscode.window.showInformationMessage(message, open)) === open) {
    await vscode.commands.executeCommand('vscode.openFolder', vscode.Uri.file(folder), {
      forceNewWindow: true,
    });
  }
}

/** A package goes into a folder of its own, which does not exist yet: nothing is ever overwritten. */
async function askFolder(tag: string): Promise<string | undefined> {
  const beside = vscode.workspace.workspaceFolders?.[0]?.uri;
  const parent = beside?.scheme === 'file' ? beside.fsPath : os.homedir();
  const answer = await vscode.window.showInputBox({
    value: path.join(parent, `pulled-${tag}`),
    prompt: vscode.l10n.t('New folder for the files'),
    validateInput: (text) =>
      path.isAbsolute(text) ? undefined : vscode.l10n.t('Write the whole path of the folder.'),
  });
  return answer === undefined ? undefined : path.normalize(answer);
}
