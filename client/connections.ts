import path from 'node:path';
import * as vscode from 'vscode';
import { Failure } from '#core/base/failure.ts';
import type { Reference } from '#core/oci/reference.ts';
import type { Target } from '#core/oci/target.ts';
import { type Connection, parseConnection } from './connection.ts';
import type { Log } from './host/register-command.ts';
import { registrySetting } from './host/settings.ts';

/** More layout folders than this in one workspace are not listed by themselves; the setting names the others. */
const LAYOUT_LIMIT = 50;

/** What a repository is opened for; `create` also makes a layout folder that is not there yet. */
export type Access = 'read' | 'write' | 'create';

/** Opens repositories and lists the ones the user has, within what the workspace's trust allows. */
export interface Connections {
  /** Layout folders of the workspace, then the entries of the setting. */
  list(): Promise<Connection[]>;
  /** Fails with `workspace/untrusted` for what a workspace in Restricted Mode may not reach. */
  open(reference: Reference, options?: { access?: Access }): Promise<Target>;
  /** Names of a registry's repositories; fails with `registry/unsupported` where it does not list them. */
  repositories(host: string, signal?: AbortSignal): Promise<string[]>;
}

export function createConnections(log: Log): Connections {
  return {
    async list() {
      const configured = registrySetting().map(parseConnection);
      const known = new Set(configured.map((each) => (each.kind === 'layout' ? each.path : '')));
      const found = await layoutsOfWorkspace();
      return [...found.filter((each) => !known.has(each.path)), ...configured];
    },
    async open(reference, { access = 'read' } = {}) {
      const absolute = fromWorkspace(reference);
      requireAllowed(absolute);
      const { openTarget } = await import('#core/node/open-target.ts');
      return openTarget(absolute, {
        access: access === 'read' ? 'read' : 'write',
        create: access === 'create',
        onWarning: (text) => log.warn(`A registry says: ${text}`),
      });
    },
    async repositories(host, signal) {
      requireTrust(host);
      const { listRepositories } = await import('#core/node/open-target.ts');
      return listRepositories(host, signal ? { signal } : {});
    },
  };
}

async function layoutsOfWorkspace(): Promise<{ kind: 'layout'; path: string }[]> {
  const markers = await vscode.workspace.findFiles(
    '**/oci-layout',
    '**/{node_modules,.git}/**',
    LAYOUT_LIMIT,
  );
  return markers
    .filter((uri) => uri.scheme === 'file')
    .map((uri) => ({ kind: 'layout' as const, path: path.dirname(uri.fsPath) }))
    .sort((a, b) => a.path.localeCompare(b.path));
}

/** A relative layout folder is meant from the first workspace folder, since an editor has no working directory. */
function fromWorkspace(reference: Reference): Reference {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  return reference.kind === 'layout' && root?.scheme === 'file'
    ? { ...reference, path: path.resolve(root.fsPath, reference.path) }
    : reference;
}

function requireAllowed(reference: Reference): void {
  const inside =
    reference.kind === 'layout' &&
    vscode.workspace.getWorkspaceFolder(vscode.Uri.file(reference.path)) !== undefined;
  if (!inside) {
    requireTrust(reference.kind === 'layout' ? reference.path : reference.host);
  }
}

function requireTrust(place: string): void {
  if (!vscode.workspace.isTrusted) {
    throw new Failure(
      'workspace/untrusted',
      vscode.l10n.t(
        'This workspace is in Restricted Mode, so {0}, which lies outside it, is not opened. Trust the workspace to go on.',
        place,
      ),
    );
  }
}
