import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { withProgress } from '../host/progress.ts';
import type { CommandContext } from './context.ts';

/** Create Signing Key…: where to, which passphrase, then a key pair in cosign's encrypted format. */
export async function createKey(context: CommandContext): Promise<string | undefined> {
  const prefix = await askPrefix();
  const passphrase = prefix === undefined ? undefined : await askNewPassphrase();
  if (prefix === undefined || passphrase === undefined) {
    return undefined;
  }
  const written = await withProgress(vscode.l10n.t('Creating a signing key'), async () => {
    const [{ generateKeyPair }, { writeKeyPair }] = await Promise.all([
      import('#core/node/key-file.ts'),
      import('#core/node/key-pair-files.ts'),
    ]);
    return writeKeyPair(prefix, await generateKeyPair(passphrase));
  });
  await context.keys.remember(prefix);
  context.log.info(`Created a key pair at ${prefix}`);
  const message = written.insideGitWorkTree
    ? vscode.l10n.t(
        'Created {0}.key and {0}.pub. They lie inside a git work tree: keep {0}.key out of commits.',
        prefix,
      )
    : vscode.l10n.t('Created {0}.key, which stays with you, and {0}.pub, which you give to others.', prefix);
  void vscode.window.showInformationMessage(message);
  return prefix;
}

/** Keys live outside the workspace, so that they are not committed or published by accident. */
async function askPrefix(): Promise<string | undefined> {
  const answer = await vscode.window.showInputBox({
    ignoreFocusOut: true,
    value: path.join(os.homedir(), 'waybill'),
    prompt: vscode.l10n.t('Where to keep the key pair: .key and .pub are added to this name'),
    validateInput: (text) => (path.isAbsolute(text) ? undefined : vscode.l10n.t('Write the whole path.')),
  });
  return answer === undefined ? undefined : path.normalize(answer);
}

async function askNewPassphrase(): Promise<string | undefined> {
  const passphrase = await vscode.window.showInputBox({
    ignoreFocusOut: true,
    password: true,
    prompt: vscode.l10n.t('Passphrase that protects the private key'),
    validateInput: (text) =>
      text === ''
        ? vscode.l10n.t('A key without a passphrase can be used by anybody who copies it.')
        : undefined,
  });
  if (passphrase === undefined) {
    return undefined;
  }
  const again = await vscode.window.showInputBox({
    ignoreFocusOut: true,
    password: true,
    prompt: vscode.l10n.t('The same passphrase again'),
    validateInput: (text) => (text === passphrase ? undefined : vscode.l10n.t('This is not the same.')),
  });
  return again === undefined ? undefined : passphrase;
}
