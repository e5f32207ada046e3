import * as vscode from 'vscode';
import { readContents } from '#core/artifact/contents.ts';
import type { ByteSource } from '#core/base/byte-source.ts';
import { memorySource } from '#core/base/byte-source.ts';
import { Failure, isFailure } from '#core/base/failure.ts';
import type { Descriptor } from '#core/oci/descriptor.ts';
import { formatReference, parseReference } from '#core/oci/reference.ts';
import type { Target } from '#core/oci/target.ts';
import type { Connections } from './connections.ts';
import type { PublishedFile } from './views/explorer-node.ts';

/**
 * Files inside published packages as read-only documents: `waybill-oci:/TAG/PATH?REFERENCE@DIGEST`. The query pins
 * the manifest's digest, so what is open never changes when a tag moves.
 */
export const SCHEME = 'waybill-oci';

/** Read whole into an editor only up to here; tables beyond it are read by ranges. */
const TEXT_LIMIT = 50 * 1024 * 1024;
/** A table this small is fetched whole, so that its digest can be checked. */
const VERIFY_LIMIT = 4 * 1024 * 1024;

interface Opened {
  readonly target: Target;
  readonly descriptor: Descriptor;
  readonly path: string;
}

/** The address of a file in a published package. */
export function packageFileUri(file: Omit<PublishedFile, 'descriptor'>): vscode.Uri {
  const pinned = formatReference({ ...file.repository, digest: file.contents.descriptor.digest });
  return vscode.Uri.from({ scheme: SCHEME, path: `/${file.tag}/${file.path}`, query: pinned });
}

export function registerPackageFileSystem(connections: Connections): vscode.Disposable {
  const files = packageFileSystem(connections);
  return vscode.workspace.registerFileSystemProvider(SCHEME, files, {
    isReadonly: new vscode.MarkdownString(
      vscode.l10n.t('A published package does not change. Pull it to edit a copy.'),
    ),
    isCaseSensitive: true,
  });
}

/**
 * The bytes of a table in a published package. A small one is fetched whole and its digest checked; a larger one is
 * read by ranges, which nothing can check, and the notice says so.
 */
export async function openPackageBytes(
  uri: vscode.Uri,
  connections: Connections,
  signal: AbortSignal,
): Promise<{ source: ByteSource; name: string; notice?: string }> {
  const { target, descriptor, path } = await locate(uri, connections, signal);
  if (descriptor.size <= VERIFY_LIMIT) {
    return { source: memorySource(await target.fetchBytes(descriptor, { signal })), name: path };
  }
  const source: ByteSource = {
    size: descriptor.size,
    read: (start, end, each) => target.fetchRange(descriptor, start, Math.min(end, descriptor.size), each),
  };
  return {
    source,
    name: path,
    notice: vscode.l10n.t('Read by ranges from {0}: not verified until pulled', target.name),
  };
}

async function locate(uri: vscode.Uri, connections: Connections, signal?: AbortSignal): Promise<Opened> {
  const reference = parseReference(uri.query);
  if (reference.digest === undefined) {
    throw new Failure('reference/invalid', vscode.l10n.t('The address {0} names no digest.', uri.toString()));
  }
  const target = await connections.open(reference);
  const contents = await readContents(target, reference.digest, signal);
  const path = uri.path.split('/').slice(2).join('/');
  const file = contents.files.find((each) => each.path === path);
  if (!file) {
    throw vscode.FileSystemError.FileNotFound(uri);
  }
  return { target, descriptor: file.descriptor, path };
}

function packageFileSystem(connections: Connections): vscode.FileSystemProvider {
  const readOnly = (): never => {
    throw vscode.FileSystemError.NoPermissions(vscode.l10n.t('Published packages are read-only.'));
  };
  // A published file is pinned by its digest: there is never a change to tell.
  const never = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  return {
    onDidChangeFile: never.event,
    watch: () => new vscode.Disposable(() => undefined),
    async stat(uri) {
      const { descriptor } = await expected(locate(uri, connections));
      const permissions = vscode.FilePermission.Readonly;
      return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: descriptor.size, permissions };
    },
    async readFile(uri) {
      const { target, descriptor } = await expected(locate(uri, connections));
      return expected(target.fetchBytes(descriptor, { limit: TEXT_LIMIT }));
    },
    readDirectory: () => [],
    createDirectory: readOnly,
    writeFile: readOnly,
    delete: readOnly,
    rename: readOnly,
  };
}

/** The editor shows a FileSystemError's message where it would call any other error unknown. */
async function expected<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw isFailure(error) ? vscode.FileSystemError.Unavailable(error.message) : error;
  }
}
