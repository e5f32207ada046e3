import type { Node } from '../node.ts';
import { canonicalText, canonicalTextOf } from '../plain-text.ts';
import { FORMATS } from '../schema/formats.ts';
import { type Schema, textsIn } from '../schema/schema.ts';
import type { Evaluator } from './evaluator.ts';

/** A keyword that looks at a value alone, where it stands, and what it is held against. */
interface Look {
  readonly run: Evaluator;
  readonly schema: Schema;
  readonly value: unknown;
  readonly node: Node;
}

/** What an error is about, by the names that ajv has for it; undefined where there is none. */
type Params = Readonly<Record<string, unknown>> | undefined;

/** Comparing with more values than this takes too long. */
const MAX_VALUES = 10_000;

/** Keywords that look at nothing below the value, but for comparing it. Those that make no sense ask for nothing. */
export const VALUE_CHECKS: Readonly<Record<string, (look: Look) => Params>> = {
  type: ({ schema, value, node }) => {
    const types = textsIn(schema, 'type');
    return types.length === 0 || types.some((type) => isOfType(node, type)) ? undefined : { type: value };
  },
  enum: ({ value, node }) => {
    const values = Array.isArray(value) ? value.slice(0, MAX_VALUES) : undefined;
    return !values || values.some((each) => isEqual(node, each)) ? undefined : { allowedValues: values };
  },
  const: ({ value, node }) => (isEqual(node, value) ? undefined : { allowedValue: value }),
  pattern: ({ run, value, node }) =>
    node.kind !== 'string' || typeof value !== 'string' || (run.pattern(value)?.(node.value) ?? true)
      ? undefined
      : { pattern: value },
  format: ({ value, node }) => {
    const isFormat = typeof value === 'string' && Object.hasOwn(FORMATS, value) ? FORMATS[value] : undefined;
    return node.kind !== 'string' || (isFormat?.(node.value) ?? true) ? undefined : { format: value };
  },
  minLength: ({ value, node }) => tooFew(node.kind === 'string' ? [...node.value].length : undefined, value),
  maxLength: ({ value, node }) => tooMany(node.kind === 'string' ? [...node.value].length : undefined, value),
  minItems: ({ value, node }) => tooFew(node.kind === 'array' ? node.items.length : undefined, value),
  maxItems: ({ value, node }) => tooMany(node.kind === 'array' ? node.items.length : undefined, value),
  minProperties: ({ value, node }) => tooFew(sizeOf(node), value),
  maxProperties: ({ value, node }) => tooMany(sizeOf(node), value),
  uniqueItems: ({ value, node }) =>
    value === true && node.kind === 'array' ? repeated(node.items) : undefined,
  minimum: ({ schema, value, node }) =>
    schema['exclusiveMinimum'] === true
      ? limit(node, '>', value, (number, bound) => number > bound)
      : limit(node, '>=', value, (number, bound) => number >= bound),
  maximum: ({ schema, value, node }) =>
    schema['exclusiveMaximum'] === true
      ? limit(node, '<', value, (number, bound) => number < bound)
      : limit(node, '<=', value, (number, bound) => number <= bound),
  exclusiveMinimum: ({ value, node }) => limit(node, '>', value, (number, bound) => number > bound),
  exclusiveMaximum: ({ value, node }) => limit(node, '<', value, (number, bound) => number < bound),
  multipleOf: ({ value, node }) =>
    limit(node, 'a multiple of', value, (number, bound) => bound <= 0 || isMultiple(number, bound)),
};

function isOfType(node: Node, type: string): boolean {
  if (type === 'integer') {
    return node.kind === 'number' && Number.isInteger(node.value);
  }
  return node.kind === type;
}

function isEqual(node: Node, value: unknown): boolean {
  if (typeof value === 'object' && value !== null) {
    return (
      (node.kind === 'object' || node.kind === 'array') && canonicalText(node) === canonicalTextOf(value)
    );
  }
  return node.kind === 'null' ? value === null : 'value' in node && node.value === value;
}

function tooFew(count: number | undefined, bound: unknown): Params {
  return count === undefined || typeof bound !== 'number' || count >= bound ? undefined : { limit: bound };
}

function tooMany(count: number | undefined, bound: unknown): Params {
  return count === undefined || typeof bound !== 'number' || count <= bound ? undefined : { limit: bound };
}

function sizeOf(node: Node): number | undefined {
  return node.kind === 'object' ? new Set(node.members.map(({ key }) => key)).size : undefined;
}

function repeated(items: readonly Node[]): Params {
  const seen = new Map<string, number>();
  for (const [i, item] of items.entries()) {
    const text = canonicalText(item);
    const j = seen.get(text);
    if (j !== undefined) {
      return { i, j };
    }
    seen.set(text, i);
  }
  return undefined;
}

function limit(
  node: Node,
  comparison: string,
  bound: unknown,
  holds: (number: number, bound: number) => boolean,
): Params {
  return node.kind !== 'number' || typeof bound !== 'number' || holds(node.value, bound)
    ? undefined
    : { comparison, limit: bound };
}

/** Whether a number is a multiple, as far as floating point can tell. */
function isMultiple(number: number, unit: number): boolean {
  const times = number / unit;
  return Math.abs(times - Math.round(times)) < 1e-8;
}
