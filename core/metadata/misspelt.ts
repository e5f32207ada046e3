import { nearest } from '#core/base/nearest.ts';
import type { MetadataDocument } from './document.ts';
import { renameKey } from './edits.ts';
import { finding, keyPlace, safeFix } from './finding.ts';
import type { Member } from './node.ts';
import type { Problem, Severity } from './problem.ts';
import { propertiesOf, schemasAt } from './schema/schema-at.ts';
import { OTHER_PROPERTIES } from './terms/other-properties.ts';
import type { ObjectNode } from './tree.ts';

/** An object with more properties than this is a table of data, not something that someone typed. */
const MAX_MEMBERS = 500;
/** Two letters are too few to say that someone meant `id` by `pid`. */
const MIN_LENGTH = 4;

/** A member that looks like a property misspelt. */
export interface Misspelt {
  readonly member: Member;
  /** The property that is meant, which the object does not have. */
  readonly meant: string;
}

/**
 * The members of an object that look like a known property misspelt; names with a prefix (`dc:title`, `_note`,
 * `x-note`) are on purpose.
 * @param known the names that the schemas of the object have
 */
export function* misspeltMembers(
  document: MetadataDocument,
  node: ObjectNode,
  known: ReadonlySet<string>,
): Generator<Misspelt> {
  if (known.size === 0) {
    return;
  }
  if (node.members.every(({ key }) => known.has(key))) {
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
    const meant = nearest(member.key, candidates);
    if (meant !== undefined && !present.has(meant)) {
      yield { member, meant };
    }
  }
}

/**
 * What is told in place of a property that an object needs, where the object has it misspelt: that, and no more.
 * It is an error then, with the words of the finding about any property that is misspelt.
 */
export function misspeltInstead(
  document: MetadataDocument,
  node: ObjectNode,
  needed: readonly string[],
  severity: Severity = 'error',
): Problem | undefined {
  const known = new Set(propertiesOf(schemasAt(document, node.path)).keys());
  for (const misspelt of misspeltMembers(document, node, known)) {
    if (needed.includes(misspelt.meant)) {
      return misspeltProblem(document, node, misspelt, severity);
    }
  }
  return undefined;
}

/** The finding about a property that is misspelt. */
export function misspeltProblem(
  document: MetadataDocument,
  node: ObjectNode,
  { member, meant }: Misspelt,
  severity: Severity,
): Problem {
  const area = document.kind.startsWith('stac-') ? 'stac' : 'datapackage';
  const message = `"${member.key}" is not a property of the standard. Did you mean "${meant}"?`;
  const fixes = safeFix(`Rename to "${meant}"`, renameKey(document, member, meant));
  return finding(severity, `${area}/misspelt-property`, keyPlace(node, member), message, { fixes });
}

/** A name without a colon is being typed. */
function isHalfTyped({ text }: MetadataDocument, { keyOffset, keyLength, value }: Member): boolean {
  const end = keyOffset + keyLength;
  return !value || (value.length === 0 && !/^[ \t]*:/.test(text.slice(end, end + 100)));
}

function isOther({ kind }: MetadataDocument, name: string): boolean {
  return !kind.startsWith('stac-') && OTHER_PROPERTIES.has(name);
}
