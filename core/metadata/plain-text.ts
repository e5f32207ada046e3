import type { Node } from './node.ts';
import { plainValue } from './tree.ts';

/** A text that is the same for equal values: JSON with the keys of objects in order. */
export function canonicalText(node: Node): string {
  switch (node.kind) {
    case 'string':
      return JSON.stringify(node.value);
    case 'number':
    case 'boolean':
      return String(node.value === 0 ? 0 : node.value);
    case 'null':
      return 'null';
    case 'object':
    case 'array':
      return JSON.stringify(ordered(plainValue(node)));
  }
}

/** The same for a plain JSON value. */
export function canonicalTextOf(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(ordered(value));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(ordered);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  // `__proto__` is a key like any other: pairs cannot be mistaken for anything.
  return {
    pairs: Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, ordered(each)]),
  };
}
