import type { At } from '../completion/choice.ts';
import { dataAt, dataPathAt, firstPath, resourceAt, valueAt } from '../completion/choice.ts';
import { type KnownField, ownFields, referencedFields, referencedResource } from '../completion/names.ts';
import type { Node } from '../node.ts';
import { memberValue, textOf } from '../tree.ts';
import { columnFacts, fileFacts } from './data-facts.ts';
import { codeSpan, plainText } from './markdown.ts';

/** What a name of a field in a key stands for, in CommonMark. Undefined when there is no such field. */
export function namedField(at: At, name: string): string | undefined {
  const isForeign = at.place.pattern.startsWith('foreignKey/reference');
  const fields = isForeign ? referencedFields(at) : ownFields(at);
  const field = fields.find((each) => each.name === name);
  const resource = isForeign ? (referencedResource(at) ?? resourceAt(at)) : resourceAt(at);
  const path = resource ? firstPath(resource) : dataPathAt(at);
  return field && fieldText(field, resource, path);
}

function fieldText(
  { name, declared, type, title, description, column }: KnownField,
  resource: Node | undefined,
  path: string | undefined,
) {
  const owner = textOf(memberValue(resource, 'name'));
  const of = owner === undefined ? '' : ` of ${codeSpan(owner)}`;
  const head = declared
    ? `**${plainText(name)}** (${type === undefined ? 'field without a type' : `field, ${plainText(type)}`})${of}`
    : `**${plainText(name)}** (column that is no field yet)${of}`;
  const facts = column && path !== undefined && columnFacts(column, path, declared ? type : undefined);
  return [head, title && plainText(title), description && plainText(description, 400), facts]
    .filter(Boolean)
    .join('\n\n');
}

/** What the resource is that a foreign key refers to. */
export function namedResource(at: At): string | undefined {
  const resource = referencedResource(at);
  return resource && resourceText(at, resource);
}

/** A resource: its title, and what is known of its file. */
function resourceText(at: At, resource: Node): string | undefined {
  const name = textOf(memberValue(resource, 'name'));
  const title = textOf(memberValue(resource, 'title'));
  const head = name === undefined ? '' : `**${plainText(name)}** (resource)`;
  return [head, title && plainText(title), factsOf(at, resource)].filter(Boolean).join('\n\n') || undefined;
}

/** What is known of the file of a resource. */
export function factsOf({ surroundings }: At, resource: Node | undefined): string | undefined {
  const path = firstPath(resource);
  return path === undefined ? undefined : fileFacts(path, surroundings.data(path), surroundings.file(path));
}

/** What was found in the column of the field around a place. */
export function columnOf(at: At): string | undefined {
  const field = valueAt(at, at.place.field);
  const name = textOf(memberValue(field, 'name'));
  const path = dataPathAt(at);
  const column = dataAt(at)?.columns.find((each) => each.name === name);
  return column && path !== undefined
    ? columnFacts(column, path, textOf(memberValue(field, 'type')))
    : undefined;
}
