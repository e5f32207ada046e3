/** The types of a field (Table Schema 2.0, Field Types). */
export const FIELD_TYPES = [
  'string',
  'number',
  'integer',
  'boolean',
  'object',
  'array',
  'list',
  'datetime',
  'date',
  'time',
  'year',
  'yearmonth',
  'duration',
  'geopoint',
  'geojson',
  'any',
] as const;

export type FieldType = (typeof FIELD_TYPES)[number];

/** Whether a text names a type of the standard. */
export function isFieldType(text: string): text is FieldType {
  return FIELD_TYPES.some((type) => type === text);
}
