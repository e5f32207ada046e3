import type { Node } from '../node.ts';
import type { Schema } from './schema.ts';

/** A value breaks a keyword of a JSON Schema. */
export interface SchemaError {
  readonly keyword: string;
  readonly node: Node;
  /** The schema that the keyword stands in. */
  readonly schema: Schema;
  /** What the error is about, by the names that ajv has for it. */
  readonly params: Readonly<Record<string, unknown>>;
}

/** Where checks tell what is wrong. */
export interface SchemaErrors {
  /** Nobody would read more errors: what is still to be looked at need not be. */
  readonly isFull: boolean;
  /** Always false, the answer of a check that found something wrong. */
  add(keyword: string, node: Node, schema: Schema, params?: SchemaError['params']): false;
  /** Whether the items of a list are left to somebody else. */
  skips(list: Node): boolean;
}

/** Looks at a value, tells what is wrong and whether something was. */
export type Check = (node: Node, errors: SchemaErrors) => boolean;

/** Errors up to a number. */
export class CollectedErrors implements SchemaErrors {
  readonly found: SchemaError[] = [];
  private readonly limit: number;
  private readonly skipped: Node | undefined;

  /** @param skipped a list whose items are left to somebody else */
  constructor(limit: number, skipped?: Node) {
    this.limit = limit;
    this.skipped = skipped;
  }

  get isFull(): boolean {
    return this.found.length >= this.limit;
  }

  add(keyword: string, node: Node, schema: Schema, params: SchemaError['params'] = {}): false {
    if (!this.isFull) {
      this.found.push({ keyword, node, schema, params });
    }
    return false;
  }

  skips(list: Node): boolean {
    return list === this.skipped;
  }
}

/** For conditions: the first error is enough, and nobody reads it. */
class FirstError implements SchemaErrors {
  isFull = false;

  add(): false {
    this.isFull = true;
    return false;
  }

  skips(): boolean {
    return false;
  }
}

/** Whether a check holds, without telling what is wrong. */
export function holds(check: Check, node: Node): boolean {
  return check(node, new FirstError());
}
