import type { MetadataDocument } from '../document.ts';
import type { Node } from '../node.ts';
import type { Surroundings } from '../surroundings.ts';
import { itemsOf, memberValue, type ObjectNode, textOf } from '../tree.ts';

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

/** The names of the fields of a table schema, in their order. */
export function fieldNames(schema: Node | undefined): string[] {
  return itemsOf(memberValue(schema, 'fields')).flatMap((field) => textOf(memberValue(field, 'name')) ?? []);
}

/** A table schema or a dialect of a resource, wherever it is written. */
export interface Part {
  readonly node: ObjectNode;
  /** The document that it is written in. */
  readonly document: MetadataDocument;
  /** The relative path of that document, when it is a file of its own. */
  readonly file?: string;
}

/** The table schema or dialect of a resource: written in it, or in the file that it names. */
export function partOf(
  resource: Node,
  name: 'schema' | 'dialect',
  document: MetadataDocument,
  surroundings: Surroundings,
): Part | undefined {
  const node = memberValue(resource, name);
  if (node?.kind === 'object') {
    return { node, document };
  }
  const path = textOf(node);
  const other = path === undefined ? undefined : surroundings.document(path);
  return path !== undefined && other?.root?.kind === 'object'
    ? { node: other.root, document: other, file: path }
    : undefined;
}
