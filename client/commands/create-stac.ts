import { basename } from 'node:path';
import * as vscode from 'vscode';
import { Failure } from '#core/base/failure.ts';
import { faultOfId, readBoxAnswer, readTimeAnswer, type TimeAnswer } from '#core/describe/stac/answers.ts';
import type { StacFileFacts } from '#core/describe/stac/file-facts.ts';
import { itemParts } from '#core/describe/stac/item-of-file.ts';
import {
  makeStacObject,
  type NewParent,
  type NewStacObject,
  usualPath,
  versionFor,
} from '#core/describe/stac/new-object.ts';
import { timeInName } from '#core/metadata/actions/stac/time-fixes.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { hrefTo } from '#core/metadata/stac/graph/href.ts';
import { memberValue, textOf } from '#core/metadata/tree.ts';
import { LOOK_INTO_STAC_FILE } from '#server/protocol/describe.ts';
import { withProgress } from '../host/progress.ts';
import type { CommandContext } from './context.ts';

type Kind = NewStacObject['kind'];

/** A catalogue or collection of the workspace, with the text that links to the new object. */
interface Parent extends NewParent {
  readonly text: vscode.TextDocument;
}

/** New STAC Item, Collection or Catalog…: ask what it comes below and what it is called, write it and the link to it. */
export async function newStacObject(kind: Kind, argument: unknown): Promise<void> {
  const parent = await pickParent(kind, argument);
  const id = parent && (await askId(kind));
  const title =
    id === undefined ? undefined : await askText(titleOf(kind), vscode.l10n.t('Title (may be empty)'));
  if (!parent || id === undefined || title === undefined) {
    return;
  }
  const more = kind === 'item' ? await askItem() : await askOwner(kind, title);
  const folder = more && folderOf(parent.found);
  if (more && folder) {
    const uri = folder.with({ path: placeOf(kind, id, folder, parent.found) });
    await write(uri, { kind, id, ...(title !== '' && { title }), ...more }, parent.found);
  }
}

/** New STAC Item from File…: what the file says of itself need not be asked. */
export async function newStacItemFromFile(argument: unknown, context: CommandContext): Promise<void> {
  const file = await pickFile(argument);
  if (!file) {
    return;
  }
  const facts = await withProgress(vscode.l10n.t('Looking into {0}', basename(file.path)), (signal, report) =>
    context.server.requestWithProgress<StacFileFacts>(
      LOOK_INTO_STAC_FILE,
      { uri: file.toString() },
      { signal, report },
    ),
  );
  const parent = await pickParent('item', undefined);
  const stem = basename(file.path).replace(/\.[^.]+$/, '');
  const id = parent && (await askId('item', stem.replace(/[:?#]/g, '-')));
  const time = id === undefined ? undefined : await askTime(timeInName(stem));
  if (!parent || id === undefined || !time) {
    return;
  }
  const uri = vscode.Uri.joinPath(file, '..', `${id}.json`);
  const parts = itemParts(facts, hrefTo(uri.path, file.path), versionFor(parent.found));
  await write(uri, { kind: 'item', id, ...time, parts }, parent.found);
  if (parts.notes.length > 0) {
    void vscode.window.showWarningMessage(parts.notes.join(' '));
  }
}

async function pickFile(argument: unknown): Promise<vscode.Uri | undefined> {
  if (argument instanceof vscode.Uri) {
    return argument;
  }
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('New STAC Item from File'),
    openLabel: vscode.l10n.t('Describe'),
    ...(folder && { defaultUri: folder }),
  });
  return chosen?.[0];
}

const PARENTS = '**/*{catalog,collection}*.{json,yaml,yml}';
const MOST_PARENTS = 500;

/** What the object comes below; `found` is absent where it shall stand alone, and all is when the person turned away. */
async function pickParent(
  kind: Kind,
  argument: unknown,
): Promise<{ readonly found: Parent | undefined } | undefined> {
  const given = uriOf(argument);
  const own = given && (await parentAt(given));
  if (own) {
    return { found: own };
  }
  const uris = await vscode.workspace.findFiles(PARENTS, '**/node_modules/**', MOST_PARENTS);
  const items = uris
    .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
  const alone = { label: vscode.l10n.t('None: it stands alone'), uri: undefined };
  const chosen = await vscode.window.showQuickPick<vscode.QuickPickItem & { uri: vscode.Uri | undefined }>(
    [...items, alone],
    {
      title: titleOf(kind),
      placeHolder: vscode.l10n.t('Which catalogue or collection does it come into?'),
      ignoreFocusOut: true,
    },
  );
  if (!chosen) {
    return undefined;
  }
  const found = chosen.uri && (await parentAt(chosen.uri));
  if (chosen.uri && !found) {
    throw new Failure(
      'usage/bad-argument',
      vscode.l10n.t('{0} is no STAC catalogue or collection.', chosen.label),
    );
  }
  return { found };
}

/** The object of a node of the STAC Catalogue view, or a file. */
function uriOf(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) {
    return argument;
  }
  const entry: unknown =
    typeof argument === 'object' && argument !== null && 'entry' in argument ? argument.entry : undefined;
  return typeof entry === 'object' && entry !== null && 'uri' in entry && typeof entry.uri === 'string'
    ? vscode.Uri.parse(entry.uri, true)
    : undefined;
}

async function parentAt(uri: vscode.Uri): Promise<Parent | undefined> {
  const text = await vscode.workspace.openTextDocument(uri);
  const document = parseMetadata({ name: basename(uri.path), text: text.getText() });
  return document.kind === 'stac-catalog' || document.kind === 'stac-collection'
    ? { file: uri.path, document, text }
    : undefined;
}

function titleOf(kind: Kind): string {
  switch (kind) {
    case 'item':
      return vscode.l10n.t('New STAC Item');
    case 'collection':
      return vscode.l10n.t('New STAC Collection');
    case 'catalog':
      return vscode.l10n.t('New STAC Catalog');
  }
}

function askText(title: string, prompt: string, value = ''): Thenable<string | undefined> {
  return vscode.window.showInputBox({ title, prompt, value, ignoreFocusOut: true });
}

function askId(kind: Kind, value = ''): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: titleOf(kind),
    prompt: vscode.l10n.t('Id, by which it is told from all others'),
    value,
    ignoreFocusOut: true,
    validateInput: (text) => {
      switch (faultOfId(text)) {
        case 'empty':
          return vscode.l10n.t('The id cannot be empty.');
        case 'reserved':
          return vscode.l10n.t(
            'Ids stand in addresses and names of files: use no ":", "/", "\\", "?" and "#".',
          );
        case undefined:
          return undefined;
      }
    },
  });
}

