/**
 * A JSON Schema (draft-07) of `schemas/`, read key by key: the files are ours, but their imported types are unions
 * of thousands of literals that no function can take.
 */
export type Schema = Readonly<Record<string, unknown>>;

export function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A keyword that holds one schema. */
export function schemaIn(schema: Schema, keyword: string): Schema | undefined {
  const value = schema[keyword];
  return isSchema(value) ? value : undefined;
}

/** A keyword that holds a list of schemas. */
export function schemasIn(schema: Schema, keyword: string): readonly Schema[] {
  const value = schema[keyword];
  return Array.isArray(value) ? value.filter(isSchema) : [];
}

/** A keyword that holds text. */
export function textIn(schema: Schema, keyword: string): string | undefined {
  const value = schema[keyword];
  return typeof value === 'string' ? value : undefined;
}

/** A keyword that holds a list of texts; one text counts as a list of one. */
export function textsIn(schema: Schema, keyword: string): readonly string[] {
  const value = schema[keyword];
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
}
