import * as vscode from 'vscode';
import { isFailure } from '#core/base/failure.ts';
import { decodeStacChildren, decodeStacPath } from '#server/protocol/decode-stac-tree.ts';
import {
  MOST_CHILDREN,
  PAGE_SIZE,
  STAC_CHILDREN,
  STAC_PATH,
  type StacChildren,
  type StacChildrenParams,
  type StacPathParams,
} from '#server/protocol/stac-tree.ts';
import { decodedAnswer } from '../host/decoded-answer.ts';
import type { ServerOnDemand } from '../host/server-on-demand.ts';
import {
  linkNode,
  objectNode,
  pageNode,
  pathOf,
  problemNode,
  type StacNode,
  type StacObjectNode,
  type StacParent,
} from './stac-node.ts';

/** The objects of the workspace as the language server knows them. */
export class StacSource {
  /** Words that are looked for; empty for all objects. */
  filter = '';
  private readonly server: Pick<ServerOnDemand, 'request'>;

  constructor(server: Pick<ServerOnDemand, 'request'>) {
    this.server = server;
  }

  /** What stands at the top, and what is known of the workspace. Rejects when the server does not answer. */
  async tops(): Promise<{ nodes: StacNode[]; workspace: StacChildren['workspace'] }> {
    const children = await this.ask({ path: [] });
    return { nodes: nodesOf(undefined, children), workspace: children.workspace };
  }

  /** What stands under a node. What could not be listed is a node in its place. */
  async childrenOf(node: StacNode): Promise<StacNode[]> {
    if (node.kind === 'link' || node.kind === 'problem') {
      return [];
    }
    try {
      const from = node.kind === 'page' ? node.page.from : undefined;
      return nodesOf(node, await this.ask({ path: pathOf(node), ...(from !== undefined && { from }) }));
    } catch (error) {
      const reason = isFailure(error) ? error.message : vscode.l10n.t('the language server did not answer');
      return [problemNode(node, vscode.l10n.t('This could not be listed: {0}', reason))];
    }
  }

  /** The node of an object with those above it as its parents; undefined where it is not shown. */
  async nodeOf(uri: string): Promise<StacObjectNode | undefined> {
    const params: StacPathParams = { uri, ...this.filtered() };
    const answer = await this.server.request<unknown>(STAC_PATH, params);
    const path = decodedAnswer(STAC_PATH, answer, decodeStacPath);
    let node: StacObjectNode | undefined;
    for (const { entry, index, total } of path?.steps ?? []) {
      const from = index - (index % PAGE_SIZE);
      const page = { from, count: 0, first: '', last: '', broken: 0, findings: { errors: 0, warnings: 0 } };
      node = objectNode(total > MOST_CHILDREN ? pageNode(node, page, total) : node, entry);
    }
    return node;
  }

  private async ask(params: StacChildrenParams): Promise<StacChildren> {
    const answer = await this.server.request<unknown>(STAC_CHILDREN, { ...params, ...this.filtered() });
    const children = decodedAnswer(STAC_CHILDREN, answer, decodeStacChildren);
    if (!children) {
      throw new Error('The language server met an error of its own.');
    }
    return children;
  }

  private filtered(): { filter?: string } {
    return this.filter === '' ? {} : { filter: this.filter };
  }
}

function nodesOf(parent: StacParent | undefined, { entries, pages, total }: StacChildren): StacNode[] {
  const owner = parent?.kind === 'page' ? parent.parent : parent;
  return [
    ...pages.map((page) => pageNode(owner, page, total)),
    ...entries.map((entry, index) =>
      entry.kind === 'link' ? linkNode(parent, entry, index) : objectNode(parent, entry),
    ),
  ];
}
