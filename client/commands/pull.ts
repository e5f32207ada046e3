import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { PulledFile } from '#core/artifact/pull.ts';
import { withProgress } from '../host/progress.ts';
import { shownReference } from '../host/shown-reference.ts';
import type { Published } from '../views/explorer-node.ts';
import type { CommandContext } from './context.ts';
import { pickPublished } from './pick-published.ts';

/** Pull Data Package…: choose a package, choose a new folder, fetch every byte checked. */
export async function pullPackage(argument: unknown, context: CommandContext): Promise<void> {
  const published = await pickPublished(argument, context.connections, vscode.l10n.t('Pull from where?'));
  if (!published) {
    return;
  }
  const reference = shownReference({ ...published.repository, tag: published.tag });
  const folder = await askFolder(published.tag);
  if (folder === undefined) {
    return;
  }
  const result = await pullAskingBeforeTakeOver(published, folder, context);
  if (!result) {
    return;
  }
  const open = vscode.l10n.t('Open Folder');
  const message = vscode.l10n.t('Pulled {0} files of {1} into {2}.', result.files.length, reference, folder);
  if ((await vscode.window.showInformationMessage(message, open)) === open) {
    await vscode.commands.executeCommand('vscode.openFolder', vscode.Uri.file(folder), {
      forceNewWindow: true,
    });
  }
}

/**
 * Files that editors and shells obey (`.vscode/tasks.json`) come only after the user saw their names. The digest that
 * was looked at is the one that is pulled.
 */
async function pullAskingBeforeTakeOver(
  { repository, tag }: Published,
  folder: string,
  context: CommandContext,
): Promise<{ files: readonly PulledFile[] } | undefined> {
  const [{ readContents }, { pull, workspaceFiles }, { createPackageSink }] = await Promise.all([
    import('#core/artifact/contents.ts'),
    import('#core/artifact/pull.ts'),
    import('#core/node/package-sink.ts'),
  ]);
  const target = await context.connections.open(repository);
  const contents = await readContents(target, tag);
  const obeyed = workspaceFiles(contents);
  if (obeyed.length > 0 && !(await acceptsWorkspaceFiles(obeyed))) {
    return undefined;
  }
  const title = vscode.l10n.t('Pulling {0}', shownReference({ ...repository, tag }));
  return withProgress(title, async (signal, onProgress) =>
    pull(target, contents.descriptor.digest, await createPackageSink(folder), {
      signal,
      onProgress,
      allowWorkspaceFiles: obeyed.length > 0,
    }),
  );
}

async function acceptsWorkspaceFiles(names: readonly string[]): Promise<boolean> {
  const pullAnyway = vscode.l10n.t('Pull Anyway');
  const message = vscode.l10n.t(
    'The package holds files that editors and shells obey. Data does not need them.',
  );
  const detail = names.slice(0, 20).join('\n');
  return (
    (await vscode.window.showWarningMessage(message, { modal: true, detail }, pullAnyway)) === pullAnyway
  );
}

/** A package goes into a folder of its own, which does not exist yet: nothing is ever overwritten. */
async function askFolder(tag: string): Promise<string | undefined> {
  const beside = vscode.workspace.workspaceFolders?.[0]?.uri;
  const parent = beside?.scheme === 'file' ? beside.fsPath : os.homedir();
  const answer = await vscode.window.showInputBox({
    ignoreFocusOut: true,
    value: path.join(parent, `pulled-${tag}`),
    prompt: vscode.l10n.t('New folder for the files'),
    validateInput: (text) =>
      path.isAbsolute(text) ? undefined : vscode.l10n.t('Write the whole path of the folder.'),
  });
  return answer === undefined ? undefined : path.normalize(answer);
}
