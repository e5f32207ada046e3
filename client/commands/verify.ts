import path from 'node:path';
import * as vscode from 'vscode';
import { formatReference } from '#core/oci/reference.ts';
import { withProgress } from '../host/progress.ts';
import { shownReference } from '../host/shown-reference.ts';
import type { CommandContext } from './context.ts';
import { pickKey } from './pick-key.ts';
import { pickPublished } from './pick-published.ts';

/** Verify Published Package…: choose package and public key, check, and show what was checked and what was not. */
export async function verifyPackage(argument: unknown, context: CommandContext): Promise<void> {
  const published = await pickPublished(
    argument,
    context.connections,
    vscode.l10n.t('Verify a package from where?'),
  );
  const prompt = vscode.l10n.t('Whose signature do you expect? Choose the public key.');
  const key = published && (await pickKey(context.keys, '.pub', prompt));
  if (!published || !key || key === 'create') {
    return;
  }
  const version = { ...published.repository, tag: published.tag };
  const reference = formatReference(version);
  const shown = shownReference(version);
  const result = await withProgress(vscode.l10n.t('Verifying {0}', shown), async (signal, onProgress) => {
    const [{ verifyArtifact }, { readPublicKey }, { sigstoreVerifier }, { createHash }, { readKeyFile }] =
      await Promise.all([
        import('#core/trust/verify.ts'),
        import('#core/node/public-key.ts'),
        import('#core/node/sigstore-verifier.ts'),
        import('#core/node/hash.ts'),
        import('#core/node/text-file.ts'),
      ]);
    const accepted = readPublicKey(await readKeyFile(key.file, signal), path.basename(key.file));
    const target = await context.connections.open(published.repository);
    return verifyArtifact(target, published.tag, {
      keys: [accepted],
      verifier: sigstoreVerifier(),
      now: () => new Date(),
      createHash,
      // A folder on this disk is hashed whole at little cost; a registry's files are checked when they are pulled.
      content: published.repository.kind === 'layout' ? 'hash' : 'skip',
      signal,
      onProgress,
    });
  });
  context.verdicts.set(reference, result);
  const { explain } = await import('#core/trust/wording.ts');
  await context.reports.show(vscode.l10n.t('Verification of {0}', shown), explain(result));
}
