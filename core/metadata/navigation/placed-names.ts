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

const sorted = new WeakMap<DescriptorNames, readonly PlacedName[]>();

/** All names of a descriptor by their place. Computed once per descriptor. */
export function placedNames(names: DescriptorNames): readonly PlacedName[] {
  const known = sorted.get(names);
  if (known) {
    return known;
  }
  const places = [...resourcePlaces(names), ...names.schemas.flatMap(schemaPlaces)].sort(
    (a, b) => a.offset - b.offset,
  );
  sorted.set(names, places);
  return places;
}

/** The name at an offset, in all its meanings; its end counts. */
export function namesAt(names: DescriptorNames, offset: number): readonly PlacedName[] {
  const places = placedNames(names);
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
  if (!last || offset > last.offset + last.length) {
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
