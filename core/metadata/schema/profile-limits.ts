import type { MetadataDocument } from '../document.ts';
import type { Located } from './catalog.ts';
import { describedConst } from './describe.ts';
import { type Schema, schemaIn, textIn, textsIn } from './schema.ts';
import { locatedAt } from './schema-at.ts';

type Path = Parameters<typeof locatedAt>[1];

/** What the profiles of a document leave of what the standard allows at a place. */
export interface ProfileLimits {
  /** Whether an object may have a property of that name. */
  mayHave(name: string): boolean;
  /** Whether it may be that text, number or truth value. */
  mayBe(value: unknown): boolean;
}

const NO_LIMITS: ProfileLimits = { mayHave: () => true, mayBe: () => true };

/** The limits of the profiles of a document for the value at a path: what is said of it for certain. */
export function limitsAt(document: MetadataDocument, path: Path): ProfileLimits {
  if (!document.profiles && !document.resourceProfiles) {
    return NO_LIMITS;
  }
  const located = locatedAt(document, path);
  const certain = located.filter(({ profile, isOptional }) => profile && !isOptional);
  if (certain.length === 0) {
    return NO_LIMITS;
  }
  const forbidden = new Set(certain.flatMap(({ schema }) => forbiddenNames(schema)));
  const closed = certain.filter(({ schema }) => schema['additionalProperties'] === false);
  const lists = certain.flatMap(({ schema }) => allowedValues(schema));
  return {
    mayHave: (name) => !forbidden.has(name) && closed.every((each) => knows(each, name)),
    mayBe: (value) =>
      (typeof value === 'object' && value !== null) || lists.every((allowed) => allowed.includes(value)),
  };
}

/** Properties that have to satisfy `false`, and those without which alone an object has to be. */
function forbiddenNames(schema: Schema): string[] {
  const properties = Object.entries(schemaIn(schema, 'properties') ?? {});
  const not = schemaIn(schema, 'not') ?? {};
  const without = Object.keys(not).length === 1 ? textsIn(not, 'required') : [];
  return [
    ...properties.flatMap(([name, value]) => (value === false ? [name] : [])),
    ...(without.length === 1 ? without : []),
  ];
}

function knows({ schema, profile }: Located, name: string): boolean {
  return (
    Object.hasOwn(schemaIn(schema, 'properties') ?? {}, name) ||
    Object.keys(schemaIn(schema, 'patternProperties') ?? {}).some(
      (pattern) => profile?.matches(pattern, name) !== false,
    )
  );
}

function allowedValues(schema: Schema): (readonly unknown[])[] {
  const { enum: listed } = schema;
  return [...(Array.isArray(listed) ? [listed] : []), ...('const' in schema ? [[schema['const']]] : [])];
}

/** What a profile says about a value in its own words. */
export interface ProfileText {
  /** The name of the profile. */
  readonly by: string;
  readonly text: string;
}

/** A profile that says more than this about one thing writes a book. */
const MAX_TEXTS = 5;

/** What the profiles of a document say about the value at a path, each thing once. */
export function profileTextsAt(document: MetadataDocument, path: Path): readonly ProfileText[] {
  if (!document.profiles && !document.resourceProfiles) {
    return [];
  }
  const texts = new Map<string, ProfileText>();
  for (const { schema, profile } of locatedAt(document, path)) {
    const text = describedConst(schema) ? undefined : textIn(schema, 'description');
    if (profile && text !== undefined && text.trim() !== '') {
      texts.set(text, { by: profile.name, text });
    }
  }
  return [...texts.values()].slice(0, MAX_TEXTS);
}

/** Numbers and truth values that schemas list; texts are those of `valuesOf`. */
export function otherValuesOf(schemas: readonly Schema[]): readonly (number | boolean | null)[] {
  const values = schemas.flatMap(allowedValues).flat();
  return [...new Set(values)].filter(
    (value) => typeof value === 'number' || typeof value === 'boolean' || value === null,
  );
}
