import { basename } from 'node:path';
import * as vscode from 'vscode';
import { Failure } from '#core/base/failure.ts';
import { formatBytes } from '#core/base/format-bytes.ts';
import type { CandidateKey, CandidateReference } from '#core/describe/candidate-keys.ts';
import {
  type ChosenKeys,
  type DescribedFolder,
  describePackage,
  sureKeys,
} from '#core/describe/describe-package.ts';
import { descriptorText } from '#core/describe/descriptor-text.ts';
import { mergeDescription, undescribed } from '#core/describe/merge-description.ts';
import { DESCRIPTOR_NAMES } from '#core/metadata/datapackage/descriptor-names.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { applyFormChanges } from '#core/metadata/form/apply-changes.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { FolderDescription } from '#core/node/describe-folder.ts';
import { DESCRIBE_FOLDER } from '#server/protocol/describe.ts';
import { withProgress } from '../host/progress.ts';
import type { CommandContext } from './context.ts';

/**
 * Create Data Package…: look at the tables of a folder, ask which of them and which keys, write. A descriptor that is
 * there is completed in the editor, where it can be undone; what people wrote stays.
 */
export async function createPackage(argument: unknown, context: CommandContext): Promise<void> {
  const folder = await pickFolder(argument);
  if (!folder) {
    return;
  }
  const found = await withProgress(vscode.l10n.t('Looking at the tables'), (signal, report) =>
    context.server.requestWithProgress<FolderDescription>(
      DESCRIBE_FOLDER,
      { uri: folder.toString() },
      { signal, report },
    ),
  );
  const chosen = await pickTables(found);
  const existing = chosen && (await existingDescriptor(folder));
  const keys = chosen && (await pickKeys(existing ? onlyNew(existing, chosen) : chosen, sureKeys(chosen)));
  if (!chosen || !keys) {
    return;
  }
  await (existing ? complete(existing, chosen, keys) : create(folder, chosen, keys));
  tellPassedOver(found, context);
}

/** Keys are asked for where nobody wrote any: of files that the descriptor does not name yet. */
function onlyNew(existing: vscode.TextDocument, folder: DescribedFolder): DescribedFolder {
  const names = new Set(undescribed(parsed(existing), folder).map(({ name }) => name));
  return {
    ...folder,
    primaryKeys: folder.primaryKeys.filter(({ resource }) => names.has(resource)),
    foreignKeys: folder.foreignKeys.filter(({ resource }) => names.has(resource)),
  };
}

function parsed(document: vscode.TextDocument): MetadataDocument {
  return parseMetadata({ name: basename(document.uri.path), text: document.getText() });
}

async function pickFolder(argument: unknown): Promise<vscode.Uri | undefined> {
  if (argument instanceof vscode.Uri) {
    return argument;
  }
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length < 2) {
    return folders[0]?.uri;
  }
  const chosen = await vscode.window.showWorkspaceFolderPick({
    placeHolder: vscode.l10n.t('Create a data package of which folder?'),
  });
  return chosen?.uri;
}

/** The tables that shall be resources; undefined when the person turned away. */
async function pickTables(found: FolderDescription): Promise<DescribedFolder | undefined> {
  const items = found.resources.map((resource) => ({
    label: resource.path,
    description: vscode.l10n.t(
      '{0} fields, {1}',
      resource.schema?.fields.length ?? 0,
      formatBytes(resource.bytes ?? 0),
    ),
    detail: (resource.schema?.fields ?? []).map(({ name, type }) => `${name}: ${type}`).join(', '),
    picked: true,
    resource,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    ignoreFocusOut: true,
    title: vscode.l10n.t('Create Data Package'),
    placeHolder: vscode.l10n.t('Which files are its resources?'),
  });
  if (!picked || picked.length === 0) {
    return undefined;
  }
  const resources = picked.map(({ resource }) => resource);
  const isThere = (name: string) => resources.some((resource) => resource.name === name);
  return {
    ...found,
    resources,
    primaryKeys: found.primaryKeys.filter(({ resource }) => isThere(resource)),
    foreignKeys: found.foreignKeys.filter(
      ({ resource, reference }) => isThere(resource) && isThere(reference.resource),
    ),
  };
}

/** The keys to write, those that are sure chosen already. */
async function pickKeys(folder: DescribedFolder, sure: ChosenKeys): Promise<ChosenKeys | undefined> {
  const primary = folder.primaryKeys.map((key) => ({
    ...keyItem(key, vscode.l10n.t('primary key of {0}', key.resource)),
    picked: sure.primaryKeys.includes(key),
    primaryKeys: [key],
    foreignKeys: [],
  }));
  const foreign = folder.foreignKeys.map((key) => ({
    ...keyItem(key, vscode.l10n.t('{0} refers to {1}', key.resource, key.reference.resource)),
    picked: sure.foreignKeys.includes(key),
    primaryKeys: [],
    foreignKeys: [key],
  }));
  const items: (vscode.QuickPickItem & ChosenKeys)[] = [...primary, ...foreign];
  if (items.length === 0) {
    return { primaryKeys: [], foreignKeys: [] };
  }
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    ignoreFocusOut: true,
    title: vscode.l10n.t('Create Data Package'),
    placeHolder: vscode.l10n.t('Which keys do its tables have?'),
  });
  return (
    picked && {
      primaryKeys: picked.flatMap((item) => item.primaryKeys),
      foreignKeys: picked.flatMap((item) => item.foreignKeys),
    }
  );
}

