import path from 'node:path';
import * as vscode from 'vscode';
import { throwIfCancelled } from '#core/base/failure.ts';
import { formatReference } from '#core/oci/reference.ts';
import { withProgress } from '../host/progress.ts';
import { shownReference } from '../host/shown-reference.ts';
import type { CommandContext } from './context.ts';
import { createKey } from './create-key.ts';
import { pickKey } from './pick-key.ts';
import { pickPublished } from './pick-published.ts';

/** Sign Published Package…: choose package and key, sign the digest, attach the bundle, tell what that means. */
export async function signPackage(argument: unknown, context: CommandContext): Promise<void> {
  const published = await pickPublished(
    argument,
    context.connections,
    vscode.l10n.t('Sign a package from where?'),
  );
  const file = published && (await chooseKeyFile(context));
  if (!published || file === undefined) {
    return;
  }
  const passphrase = await vscode.window.showInputBox({
    ignoreFocusOut: true,
    password: true,
    prompt: vscode.l10n.t('Passphrase of {0}', file),
  });
  if (passphrase === undefined) {
    return;
  }
  const version = { ...published.repository, tag: published.tag };
  const reference = formatReference(version);
  const shown = shownReference(version);
  const subject = await withProgress(vscode.l10n.t('Signing {0}', shown), async (signal) => {
    const [{ signArtifact }, { decryptKey }, { keySigner }, { sigstoreVerifier }, { readKeyFile }] =
      await Promise.all([
        import('#core/trust/sign.ts'),
        import('#core/node/key-file.ts'),
        import('#core/node/key-signer.ts'),
        import('#core/node/sigstore-verifier.ts'),
        import('#core/node/text-file.ts'),
      ]);
    const privateKey = await decryptKey(await readKeyFile(file, signal), passphrase);
    const signer = keySigner(privateKey, path.basename(file));
    const target = await context.connections.open(published.repository, { access: 'write' });
    const resolved = await target.resolve(published.tag, signal);
    throwIfCancelled(signal);
    const verify = { verifier: sigstoreVerifier(), keys: [signer.publicKey] };
    await signArtifact(target, resolved, signer, { now: () => new Date(), verify, signal });
    return resolved;
  });
  if (file.endsWith('.key')) {
    await context.keys.remember(file.slice(0, -'.key'.length));
  }
  context.verdicts.forget(reference);
  context.refreshExplorer();
  context.log.info(`Signed ${subject.digest} of ${reference}`);
  const verify = vscode.l10n.t('Verify');
  const message = vscode.l10n.t('Signed {0} ({1}…) with your key.', shown, subject.digest.slice(0, 19));
  if ((await vscode.window.showInformationMessage(message, verify)) === verify) {
    await vscode.commands.executeCommand('waybill.verify', published);
  }
}

async function chooseKeyFile(context: CommandContext): Promise<string | undefined> {
  const key = await pickKey(context.keys, '.key', vscode.l10n.t('Sign with which key?'));
  if (key === 'create') {
    const prefix = await createKey(context);
    return prefix === undefined ? undefined : `${prefix}.key`;
  }
  return key?.file;
}
