import type { MetadataDocument } from '../document.ts';
import { finding, type Place } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { type Schema, textIn } from './schema.ts';

/** An error with the value that it is about and the words for it. */
export interface Cause {
  readonly document: MetadataDocument;
  /** First part of all codes. */
  readonly area: string;
  readonly node: Node;
  /** The schema that the failing keyword stands in. */
  readonly schema: Schema;
  readonly params: Readonly<Record<string, unknown>>;
  /** How to name the value: `"title"`, or `This resource`. */
  readonly name: string;
}

/** The finding about a cause, by the code and the severity that its schema has for it, if it has one. */
export function problemOf(cause: Cause, code: string, place: Place, message: string, extras = {}): Problem {
  const severity = textIn(cause.schema, 'waybill:severity') === 'warning' ? 'warning' : 'error';
  const name = textIn(cause.schema, 'waybill:code') ?? code;
  return finding(severity, `${cause.area}/${name}`, place, message, extras);
}
