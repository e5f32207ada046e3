import type { PathSegment } from '#core/base/json-pointer.ts';
import type { MetadataDocument } from '../document.ts';

/** What someone is about to write where the cursor stands. */
export interface Cursor {
  /** The document to judge by; in YAML it holds a stand-in for what is being typed. */
  readonly document: MetadataDocument;
  /** The key that may be written here: of the object at `owner`, which has the keys `present` already. */
  readonly key?: { readonly owner: readonly PathSegment[]; readonly present: ReadonlySet<string> };
  /** The path of the value that may be written here. */
  readonly value?: { readonly path: readonly PathSegment[] };
  /** The token that is replaced by what is chosen. */
  readonly replace: { readonly offset: number; readonly length: number };
  /** How the chosen text is written into the language. */
  readonly write: Writer;
}

/** What a value looks like before anyone wrote it. */
export type Template = 'text' | 'list' | 'list of objects' | 'object' | 'other';

/** Writes names and values in JSON or YAML, for the place of the cursor. `$1` and the like are snippet stops. */
export interface Writer {
  /** A key with its separator and an empty value, or the key alone where the rest is there. Snippet syntax. */
  key(name: string, template: Template): string;
  /** A value that is a text. Snippet syntax. */
  text(value: string): string;
  /** A value of another type: true, 5, null. Undefined inside of quotes. Snippet syntax. */
  literal(value: string): string | undefined;
  /** What an editor compares with what has been typed: as the token is written, without snippet syntax. */
  filter(name: string): string;
}

/** Escapes a text for snippet syntax. */
export function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
