import { addLink, addressFrom } from '#core/metadata/actions/stac/link-fixes.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import type { TextEdit } from '#core/metadata/problem.ts';
import { hrefTo, readHref, resolvePath } from '#core/metadata/stac/graph/href.ts';
import { itemsOf, memberValue, textOf } from '#core/metadata/tree.ts';
import { descriptorText } from '../descriptor-text.ts';
import { footprintOf } from './footprint.ts';
import type { ItemParts } from './item-of-file.ts';

/** The catalogue or collection that a new object comes below. */
export interface NewParent {
  /** Its absolute path with `/`. */
  readonly file: string;
  readonly document: MetadataDocument;
}

/** What people say of a new STAC object. */
export interface NewStacObject {
  readonly kind: 'item' | 'collection' | 'catalog';
  /** The absolute path of its file, with `/`: JSON, or YAML by its name. */
  readonly file: string;
  readonly id: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  /** Of a collection: an identifier or expression of SPDX; `other` where nothing is said. */
  readonly license?: string | undefined;
  /** Of an item: RFC 3339; null where only a range is known, which has both ends. */
  readonly datetime?: string | null | undefined;
  readonly range?: { readonly start: string; readonly end: string } | undefined;
  /** Of an item, in degrees of WGS 84; an item without has the geometry null. */
  readonly bbox?: readonly number[] | undefined;
  /** Of an item: what its file says, which people need not. */
  readonly parts?: ItemParts | undefined;
  readonly parent?: NewParent | undefined;
}

/** The text of a new file, and the edits of its parent that lead to it: undefined where these cannot be made. */
export interface MadeStacObject {
  readonly text: string;
  readonly parentEdits: readonly TextEdit[] | undefined;
}

/** Makes a STAC object, with links both ways between it and its parent. */
export function makeStacObject(answers: NewStacObject): MadeStacObject {
  const { kind, file, parent, title } = answers;
  const version = versionFor(parent);
  const place = placeFor(answers);
  const value =
    kind === 'item'
      ? item(answers, version, place.links)
      : { ...owner(answers, version), links: place.links };
  const root = parent?.document.root;
  const down = {
    rel: kind === 'item' ? 'item' : 'child',
    href: place.href,
    type: kind === 'item' ? 'application/geo+json' : 'application/json',
    ...(title !== undefined && { title }),
  };
  return {
    text: descriptorText(value, file),
    parentEdits: parent && root?.kind === 'object' ? addLink(parent.document, root, down) : [],
  };
}

/** An object is of the version of what it comes below. */
export function versionFor(parent: NewParent | undefined): '1.0.0' | '1.1.0' {
  return parent?.document.version === '1.0.0' ? '1.0.0' : '1.1.0';
}

function owner(
  { kind, id, title, description, license }: NewStacObject,
  version: string,
): Readonly<Record<string, unknown>> {
  return {
    type: kind === 'collection' ? 'Collection' : 'Catalog',
    stac_version: version,
    id,
    ...(title !== undefined && { title }),
    description: description ?? title ?? id,
    ...(kind === 'collection' && {
      license: license ?? (version === '1.0.0' ? 'proprietary' : 'other'),
      extent: { spatial: { bbox: [[-180, -90, 180, 90]] }, temporal: { interval: [[null, null]] } },
    }),
  };
}

function item(
  answers: NewStacObject,
  version: string,
  links: readonly object[],
): Readonly<Record<string, unknown>> {
  const { id, title, description, datetime, range, bbox, parts, parent } = answers;
  const drawn = bbox && footprintOf(bbox);
  const box = drawn?.bbox ?? parts?.bbox;
  const isOfCollection = parent?.document.kind === 'stac-collection';
  const collection = textOf(memberValue(parent?.document.root, 'id'));
  return {
    type: 'Feature',
    stac_version: version,
    ...(parts && parts.extensions.length > 0 && { stac_extensions: parts.extensions }),
    id,
    ...(isOfCollection && collection !== undefined && { collection }),
    geometry: drawn?.geometry ?? parts?.geometry ?? null,
    ...(box && { bbox: box }),
    properties: {
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      datetime: datetime ?? null,
      ...(range && { start_datetime: range.start, end_datetime: range.end }),
      ...parts?.properties,
    },
    links,
    assets: parts ? { [parts.assetKey]: parts.asset } : {},
  };
}

interface PlaceInCatalogue {
  /** How the parent leads to the new object. */
  readonly href: string;
  readonly links: readonly object[];
}

/** Links are relative, or absolute where those of the parent are (best-practices.md, Use of links). */
function placeFor({ kind, file, parent }: NewStacObject): PlaceInCatalogue {
  const type = 'application/json';
  if (!parent) {
    return { href: '', links: kind === 'item' ? [] : [{ rel: 'root', href: hrefTo(file, file), type }] };
  }
  const links = itemsOf(memberValue(parent.document.root, 'links'));
  const hrefOf = (rel: string) =>
    textOf(
      memberValue(
        links.find((link) => textOf(memberValue(link, 'rel')) === rel),
        'href',
      ),
    );
  const self = hrefOf('self');
  const isAbsolute =
    self !== undefined &&
    ['root', 'parent', 'child', 'item'].some((rel) => readHref(hrefOf(rel) ?? '').kind === 'address');
  const own = isAbsolute ? addressFrom(self, parent.file, file) : undefined;
  const up = own === undefined ? hrefTo(file, parent.file) : (self ?? '');
  const title = textOf(memberValue(parent.document.root, 'title'));
  const toParent = { href: up, type, ...(title !== undefined && { title }) };
  return {
    href: own ?? hrefTo(parent.file, file),
    links: [
      { rel: 'root', ...rootLink(file, parent, hrefOf('root'), toParent) },
      { rel: 'parent', ...toParent },
      ...(kind === 'item' && parent.document.kind === 'stac-collection'
        ? [{ rel: 'collection', ...toParent }]
        : []),
      ...(own === undefined
        ? []
        : [{ rel: 'self', href: own, type: kind === 'item' ? 'application/geo+json' : type }]),
    ],
  };
}

function rootLink(file: string, parent: NewParent, href: string | undefined, toParent: object): object {
  const leads = readHref(href ?? '');
  if (leads.kind === 'address') {
    return { href, type: 'application/json' };
  }
  const target = leads.kind === 'file' ? resolvePath(parent.file, leads.path) : undefined;
  return target === undefined || target === parent.file
    ? toParent
    : { href: hrefTo(file, target), type: 'application/json' };
}

/** Where the file of a new object is put: items beside their collection, catalogues and collections in a folder. */
export function usualPath(kind: NewStacObject['kind'], id: string, folder: string, ending = 'json'): string {
  const name = id.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '') || kind;
  return kind === 'item' ? `${folder}/${name}/${name}.${ending}` : `${folder}/${name}/${kind}.${ending}`;
}
