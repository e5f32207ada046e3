import { expect, test } from 'vitest';
import { compileField } from '#core/tableschema/cast.ts';
import { compileConstraints } from '#core/tableschema/constraint-check.ts';
import type { FieldDescription } from '#core/tableschema/field-description.ts';

/** The names of the constraints that a cell breaks. */
function broken(field: FieldDescription, constraints: Record<string, unknown>, cell: string): string[] {
  const cast = compileField(field, '2.0');
  const value = cast.text(cell);
  if (value === undefined) {
    throw new Error(`${cell} is no ${field.type}`);
  }
  return compileConstraints(field.type, constraints, cast, () => (each) => Array.isArray(each))
    .filter(({ holds }) => !holds(value))
    .map(({ name }) => name);
}

test.each([
  [{ type: 'string' }, { minLength: 2, maxLength: 3 }, 'a', ['minLength']],
  [{ type: 'string' }, { minLength: 2, maxLength: 3 }, '😀😀', []],
  [{ type: 'string' }, { maxLength: 1 }, '😀', []],
  [{ type: 'string' }, { pattern: '[A-Z]+', enum: ['A', 'b'] }, 'b', ['pattern']],
  [{ type: 'string' }, { minimum: 3, pattern: '[' }, 'a', []],
  [{ type: 'integer' }, { minimum: '10', maximum: 20 }, '9', ['minimum']],
  [{ type: 'integer' }, { exclusiveMinimum: 9 }, '9', ['exclusiveMinimum']],
  [{ type: 'integer' }, { enum: ['01', 2] }, '1', []],
  [{ type: 'number' }, { exclusiveMaximum: 0.3 }, '0.30', ['exclusiveMaximum']],
  [{ type: 'number' }, { minimum: 0 }, 'NaN', ['minimum']],
  [{ type: 'date', format: '%d.%m.%Y' }, { minimum: '01.02.2024' }, '31.01.2024', ['minimum']],
  [{ type: 'duration' }, { maximum: 'P1M' }, 'P30D', []],
  [{ type: 'duration' }, { maximum: 'P1M' }, 'P32D', ['maximum']],
  [{ type: 'object' }, { minLength: 2, jsonSchema: {} }, '{"a":1}', ['minLength', 'jsonSchema']],
  [{ type: 'list' }, { maxLength: 1 }, 'a,b', ['maxLength']],
  [{ type: 'any' }, { enum: ['a', 'b'] }, 'c', ['enum']],
] as const)('%j with %j: %s breaks %j', (field, constraints, cell, names) => {
  expect(broken(field, constraints, cell)).toEqual(names);
});
