import type { MetadataDocument } from '../document.ts';
import { finding, keyPlace } from '../finding.ts';
import type { Member, Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { itemsOf, memberOf, memberValue, type ObjectNode, textOf } from '../tree.ts';
import { inWords } from '../wording.ts';

/** What version 2 added, by the thing that it is a property of (changelog.md). Constraints have a rule of their own. */
const ADDED = {
  schema: ['fieldsMatch', 'uniqueKeys'],
  field: ['missingValues', 'categories', 'categoriesOrdered'],
  dialect: [
    'headerRows',
    'headerJoin',
    'commentRows',
    'property',
    'itemType',
    'itemKeys',
    'sheetNumber',
    'sheetName',
    'table',
  ],
  contributor: ['givenName', 'familyName', 'roles'],
  source: ['version'],
} as const;

/** The people and the sources of a package have what version 1 knows (data-package.md of version 1). */
export function* checkNewerCredits(document: MetadataDocument): Generator<Problem> {
  const { root } = document;
  if (document.kind !== 'datapackage' || !isVersion1(document)) {
    return;
  }
  const contributors = itemsOf(memberValue(root, 'contributors'));
  const sources = itemsOf(memberValue(root, 'sources'));
  // Who has both names of the role writes for both versions.
  const newer = contributors.flatMap((each) =>
    newerOf(each, ADDED.contributor).filter(({ key }) => key !== 'roles' || !memberOf(each, 'role')),
  );
  yield* told([...newer, ...sources.flatMap((each) => newerOf(each, ADDED.source))]);
}

/** The same for the sources of a resource. */
export function* checkNewerSources(resource: ObjectNode, document: MetadataDocument): Generator<Problem> {
  if (isVersion1(document)) {
    yield* told(itemsOf(memberValue(resource, 'sources')).flatMap((each) => newerOf(each, ADDED.source)));
  }
}

/** A table schema has what version 1 knows (table-schema.md of version 1). */
export function* checkNewerSchema(schema: ObjectNode, document: MetadataDocument): Generator<Problem> {
  if (!isVersion1(document)) {
    return;
  }
  const fields = itemsOf(memberValue(schema, 'fields')).flatMap((field) => [
    ...newerOf(field, ADDED.field),
    ...(textOf(memberValue(field, 'type')) === 'integer' ? newerOf(field, ['groupChar']) : []),
  ]);
  const own = [...newerOf(schema, ADDED.schema), ...fields];
  yield* told(own.sort((a, b) => a.at.offset - b.at.offset));
}

/** A dialect has what version 1 knows (csv-dialect.md of version 1). */
export function* checkNewerDialect(dialect: ObjectNode, document: MetadataDocument): Generator<Problem> {
  if (isVersion1(document)) {
    yield* told(newerOf(dialect, ADDED.dialect));
  }
}

/** A schema or dialect in a file of its own may belong to packages of version 2 without saying so. */
function isVersion1({ version, kind, root }: MetadataDocument): boolean {
  return version === '1.0' && (kind === 'datapackage' || memberOf(root, '$schema') !== undefined);
}

interface Newer {
  readonly key: string;
  readonly at: ReturnType<typeof keyPlace>;
}

function newerOf(owner: Node, names: readonly string[]): Newer[] {
  const found = (member: Member) => ({ key: member.key, at: keyPlace(owner, member) });
  return owner.kind === 'object' ? owner.members.filter(({ key }) => names.includes(key)).map(found) : [];
}

/** One finding tells of all in a part. */
function* told(newer: readonly Newer[]): Generator<Problem> {
  const [first] = newer;
  if (first) {
    const names = [...new Set(newer.map(({ key }) => key))].map((key) => `"${key}"`);
    const message = `${inWords(names)} ${names.length === 1 ? 'is' : 'are'} of version 2 of the standard: in version 1, which is meant here, ${names.length === 1 ? 'it has' : 'they have'} no effect.`;
    yield finding('info', 'datapackage/property-of-version-2', first.at, message);
  }
}
