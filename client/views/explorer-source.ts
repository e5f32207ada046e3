import path from 'node:path';
import * as vscode from 'vscode';
import { readContents } from '#core/artifact/contents.ts';
import { isFailure } from '#core/base/failure.ts';
import type { Reference } from '#core/oci/reference.ts';
import { isTechnicalTag } from '#core/oci/registry-referrers.ts';
import { type Connection, repositoryOf } from '../connection.ts';
import type { Connections } from '../connections.ts';
import type { ExplorerNode, Published } from './explorer-node.ts';

/** The newest tags are worth a look first; more than this are not listed in one level. */
const TAG_LIMIT = 1000;
const REFERRER_LIMIT = 200;
/** What lies under a node. Expected failures become a `problem` node in its place. */
export async function childrenOf(
  node: ExplorerNode | undefined,
  connections: Connections,
): Promise<ExplorerNode[]> {
  try {
    return node === undefined ? await roots(connections) : await expand(node, connections);
  } catch (error) {
    if (isFailure(error)) {
      return [{ kind: 'problem', message: error.message }];
    }
    throw error;
  }
}

async function roots(connections: Connections): Promise<ExplorerNode[]> {
  return (await connections.list()).map((connection) => ({ kind: 'connection', connection }));
}

async function expand(node: ExplorerNode, connections: Connections): Promise<ExplorerNode[]> {
  switch (node.kind) {
    case 'connection':
      return expandConnection(node.connection, connections);
    case 'repository':
      return tagsOf(node.repository, connections);
    case 'tag':
      return contentsOf(node.published, connections);
    case 'referrers':
      return referrersOf(node, connections);
    case 'file':
    case 'referrer':
    case 'empty':
    case 'problem':
      return [];
  }
}

async function expandConnection(connection: Connection, connections: Connections): Promise<ExplorerNode[]> {
  if (connection.kind === 'invalid') {
    return [{ kind: 'problem', message: connection.message }];
  }
  if (connection.kind !== 'registry') {
    const repository = repositoryOf(connection);
    return repository === undefined ? [] : tagsOf(repository, connections);
  }
  const names = await connections.repositories(connection.host);
  if (names.length === 0) {
    return [{ kind: 'empty', message: vscode.l10n.t('No repositories yet') }];
  }
  return names.map((name) => ({
    kind: 'repository',
    repository: { kind: 'registry', host: connection.host, repository: name },
    label: name,
  }));
}

async function tagsOf(repository: Reference, connections: Connections): Promise<ExplorerNode[]> {
  const target = await connections.open(repository);
  const tags: string[] = [];
  let more = false;
  for await (const page of target.tags()) {
    tags.push(...page.filter((tag) => !isTechnicalTag(tag)));
    if (tags.length > TAG_LIMIT) {
      more = true;
      break;
    }
  }
  if (tags.length === 0) {
    return [{ kind: 'empty', message: vscode.l10n.t('Nothing published yet') }];
  }
  const nodes = tags
    .slice(0, TAG_LIMIT)
    .sort(newestFirst)
    .map((tag): ExplorerNode => ({ kind: 'tag', published: { repository, tag } }));
  const rest = vscode.l10n.t('Only the first {0} tags are listed', TAG_LIMIT);
  return more ? [...nodes, { kind: 'empty', message: rest }] : nodes;
}

/** Versions in descending order: `1.10.0` before `1.9.0`. */
function newestFirst(a: string, b: string): number {
  return b.localeCompare(a, undefined, { numeric: true });
}

async function contentsOf(published: Published, connections: Connections): Promise<ExplorerNode[]> {
  const target = await connections.open(published.repository);
  const contents = await readContents(target, published.tag);
  const files = contents.files.map(
    ({ path: filePath, descriptor }): ExplorerNode => ({
      kind: 'file',
      file: { ...published, contents, path: filePath, descriptor },
    }),
  );
  return [...files, { kind: 'referrers', published, subject: contents.descriptor }];
}

async function referrersOf(
  node: ExplorerNode & { kind: 'referrers' },
  connections: Connections,
): Promise<ExplorerNode[]> {
  const target = await connections.open(node.published.repository);
  const found: ExplorerNode[] = [];
  for await (const page of target.referrers(node.subject)) {
    for (const descriptor of page) {
      found.push({ kind: 'referrer', repository: node.published.repository, descriptor });
    }
    if (found.length >= REFERRER_LIMIT) {
      const note = vscode.l10n.t('Only the first {0} are listed', REFERRER_LIMIT);
      return [...found.slice(0, REFERRER_LIMIT), { kind: 'empty', message: note }];
    }
  }
  return found.length > 0 ? found : [{ kind: 'empty', message: vscode.l10n.t('Not signed') }];
}

/** How a connection is called in the tree. */
export function connectionLabel(connection: Connection): string {
  switch (connection.kind) {
    case 'layout':
      return path.basename(connection.path);
    case 'repository':
      return `${connection.host}/${connection.repository}`;
    case 'registry':
      return connection.host;
    case 'invalid':
      return connection.entry;
  }
}
