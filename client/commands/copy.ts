import * as vscode from 'vscode';
import { formatReference } from '#core/oci/reference.ts';
import type { Connections } from '../connections.ts';
import type { ExplorerNode } from '../views/explorer-node.ts';

/** Copies the reference of a tag as other tools take it. */
export async function copyReference(argument: unknown): Promise<void> {
  const node = argument as ExplorerNode | undefined;
  if (node?.kind === 'tag') {
    const { repository, tag } = node.published;
    await vscode.env.clipboard.writeText(formatReference({ ...repository, tag }));
  }
}

/** Copies the digest of what a node stands for; a tag is resolved now. */
export async function copyDigest(argument: unknown, connections: Connections): Promise<void> {
  const node = argument as ExplorerNode | undefined;
  switch (node?.kind) {
    case 'tag': {
      const target = await connections.open(node.published.repository);
      return vscode.env.clipboard.writeText((await target.resolve(node.published.tag)).digest);
    }
    case 'file':
      return vscode.env.clipboard.writeText(node.file.descriptor.digest);
    case 'referrer':
      return vscode.env.clipboard.writeText(node.descriptor.digest);
    case 'connection':
    case 'repository':
    case 'referrers':
    case 'empty':
    case 'problem':
    case undefined:
      return;
  }
}
