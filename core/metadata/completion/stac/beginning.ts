import type { DocumentKind, MetadataDocument } from '../../document.ts';
import { memberValue, textOf } from '../../tree.ts';

const KINDS: Readonly<Record<string, DocumentKind>> = {
  item: 'stac-item',
  collection: 'stac-collection',
  catalog: 'stac-catalog',
  feature: 'stac-item',
};

/** Names that STAC objects usually have (best-practices.md, Catalog Layout). */
const NAME = /(?:^|[/\\.])(item|collection|catalog)\.(?:json|ya?ml)$/i;

/** Longer texts are something already. */
const MAX_LENGTH = 4_000;

/**
 * A text that may become a STAC object, as if it were one: an empty one, or an empty object, in a file of such a name,
 * and what has a `type` of STAC and is no STAC object yet. Undefined for everything else.
 */
export function stacBeginning(document: MetadataDocument): MetadataDocument | undefined {
  const { name, text, root } = document;
  if (text.length > MAX_LENGTH) {
    return undefined;
  }
  const type = textOf(memberValue(root, 'type'))?.toLowerCase();
  const [, named] = NAME.exec(name) ?? [];
  const isEmpty =
    root === undefined ? text.trim() === '' : root.kind === 'object' && root.members.length === 0;
  const begun = isEmpty ? named?.toLowerCase() : type;
  const kind = begun !== undefined && Object.hasOwn(KINDS, begun) ? KINDS[begun] : undefined;
  return kind && { ...document, kind };
}
