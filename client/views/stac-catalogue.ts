import * as vscode from 'vscode';
import { STAC_CHANGED, type StacWorkspace } from '#server/protocol/stac-tree.ts';
import { activeUri } from '../host/active-uri.ts';
import type { Log } from '../host/register-command.ts';
import type { ServerOnDemand } from '../host/server-on-demand.ts';
import { badgeUri, registerStacBadges } from './stac-badges.ts';
import type { StacNode } from './stac-node.ts';
import { StacSource } from './stac-source.ts';
import { lookOf } from './stac-words.ts';

const VIEW = 'waybill.stacCatalogue';
/** Context keys, by which package.json chooses the words of an empty view and the entries of its title. */
const STATE = 'waybill.stacCatalogue.state';
const FILTERED = 'waybill.stacCatalogue.filtered';

/** The **STAC Catalogue** view: the catalogues, collections and items of the workspace as the links have them. */
export interface StacCatalogueView extends vscode.Disposable {
  readonly filter: string;
  setFilter(words: string): void;
  refresh(): void;
  /** Shows an object, opened as far as needed; false where it is not among those that are shown. */
  reveal(uri: string, how: { readonly focus: boolean }): Promise<boolean>;
}

type State = 'loading' | 'ready' | 'empty' | 'no-match' | 'untrusted' | 'no-folder' | 'failed';

export function registerStacCatalogue(server: ServerOnDemand, log: Log): StacCatalogueView {
  const source = new StacSource(server);
  const changed = new vscode.EventEmitter<undefined>();
  const setState = (state: State) => void vscode.commands.executeCommand('setContext', STATE, state);
  const tops = async (): Promise<StacNode[]> => {
    try {
      const { nodes, workspace } = await source.tops();
      setState(nodes.length > 0 ? 'ready' : emptyState(workspace, source.filter));
      view.message = messageOf(workspace, source.filter);
      return nodes;
    } catch (error) {
      log.error(error instanceof Error ? error : String(error));
      setState('failed');
      view.message = '';
      return [];
    }
  };
  const view = vscode.window.createTreeView<StacNode>(VIEW, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (node) => (node ? source.childrenOf(node) : tops()),
      getParent: (node) => node.parent,
      getTreeItem: itemFor,
    },
  });
  setState('loading');
  const refresh = () => changed.fire(undefined);
  const reveal = async (uri: string, { focus }: { readonly focus: boolean }): Promise<boolean> => {
    const node = await source.nodeOf(uri);
    if (node) {
      await view.reveal(node, { select: true, focus });
    }
    return node !== undefined;
  };
  const follow = () => {
    void followActive(view, reveal).catch((error: unknown) => {
      // The object went while the editor asked for it.
      log.debug(`The STAC Catalogue could not follow the editor: ${String(error)}`);
    });
  };
  const disposables = [
    changed,
    view,
    registerStacBadges(),
    server.onDidNotify((method) => {
      if (method === STAC_CHANGED) {
        refresh();
      }
    }),
    vscode.window.tabGroups.onDidChangeTabs(follow),
    view.onDidChangeVisibility(follow),
  ];
  return {
    get filter() {
      return source.filter;
    },
    setFilter: (words) => {
      source.filter = words.trim();
      void vscode.commands.executeCommand('setContext', FILTERED, source.filter !== '');
      refresh();
    },
    refresh,
    reveal,
    dispose: () => vscode.Disposable.from(...disposables).dispose(),
  };
}

function emptyState(workspace: StacWorkspace | undefined, filter: string): State {
  if (workspace?.state === 'untrusted' || workspace?.state === 'no-folder') {
    return workspace.state;
  }
  return filter === '' || workspace?.objects === 0 ? 'empty' : 'no-match';
}

function messageOf(workspace: StacWorkspace | undefined, filter: string): string {
  const parts = [];
  if (filter !== '' && workspace?.matches !== undefined && workspace.matches > 0) {
    parts.push(vscode.l10n.t('Filter “{0}”: {1} found.', filter, workspace.matches.toLocaleString('en')));
  }
  if (workspace?.state === 'untrusted' && workspace.objects > 0) {
    parts.push(vscode.l10n.t('Only open files are shown until you trust this workspace.'));
  }
  if (workspace?.state === 'partly') {
    parts.push(
      vscode.l10n.t('Only {0} objects are shown; there are more.', workspace.objects.toLocaleString('en')),
    );
  }
  return parts.join(' ');
}

/** Shows the object of the active editor, unless it is what the person just chose here. */
async function followActive(
  view: vscode.TreeView<StacNode>,
  reveal: StacCatalogueView['reveal'],
): Promise<void> {
  const uri = activeUri()?.toString();
  const follows = vscode.workspace.getConfiguration('waybill').get<boolean>('stacCatalogue.autoReveal', true);
  const chosen = view.selection[0];
  const isChosen = chosen?.kind === 'object' && chosen.entry.uri === uri;
  if (view.visible && follows && uri !== undefined && !isChosen) {
    await reveal(uri, { focus: false });
  }
}

function itemFor(node: StacNode): vscode.TreeItem {
  const look = lookOf(node, vscode.l10n.t);
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(look.label, look.opens ? Collapsed : None);
  item.id = node.id;
  item.description = look.description;
  item.tooltip = look.tooltip;
  item.accessibilityInformation = { label: look.spoken };
  item.iconPath = new vscode.ThemeIcon(
    look.icon,
    look.warns ? new vscode.ThemeColor('list.warningForeground') : undefined,
  );
  item.contextValue = look.context;
  const badge = badgeUri(node.id, look.findings);
  if (badge) {
    item.resourceUri = badge;
  }
  const command = openCommand(node);
  if (command) {
    item.command = command;
  }
  return item;
}

/** What Enter and a click do: open the object, or the place of the link that leads nowhere. */
function openCommand(node: StacNode): vscode.Command | undefined {
  if (node.kind !== 'object' && node.kind !== 'link') {
    return undefined;
  }
  const options: vscode.TextDocumentShowOptions = { preview: true };
  if (node.kind === 'link') {
    const place = new vscode.Position(node.entry.line, node.entry.character);
    options.selection = new vscode.Range(place, place);
  }
  return {
    command: 'vscode.open',
    title: node.kind === 'link' ? vscode.l10n.t('Go to Link') : vscode.l10n.t('Open'),
    arguments: [vscode.Uri.parse(node.entry.uri, true), options],
  };
}