function keyItem(key: CandidateKey | CandidateReference, description: string): vscode.QuickPickItem {
  return {
    label: key.fields.join(', '),
    description: `${description}, ${confidenceWord(key.confidence)}`,
    detail: key.reason,
  };
}

function confidenceWord(confidence: CandidateKey['confidence']): string {
  switch (confidence) {
    case 'certain':
      return vscode.l10n.t('certain');
    case 'likely':
      return vscode.l10n.t('likely');
    case 'possible':
      return vscode.l10n.t('possible');
  }
}

async function existingDescriptor(folder: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  for (const name of DESCRIPTOR_NAMES) {
    const uri = vscode.Uri.joinPath(folder, name);
    const isThere = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (isThere) {
      return vscode.workspace.openTextDocument(uri);
    }
  }
  return undefined;
}

async function create(folder: vscode.Uri, found: DescribedFolder, keys: ChosenKeys): Promise<void> {
  const uri = vscode.Uri.joinPath(folder, 'datapackage.json');
  const text = descriptorText(describePackage(found, keys), 'datapackage.json');
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { contents: new TextEncoder().encode(text) });
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new Failure(
      'file/unreadable',
      vscode.l10n.t('{0} could not be made: is the folder read-only?', vscode.workspace.asRelativePath(uri)),
    );
  }
  await vscode.window.showTextDocument(uri);
}

async function complete(
  document: vscode.TextDocument,
  found: DescribedFolder,
  keys: ChosenKeys,
): Promise<void> {
  const metadata = parsed(document);
  const { changes, notes } = mergeDescription(metadata, found, keys);
  const applied = applyFormChanges(metadata, changes);
  const name = vscode.workspace.asRelativePath(document.uri);
  if ('refused' in applied) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('{0} could not be completed: {1}', name, applied.refused),
    );
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  edit.set(
    document.uri,
    applied.edits.map(({ offset, length, text }) =>
      vscode.TextEdit.replace(
        new vscode.Range(document.positionAt(offset), document.positionAt(offset + length)),
        text,
      ),
    ),
  );
  const before = document.getText();
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new Failure(
      'edit/refused',
      vscode.l10n.t('{0} changed meanwhile, so it was not completed. Try again.', name),
    );
  }
  const changedAt = document.positionAt(firstDifference(before, document.getText()));
  const editor = await vscode.window.showTextDocument(document);
  editor.revealRange(new vscode.Range(changedAt, changedAt), vscode.TextEditorRevealType.InCenter);
  void vscode.window.showInformationMessage(
    notes.length === 0
      ? vscode.l10n.t('{0} describes these files already.', name)
      : vscode.l10n.t('{0} was completed: {1}', name, notes.join(' ')),
  );
}

function firstDifference(before: string, after: string): number {
  let offset = 0;
  while (offset < before.length && before[offset] === after[offset]) {
    offset += 1;
  }
  return offset;
}

function tellPassedOver({ passedOver }: FolderDescription, { log }: CommandContext): void {
  for (const { path, reason } of passedOver) {
    log.warn(`${path}: ${reason}`);
  }
  const [first] = passedOver;
  if (first) {
    const message =
      passedOver.length === 1
        ? vscode.l10n.t('{0} was passed over: {1}', first.path, first.reason)
        : vscode.l10n.t('{0} files were passed over; the log says why.', passedOver.length);
    void vscode.window.showWarningMessage(message);
  }
}
