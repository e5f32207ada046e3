import type { Node } from '../node.ts';
import type { Schema } from './schema.ts';

/** A JSON Schema of other people that a document or a part of it has to satisfy, for whoever completes and explains. */
export interface AppliedSchema {
  /** What to call it: its title, or else its file. */
  readonly name: string;
  readonly schema: Schema;
  /** What a `$ref` in it stands for; undefined when that is elsewhere. */
  resolve(reference: string): Schema | boolean | undefined;
  /** Whether a text holds a match of a pattern; undefined for patterns that are not evaluated. */
  matches(pattern: string, text: string): boolean | undefined;
  /** Whether a value satisfies a schema in it; undefined where that would take too long to say. */
  holds(schema: Schema, node: Node): boolean | undefined;
}
