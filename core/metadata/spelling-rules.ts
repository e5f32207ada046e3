import { nearest } from '#core/base/nearest.ts';
import type { MetadataDocument } from './document.ts';
import { renameKey } from './edits.ts';
import { finding, keyPlace, safeFix } from './finding.ts';
import type { Member, Node } from './node.ts';
import type { Problem } from './problem.ts';
import type { Located } from './schema/catalog.ts';
import { propertiesOf, rootSchemas, schemasBelow } from './schema/schema-at.ts';
import { OTHER_PROPERTIES } from './terms/other-properties.ts';
import { childOf, type ObjectNode } from './tree.ts';

/** An object with more properties than this is a table of data, not something that someone typed. */
const MAX_MEMBERS = 500;
/** Two letters are too few to say that someone meant `id` by `pid`. */
const MIN_LENGTH = 4;
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
  let node = document.root;
  let schemas = rootSchemas(document);
  for (const segment of part.path) {
    node = childOf(node, segment);
    schemas = schemasBelow(schemas, segment, node);
  }
  yield* below(document, part, schemas, new Set());
}

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
    yield* misspelt(document, node, new Set(propertiesOf(schemas.map(({ schema }) => schema)).keys()));
    for (const { key, value } of node.members) {
      if (value) {
        yield* below(document, value, schemasBelow(schemas, key, value), skipped);
      }
    }
  } else if (node.kind === 'array') {
    for (const [index, item] of node.items.entries()) {
      if (!skipped.has(item)) {
        yield* below(document, item, schemasBelow(schemas, index, item), skipped);
      }
      if (index % ITEMS_AT_ONCE === ITEMS_AT_ONCE - 1) {
        yield;
      }
    }
  }
}

function* misspelt(
  document: MetadataDocument,
  node: ObjectNode,
  known: ReadonlySet<string>,
): Generator<Problem> {
  if (known.size === 0) {
    return;
  }
  const present = new Set(node.members.map(({ key }) => key));
  const candidates = [...known].filter((name) => name.length >= MIN_LENGTH);
  for (const member of node.members.slice(0, MAX_MEMBERS)) {
    if (
      isHalfTyped(document, member) ||
      known.has(member.key) ||
      /^[_@$]|^x-|:/.test(member.key) ||
      isOther(document, member.key)
    ) {
      continue;
    }
    const suggestion = nearest(member.key, candidates);
    if (suggestion !== undefined && !present.has(suggestion)) {
      const area = document.kind.startsWith('stac-') ? 'stac' : 'datapackage';
      const message = `"${member.key}" is not a property of the standard. Did you mean "${suggestion}"?`;
      const fixes = safeFix(`Rename to "${suggestion}"`, renameKey(document, member, suggestion));
      yield finding('warning', `${area}/misspelt-property`, keyPlace(node, member), message, { fixes });
    }
  }
}

/** A name without a colon is being typed. */
function isHalfTyped({ text }: MetadataDocument, { keyOffset, keyLength, value }: Member): boolean {
  const end = keyOffset + keyLength;
  return !value || (value.length === 0 && !/^[ \t]*:/.test(text.slice(end, end + 100)));
}

function isOther({ kind }: MetadataDocument, name: string): boolean {
  return !kind.startsWith('stac-') && OTHER_PROPERTIES.has(name);
}
