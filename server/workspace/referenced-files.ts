import { URI, Utils } from 'vscode-uri';
import { wantedFacts } from '#core/metadata/datapackage/wanted-facts.ts';
import type { OpenDocument } from './open-documents.ts';

/** The files that a document refers to, as URIs beside it; whether they exist is another question. */
export function referencedUris(document: OpenDocument): URI[] {
  const folder = Utils.dirname(URI.parse(document.uri));
  return wantedFacts(document.metadata).files.map((path) => Utils.joinPath(folder, path));
}

/**
 * Whether a change to one of these files or folders may change what is known about a document. The case of letters
 * does not count: a file that differs from the reference only in case is a fact too.
 */
export function concerns(document: OpenDocument, changedUris: readonly string[]): boolean {
  const changed = new Set(changedUris.map((uri) => comparable(URI.parse(uri))));
  const folder = comparable(Utils.dirname(URI.parse(document.uri)));
  return referencedUris(document).some((uri) => {
    for (let path = comparable(uri); path.length > 1 && path !== folder; path = parent(path)) {
      if (changed.has(path)) {
        return true;
      }
    }
    return false;
  });
}

/** The folders from `root` (exclusive) down to a file, and the file: paths relative to `root`; none when outside. */
export function stepsInto(root: URI, file: URI): string[] {
  const prefix = root.path.endsWith('/') ? root.path : `${root.path}/`;
  if (!file.path.startsWith(prefix)) {
    return [];
  }
  const names = file.path
    .slice(prefix.length)
    .split('/')
    .filter((name) => name !== '');
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

/** The names of the folders from `root` (exclusive) down to a folder; none when it is the root or outside. */
export function foldersInto(root: URI, folder: URI): string[] {
  return stepsInto(root, folder).at(-1)?.split('/') ?? [];
}

function comparable(uri: URI): string {
  return uri.path.replace(/\/$/, '').toLowerCase();
}

function parent(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
