import type { Node } from '../node.ts';
import { canonicalText } from '../plain-text.ts';
import { FORMATS } from './formats.ts';
import { type Schema, textsIn } from './schema.ts';
import type { Check } from './schema-error.ts';

/** Makes the check of a keyword from its value and the schema that it stands in. */
export type MakeCheck = (value: unknown, schema: Schema) => Check;

/** Keywords (JSON Schema draft-07, validation) that look at nothing below the value, but for comparing it. */
export const VALUE_KEYWORDS: Readonly<Record<string, MakeCheck>> = {
  type: (_, schema) => typeCheck(schema),
  enum: (value, schema) => {
    const isAllowed = oneOf(Array.isArray(value) ? value : []);
    return (node, errors) => isAllowed(node) || errors.add('enum', node, schema, { allowedValues: value });
  },
  const: (value, schema) => {
    const isAllowed = oneOf([value]);
    return (node, errors) => isAllowed(node) || errors.add('const', node, schema, { allowedValue: value });
  },
  pattern: (value, schema) => {
    const pattern = new RegExp(String(value), 'u');
    return (node, errors) =>
      node.kind !== 'string' ||
      pattern.test(node.value) ||
      errors.add('pattern', node, schema, { pattern: value });
  },
  format: (value, schema) => {
    const isFormat = FORMATS[String(value)];
    if (!isFormat) {
      throw new Error(`Nobody checks the format ${String(value)}`);
    }
    return (node, errors) =>
      node.kind !== 'string' || isFormat(node.value) || errors.add('format', node, schema, { format: value });
  },
  minLength: (value, schema) => (node, errors) =>
    node.kind !== 'string' ||
    codePoints(node.value) >= Number(value) ||
    errors.add('minLength', node, schema, { limit: value }),
  maxLength: (value, schema) => (node, errors) =>
    node.kind !== 'string' ||
    codePoints(node.value) <= Number(value) ||
    errors.add('maxLength', node, schema, { limit: value }),
  minimum: (value, schema) => limit('minimum', '>=', schema, (number) => number >= Number(value)),
  maximum: (value, schema) => limit('maximum', '<=', schema, (number) => number <= Number(value)),
  exclusiveMinimum: (value, schema) =>
    limit('exclusiveMinimum', '>', schema, (number) => number > Number(value)),
  exclusiveMaximum: (value, schema) =>
    limit('exclusiveMaximum', '<', schema, (number) => number < Number(value)),
  minItems: (value, schema) => (node, errors) =>
    node.kind !== 'array' ||
    node.items.length >= Number(value) ||
    errors.add('minItems', node, schema, { limit: value }),
  maxItems: (value, schema) => (node, errors) =>
    node.kind !== 'array' ||
    node.items.length <= Number(value) ||
    errors.add('maxItems', node, schema, { limit: value }),
  minProperties: (value, schema) => (node, errors) =>
    node.kind !== 'object' ||
    node.members.filter((member) => member.value).length >= Number(value) ||
    errors.add('minProperties', node, schema, { limit: value }),
  uniqueItems: (value, schema) => (node, errors) =>
    value !== true ||
    node.kind !== 'array' ||
    areUnique(node.items, (i, j) => {
      errors.add('uniqueItems', node, schema, { i, j });
    }),
};

/** Whether a value is one of those of a schema, which are texts, numbers, booleans or null. */
function oneOf(values: readonly unknown[]): (node: Node) => boolean {
  if (values.some((value) => typeof value === 'object' && value !== null)) {
    throw new Error('Nobody compares with an object or a list');
  }
  const allowed = new Set(values);
  return (node) => (node.kind === 'null' ? allowed.has(null) : 'value' in node && allowed.has(node.value));
}

function typeCheck(schema: Schema): Check {
  const types = new Set(textsIn(schema, 'type'));
  return (node, errors) =>
    types.has(node.kind) ||
    (types.has('integer') && node.kind === 'number' && isWhole(node.value)) ||
    errors.add('type', node, schema, { type: schema['type'] });
}

/** A number that is too large for JavaScript (`1e400`) is read as infinite, and has no fraction. */
function isWhole(number: number): boolean {
  return Number.isInteger(number) || Math.abs(number) === Number.POSITIVE_INFINITY;
}

function limit(
  keyword: string,
  comparison: string,
  schema: Schema,
  holds: (number: number) => boolean,
): Check {
  return (node, errors) =>
    node.kind !== 'number' ||
    holds(node.value) ||
    errors.add(keyword, node, schema, { comparison, limit: schema[keyword] });
}

/** Characters as people count them: a pair of surrogates is one. */
function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) {
    count++;
  }
  return count;
}

function areUnique(items: readonly Node[], tell: (later: number, earlier: number) => void): boolean {
  const seen = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const text = canonicalText(item);
    const earlier = seen.get(text);
    if (earlier !== undefined) {
      tell(index, earlier);
      return false;
    }
    seen.set(text, index);
  }
  return true;
}
