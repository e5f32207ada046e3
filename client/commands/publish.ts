import path from 'node:path';
import * as vscode from 'vscode';
import type { Receipt } from '#core/artifact/publish.ts';
import { isFailure } from '#core/base/failure.ts';
import { formatBytes } from '#core/base/format-bytes.ts';
import { formatReference, type Reference } from '#core/oci/reference.ts';
import type { Target } from '#core/oci/target.ts';
import { CHECK_DESCRIPTOR } from '#server/protocol/check.ts';
import { decodeCheckDescriptorResult } from '#server/protocol/decode-tasks.ts';
import { decodedAnswer } from '../host/decoded-answer.ts';
import { withProgress } from '../host/progress.ts';
import { shownReference } from '../host/shown-reference.ts';
import type { Published } from '../views/explorer-node.ts';
import type { CommandContext } from './context.ts';
import { pickDescriptor } from './pick-descriptor.ts';
import { pickRepository } from './pick-repository.ts';

/** Publish Data Package…: check, ask where to, pack, push, tell. */
export async function publishPackage(argument: unknown, context: CommandContext): Promise<void> {
  const descriptor = await pickDescriptor(argument);
  if (!descriptor || !(await savedAndValid(descriptor, context))) {
    return;
  }
  const { name, version } = await readIdentity(descriptor);
  const placeHolder = vscode.l10n.t('Where to publish {0}?', name);
  const repository = await pickRepository(context.connections, placeHolder, name);
  const tag = repository && (repository.tag ?? (await askTag(version)));
  if (!repository || tag === undefined) {
    return;
  }
  const published = { repository, tag };
  const receipt = await publishAskingBeforeTagMoves(descriptor, published, context);
  if (receipt) {
    await tell(receipt, published, context);
  }
}

/** True when the file on disk is what the editor shows and has no error. */
async function savedAndValid(descriptor: vscode.Uri, context: CommandContext): Promise<boolean> {
  const document = await vscode.workspace.openTextDocument(descriptor);
  if (document.isDirty && !(await document.save())) {
    return false;
  }
  const errors = await errorsIn(descriptor, context);
  const [first] = errors;
  if (!first) {
    return true;
  }
  const show = vscode.l10n.t('Show Problems');
  const message =
    errors.length === 1
      ? vscode.l10n.t('Not published: {0}', first.message)
      : vscode.l10n.t(
          'Not published: the descriptor has {0} errors. First: {1}',
          errors.length,
          first.message,
        );
  if ((await vscode.window.showErrorMessage(message, show)) === show) {
    await vscode.window.showTextDocument(document, {
      selection: new vscode.Range(
        first.start.line,
        first.start.character,
        first.end.line,
        first.end.character,
      ),
    });
    await vscode.commands.executeCommand('workbench.actions.view.problems');
  }
  return false;
}

/** The errors that the command line would find, too; the language server reads the files for that. */
async function errorsIn(descriptor: vscode.Uri, { server }: CommandContext) {
  const answer = await withProgress(vscode.l10n.t('Checking the package'), (signal, report) =>
    server.requestWithProgress(CHECK_DESCRIPTOR, { uri: descriptor.toString() }, { signal, report }),
  );
  return decodedAnswer(CHECK_DESCRIPTOR, answer, decodeCheckDescriptorResult)?.errors ?? [];
}

async function readIdentity(descriptor: vscode.Uri): Promise<{ name: string; version: string }> {
  const [{ parseMetadata }, { memberValue, textOf }] = await Promise.all([
    import('#core/metadata/parse.ts'),
    import('#core/metadata/tree.ts'),
  ]);
  const text = (await vscode.workspace.openTextDocument(descriptor)).getText();
  const { root } = parseMetadata({ name: path.basename(descriptor.fsPath), text });
  return {
    name: textOf(memberValue(root, 'name')) ?? path.basename(path.dirname(descriptor.fsPath)),
    version: textOf(memberValue(root, 'version')) ?? '',
  };
}

