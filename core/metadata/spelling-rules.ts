import type { MetadataDocument } from './document.ts';
import { misspeltMembers, misspeltProblem } from './misspelt.ts';
import type { Node } from './node.ts';
import type { Problem } from './problem.ts';
import type { Located } from './schema/catalog.ts';
import { locatedAt, propertiesOf, rootSchemas, schemasBelow } from './schema/schema-at.ts';

/** After so many items of a list there is a pause. */
const ITEMS_AT_ONCE = 64;

/**
 * Properties that look like a known one misspelt. Both standards allow properties of one's own, so this is a
 * warning; names with a prefix (`dc:title`, `_note`, `x-note`) are on purpose.
 * Undefined stands for a pause.
 * @param parts values to leave out: `checkPartSpelling` looks at each of them
 */
export function* checkSpelling(
  document: MetadataDocument,
  parts: readonly Node[],
): Generator<Problem | undefined> {
  if (document.root) {
    yield* below(document, document.root, rootSchemas(document), new Set(parts));
  }
}

/** The same in a value below the root. */
export function* checkPartSpelling(document: MetadataDocument, part: Node): Generator<Problem | undefined> {
  yield* below(document, part, locatedAt(document, part.path), new Set());
}

/** The properties that lists of schemas have: many values have the same list. */
const KNOWN = new WeakMap<readonly Located[], ReadonlySet<string>>();

function* below(
  document: MetadataDocument,
  node: Node,
  schemas: readonly Located[],
  skipped: ReadonlySet<Node>,
): Generator<Problem | undefined> {
  if (schemas.length === 0 || skipped.has(node)) {
    return; // data, or an extension: nothing is known from here on down
  }
  if (node.kind === 'object') {
    const known = KNOWN.get(schemas) ?? new Set(propertiesOf(schemas.map(({ schema }) => schema)).keys());
    KNOWN.set(schemas, known);
    for (const misspelt of misspeltMembers(document, node, known)) {
      yield misspeltProblem(document, node, misspelt, 'warning');
    }
    for (const { key, value } of node.members) {
      // What holds nothing is most of a large document: its schemas need not be looked up.
      if (value?.kind === 'object' || value?.kind === 'array') {
        yield* below(document, value, schemasBelow(schemas, key, value), skipped);
      }
    }
  } else if (node.kind === 'array') {
    for (const [index, item] of node.items.entries()) {
      if ((item.kind === 'object' || item.kind === 'array') && !skipped.has(item)) {
        yield* below(document, item, schemasBelow(schemas, index, item), skipped);
      }
      if (index % ITEMS_AT_ONCE === ITEMS_AT_ONCE - 1) {
        yield;
      }
    }
  }
}
