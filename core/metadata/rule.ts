import type { MetadataDocument } from './document.ts';
import type { Problem } from './problem.ts';
import type { Surroundings } from './surroundings.ts';
import type { ObjectNode } from './tree.ts';

/** Looks at a whole document and yields what it finds. */
export type Rule = (document: MetadataDocument, surroundings: Surroundings) => Iterable<Problem>;

/**
 * A rule about one part of a document: a resource, a table schema, a dialect. What it yields depends on nothing but
 * the part itself, the version of the document and the surroundings, and lies within the part: so it need not run
 * again for a part that no edit touched.
 */
export type PartRule = (
  part: ObjectNode,
  document: MetadataDocument,
  surroundings: Surroundings,
) => Iterable<Problem>;
