import type { MetadataDocument } from '../document.ts';
import type { Problem } from '../problem.ts';
import type { Surroundings } from '../surroundings.ts';
import { memberValue, type ObjectNode } from '../tree.ts';
import type { ExtensionScope } from './extensions/extension.ts';

/** A STAC object that is checked: a file, or an item in a collection of items. */
export interface StacObject {
  readonly document: MetadataDocument;
  readonly object: ObjectNode;
  readonly scope: ExtensionScope;
  /** Its `stac_version`; what has none is looked at as 1.1.0. */
  readonly version: '1.0.0' | '1.1.0';
  readonly surroundings: Surroundings;
  /** Whether the object is the whole file, so that the name of the file is its name. */
  readonly isFile: boolean;
}

/**
 * Looks at one STAC object. What it yields depends on nothing but the object and the surroundings and lies within the
 * object, so that an item of a collection need not be looked at again when another one is edited.
 */
export type StacRule = (stac: StacObject) => Iterable<Problem>;

/** An object in which fields about data may stand, and what it is. */
export interface FieldOwner {
  readonly owner: ObjectNode;
  readonly place: 'object' | 'properties' | 'asset' | 'item-asset';
}

/** Where an object describes data: item properties, or the collection itself, then assets (commons/assets.md). */
export function* fieldOwners({ object, scope }: StacObject): Generator<FieldOwner> {
  const properties = memberValue(object, 'properties');
  if (scope !== 'item') {
    yield { owner: object, place: 'object' };
  } else if (properties?.kind === 'object') {
    yield { owner: properties, place: 'properties' };
  }
  yield* assetsOf(object, 'assets', 'asset');
  if (scope === 'collection') {
    yield* assetsOf(object, 'item_assets', 'item-asset');
  }
}

function* assetsOf(object: ObjectNode, key: string, place: 'asset' | 'item-asset'): Generator<FieldOwner> {
  const assets = memberValue(object, key);
  for (const { value } of assets?.kind === 'object' ? assets.members : []) {
    if (value?.kind === 'object') {
      yield { owner: value, place };
    }
  }
}

/** The links of an object. */
export function linksOf({ object }: StacObject): readonly ObjectNode[] {
  const links = memberValue(object, 'links');
  return links?.kind === 'array' ? links.items.flatMap((each) => (each.kind === 'object' ? each : [])) : [];
}

/** The key that an asset stands under. */
export function keyOf(asset: ObjectNode): string {
  return String(asset.path.at(-1) ?? '');
}