async function askTag(version: string): Promise<string | undefined> {
  const { isTag } = await import('#core/oci/reference.ts');
  return vscode.window.showInputBox({
    ignoreFocusOut: true,
    // SemVer build metadata has a "+", which no registry takes in a tag.
    value: version.replaceAll('+', '_'),
    prompt: vscode.l10n.t('Tag under which others find this version'),
    validateInput: (text) =>
      isTag(text)
        ? undefined
        : vscode.l10n.t(
            'A tag has letters, digits, "_", "." and "-", at most 128, and starts with a letter, digit or "_".',
          ),
  });
}

async function publishAskingBeforeTagMoves(
  descriptor: vscode.Uri,
  published: Published,
  context: CommandContext,
): Promise<Receipt | undefined> {
  try {
    return await push(descriptor, published, context, false);
  } catch (error) {
    if (!isFailure(error, 'artifact/tag-exists')) {
      throw error;
    }
    const move = vscode.l10n.t('Move the Tag');
    const detail = vscode.l10n.t(
      'People who pinned the tag would get other data from now on. A new version is kinder.',
    );
    const answer = await vscode.window.showWarningMessage(error.message, { modal: true, detail }, move);
    return answer === move ? push(descriptor, published, context, true) : undefined;
  }
}

function push(
  descriptor: vscode.Uri,
  { repository, tag }: Published,
  context: CommandContext,
  force: boolean,
): Thenable<Receipt> {
  const title = vscode.l10n.t('Publishing {0}', shownReference({ ...repository, tag }));
  return withProgress(title, async (signal, onProgress) => {
    const [{ planPackage }, { publish }, { openPackageFolder }] = await Promise.all([
      import('#core/artifact/pack-plan.ts'),
      import('#core/artifact/publish.ts'),
      import('#core/node/package-folder.ts'),
    ]);
    const target = await context.connections.open(repository, { access: 'create' });
    await requireReachable(target, tag, signal);
    const folder = await openPackageFolder(path.dirname(descriptor.fsPath), {
      hashFile: (file, options) => context.dataProcess.hashFile(file, options),
    });
    const plan = await planPackage({
      folder,
      descriptor: path.basename(descriptor.fsPath),
      signal,
      onProgress,
    });
    for (const warning of plan.warnings) {
      context.log.warn(warning);
    }
    return publish(plan, target, { tag, force, signal, onProgress });
  });
}

/** Says that a registry cannot be reached before gigabytes are hashed for it. */
async function requireReachable(target: Target, tag: string, signal: AbortSignal): Promise<void> {
  try {
    await target.resolve(tag, signal);
  } catch (error) {
    if (!isFailure(error, 'registry/not-found')) {
      throw error;
    }
  }
}

async function tell(receipt: Receipt, published: Published, context: CommandContext): Promise<void> {
  const text = formatReference({ ...published.repository, tag: published.tag });
  context.verdicts.forget(text);
  context.refreshExplorer();
  const sent = receipt.files.filter((file) => file.sent);
  const bytes = formatBytes(sent.reduce((sum, file) => sum + file.size, 0));
  context.log.info(
    `Published ${text} as ${receipt.digest}: ${sent.length} of ${receipt.files.length} files sent`,
  );
  const copy = vscode.l10n.t('Copy Reference');
  const sign = vscode.l10n.t('Sign…');
  const message = vscode.l10n.t(
    'Published {0}: {1} files, {2} sent. It is not signed yet.',
    shownReference({ ...published.repository, tag: published.tag }),
    receipt.files.length,
    bytes,
  );
  const answer = await vscode.window.showInformationMessage(message, sign, copy);
  if (answer === copy) {
    await vscode.env.clipboard.writeText(pinned(published.repository, receipt));
  } else if (answer === sign) {
    await vscode.commands.executeCommand('waybill.sign', published);
  }
}

function pinned(repository: Reference, receipt: Receipt): string {
  return formatReference({ ...repository, digest: receipt.digest });
}