async function askTime(value = ''): Promise<TimeAnswer | undefined> {
  const text = await vscode.window.showInputBox({
    title: titleOf('item'),
    prompt: vscode.l10n.t('Time in UTC, such as 2024-05-01T12:00:00Z; a range as 2024-05-01/2024-05-31'),
    value,
    ignoreFocusOut: true,
    validateInput: (each) =>
      readTimeAnswer(each) ? undefined : vscode.l10n.t('This is no time or range of times.'),
  });
  return text === undefined ? undefined : readTimeAnswer(text);
}

async function askItem(): Promise<(TimeAnswer & { bbox?: readonly number[] }) | undefined> {
  const time = await askTime();
  if (!time) {
    return undefined;
  }
  const text = await vscode.window.showInputBox({
    title: titleOf('item'),
    prompt: vscode.l10n.t('Bounding box in degrees: west, south, east, north (may be empty)'),
    ignoreFocusOut: true,
    validateInput: (each) =>
      each.trim() === '' || readBoxAnswer(each)
        ? undefined
        : vscode.l10n.t('A box is four numbers in degrees: west, south, east, north.'),
  });
  const bbox = text === undefined ? undefined : readBoxAnswer(text);
  return text === undefined ? undefined : { ...time, ...(bbox && { bbox }) };
}

async function askOwner(
  kind: 'collection' | 'catalog',
  title: string,
): Promise<{ description: string; license?: string } | undefined> {
  const description = await askText(titleOf(kind), vscode.l10n.t('What is it? A sentence or two'), title);
  if (description === undefined) {
    return undefined;
  }
  const text = description === '' ? {} : { description };
  if (kind === 'catalog') {
    return { description: title, ...text };
  }
  const prompt = vscode.l10n.t('Licence of the data: an identifier of SPDX, or "other"');
  const license = await askText(titleOf(kind), prompt, 'CC-BY-4.0');
  return license === undefined
    ? undefined
    : { description: title, ...text, ...(license !== '' && { license }) };
}

function folderOf(parent: Parent | undefined): vscode.Uri | undefined {
  return parent ? vscode.Uri.joinPath(parent.text.uri, '..') : vscode.workspace.workspaceFolders?.[0]?.uri;
}

/** What stands alone is put right into the folder, as the root of a catalogue is. */
function placeOf(kind: Kind, id: string, folder: vscode.Uri, parent: Parent | undefined): string {
  const ending = /\.ya?ml$/i.exec(parent?.file ?? '')?.[0].slice(1) ?? 'json';
  return parent || kind === 'item'
    ? usualPath(kind, id, folder.path, ending)
    : `${folder.path}/${kind}.${ending}`;
}

async function write(
  uri: vscode.Uri,
  answers: Omit<NewStacObject, 'file' | 'parent'>,
  parent: Parent | undefined,
): Promise<void> {
  const name = vscode.workspace.asRelativePath(uri);
  const isThere = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  if (isThere) {
    throw new Failure('file/exists', vscode.l10n.t('{0} is there already: choose another id.', name));
  }
  const { text, parentEdits } = makeStacObject({ ...answers, file: uri.path, parent });
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { contents: new TextEncoder().encode(text) });
  if (parent && parentEdits) {
    const at = (offset: number) => parent.text.positionAt(offset);
    edit.set(
      parent.text.uri,
      parentEdits.map(({ offset, length, text: by }) =>
        vscode.TextEdit.replace(new vscode.Range(at(offset), at(offset + length)), by),
      ),
    );
  }
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new Failure(
      'file/unreadable',
      vscode.l10n.t('{0} could not be made: is the folder read-only?', name),
    );
  }
  await parent?.text.save();
  await vscode.window.showTextDocument(uri);
  if (parent && !parentEdits) {
    const of =
      textOf(memberValue(parent.document.root, 'id')) ?? vscode.workspace.asRelativePath(parent.text.uri);
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'The links of {0} could not be completed: add one with "rel": "{1}" to {2}.',
        of,
        answers.kind === 'item' ? 'item' : 'child',
        name,
      ),
    );
  }
}
