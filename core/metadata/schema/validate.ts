import type { DocumentKind, MetadataDocument } from '../document.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { itemsOf, memberValue, textOf } from '../tree.ts';
import { itemSchemaName, schemaNameFor } from './catalog.ts';
import { compiledSchema } from './compiled-schema.ts';
import { CollectedErrors } from './schema-error.ts';
import { translate } from './translate.ts';

/** More errors in one part of a document are not told. */
const MAX_ERRORS = 1_000;

/** A list whose members are validated one by one, each against the schema of its own. */
interface Parts {
  readonly list: string;
  /** The schema of a member; undefined when there is none for its version. */
  schemaName(member: Node, document: MetadataDocument): string | undefined;
}

/** Where a document holds things that have a schema of their own. */
const PARTS: Partial<Record<DocumentKind, Parts>> = {
  datapackage: {
    list: 'resources',
    schemaName: (_, { version }) => schemaNameFor({ kind: 'dataresource', version }),
  },
  'stac-itemcollection': {
    list: 'features',
    schemaName: (item) => itemSchemaName(textOf(memberValue(item, 'stac_version'))),
  },
};

/**
 * What the schema for the kind and version of a document finds, but for the resources of a package and the items of
 * a collection: `checkPartSchema` looks at each of them. Nothing when there is no schema.
 */
export function* checkSchema(document: MetadataDocument): Generator<Problem> {
  const { kind, root } = document;
  const name = schemaNameFor(document);
  if (name === undefined || root?.kind !== 'object') {
    return;
  }
  const parts = PARTS[kind];
  const list = parts && memberValue(root, parts.list);
  const errors = new CollectedErrors(MAX_ERRORS, list);
  compiledSchema(name)(root, errors);
  yield* translate(document, errors.found);
}

/** The values of a document that have schemas of their own: resources of a package, items of a STAC collection. */
export function schemaParts({ kind, root }: MetadataDocument): readonly Node[] {
  const parts = PARTS[kind];
  return parts && root?.kind === 'object' ? itemsOf(memberValue(root, parts.list)) : [];
}

/** What the schema of one of the `schemaParts` finds in it. Depends on nothing but the part and the version. */
export function* checkPartSchema(document: MetadataDocument, part: Node): Generator<Problem> {
  const name = PARTS[document.kind]?.schemaName(part, document);
  if (name !== undefined) {
    const errors = new CollectedErrors(MAX_ERRORS);
    compiledSchema(name)(part, errors);
    yield* translate(document, errors.found);
  }
}
