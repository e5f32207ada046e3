import type { CastField } from './cast.ts';
import type { FieldType } from './field-type.ts';
import { compareLogical, type Logical, lengthOf, logicalKey } from './logical.ts';
import { compilePattern } from './pattern/compile-pattern.ts';
import { allowsConstraint, type ConstraintName, isConstraintName } from './type-rules.ts';

/** One constraint of a field, compiled: whether a value keeps it. */
export interface ConstraintCheck {
  readonly name: ConstraintName;
  holds(value: Logical): boolean;
}

/** Compiles a JSON Schema to a test of plain JSON values; undefined where it cannot be used. */
export type CompileJsonSchema = (schema: unknown) => ((value: unknown) => boolean) | undefined;

/**
 * Compiles the constraints of a field that look at one value (Table Schema, Field Constraints): all but `required`
 * and `unique`. What does not fit the type or cannot be read is left out, since it is a finding about the descriptor,
 * not about each row. Values without an order between them keep a bound.
 */
export function compileConstraints(
  type: FieldType,
  constraints: Readonly<Record<string, unknown>>,
  cast: CastField,
  compileJsonSchema: CompileJsonSchema = () => undefined,
): ConstraintCheck[] {
  return Object.entries(constraints).flatMap(([name, given]) => {
    if (!isConstraintName(name) || !allowsConstraint(type, name)) {
      return [];
    }
    const holds = compileConstraint(name, given, cast, compileJsonSchema);
    return holds ? [{ name, holds }] : [];
  });
}

type Holds = (value: Logical) => boolean;

function compileConstraint(
  name: ConstraintName,
  given: unknown,
  cast: CastField,
  compileJsonSchema: CompileJsonSchema,
): Holds | undefined {
  switch (name) {
    case 'required':
    case 'unique':
      return undefined; // a matter of missing values, and of the other rows
    case 'minLength':
      return lengthCheck(given, (length, limit) => length >= limit);
    case 'maxLength':
      return lengthCheck(given, (length, limit) => length <= limit);
    case 'minimum':
      return boundCheck(given, cast, (order) => order >= 0);
    case 'maximum':
      return boundCheck(given, cast, (order) => order <= 0);
    case 'exclusiveMinimum':
      return boundCheck(given, cast, (order) => order > 0);
    case 'exclusiveMaximum':
      return boundCheck(given, cast, (order) => order < 0);
    case 'pattern':
      return patternCheck(given);
    case 'enum':
      return enumCheck(given, cast);
    case 'jsonSchema': {
      const fits = compileJsonSchema(given);
      return fits && ((value) => typeof value !== 'object' || value.kind !== 'json' || fits(value.value));
    }
  }
}

function lengthCheck(given: unknown, fits: (length: number, limit: number) => boolean): Holds | undefined {
  return typeof given === 'number'
    ? (value) => {
        const length = lengthOf(value);
        return length === undefined || fits(length, given);
      }
    : undefined;
}

function boundCheck(given: unknown, cast: CastField, fits: (order: number) => boolean): Holds | undefined {
  const bound = cast.json(given);
  return bound === undefined
    ? undefined
    : (value) => {
        const order = compareLogical(value, bound);
        // NaN lies within no bounds; other values without order are not judged.
        return order === undefined ? !Number.isNaN(value) : fits(order);
      };
}

function patternCheck(given: unknown): Holds | undefined {
  const compiled = typeof given === 'string' ? compilePattern(given) : undefined;
  return compiled?.ok ? (value) => typeof value !== 'string' || compiled.matches(value) : undefined;
}

function enumCheck(given: unknown, cast: CastField): Holds | undefined {
  if (!Array.isArray(given)) {
    return undefined;
  }
  const values = given.map((each) => cast.json(each)).filter((value) => value !== undefined);
  const keys = new Set(values.map(logicalKey));
  return keys.size === 0 ? undefined : (value) => keys.has(logicalKey(value));
}
