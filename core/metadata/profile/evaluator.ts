import type { Node } from '../node.ts';
import type { Schema } from '../schema/schema.ts';
import type { SchemaError } from '../schema/schema-error.ts';
import type { PatternMatcher } from './ecma-pattern.ts';

/** One evaluation of a profile, as the keywords see it. */
export interface Evaluator {
  /** Whether a value satisfies a schema; adds what is wrong to `errors` when somebody wants to know. */
  check(schema: unknown, node: Node, errors: SchemaError[] | undefined): boolean;
  /** The matcher of a pattern. Undefined, and noted, when it cannot be checked. */
  pattern(text: string): PatternMatcher | undefined;
}

/** A keyword that applies schemas, where it stands, and what it is held against. */
export interface Application {
  readonly run: Evaluator;
  readonly schema: Schema;
  readonly value: unknown;
  readonly node: Node;
  readonly errors: SchemaError[] | undefined;
}
