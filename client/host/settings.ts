import * as vscode from 'vscode';
import type { InitializationOptions } from '#server/protocol/initialization-options.ts';

const SECTION = 'waybill';

/** The user's list of registries, as written; entries that are not text are dropped. */
export function registrySetting(): string[] {
  const value: unknown = vscode.workspace.getConfiguration(SECTION).get('registries');
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}

/** How the person wants documents to be checked and shown, as written: the server reads it with care. */
export function documentSettings(): Pick<
  InitializationOptions,
  'rules' | 'schemas' | 'codeLens' | 'inlayHints'
> {
  const configuration = vscode.workspace.getConfiguration(SECTION);
  return {
    rules: configuration.get('rules', {}),
    schemas: configuration.get('schemas', {}),
    codeLens: { enabled: configuration.get('codeLens.enabled', true) },
    inlayHints: { enabled: configuration.get('inlayHints.enabled', true) },
  };
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
