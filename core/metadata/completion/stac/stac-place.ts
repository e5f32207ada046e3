import type { PathSegment } from '#core/base/json-pointer.ts';
import type { DocumentKind } from '../../document.ts';
import type { ExtensionScope } from '../../stac/extensions/extension.ts';
import { scopeOf } from '../../stac/stac-object.ts';

type Path = readonly PathSegment[];

/** Where something stands in a STAC document. */
export interface StacPlace {
  /** The innermost thing with a name around it. */
  readonly part:
    | ExtensionScope
    | 'itemcollection'
    | 'properties'
    | 'geometry'
    | 'summaries'
    | 'asset'
    | 'item-asset'
    | 'band'
    | 'link'
    | 'provider';
  /** The path of that thing. */
  readonly owner: Path;
  /** The path of the STAC object around it, an item of a collection of items among them. */
  readonly object: Path;
  /** What that object is; undefined in a collection of items outside its items. */
  readonly scope?: ExtensionScope;
}

interface Part {
  readonly name: StacPlace['part'];
  /** Whether the parts are the items of a list, the values of an object, or the value itself. */
  readonly each: 'item' | 'value' | 'itself';
}

const BANDS: Part = { name: 'band', each: 'item' };
const PROVIDERS: Part = { name: 'provider', each: 'item' };
const OF_ALL: Readonly<Record<string, Part>> = {
  links: { name: 'link', each: 'item' },
  assets: { name: 'asset', each: 'value' },
  bands: BANDS,
  providers: PROVIDERS,
};
const OF_DATA: Readonly<Record<string, Part>> = {
  bands: BANDS,
  providers: PROVIDERS,
  alternate: { name: 'asset', each: 'value' },
};

/** What opens within what, wherever fields may stand. */
const PARTS: Readonly<Partial<Record<StacPlace['part'], Readonly<Record<string, Part>>>>> = {
  item: {
    ...OF_ALL,
    properties: { name: 'properties', each: 'itself' },
    geometry: { name: 'geometry', each: 'itself' },
  },
  collection: {
    ...OF_ALL,
    summaries: { name: 'summaries', each: 'itself' },
    item_assets: { name: 'item-asset', each: 'value' },
  },
  catalog: OF_ALL,
  itemcollection: { features: { name: 'item', each: 'item' }, links: { name: 'link', each: 'item' } },
  properties: OF_DATA,
  asset: OF_DATA,
  'item-asset': OF_DATA,
  summaries: { bands: BANDS },
};

/**
 * What stands at a path of a STAC document: `item/stac_extensions/*`, `properties/datetime`, `asset/roles/*`,
 * `band/unit`, `link/rel`, `summaries/gsd`. An item of a collection of items is an item. Undefined in other documents.
 */
export function stacPlaceOf(
  kind: DocumentKind,
  path: Path,
): { readonly pattern: string; readonly stac: StacPlace } | undefined {
  const root = scopeOf(kind) ?? (kind === 'stac-itemcollection' ? 'itemcollection' : undefined);
  if (root === undefined) {
    return undefined;
  }
  let part: StacPlace['part'] = root;
  let length = 0;
  let object: Path = [];
  for (;;) {
    const next: Part | undefined = ownPart(part, path[length]);
    const second = path[length + 1];
    const isThere =
      next?.each === 'itself' ||
      (next?.each === 'item' ? typeof second === 'number' : typeof second === 'string');
    if (!next || !isThere) {
      break;
    }
    length += next.each === 'itself' ? 1 : 2;
    part = next.name;
    if (part === 'item') {
      object = path.slice(0, length);
    }
  }
  const rest = path.slice(length).map((segment) => (typeof segment === 'number' ? '*' : segment));
  const scope = root === 'itemcollection' ? (object.length > 0 ? 'item' : undefined) : root;
  return {
    pattern: [part, ...rest].join('/'),
    stac: { part, owner: path.slice(0, length), object, ...(scope && { scope }) },
  };
}

function ownPart(part: StacPlace['part'], segment: PathSegment | undefined): Part | undefined {
  const parts = PARTS[part];
  return parts && typeof segment === 'string' && Object.hasOwn(parts, segment) ? parts[segment] : undefined;
}
