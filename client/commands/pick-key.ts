import path from 'node:path';
import * as vscode from 'vscode';
import type { Keys } from '../host/keys.ts';

type Choice = vscode.QuickPickItem & { readonly file?: string; readonly create?: boolean };

/** Asks for a key file: a known one, one on the disk, or, for signing, a new one. `create` says that it is that. */
export async function pickKey(
  keys: Keys,
  extension: '.key' | '.pub',
  placeHolder: string,
): Promise<{ readonly file: string } | 'create' | undefined> {
  const known: Choice[] = keys.list().map((prefix) => ({
    label: path.basename(prefix) + extension,
    description: path.dirname(prefix),
    file: prefix + extension,
  }));
  const browse: Choice = { label: vscode.l10n.t('Another key file…') };
  const create: Choice = { label: vscode.l10n.t('Create a new key…'), create: true };
  const items = extension === '.key' ? [...known, browse, create] : [...known, browse];
  const chosen = await vscode.window.showQuickPick(items, { placeHolder, ignoreFocusOut: true });
  if (!chosen) {
    return undefined;
  }
  if (chosen.create) {
    return 'create';
  }
  return chosen.file === undefined ? browseForKey(extension) : { file: chosen.file };
}

async function browseForKey(extension: '.key' | '.pub'): Promise<{ readonly file: string } | undefined> {
  const name = extension === '.key' ? vscode.l10n.t('Private key') : vscode.l10n.t('Public key');
  const found = await vscode.window.showOpenDialog({ filters: { [name]: [extension.slice(1), 'pem'] } });
  return found?.[0] === undefined ? undefined : { file: found[0].fsPath };
}
