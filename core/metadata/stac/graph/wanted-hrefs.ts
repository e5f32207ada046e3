import type { MetadataDocument } from '../../document.ts';
import type { HashAlgorithm } from '../../surroundings.ts';
import { itemsOf, memberValue, type TextNode, textOf } from '../../tree.ts';
import { readHref, resolvePath } from './href.ts';
import { readChecksum } from './multihash.ts';
import type { StacSurroundings } from './stac-surroundings.ts';

/** Links of one document that are looked up on disk while the workspace is still being searched. */
const MOST_LINKS = 200;
/** More facts of one kind than this are not looked up for one document. */
const MOST = 5_000;

/** What the rules for STAC objects would like to know about files: relative paths beside the document. */
export interface WantedHrefs {
  readonly files: readonly string[];
  readonly hashes: readonly { readonly path: string; readonly algorithm: HashAlgorithm }[];
}

/** An `href` of a STAC object, or of one in a collection of items. */
export interface HrefPlace {
  readonly node: TextNode;
  readonly what: 'link' | 'asset';
}

/** Every `href` of links and assets, in the order of the text. */
export function* hrefPlaces({ kind, root }: MetadataDocument): Generator<HrefPlace> {
  const objects = kind === 'stac-itemcollection' ? itemsOf(memberValue(root, 'features')) : [];
  for (const object of root ? [root, ...objects] : []) {
    for (const link of itemsOf(memberValue(object, 'links'))) {
      const node = memberValue(link, 'href');
      if (node?.kind === 'string') {
        yield { node, what: 'link' };
      }
    }
    const assets = memberValue(object, 'assets');
    for (const { value: asset } of assets?.kind === 'object' ? assets.members : []) {
      const node = memberValue(asset, 'href');
      if (node?.kind === 'string') {
        yield { node, what: 'asset' };
      }
    }
  }
}

/** The files that a STAC document refers to, but for those that are known to be STAC objects. */
export function wantedHrefs(document: MetadataDocument, stac?: StacSurroundings): WantedHrefs {
  const files = new Set<string>();
  let links = stac?.isComplete ? MOST : MOST_LINKS;
  for (const { node, what } of hrefPlaces(document)) {
    const leads = readHref(node.value);
    if (leads.kind !== 'file' || files.size >= MOST) {
      continue;
    }
    const file = stac && resolvePath(stac.file, leads.path);
    const isKnown = what === 'link' && file !== undefined && stac?.graph.has(file) === true;
    if (!isKnown && (what === 'asset' || links-- > 0)) {
      files.add(leads.path);
      if (leads.literal !== undefined) {
        files.add(leads.literal);
      }
    }
  }
  return { files: [...files], hashes: wantedHashes(document, files) };
}

/** The hashes that assets declare (file extension, `file:checksum`). */
function wantedHashes({ kind, root }: MetadataDocument, files: ReadonlySet<string>): WantedHrefs['hashes'] {
  const objects = kind === 'stac-itemcollection' ? itemsOf(memberValue(root, 'features')) : [root];
  const wanted = new Map<string, { path: string; algorithm: HashAlgorithm }>();
  for (const object of objects) {
    const assets = memberValue(object, 'assets');
    for (const { value: asset } of assets?.kind === 'object' ? assets.members : []) {
      const checksum = readChecksum(textOf(memberValue(asset, 'file:checksum')) ?? '');
      const leads = readHref(textOf(memberValue(asset, 'href')) ?? '');
      if (checksum.kind === 'known' && leads.kind === 'file' && files.has(leads.path)) {
        const { algorithm } = checksum;
        wanted.set(`${algorithm} ${leads.path}`, { path: leads.path, algorithm });
      }
    }
  }
  return [...wanted.values()].slice(0, MOST);
}
