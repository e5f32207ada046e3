import * as vscode from 'vscode';
import { isFailure } from '#core/base/failure.ts';
import { parseReference, type Reference } from '#core/oci/reference.ts';
import { type Connection, repositoryOf } from '../connection.ts';
import type { Connections } from '../connections.ts';
import { connectionLabel } from '../views/explorer-source.ts';

type Choice = vscode.QuickPickItem & { readonly connection?: Connection };

/**
 * Asks for a repository: one of the user's connections, or any reference typed in. With a suggested name it may be one
 * that does not exist yet; without, a registry is asked for those that it has.
 */
export async function pickRepository(
  connections: Connections,
  placeHolder: string,
  suggestedName?: string,
): Promise<Reference | undefined> {
  const known = (await connections.list()).filter((each) => each.kind !== 'invalid');
  const items: Choice[] = known.map((connection) => ({
    label: connectionLabel(connection),
    description: connection.kind === 'layout' ? connection.path : '',
    connection,
  }));
  const other: Choice = {
    label: vscode.l10n.t('Another place…'),
    description: vscode.l10n.t('host/repository, or oci:FOLDER'),
  };
  const chosen = await vscode.window.showQuickPick([...items, other], {
    placeHolder,
    matchOnDescription: true,
  });
  if (!chosen) {
    return undefined;
  }
  if (!chosen.connection) {
    return askReference('');
  }
  if (chosen.connection.kind !== 'registry') {
    return repositoryOf(chosen.connection);
  }
  const { host } = chosen.connection;
  return suggestedName === undefined
    ? pickExisting(connections, host)
    : askReference(`${host}/${suggestedName}`);
}

/** Asks for one of a registry's repositories; where it does not list them, for the name. */
async function pickExisting(connections: Connections, host: string): Promise<Reference | undefined> {
  let names: string[];
  try {
    names = await connections.repositories(host);
  } catch (error) {
    if (isFailure(error, 'registry/unsupported')) {
      return askReference(`${host}/`);
    }
    throw error;
  }
  if (names.length === 0) {
    return askReference(`${host}/`);
  }
  const repository = await vscode.window.showQuickPick(names, {
    ignoreFocusOut: true,
    placeHolder: vscode.l10n.t('Which repository?'),
  });
  return repository === undefined ? undefined : { kind: 'registry', host, repository };
}

async function askReference(value: string): Promise<Reference | undefined> {
  const text = await vscode.window.showInputBox({
    ignoreFocusOut: true,
    value,
    prompt: vscode.l10n.t('Repository: host/repository, or oci:FOLDER for an image layout folder'),
    validateInput: (input) => referenceProblem(input),
  });
  return text === undefined ? undefined : parseReference(text.trim());
}

/** What is wrong with a typed reference, or undefined. */
function referenceProblem(text: string): string | undefined {
  try {
    parseReference(text.trim());
    return undefined;
  } catch (error) {
    if (isFailure(error)) {
      return error.message;
    }
    throw error;
  }
}
