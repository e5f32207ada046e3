import type { DocumentKind, MetadataDocument } from '../document.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { itemsOf, memberValue } from '../tree.ts';
import { itemSchemaNames, schemaNamesFor } from './catalog.ts';
import { compiledSchema } from './compiled-schema.ts';
import { CollectedErrors } from './schema-error.ts';
import { translate } from './translate.ts';

/** More errors in one part of a document are not told. */
const MAX_ERRORS = 1_000;

/** A list whose members are validated one by one, each against the schema of its own. */
interface Parts {
  readonly list: string;
  /** The schemas of a member; none when there are none for its version. */
  schemaNames(member: Node, document: MetadataDocument): readonly string[];
}

/** Where a document holds things that have a schema of their own. */
const PARTS: Partial<Record<DocumentKind, Parts>> = {
  datapackage: {
    list: 'resources',
    schemaNames: (_, { version }) => schemaNamesFor({ kind: 'dataresource', version }),
  },
  'stac-itemcollection': {
    list: 'features',
    schemaNames: itemSchemaNames,
  },
};

/**
 * What the schema for the kind and version of a document finds, but for the resources of a package and the items of
 * a collection: `checkPartSchema` looks at each of them. Nothing when there is no schema.
 */
export function* checkSchema(document: MetadataDocument): Generator<Problem> {
  const { kind, root } = document;
  if (root?.kind !== 'object') {
    return;
  }
  const parts = PARTS[kind];
  const list = parts && memberValue(root, parts.list);
  const errors = new CollectedErrors(MAX_ERRORS, list);
  for (const name of schemaNamesFor(document)) {
    compiledSchema(name)(root, errors);
  }
  yield* translate(document, errors.found);
}

/** The values of a document that have schemas of their own: resources of a package, items of a STAC collection. */
export function schemaParts({ kind, root }: MetadataDocument): readonly Node[] {
  const parts = PARTS[kind];
  return parts && root?.kind === 'object' ? itemsOf(memberValue(root, parts.list)) : [];
}

/** What the schema of one of the `schemaParts` finds in it. Depends on nothing but the part and the version. */
export function* checkPartSchema(document: MetadataDocument, part: Node): Generator<Problem> {
  const errors = new CollectedErrors(MAX_ERRORS);
  for (const name of PARTS[document.kind]?.schemaNames(part, document) ?? []) {
    compiledSchema(name)(part, errors);
  }
  yield* translate(document, errors.found);
}
