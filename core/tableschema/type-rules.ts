import type { FieldType } from './field-type.ts';

/** Versions of the standard that say what a field means. */
export type SchemaVersion = '1.0' | '2.0';

/** The constraints of the standard (Table Schema, Field Constraints). */
const CONSTRAINTS = [
  'required',
  'unique',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'jsonSchema',
  'pattern',
  'enum',
] as const;

export type ConstraintName = (typeof CONSTRAINTS)[number];

/** Properties that only mean something for some types. */
const TYPE_PROPERTIES = [
  'decimalChar',
  'groupChar',
  'bareNumber',
  'trueValues',
  'falseValues',
  'delimiter',
  'itemType',
  'categories',
  'categoriesOrdered',
] as const;

export type TypeProperty = (typeof TYPE_PROPERTIES)[number];

/** What the standard lets a field of a type have, besides what every field has. */
export interface TypeRules {
  readonly formats: readonly string[];
  /** Whether a format may also be a strptime pattern. */
  readonly patterns?: true;
  readonly constraints: readonly ConstraintName[];
  readonly properties: readonly TypeProperty[];
}

const ALWAYS = ['required', 'unique', 'enum'] as const;
const LENGTHS = ['minLength', 'maxLength'] as const;
const BOUNDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const;
const CATEGORIES = ['categories', 'categoriesOrdered'] as const;

const ORDERED: TypeRules = { formats: ['default'], constraints: [...ALWAYS, ...BOUNDS], properties: [] };
const TEMPORAL: TypeRules = { ...ORDERED, formats: ['default', 'any'], patterns: true };
const JSON_TEXT: TypeRules = {
  formats: ['default'],
  constraints: [...ALWAYS, ...LENGTHS, 'jsonSchema'],
  properties: [],
};

/** By type: its formats, constraints and properties (Table Schema 2.0, Field Types and Field Constraints). */
export const TYPE_RULES: Readonly<Record<FieldType, TypeRules>> = {
  string: {
    formats: ['default', 'email', 'uri', 'binary', 'uuid'],
    constraints: [...ALWAYS, ...LENGTHS, 'pattern'],
    properties: CATEGORIES,
  },
  number: { ...ORDERED, properties: ['decimalChar', 'groupChar', 'bareNumber'] },
  integer: { ...ORDERED, properties: ['groupChar', 'bareNumber', ...CATEGORIES] },
  boolean: { formats: ['default'], constraints: ALWAYS, properties: ['trueValues', 'falseValues'] },
  object: JSON_TEXT,
  array: JSON_TEXT,
  // The text speaks of "collections (string, array, object)": a list is one as well.
  list: {
    formats: ['default'],
    constraints: [...ALWAYS, ...LENGTHS],
    properties: ['delimiter', 'itemType'],
  },
  datetime: TEMPORAL,
  date: TEMPORAL,
  time: TEMPORAL,
  year: ORDERED,
  yearmonth: ORDERED,
  duration: ORDERED,
  geopoint: { formats: ['default', 'array', 'object'], constraints: ALWAYS, properties: [] },
  geojson: { formats: ['default', 'topojson'], constraints: ALWAYS, properties: [] },
  any: { formats: ['default'], constraints: ALWAYS, properties: [] },
};

/** Whether a text names a constraint of the standard. */
export function isConstraintName(text: string): text is ConstraintName {
  return CONSTRAINTS.some((name) => name === text);
}

/** Whether a text names a property that only some types have. */
export function isTypeProperty(text: string): text is TypeProperty {
  return TYPE_PROPERTIES.some((name) => name === text);
}

/** Whether a field of a type may have a constraint. */
export function allowsConstraint(type: FieldType, name: ConstraintName): boolean {
  return TYPE_RULES[type].constraints.includes(name);
}

/** Whether a constraint came with version 2.0 only, for all types or for this one. */
export function isNewInVersion2(type: FieldType, name: ConstraintName): boolean {
  return (
    name === 'exclusiveMinimum' ||
    name === 'exclusiveMaximum' ||
    name === 'jsonSchema' ||
    (type === 'duration' && (name === 'minimum' || name === 'maximum'))
  );
}

/** The types that the items of a list may have (Table Schema 2.0, list; "datetme" there is a slip). */
export const ITEM_TYPES: readonly FieldType[] = [
  'string',
  'integer',
  'boolean',
  'number',
  'datetime',
  'date',
  'time',
];
