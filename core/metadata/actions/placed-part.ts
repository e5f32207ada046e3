import { resourcesOf } from '../datapackage/resources.ts';
import type { MetadataDocument } from '../document.ts';
import type { Member, Node } from '../node.ts';
import { memberOf, type ObjectNode } from '../tree.ts';

/** The `schema` or `dialect` of a resource, inline or by its path. */
export interface PlacedPart {
  readonly name: 'schema' | 'dialect';
  readonly resource: ObjectNode;
  readonly member: Member;
  readonly value: Node;
}

/** The resource that covers an offset. */
export function resourceAt(document: MetadataDocument, offset: number): ObjectNode | undefined {
  return resourcesOf(document).find(
    (resource): resource is ObjectNode =>
      resource.kind === 'object' && offset >= resource.offset && offset <= resource.offset + resource.length,
  );
}

/** Whether an offset lies within an inline schema or dialect: what is about the resource would only be in the way. */
export function isWithinPart(document: MetadataDocument, offset: number): boolean {
  const value = memberPart(document, offset)?.value;
  return value?.kind === 'object' && offset > value.offset;
}

/** The `schema` or `dialect` whose key or value covers an offset. */
export function memberPart(document: MetadataDocument, offset: number): PlacedPart | undefined {
  const resource = resourceAt(document, offset);
  for (const name of ['schema', 'dialect'] as const) {
    const member = memberOf(resource, name);
    const value = member?.value;
    const end = value ? value.offset + value.length : 0;
    if (resource && member && value && offset >= member.keyOffset && offset <= end) {
      return { name, resource, member, value };
    }
  }
  return undefined;
}
