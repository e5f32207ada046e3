import { foundMembers } from '#core/tableschema/found-field.ts';
import type { DataFact } from '../data-fact.ts';
import type { MetadataDocument } from '../document.ts';
import { insertMember } from '../edits.ts';
import { finding, headOf, keyPlace, proposedFix } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem, TextEdit } from '../problem.ts';
import type { Surroundings } from '../surroundings.ts';
import { itemsOf, memberOf, memberValue, type ObjectNode, textOf } from '../tree.ts';
import { inWords, shown } from '../wording.ts';
import { dataOf } from './data-of-resource.ts';
import { tableOf } from './described-tables.ts';

/** The fields of a resource say their type; the fix takes it from the data of the resource. */
export function* checkTypesOfResource(
  resource: ObjectNode,
  document: MetadataDocument,
  surroundings: Surroundings,
): Generator<Problem> {
  const schema = memberValue(resource, 'schema');
  if (schema?.kind === 'object') {
    const [first] = dataOf(resource, surroundings);
    yield* checkUntypedFields(schema, document, first?.data);
  }
}

/** The same for a schema in a file of its own; the data is that of the table that it is for. */
export function* checkTypesOfSchema(
  document: MetadataDocument,
  surroundings: Surroundings,
): Generator<Problem> {
  if (document.kind === 'tableschema' && document.root?.kind === 'object') {
    yield* checkUntypedFields(document.root, document, tableOf(document, surroundings)?.data);
  }
}

/** More fields than this are not named, and not changed at once. */
const MAX_NAMED = 5;
const MAX_CHANGED = 1_000;

/** Fields say their type; one finding tells of all of a schema that do not (table-schema.md, type and format). */
function* checkUntypedFields(
  schema: ObjectNode,
  document: MetadataDocument,
  data: DataFact | undefined,
): Generator<Problem> {
  const fields = memberOf(schema, 'fields');
  const untyped = itemsOf(fields?.value).filter(
    (field): field is ObjectNode => field.kind === 'object' && !memberOf(field, 'type') && isNamed(field),
  );
  const [first] = untyped;
  if (!first || !fields) {
    return;
  }
  const meaning =
    document.version === '1.0' ? 'it is taken for a string' : 'anything passes for a value of it';
  const names = untyped.slice(0, MAX_NAMED).map((field) => shown(textOf(memberValue(field, 'name')) ?? ''));
  const more = untyped.length - names.length;
  const listed = more > 0 ? `${names.join(', ')} and ${more} more` : inWords(names);
  const message =
    untyped.length === 1
      ? `The field ${listed} has no "type", so ${meaning}.`
      : `The fields ${listed} have no "type", so ${meaning.replace(/\bit\b/, 'each').replace(/\bit\b/, 'them')}.`;
  const place = untyped.length === 1 ? headOf(document, first) : keyPlace(schema, fields);
  const fixes = proposedFix('Take the types from the data', inferredTypes(untyped, document, data));
  yield finding('info', 'datapackage/field-without-type', place, message, { fixes });
}

/** A field without a name is about to be typed, or has a finding about that. */
function isNamed(field: Node): boolean {
  return (textOf(memberValue(field, 'name')) ?? '') !== '';
}

function inferredTypes(
  fields: readonly ObjectNode[],
  document: MetadataDocument,
  data: DataFact | undefined,
): readonly TextEdit[] | undefined {
  if (!data || fields.length > MAX_CHANGED) {
    return undefined;
  }
  const columns = new Map(data.columns.map((column) => [column.name, column]));
  const edits: TextEdit[] = [];
  for (const field of fields) {
    const column = columns.get(textOf(memberValue(field, 'name')) ?? '');
    if (!column) {
      return undefined;
    }
    // What the field says itself stays, and is judged with the type.
    const missing = Object.entries(foundMembers(column)).filter(([key]) => !memberOf(field, key));
    for (const [key, value] of missing) {
      const own = insertMember(document, field, key, value, { after: memberOf(field, 'name') });
      if (!own) {
        return undefined;
      }
      edits.push(...own);
    }
  }
  return edits;
}
