import * as vscode from 'vscode';
import type { Connections } from '../connections.ts';
import type { ExplorerNode, Published } from '../views/explorer-node.ts';
import { childrenOf } from '../views/explorer-source.ts';
import { pickRepository } from './pick-repository.ts';

/** The published package that a command is about: the explorer's tag it was called on, else one that is chosen. */
export async function pickPublished(
  argument: unknown,
  connections: Connections,
  placeHolder: string,
): Promise<Published | undefined> {
  if (isTagNode(argument)) {
    return argument.published;
  }
  if (isPublished(argument)) {
    return argument;
  }
  const repository = await pickRepository(connections, placeHolder);
  if (!repository) {
    return undefined;
  }
  if (repository.tag !== undefined) {
    return { repository, tag: repository.tag };
  }
  const choices = childrenOf({ kind: 'repository', repository, label: '' }, connections).then((nodes) =>
    nodes.flatMap(tagChoice),
  );
  const chosen = await vscode.window.showQuickPick<TagChoice>(choices, {
    ignoreFocusOut: true,
    placeHolder: vscode.l10n.t('Which version?'),
  });
  return chosen?.published;
}

type TagChoice = vscode.QuickPickItem & { readonly published?: Published };

function tagChoice(node: ExplorerNode): TagChoice[] {
  switch (node.kind) {
    case 'tag':
      return [{ label: node.published.tag, published: node.published }];
    case 'empty':
    case 'problem':
      return [{ label: `$(info) ${node.message}` }];
    case 'connection':
    case 'repository':
    case 'file':
    case 'referrers':
    case 'referrer':
      return [];
  }
}

function isTagNode(value: unknown): value is ExplorerNode & { kind: 'tag' } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    value.kind === 'tag' &&
    'published' in value
  );
}

function isPublished(value: unknown): value is Published {
  return (
    typeof value === 'object' &&
    value !== null &&
    'repository' in value &&
    'tag' in value &&
    !('kind' in value)
  );
}
