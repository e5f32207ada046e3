import * as vscode from 'vscode';
import { Failure } from '#core/base/failure.ts';
import { hrefTo } from '#core/metadata/stac/graph/href.ts';
import { SHOW_ON_MAP } from '#server/protocol/commands.ts';
import { activeUri } from '../host/active-uri.ts';
import { parentObject, type StacNode } from '../views/stac-node.ts';
import type { CommandContext } from './context.ts';

/** Asks for words, and shows only objects that have them, with what is above and below. */
export async function filterStac({ stacCatalogue }: CommandContext): Promise<void> {
  const words = await vscode.window.showInputBox({
    title: vscode.l10n.t('Filter the STAC Catalogue'),
    prompt: vscode.l10n.t('Words in the ID, the title or the file name. Empty shows everything.'),
    value: stacCatalogue.filter,
  });
  if (words !== undefined) {
    stacCatalogue.setFilter(words);
  }
}

/** Selects the object of the active editor in the view. */
export async function revealStac(argument: unknown, { stacCatalogue }: CommandContext): Promise<void> {
  const uri = argument instanceof vscode.Uri ? argument : activeUri();
  await vscode.commands.executeCommand('waybill.stacCatalogue.focus');
  if (!uri || !(await stacCatalogue.reveal(uri.toString(), { focus: true }))) {
    throw new Failure(
      'usage/bad-argument',
      stacCatalogue.filter === ''
        ? vscode.l10n.t('The active editor shows no STAC item, collection or catalogue of this workspace.')
        : vscode.l10n.t('The view does not show this object. Clear its filter and try again.'),
    );
  }
}

/** Opens what an object stands under, and selects it in the view. */
export async function openStacParent(argument: unknown, { stacCatalogue }: CommandContext): Promise<void> {
  const node = nodeOf(argument);
  const parent = node && parentObject(node);
  if (parent) {
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(parent.entry.uri, true));
    await stacCatalogue.reveal(parent.entry.uri, { focus: true });
  }
}

export async function copyStacId(argument: unknown): Promise<void> {
  const node = nodeOf(argument);
  if (node?.kind === 'object' && node.entry.id !== undefined) {
    await vscode.env.clipboard.writeText(node.entry.id);
  }
}

/** Copies the `href` by which the parent links to an object; of a link that leads nowhere, its own. */
export async function copyStacHref(argument: unknown): Promise<void> {
  const node = nodeOf(argument);
  if (node?.kind === 'link') {
    await vscode.env.clipboard.writeText(node.entry.href);
  } else if (node?.kind === 'object') {
    const file = vscode.Uri.parse(node.entry.uri, true).path;
    const parent = parentObject(node);
    const from = parent ? vscode.Uri.parse(parent.entry.uri, true).path : file;
    await vscode.env.clipboard.writeText(hrefTo(from, file));
  }
}

export async function showStacOnMap(argument: unknown): Promise<void> {
  const node = nodeOf(argument);
  if (node?.kind === 'object') {
    await vscode.commands.executeCommand(SHOW_ON_MAP, node.entry.uri);
  }
}

/** The node that a menu of the view was opened on. */
function nodeOf(argument: unknown): StacNode | undefined {
  return argument as StacNode | undefined;
}
