import { resourcesOf } from '../datapackage/resources.ts';
import type { Node } from '../node.ts';
import { memberValue, oneOrMany, textOf } from '../tree.ts';
import { type At, type Choice, dataAt, firstPath, namesOfList, resourceAt, valueAt } from './choice.ts';
import { textStop } from './draft.ts';
import { type KnownField, ownFields, primaryKeyOf, referencedFields, referencedResource } from './names.ts';

/** Fields of the schema around that a key does not name yet; those that could identify a row first. */
export function* keyFields(at: At): Generator<Choice> {
  const named = namesOfList(at);
  for (const field of ownFields(at)) {
    if (!named.has(field.name)) {
      yield { ...fieldChoice(field), ...(couldBeKey(at, field) && { first: true }) };
    }
  }
}

/** Fields of the schema around: for a foreign key, where any field will do. */
export function* ownFieldNames(at: At): Generator<Choice> {
  const named = namesOfList(at);
  for (const field of ownFields(at)) {
    if (!named.has(field.name)) {
      yield fieldChoice(field);
    }
  }
}

/** Fields of the table that a foreign key refers to, its primary key first. */
export function* foreignFields(at: At): Generator<Choice> {
  const named = namesOfList(at);
  const target = referencedResource(at);
  const key = new Set(target ? primaryKeyOf(at, target) : []);
  for (const field of referencedFields(at)) {
    if (!named.has(field.name)) {
      const choice = fieldChoice(field);
      yield key.has(field.name)
        ? { ...choice, detail: `${choice.detail}, primary key`, first: true }
        : choice;
    }
  }
}

function fieldChoice({ name, declared, type, title, column }: KnownField): Choice {
  const found = column && column.type !== type ? `, ${column.type} in the data` : '';
  const words = declared ? `${type ?? 'any type'}${found}` : `${type ?? ''}, a column that is no field yet`;
  return {
    label: name,
    kind: 'name',
    value: name,
    detail: title === undefined ? words : `${words}: ${title}`,
  };
}

/** In every row looked at there was a value, and no two the same. */
function couldBeKey(at: At, { column }: KnownField): boolean {
  const rows = dataAt(at)?.rows;
  return (
    column?.nulls === 0 &&
    column.distinct?.exact === true &&
    rows?.exact === true &&
    column.distinct.count === rows.count
  );
}

/** Resources that a foreign key can refer to. A table refers to itself by no name, or by "" in version 1. */
export function* referableResources(at: At): Generator<Choice> {
  const own = resourceAt(at);
  const isVersion1 = at.document.version === '1.0';
  if (isVersion1) {
    yield { label: '""', kind: 'name', value: '', detail: 'this table itself' };
  }
  for (const resource of resourcesOf(at.document)) {
    const name = textOf(memberValue(resource, 'name'));
    if (name !== undefined && textOf(memberValue(own, 'name')) !== name) {
      const title = textOf(memberValue(resource, 'title')) ?? firstPath(resource);
      yield { label: name, kind: 'name', value: name, ...(title !== undefined && { detail: title }) };
    }
  }
}

/** More resources than these are not looked through for likely targets. */
const MAX_TARGETS = 500;

/** Foreign keys as a whole: likely ones, by names of fields that repeat those of another table, then any. */
export function* foreignKeyEntries(at: At): Generator<Choice> {
  const own = ownFields(at);
  const isVersion1 = at.document.version === '1.0';
  const likely = [...likelyKeys(at, own)];
  for (const { field, resource, key } of likely) {
    yield {
      label: `${field} → ${resource}.${key}`,
      kind: 'snippet',
      value: { fields: [field], reference: { resource, fields: [key] } },
      detail: 'foreign key, by its name',
      search: field,
    };
  }
  const names = own.map(({ name }) => name);
  const resources = [...referableResources(at)].flatMap(({ value }) =>
    typeof value === 'string' && value !== '' ? [value] : [],
  );
  yield {
    label: 'foreign key',
    kind: 'snippet',
    value: {
      fields: [textStop(...names)],
      reference: { resource: textStop(...resources), fields: [textStop()] },
    },
    detail: 'fields that refer to another table',
  };
  yield {
    label: 'foreign key to this table',
    kind: 'snippet',
    value: {
      fields: [textStop(...names)],
      reference: { ...(isVersion1 && { resource: '' }), fields: [textStop(...names)] },
    },
    detail: 'fields that refer to the table itself: a parent, a predecessor',
  };
}

interface LikelyKey {
  readonly field: string;
  readonly resource: string;
  readonly key: string;
}

function* likelyKeys(at: At, own: readonly KnownField[]): Generator<LikelyKey> {
  const ownName = textOf(memberValue(resourceAt(at), 'name'));
  const names = new Map(own.map(({ name }) => [name.toLowerCase(), name]));
  const taken = takenFields(at);
  for (const resource of resourcesOf(at.document).slice(0, MAX_TARGETS)) {
    const name = textOf(memberValue(resource, 'name'));
    const [key, second] = name === undefined || name === ownName ? [] : primaryKeyOf(at, resource);
    if (name === undefined || key === undefined || second !== undefined) {
      continue;
    }
    const field = spellings(name, key)
      .map((each) => names.get(each))
      .find((each) => each !== undefined);
    if (field !== undefined && !taken.has(field)) {
      yield { field, resource: name, key };
    }
  }
}

/** How a table `stations` with the key `id` is referred to: `station_id`, `stationId`, `station`. */
function spellings(resource: string, key: string): string[] {
  const plural = resource.toLowerCase();
  const singular = plural.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '');
  const own = key.toLowerCase();
  const roots = [singular, plural];
  const isOwnName = /^(?:id|key|code|name|no|nr|number)$/.test(own);
  return [
    ...(isOwnName ? [] : [own]),
    ...roots.flatMap((root) =>
      ['_', '-', '', '.'].flatMap((separator) => [root + separator + own, `${root}${separator}id`]),
    ),
    ...roots,
  ];
}

/** Fields that a foreign key of the schema has already. */
function takenFields(at: At): ReadonlySet<string> {
  const keys: Node | undefined = at.place.schema && valueAt(at, [...at.place.schema, 'foreignKeys']);
  return new Set(
    oneOrMany(keys).flatMap((key) =>
      oneOrMany(memberValue(key, 'fields')).flatMap((field) => textOf(field) ?? []),
    ),
  );
}
