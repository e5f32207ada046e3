import type { MetadataDocument } from '../document.ts';
import type { Node } from '../node.ts';
import { itemsOf, memberValue } from '../tree.ts';

/** The resources of a package; a document that describes one resource is that resource. */
export function resourcesOf(document: MetadataDocument): readonly Node[] {
  const { kind, root } = document;
  if (kind === 'dataresource') {
    return root ? [root] : [];
  }
  return kind === 'datapackage' ? itemsOf(memberValue(root, 'resources')) : [];
}

/** A table schema written in a document, and the resource that it belongs to, if any. */
export interface InlineSchema {
  readonly schema: Node;
  readonly resource?: Node;
}

/** The table schemas that are written in a document itself. */
export function inlineSchemasOf(document: MetadataDocument): readonly InlineSchema[] {
  if (document.kind === 'tableschema') {
    return document.root?.kind === 'object' ? [{ schema: document.root }] : [];
  }
  return resourcesOf(document).flatMap((resource) => {
    const schema = memberValue(resource, 'schema');
    return schema?.kind === 'object' ? [{ schema, resource }] : [];
  });
}
