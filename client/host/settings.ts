import * as vscode from 'vscode';

const SECTION = 'waybill';

/** The user's list of registries, as written; entries that are not text are dropped. */
export function registrySetting(): string[] {
  const value: unknown = vscode.workspace.getConfiguration(SECTION).get('registries');
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}

/** Writes the list of registries to the user's settings. */
export async function writeRegistrySetting(entries: readonly string[]): Promise<void> {
  await vscode.workspace
    .getConfiguration(SECTION)
    .update('registries', [...entries], vscode.ConfigurationTarget.Global);
}

/** Calls back when the list of registries changed. */
export function onDidChangeRegistries(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`${SECTION}.registries`)) {
      listener();
    }
  });
}
