import * as vscode from 'vscode';
import { parseConnection } from '../connection.ts';
import { registrySetting, writeRegistrySetting } from '../host/settings.ts';

/** Add Registry…: one entry more in the user's list. */
export async function addRegistry(): Promise<void> {
  const entry = await vscode.window.showInputBox({
    ignoreFocusOut: true,
    prompt: vscode.l10n.t('Registry host, host/repository, or oci:FOLDER for an OCI image layout folder'),
    placeHolder: 'localhost:5000',
    validateInput: (text) => {
      const connection = parseConnection(text);
      return connection.kind === 'invalid' ? connection.message : undefined;
    },
  });
  const entries = registrySetting();
  if (entry && !entries.includes(entry.trim())) {
    await writeRegistrySetting([...entries, entry.trim()]);
  }
}

/** Takes an entry out of the user's list; nothing is deleted anywhere. */
export async function removeRegistry(argument: unknown): Promise<void> {
  const entry = entryOf(argument);
  if (entry !== undefined) {
    await writeRegistrySetting(registrySetting().filter((other) => other !== entry));
  }
}

function entryOf(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null || !('connection' in argument)) {
    return undefined;
  }
  const { connection } = argument;
  const named = typeof connection === 'object' && connection !== null && 'entry' in connection;
  return named && typeof connection.entry === 'string' ? connection.entry : undefined;
}
