import type { PathSegment } from '#core/base/json-pointer.ts';
import { fieldNames } from '../datapackage/key-rules.ts';
import { resourcesOf } from '../datapackage/resources.ts';
import type { MetadataDocument } from '../document.ts';
import { type Schema, textIn } from '../schema/schema.ts';
import { itemsOf, memberValue, nodeAtPath, textOf } from '../tree.ts';

/** The names of the document itself that may be written at a path: of fields, or of resources. */
export function namesAt(
  document: MetadataDocument,
  path: readonly PathSegment[],
  schemas: readonly Schema[],
): string[] {
  const kind = schemas.map((schema) => textIn(schema, 'waybill:names')).find((each) => each !== undefined);
  const list = nodeAtPath(document.root, typeof path.at(-1) === 'number' ? path.slice(0, -1) : path);
  const own = nodeAtPath(document.root, path);
  const written = new Set(
    itemsOf(list).flatMap((item) => (item.offset === own?.offset ? [] : (textOf(item) ?? []))),
  );
  return namesOfKind(kind, document, path).filter((name) => !written.has(name));
}

function namesOfKind(
  kind: string | undefined,
  document: MetadataDocument,
  path: readonly PathSegment[],
): string[] {
  switch (kind ?? '') {
    case 'own-fields':
      return ownFields(document, path);
    case 'referenced-fields':
      return referencedFields(document, path);
    case 'resources':
      return resourcesOf(document).flatMap((resource) => textOf(memberValue(resource, 'name')) ?? []);
    default:
      return [];
  }
}

/** The fields of the nearest schema around a path. (A foreign key has `fields` too, but these are texts.) */
function ownFields(document: MetadataDocument, path: readonly PathSegment[]): string[] {
  for (let length = path.length - 1; length >= 0; length--) {
    const names = fieldNames(nodeAtPath(document.root, path.slice(0, length)));
    if (names.length > 0) {
      return names;
    }
  }
  return [];
}

function referencedFields(document: MetadataDocument, path: readonly PathSegment[]): string[] {
  const reference = nodeAtPath(document.root, path.slice(0, path.lastIndexOf('reference') + 1));
  const target = textOf(memberValue(reference, 'resource'));
  if (target === undefined || target === '') {
    return ownFields(document, path);
  }
  const resource = resourcesOf(document).find((each) => textOf(memberValue(each, 'name')) === target);
  return fieldNames(memberValue(resource, 'schema'));
}
