import type { ColumnFact } from '../data-fact.ts';
import { partOf, resourcesOf } from '../datapackage/resources.ts';
import type { Node } from '../node.ts';
import { itemsOf, memberValue, nodeAtPath, oneOrMany, textOf } from '../tree.ts';
import { type At, dataAt, firstPath, resourceAt, valueAt } from './choice.ts';
import { STAND_IN } from './stand-in.ts';

/** A field that a key can name: declared in a schema, or a column that no schema declares. */
export interface KnownField {
  readonly name: string;
  readonly declared: boolean;
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly column?: ColumnFact;
}

/** A hostile schema has a hundred thousand fields; a person looks at the first. */
const MAX_FIELDS = 5_000;

/** The fields of the schema around a place, then the columns of its data that it does not declare. */
export function ownFields(at: At): KnownField[] {
  const own = valueAt(at, at.place.schema);
  const resource = resourceAt(at);
  const schema =
    own?.kind === 'object' ? own : resource && partOf(resource, 'schema', at.document, at.surroundings)?.node;
  return fieldsOf(schema, dataAt(at)?.columns ?? []);
}

/** The resource that the foreign key around a place refers to. Undefined for the table itself. */
export function referencedResource(at: At): Node | undefined {
  const { foreignKey } = at.place;
  const target = textOf(nodeAtPath(at.document.root, [...(foreignKey ?? []), 'reference', 'resource']));
  if (foreignKey === undefined || target === undefined || target === '') {
    return undefined;
  }
  return resourcesOf(at.document).find((each) => textOf(memberValue(each, 'name')) === target);
}

/** The fields that the foreign key around a place may refer to. */
export function referencedFields(at: At): KnownField[] {
  const reference = valueAt(at, [...(at.place.foreignKey ?? []), 'reference']);
  const target = textOf(memberValue(reference, 'resource')) ?? '';
  if (target === '' || target === textOf(memberValue(resourceAt(at), 'name'))) {
    return ownFields(at);
  }
  const resource = referencedResource(at);
  return resource ? fieldsOfResource(at, resource) : [];
}

/** The fields of another resource, be its schema in it or in a file, and the columns that it does not declare. */
function fieldsOfResource({ document, surroundings }: At, resource: Node): KnownField[] {
  const path = firstPath(resource);
  const columns = path === undefined ? [] : (surroundings.data(path)?.columns ?? []);
  return fieldsOf(partOf(resource, 'schema', document, surroundings)?.node, columns);
}

/** The names of the fields that are a primary key. */
export function primaryKeyOf({ document, surroundings }: At, resource: Node): string[] {
  const schema = partOf(resource, 'schema', document, surroundings)?.node;
  return oneOrMany(memberValue(schema, 'primaryKey')).flatMap((name) => textOf(name) ?? []);
}

function fieldsOf(schema: Node | undefined, columns: readonly ColumnFact[]): KnownField[] {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const declared = itemsOf(memberValue(schema, 'fields'))
    .slice(0, MAX_FIELDS)
    .flatMap((field): KnownField[] => {
      const name = textOf(memberValue(field, 'name'));
      const type = textOf(memberValue(field, 'type'));
      const title = textOf(memberValue(field, 'title'));
      const description = textOf(memberValue(field, 'description'));
      const column = byName.get(name ?? '');
      return name === undefined || name === STAND_IN
        ? []
        : [
            {
              name,
              declared: true,
              ...(type && { type }),
              ...(title && { title }),
              ...(description && { description }),
              ...(column && { column }),
            },
          ];
    });
  const names = new Set(declared.map(({ name }) => name));
  const others = columns
    .slice(0, MAX_FIELDS)
    .filter(({ name }) => !names.has(name))
    .map((column) => ({ name: column.name, declared: false, type: column.type, column }));
  return [...declared, ...others];
}
