import { formatBytes } from '#core/base/format-bytes.ts';
import type { PathSegment } from '#core/base/json-pointer.ts';
import { type At, resourceAt } from './completion/choice.ts';
import { placeOf } from './completion/place.ts';
import type { MetadataDocument } from './document.ts';
import { describeTerm, type TermReference } from './hover/describe-term.ts';
import { originOf } from './hover/field-origin.ts';
import { inheritedFacts } from './hover/inherited.ts';
import { columnOf, factsOf, namedField, namedResource } from './hover/named-things.ts';
import { describeProfile } from './hover/profiles.ts';
import { stacFacts, stacMeaning, undeclaredField } from './hover/stac-facts.ts';
import { withProfiles } from './profile/profile-rules.ts';
import { describeProperty, describeValue } from './schema/describe.ts';
import { profileTextsAt } from './schema/profile-limits.ts';
import { requiredOf, schemasAt } from './schema/schema-at.ts';
import { nowhere, type Surroundings } from './surroundings.ts';
import { innermostAt, nodeAtPath } from './tree.ts';

/** What to show about a place, and the range that it is about. */
export interface PlaceDescription {
  readonly markdown: string;
  readonly offset: number;
  readonly length: number;
}

/**
 * Explains the property or the value at an offset: what the standard says, what a name or a term stands for, and what
 * the surroundings know already of the data. Undefined when there is nothing to say.
 */
export function describeAt(
  written: MetadataDocument,
  offset: number,
  surroundings: Surroundings = nowhere,
): PlaceDescription | undefined {
  const document = withProfiles(written, surroundings);
  const position = innermostAt(document.root, offset);
  if (!position) {
    return undefined;
  }
  const { node, member } = position;
  if (!member && (node.kind === 'object' || node.kind === 'array')) {
    return undefined;
  }
  const path = member ? [...node.path, member.key] : node.path;
  const place = placeOf(document, path);
  const at: At = {
    document,
    path,
    place: place ?? { pattern: '' },
    schemas: schemasAt(document, path),
    surroundings,
    typed: '',
  };
  const text = !member && node.kind === 'string' ? node.value : undefined;
  const meaning =
    (text === undefined ? undefined : meaningOf(at, text)) ??
    propertyText(document, path, at) ??
    (member && at.place.stac ? undeclaredField(at, member.key) : undefined) ??
    '';
  const facts = at.place.stac ? stacFacts(at) : factsAt(at);
  const markdown = [meaning, facts].filter(Boolean).join('\n\n---\n\n');
  if (markdown === '') {
    return undefined;
  }
  return member
    ? { markdown, offset: member.keyOffset, length: member.keyLength }
    : { markdown, offset: node.offset, length: node.length };
}

/** Lists whose words stand at places. */
const TERMS: Readonly<Record<string, TermReference['list']>> = {
  'license/name': 'license',
  'resource/mediatype': 'mediatype',
  'resource/format': 'format',
  'resource/encoding': 'encoding',
  'contributor/roles/*': 'role',
  'contributor/role': 'role',
};

const FIELD_NAMES: readonly string[] = [
  'schema/primaryKey',
  'schema/primaryKey/*',
  'schema/uniqueKeys/*/*',
  'foreignKey/fields',
  'foreignKey/fields/*',
  'foreignKey/reference/fields',
  'foreignKey/reference/fields/*',
];

/** What a text stands for where it stands: a term, a field, a resource, a profile, a value of the standard. */
function meaningOf(at: At, text: string): string | undefined {
  const { pattern, stac } = at.place;
  if (stac) {
    return stacMeaning(at, text) ?? describeValue(text, at.schemas)?.markdown;
  }
  const list = TERMS[pattern];
  if (list) {
    const term = describeTerm({ list, name: text, version: at.document.version ?? '2.0' });
    const about = term === undefined ? undefined : propertyText(at.document, at.path, at);
    return about === undefined ? term : `${term}\n\n${about}`;
  }
  if (FIELD_NAMES.includes(pattern)) {
    return namedField(at, text);
  }
  if (pattern === 'foreignKey/reference/resource') {
    return namedResource(at);
  }
  if (at.path.length === 1 && at.path[0] === '$schema') {
    return describeProfile(text);
  }
  return describeValue(text, at.schemas)?.markdown;
}

/** What the standard says about the property whose value stands at a path. */
function propertyText(document: MetadataDocument, path: readonly PathSegment[], at: At): string | undefined {
  const name = path.at(-1);
  if (typeof name !== 'string') {
    return undefined;
  }
  const isRequired = requiredOf(schemasAt(document, path.slice(0, -1))).has(name);
  const about = describeProperty(name, at.schemas, isRequired, profileTextsAt(document, path))?.markdown;
  const origin = about !== undefined && at.place.stac ? originOf(document, path) : undefined;
  return origin === undefined ? about : `${about}\n\n${origin}`;
}

/** What the data says about a place. */
function factsAt(at: At): string | undefined {
  switch (at.place.pattern) {
    case 'field/name':
    case 'field/type':
    case 'field/format':
    case 'field/example':
    case 'field/constraints':
    case 'field/constraints/minimum':
    case 'field/constraints/maximum':
      return columnOf(at);
    case 'resource/name':
      return [factsOf(at, resourceAt(at)), inheritedFacts(at)].filter(Boolean).join('\n\n');
    case 'resource/path':
    case 'resource/path/*':
    case 'resource/hash':
    case 'schema':
    case 'dialect':
      return factsOf(at, resourceAt(at));
    case 'resource/bytes':
      return [sizeText(at), factsOf(at, resourceAt(at))].filter(Boolean).join('\n\n');
    default:
      return undefined;
  }
}

/** The number of bytes in words. */
function sizeText(at: At): string {
  const node = nodeAtPath(at.document.root, at.path);
  return node?.kind === 'number' && node.value >= 1000 ? formatBytes(node.value) : '';
}
