import type { MetadataDocument } from '../document.ts';
import { replaceWith } from '../edits.ts';
import { finding, safeFix } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { itemsOf, memberValue, type ObjectNode, oneOrMany, textOf } from '../tree.ts';
import { shown } from '../wording.ts';
import { checkNames } from './unknown-name.ts';

/** Field names are unique (table-schema.md, name). */
export function* checkFieldNames(schema: ObjectNode, document: MetadataDocument): Generator<Problem> {
  const seen = new Map<string, Node>();
  const seenInLowerCase = new Map<string, Node>();
  const isFirstVersion = document.version === '1.0';
  for (const field of itemsOf(memberValue(schema, 'fields'))) {
    const name = memberValue(field, 'name');
    if (name?.kind !== 'string') {
      continue;
    }
    const first = seen.get(name.value);
    const lower = name.value.toLowerCase();
    const alike = seenInLowerCase.get(lower);
    if (first) {
      // Version 1 discouraged repetition; a reader of version 2 must still accept such a table.
      const severity = isFirstVersion ? 'warning' : 'error';
      const message = `Another field is named ${shown(name.value)}: each field of a schema needs a name of its own.`;
      const related = [{ message: `The first field ${shown(name.value)}`, at: first }];
      yield finding(severity, 'datapackage/duplicate-field-name', name, message, { related });
    } else if (alike) {
      // Only version 1 says that case does not tell names apart.
      const message = `Another field is named ${shown(textOf(alike) ?? '')}: many programs do not tell upper from lower case.`;
      const related = [{ message: 'The other field', at: alike }];
      yield finding(isFirstVersion ? 'warning' : 'info', 'datapackage/field-names-alike', name, message, {
        related,
      });
    }
    if (!first) {
      seen.set(name.value, name);
    }
    if (!alike) {
      seenInLowerCase.set(lower, name);
    }
  }
}

/** Primary and unique keys, and the own fields of foreign keys, name fields of the schema (table-schema.md, primaryKey and its sisters). */
export function* checkKeys(schema: ObjectNode, document: MetadataDocument): Generator<Problem> {
  const fields = new Map<string, number>();
  for (const [index, field] of itemsOf(memberValue(schema, 'fields')).entries()) {
    const name = textOf(memberValue(field, 'name'));
    if (name !== undefined && !fields.has(name)) {
      fields.set(name, index);
    }
  }
  const names = new Set(fields.keys());
  const primary = memberValue(schema, 'primaryKey');
  yield* checkNames(document, primary, names, 'this schema');
  yield* checkPrimaryKey(document, schema, primary, fields);
  for (const key of itemsOf(memberValue(schema, 'uniqueKeys'))) {
    if (key.kind === 'array') {
      yield* checkNames(document, key, names, 'this schema'); // of a text, the schema tells
    }
  }
  for (const key of itemsOf(memberValue(schema, 'foreignKeys'))) {
    yield* checkNames(document, memberValue(key, 'fields'), names, 'this schema');
  }
}

function* checkPrimaryKey(
  document: MetadataDocument,
  schema: ObjectNode,
  key: Node | undefined,
  fields: ReadonlyMap<string, number>,
): Generator<Problem> {
  if (key?.kind === 'string' && document.version !== '1.0') {
    const message = 'A primary key is a list of field names; a single name was the form of version 1.';
    const fixes = safeFix('Make it a list', replaceWith(document, key, [key.value]));
    yield finding('warning', 'datapackage/key-as-text', key, message, { fixes });
  }
  const all = itemsOf(memberValue(schema, 'fields'));
  const indexes: number[] = [];
  for (const name of oneOrMany(key)) {
    const index = name.kind === 'string' ? fields.get(name.value) : undefined;
    const field = index === undefined ? undefined : all[index];
    if (index === undefined || !field) {
      continue;
    }
    indexes.push(index);
    const required = memberValue(memberValue(field, 'constraints'), 'required');
    if (required?.kind === 'boolean' && !required.value) {
      const message = `A field of the primary key is never missing, so "required": false of ${shown(textOf(name) ?? '')} has no effect.`;
      const fixes = safeFix('Change to true', replaceWith(document, required, true));
      const related = [{ message: 'In the primary key', at: name }];
      yield finding('warning', 'datapackage/optional-key-field', required, message, { fixes, related });
    }
  }
  yield* checkOrder(document, key, indexes, all);
}

/** Programs that join the values of a key go by its order, so it should be that of the fields. */
function* checkOrder(
  document: MetadataDocument,
  key: Node | undefined,
  indexes: readonly number[],
  fields: readonly Node[],
): Generator<Problem> {
  const isSorted = indexes.every((index, at) => at === 0 || index >= (indexes[at - 1] ?? 0));
  if (key?.kind !== 'array' || isSorted || indexes.length !== key.items.length) {
    return;
  }
  const sorted = [...indexes].sort((a, b) => a - b);
  const names = sorted.flatMap((index) => textOf(memberValue(fields[index], 'name')) ?? []);
  const message =
    'The fields of the primary key stand in another order than in "fields"; the standard recommends the same.';
  const fixes = safeFix('Put them in the order of the fields', replaceWith(document, key, names));
  yield finding('info', 'datapackage/key-order', key, message, { fixes });
}
