import { DEFAULT_MISSING_VALUES, decodeMissingValues } from '#core/tableschema/missing-values.ts';
import type { SchemaVersion } from '#core/tableschema/type-rules.ts';
import { anyField, compileFieldCheck, type FieldCheck } from './field-check.ts';

/** How the fields of a schema are those of a file (Table Schema 2.0, fieldsMatch). */
export type FieldsMatch = 'exact' | 'equal' | 'subset' | 'superset' | 'partial';

/** A key of a schema. */
export interface KeyCheck {
  readonly code: 'data/primary-key' | 'data/unique-key';
  /** Names of fields. */
  readonly fields: readonly string[];
}

/** What a schema asks of the rows of a table. */
export interface SchemaCheck {
  readonly fields: readonly FieldCheck[];
  readonly match: FieldsMatch;
  readonly keys: readonly KeyCheck[];
  /** What the schema asks for and is not looked at here, for people. */
  readonly unchecked: readonly string[];
}

/** What decides how a schema is read, besides itself. */
export interface SchemaContext {
  readonly version: SchemaVersion;
  readonly nullSequence?: string | undefined;
}

const MATCHES: readonly FieldsMatch[] = ['exact', 'equal', 'subset', 'superset', 'partial'];

/**
 * Compiles a table schema, a plain JSON value. What is wrong in it is a finding about the descriptor and counts as not
 * there. Undefined where it has no list of fields.
 */
export function compileSchema(
  schema: unknown,
  { version, nullSequence }: SchemaContext,
): SchemaCheck | undefined {
  const members: Readonly<Record<string, unknown>> =
    typeof schema === 'object' && schema !== null ? { ...schema } : {};
  const { fields: stated, primaryKey, uniqueKeys, foreignKeys } = members;
  if (!Array.isArray(stated) || stated.length === 0) {
    return undefined;
  }
  const missingValues = decodeMissingValues(members['missingValues']) ?? new Set(DEFAULT_MISSING_VALUES);
  const fields = stated.map((field: unknown) =>
    compileFieldCheck(field, { version, missingValues, nullSequence }),
  );
  const names = new Set(fields.map(({ name }) => name));
  const isKey = (key: readonly string[]) => key.length > 0 && key.every((name) => names.has(name));
  const unique = version === '2.0' && Array.isArray(uniqueKeys) ? uniqueKeys.map(textsOf) : [];
  const keys: KeyCheck[] = [
    { code: 'data/primary-key' as const, fields: textsOf(primaryKey) },
    ...unique.map((each) => ({ code: 'data/unique-key' as const, fields: each })),
  ];
  return {
    fields,
    match: version === '2.0' ? matchOf(members['fieldsMatch']) : 'exact',
    keys: keys.filter((key) => isKey(key.fields)),
    unchecked: [
      ...fields.flatMap(({ name, unchecked }) => unchecked.map((each) => `"${each}" of the field "${name}"`)),
      ...(Array.isArray(foreignKeys) && foreignKeys.length > 0 ? ['the foreign keys'] : []),
    ],
  };
}

/** The check of a table without schema: of its form alone. */
export function schemaOfLabels(labels: readonly string[]): SchemaCheck {
  return { fields: labels.map(anyField), match: 'exact', keys: [], unchecked: [] };
}

/** Profiles of 2.0 asked for an array (corrected in 2.1): one name in it is meant. */
function matchOf(stated: unknown): FieldsMatch {
  const [only] = textsOf(stated);
  return MATCHES.find((match) => match === only) ?? 'exact';
}

function textsOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
}
