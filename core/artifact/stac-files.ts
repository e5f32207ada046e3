import { Failure, throwIfCancelled } from '#core/base/failure.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { itemsOf, memberValue, textOf } from '#core/metadata/tree.ts';
import { GEOJSON_TYPE, JSON_TYPE } from './media-types.ts';
import { companionsOf } from './package-files.ts';
import type { PackageFolder } from './package-folder.ts';
import { isRemote, resolvePath } from './relative-path.ts';

/** A file of a STAC package; `mediaType` where its content tells more than its name. */
export interface StacFile {
  readonly path: string;
  readonly mediaType?: string;
}

const DOCUMENT_LIMIT = 16 * 1024 * 1024;
const MAX_DOCUMENTS = 100_000;

/**
 * The files of a STAC catalogue or collection: the objects that it links to as children and items, by relative
 * links, and those of their assets that lie in the folder. What lies elsewhere is named in `skipped`: for STAC,
 * metadata here and data there is normal.
 */
export async function stacFiles(
  document: MetadataDocument,
  descriptor: string,
  folder: PackageFolder,
  signal?: AbortSignal,
): Promise<{ files: StacFile[]; skipped: string[] }> {
  const files = new Map<string, StacFile>();
  const skipped = new Set<string>();
  const waiting = [{ path: descriptor, document }];
  const seen = new Set([descriptor]);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    throwIfCancelled(signal);
    for (const { href, isDocument } of hrefsOf(next.document)) {
      const path = await findFile(folder, next.path, href);
      if (path === undefined) {
        skipped.add(href);
      } else if (!seen.has(path) && isDocument) {
        seen.add(path);
        if (seen.size > MAX_DOCUMENTS) {
          throw new Failure(
            'content/too-large',
            `${descriptor} leads to more than ${MAX_DOCUMENTS} documents.`,
          );
        }
        const linked = await readDocument(folder, path);
        files.set(path, { path, mediaType: linked.kind === 'stac-item' ? GEOJSON_TYPE : JSON_TYPE });
        waiting.push({ path, document: linked });
      } else if (!seen.has(path)) {
        files.set(path, files.get(path) ?? { path });
      }
    }
  }
  for (const path of await companionsOf(folder, descriptor)) {
    files.set(path, { path });
  }
  return { files: [...files.values()], skipped: [...skipped] };
}

function* hrefsOf(document: MetadataDocument): Generator<{ href: string; isDocument: boolean }> {
  for (const link of itemsOf(memberValue(document.root, 'links'))) {
    const href = textOf(memberValue(link, 'href'));
    if (href !== undefined && ['child', 'item'].includes(textOf(memberValue(link, 'rel')) ?? '')) {
      yield { href, isDocument: true };
    }
  }
  const assets = memberValue(document.root, 'assets');
  for (const { value } of assets?.kind === 'object' ? assets.members : []) {
    const href = textOf(memberValue(value, 'href'));
    if (href !== undefined) {
      yield { href, isDocument: false };
    }
  }
}

/** The file that a relative reference names, if it lies in the folder. */
async function findFile(folder: PackageFolder, from: string, href: string): Promise<string | undefined> {
  if (isRemote(href)) {
    return undefined;
  }
  // References are URLs (`my%20file.tif`), but many are written as plain names.
  const written = href.replace(/[?#].*$/s, '');
  for (const name of [written, decoded(written)]) {
    const path = resolvePath(from, name);
    if (path !== undefined && (await folder.look(path)).kind === 'file') {
      return path;
    }
  }
  return undefined;
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href; // a "%" that belongs to the name
  }
}

async function readDocument(folder: PackageFolder, path: string): Promise<MetadataDocument> {
  const bytes = await folder.readBytes(path, DOCUMENT_LIMIT);
  return parseMetadata({ name: path, text: new TextDecoder().decode(bytes) });
}
