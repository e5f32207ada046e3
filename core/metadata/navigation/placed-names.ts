import type { DescriptorNames, NamePlace, SchemaNames } from './names.ts';

/** What a name means at its place. `schema` is the table schema that the place is in. */
export type Meaning =
  | { readonly kind: 'resource'; readonly role: 'definition' }
  | { readonly kind: 'resource'; readonly role: 'use'; readonly schema: number }
  | { readonly kind: 'field'; readonly role: 'definition' | 'use'; readonly schema: number }
  /** A field of another resource of the package. */
  | { readonly kind: 'field'; readonly role: 'use'; readonly schema: number; readonly resource: string };

/** A name at its place, with its meaning there. An alias of YAML gives one place several meanings. */
export interface PlacedName extends NamePlace {
  readonly meaning: Meaning;
}

/** So many questions about one descriptor are answered by looking through it; sorting its names takes longer. */
const QUESTIONS_BEFORE_SORTING = 16;

interface Asked {
  count: number;
  sorted?: readonly PlacedName[];
}

const asked = new WeakMap<DescriptorNames, Asked>();

/** The name at an offset, in all its meanings; its end counts. */
export function namesAt(names: DescriptorNames, offset: number): readonly PlacedName[] {
  const before = asked.get(names) ?? { count: 0 };
  asked.set(names, before);
  before.count++;
  if (before.count <= QUESTIONS_BEFORE_SORTING) {
    return lookThrough(names, offset);
  }
  before.sorted ??= sort(names);
  return search(before.sorted, offset);
}

function covers({ offset, length }: NamePlace, at: number): boolean {
  return offset <= at && at <= offset + length;
}

function lookThrough(names: DescriptorNames, offset: number): PlacedName[] {
  const isThere = (place: NamePlace) => covers(place, offset);
  const resources = names.resources.some(({ name }) => name && isThere(name)) ? resourcePlaces(names) : [];
  return [
    ...resources.filter(isThere),
    ...names.schemas.flatMap((schema, number) =>
      holds(schema, offset) ? schemaPlaces(schema, number).filter(isThere) : [],
    ),
  ];
}

function holds({ fields, uses, references }: SchemaNames, offset: number): boolean {
  const isThere = (place: NamePlace) => covers(place, offset);
  return (
    fields.some(isThere) ||
    uses.some(isThere) ||
    references.some(({ resource, fields: theirs }) => (resource && isThere(resource)) || theirs.some(isThere))
  );
}

function sort(names: DescriptorNames): PlacedName[] {
  return [...resourcePlaces(names), ...names.schemas.flatMap(schemaPlaces)].sort(
    (a, b) => a.offset - b.offset,
  );
}

function search(places: readonly PlacedName[], offset: number): readonly PlacedName[] {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.offset ?? 0) <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const last = places[low - 1];
  if (!last || !covers(last, offset)) {
    return [];
  }
  let first = low - 1;
  while (first > 0 && places[first - 1]?.offset === last.offset) {
    first--;
  }
  return places.slice(first, low);
}

function resourcePlaces({ resources }: DescriptorNames): PlacedName[] {
  return resources.flatMap(({ name }) =>
    name ? [{ ...name, meaning: { kind: 'resource', role: 'definition' } as const }] : [],
  );
}

function schemaPlaces({ fields, uses, references }: SchemaNames, schema: number): PlacedName[] {
  const field = (role: 'definition' | 'use') => (place: NamePlace) => ({
    ...place,
    meaning: { kind: 'field', role, schema } as const,
  });
  return [
    ...fields.map(field('definition')),
    ...uses.map(field('use')),
    ...references.flatMap(({ resource, fields: theirs }): PlacedName[] =>
      resource
        ? [
            { ...resource, meaning: { kind: 'resource', role: 'use', schema } },
            ...theirs.map((place) => ({
              ...place,
              meaning: { kind: 'field', role: 'use', schema, resource: resource.name } as const,
            })),
          ]
        : theirs.map(field('use')),
    ),
  ];
}
