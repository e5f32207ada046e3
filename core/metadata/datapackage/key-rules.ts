import { didYouMean, nearest } from '#core/base/nearest.ts';
import type { MetadataDocument } from '../document.ts';
import { replaceText } from '../edits.ts';
import { finding, headOf, safeFix } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { itemsOf, memberValue, oneOrMany, textOf } from '../tree.ts';
import { type InlineSchema, inlineSchemasOf, resourcesOf } from './resources.ts';

/** The names of the fields of a table schema, in their order. */
export function fieldNames(schema: Node | undefined): string[] {
  return itemsOf(memberValue(schema, 'fields')).flatMap((field) => textOf(memberValue(field, 'name')) ?? []);
}

/** Field names are unique, and keys name fields that exist (table-schema.md, `name`, `primaryKey` and its sisters). */
export function* checkKeys(document: MetadataDocument): Generator<Problem> {
  const index = indexOf(document);
  for (const inline of inlineSchemasOf(document)) {
    yield* checkFieldNames(document, inline.schema);
    const names = index.fields(inline.schema);
    const owner = 'this schema';
    yield* checkNames(document, memberValue(inline.schema, 'primaryKey'), names, owner);
    for (const key of itemsOf(memberValue(inline.schema, 'uniqueKeys'))) {
      yield* checkNames(document, key, names, owner);
    }
    for (const key of itemsOf(memberValue(inline.schema, 'foreignKeys'))) {
      yield* checkNames(document, memberValue(key, 'fields'), names, owner);
      yield* checkReference(document, key, inline, index);
    }
  }
}

/** The names of a package, each collected once: a hostile one has as many foreign keys as fields. */
interface Index {
  readonly resources: ReadonlyMap<string, Node>;
  fields(schema: Node): ReadonlySet<string>;
}

function indexOf(document: MetadataDocument): Index {
  const fields = new Map<Node, ReadonlySet<string>>();
  const resources = new Map<string, Node>();
  for (const resource of resourcesOf(document)) {
    const name = textOf(memberValue(resource, 'name'));
    if (name !== undefined && !resources.has(name)) {
      resources.set(name, resource);
    }
  }
  return {
    resources,
    fields: (schema) => {
      const names = fields.get(schema) ?? new Set(fieldNames(schema));
      fields.set(schema, names);
      return names;
    },
  };
}

function* checkFieldNames(document: MetadataDocument, schema: Node): Generator<Problem> {
  const seen = new Map<string, Node>();
  for (const field of itemsOf(memberValue(schema, 'fields'))) {
    const name = memberValue(field, 'name');
    if (name?.kind !== 'string') {
      continue;
    }
    const first = seen.get(name.value);
    if (first) {
      // Version 1 discouraged repetition; a reader of version 2 must still accept such a table.
      const severity = document.version === '1.0' ? 'warning' : 'error';
      const message = `Another field is named "${name.value}": each field of a schema needs a name of its own.`;
      const related = [{ message: `The first field "${name.value}"`, at: first }];
      yield finding(severity, 'datapackage/duplicate-field-name', name, message, { related });
    } else {
      seen.set(name.value, name);
    }
  }
}

/** A name, or each of a list of names, is a field of a schema. */
function* checkNames(
  document: MetadataDocument,
  names: Node | undefined,
  known: ReadonlySet<string>,
  owner: string,
): Generator<Problem> {
  for (const name of oneOrMany(names)) {
    if (name.kind === 'string' && !known.has(name.value)) {
      yield unknownName(document, name, 'field', owner, known);
    }
  }
}

function unknownName(
  document: MetadataDocument,
  name: Extract<Node, { kind: 'string' }>,
  what: 'field' | 'resource',
  owner: string,
  known: ReadonlySet<string>,
): Problem {
  const suggestion = nearest(name.value, known);
  const message = `There is no ${what} "${name.value}" in ${owner}.${didYouMean(suggestion)}`;
  const fixes =
    suggestion === undefined
      ? []
      : safeFix(`Change to "${suggestion}"`, replaceText(document, name, suggestion));
  return finding('error', `datapackage/unknown-${what}`, name, message, { fixes });
}

function* checkReference(
  document: MetadataDocument,
  key: Node,
  { schema, resource }: InlineSchema,
  index: Index,
): Generator<Problem> {
  const reference = memberValue(key, 'reference');
  const [own, theirs] = [memberValue(key, 'fields'), memberValue(reference, 'fields')];
  if (own && theirs && oneOrMany(own).length !== oneOrMany(theirs).length) {
    const count = oneOrMany(own).length;
    const message = `A foreign key of ${count} ${count === 1 ? 'field' : 'fields'} has to refer to as many, but this refers to ${oneOrMany(theirs).length}.`;
    yield finding('error', 'datapackage/foreign-key-length', headOf(document, theirs), message, {
      related: [{ message: 'The fields of this table', at: own }],
    });
  }
  if (memberValue(reference, 'package')) {
    return; // recipe "external foreign keys": the other package is elsewhere
  }
  const target = memberValue(reference, 'resource');
  const name = textOf(target) ?? '';
  if (target?.kind !== 'string' || name === '' || name === textOf(memberValue(resource, 'name'))) {
    yield* checkNames(document, theirs, index.fields(schema), 'this schema');
    return;
  }
  if (!resource || document.kind !== 'datapackage') {
    return; // a schema of its own does not know the package that it will be used in
  }
  yield* checkTarget(document, target, theirs, index);
}

function* checkTarget(
  document: MetadataDocument,
  target: Extract<Node, { kind: 'string' }>,
  fields: Node | undefined,
  index: Index,
): Generator<Problem> {
  const found = index.resources.get(target.value);
  if (!found) {
    yield unknownName(document, target, 'resource', 'this package', new Set(index.resources.keys()));
    return;
  }
  const schema = memberValue(found, 'schema');
  if (schema?.kind === 'object') {
    yield* checkNames(document, fields, index.fields(schema), `the resource "${target.value}"`);
  }
}
