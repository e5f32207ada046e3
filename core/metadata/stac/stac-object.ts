import type { DocumentKind } from '../document.ts';
import type { Node } from '../node.ts';
import { itemsOf, memberValue, textOf } from '../tree.ts';
import type { ExtensionScope } from './extensions/extension.ts';

/** What a STAC object is for its extensions; undefined for other documents, and for collections of items. */
export function scopeOf(kind: DocumentKind): ExtensionScope | undefined {
  return SCOPES[kind];
}

const SCOPES: Partial<Record<DocumentKind, ExtensionScope>> = {
  'stac-item': 'item',
  'stac-collection': 'collection',
  'stac-catalog': 'catalog',
};

/** The extensions that a STAC object declares, as it writes them. */
export function declaredExtensions(object: Node | undefined): readonly string[] {
  return itemsOf(memberValue(object, 'stac_extensions')).flatMap((each) => textOf(each) ?? []);
}
