import * as vscode from 'vscode';
import type { Digest } from '#core/base/digest.ts';
import { isFailure } from '#core/base/failure.ts';
import { formatBytes } from '#core/base/format-bytes.ts';
import type { Descriptor } from '#core/oci/descriptor.ts';
import { formatReference } from '#core/oci/reference.ts';
import type { Connections } from '../connections.ts';
import { onDidChangeRegistries } from '../host/settings.ts';
import { packageFileUri } from '../package-file-system.ts';
import type { ExplorerNode, Published, PublishedFile } from './explorer-node.ts';
import { childrenOf, connectionLabel } from './explorer-source.ts';
import { describeVerdict, type Verdicts } from './verdicts.ts';

const VIEW = 'waybill.packages';
const SIGNATURE_PREDICATE = 'https://sigstore.dev/cosign/sign/v1';

/** The **Data Packages** view: registry → repository → tag → files and what is attached to them. */
export interface Explorer extends vscode.Disposable {
  refresh(): void;
}

export function registerExplorer(connections: Connections, verdicts: Verdicts): Explorer {
  const changed = new vscode.EventEmitter<undefined>();
  const refresh = () => changed.fire(undefined);
  const provider: vscode.TreeDataProvider<ExplorerNode> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => childrenOf(node, connections),
    getTreeItem: (node) => itemFor(node, connections, verdicts),
  };
  const view = vscode.window.createTreeView(VIEW, { treeDataProvider: provider, showCollapseAll: true });
  // A layout's index is the one file that every push and every signature rewrites.
  const watcher = vscode.workspace.createFileSystemWatcher('**/{oci-layout,index.json}');
  const disposables = [
    changed,
    view,
    watcher,
    watcher.onDidCreate(refresh),
    watcher.onDidChange(refresh),
    watcher.onDidDelete(refresh),
    verdicts.onDidChange(refresh),
    onDidChangeRegistries(refresh),
  ];
  return { refresh, dispose: () => vscode.Disposable.from(...disposables).dispose() };
}

async function itemFor(
  node: ExplorerNode,
  connections: Connections,
  verdicts: Verdicts,
): Promise<vscode.TreeItem> {
  switch (node.kind) {
    case 'connection':
      return connectionItem(node);
    case 'repository':
      return branch(node.label, 'repo', 'repository');
    case 'tag':
      return tagItem(node.published, connections, verdicts);
    case 'file':
      return fileItem(node.file);
    case 'referrers':
      return branch(vscode.l10n.t('Signatures and attestations'), 'references', 'referrers');
    case 'referrer':
      return referrerItem(node.descriptor);
    case 'empty':
      return leaf(node.message, undefined, 'empty');
    case 'problem':
      return leaf(node.message, 'warning', 'problem');
  }
}

function branch(label: string, icon: string, context: string): vscode.TreeItem {
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.contextValue = context;
  return item;
}

function leaf(label: string, icon: string | undefined, context: string): vscode.TreeItem {
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  if (icon !== undefined) {
    item.iconPath = new vscode.ThemeIcon(icon);
  }
  item.contextValue = context;
  // A tooltip would replace the label as the accessible name; the label is all there is to say.
  item.tooltip = label;
  return item;
}

function connectionItem(node: ExplorerNode & { kind: 'connection' }): vscode.TreeItem {
  const { connection } = node;
  const icons = {
    layout: 'folder-library',
    repository: 'repo',
    registry: 'server',
    invalid: 'warning',
  } as const;
  const configured = connection.kind !== 'layout' || connection.entry !== undefined;
  const item = branch(
    connectionLabel(connection),
    icons[connection.kind],
    configured ? 'connection' : 'layout',
  );
  if (connection.kind === 'layout') {
    item.description = vscode.l10n.t('image layout folder');
    item.resourceUri = vscode.Uri.file(connection.path);
    item.tooltip = connection.path;
    item.accessibilityInformation = {
      label: vscode.l10n.t('{0}, image layout folder', connectionLabel(connection)),
    };
  }
  return item;
}

async function tagItem(
  published: Published,
  connections: Connections,
  verdicts: Verdicts,
): Promise<vscode.TreeItem> {
  const item = branch(published.tag, 'tag', 'tag');
  const reference = formatReference({ ...published.repository, tag: published.tag });
  item.tooltip = reference;
  item.accessibilityInformation = { label: published.tag };
  const verdict = verdicts.get(reference);
  if (verdict) {
    const { icon, text } = describeVerdict(
      verdict,
      await currentDigest(published, connections, verdict.digest),
    );
    item.iconPath = new vscode.ThemeIcon(icon);
    item.description = text;
    item.accessibilityInformation = { label: `${published.tag}, ${text}` };
  }
  return item;
}

/** What the tag stands for now. Where nobody can tell, the verdict stays bound to the digest that was verified. */
async function currentDigest(
  published: Published,
  connections: Connections,
  verified: Digest,
): Promise<Digest> {
  try {
    return (await (await connections.open(published.repository)).resolve(published.tag)).digest;
  } catch (error) {
    if (isFailure(error)) {
      return verified;
    }
    throw error;
  }
}

function fileItem(file: PublishedFile): vscode.TreeItem {
  const item = leaf(file.path, undefined, 'file');
  const uri = packageFileUri(file);
  item.resourceUri = uri;
  item.iconPath = vscode.ThemeIcon.File;
  item.label = file.path;
  item.description = formatBytes(file.descriptor.size);
  item.tooltip = `${file.path}\n${file.descriptor.mediaType}\n${file.descriptor.digest}`;
  item.accessibilityInformation = { label: `${file.path}, ${formatBytes(file.descriptor.size)}` };
  item.command = { command: 'waybill.openRemoteFile', title: vscode.l10n.t('Open File'), arguments: [uri] };
  return item;
}

/** What a referrer says it is. Its annotations are claims of whoever pushed it, so the words stay modest. */
function referrerItem(descriptor: Descriptor): vscode.TreeItem {
  const predicate = descriptor.annotations?.['dev.sigstore.bundle.predicateType'];
  const isSignature = predicate === SIGNATURE_PREDICATE;
  const label = isSignature
    ? vscode.l10n.t('Signature')
    : (predicate ?? descriptor.artifactType ?? descriptor.mediaType);
  const item = leaf(label, isSignature ? 'key' : 'note', 'referrer');
  item.description = vscode.l10n.t('not checked here');
  item.tooltip = `${label}\n${descriptor.digest}`;
  item.accessibilityInformation = { label: vscode.l10n.t('{0}, not checked here', label) };
  return item;
}
