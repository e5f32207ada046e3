import { type FieldType, isFieldType } from './field-type.ts';
import type { SchemaVersion } from './type-rules.ts';

/** What of a field decides how its cells are read (Table Schema, Field). */
export interface FieldDescription {
  readonly type: FieldType;
  readonly format?: string;
  readonly decimalChar?: string;
  readonly groupChar?: string;
  readonly bareNumber?: boolean;
  readonly trueValues?: readonly string[];
  readonly falseValues?: readonly string[];
  readonly delimiter?: string;
  readonly itemType?: FieldType;
}

/** The type of a field that names none. */
export function defaultType(version: SchemaVersion): FieldType {
  return version === '1.0' ? 'string' : 'any';
}

/**
 * Takes a field of a descriptor for what it says; what has a wrong JSON type counts as not there.
 * Undefined where the type is not one of the standard: nobody knows what its cells mean.
 */
export function decodeField(value: unknown, version: SchemaVersion): FieldDescription | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return undefined;
  }
  const members = new Map<string, unknown>(Object.entries(value));
  const named = members.get('type') ?? defaultType(version);
  if (typeof named !== 'string' || !isFieldType(named)) {
    return undefined;
  }
  const itemType = members.get('itemType');
  return {
    type: named,
    ...texts(members, ['format', 'decimalChar', 'groupChar', 'delimiter']),
    ...lists(members, ['trueValues', 'falseValues']),
    ...(typeof members.get('bareNumber') === 'boolean' && { bareNumber: members.get('bareNumber') === true }),
    ...(typeof itemType === 'string' && isFieldType(itemType) && { itemType }),
  };
}

function texts(members: ReadonlyMap<string, unknown>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = members.get(name);
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

function lists(members: ReadonlyMap<string, unknown>, names: readonly string[]): Record<string, string[]> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = members.get(name);
      return Array.isArray(value) ? [[name, value.filter((each) => typeof each === 'string')]] : [];
    }),
  );
}
