import type { PathSegment } from '#core/base/json-pointer.ts';
import type { MetadataDocument } from '../document.ts';
import type { TextEdit } from '../problem.ts';

/** What someone is about to write where the cursor stands. */
export interface Cursor {
  /** The document to judge by; around the cursor, a stand-in takes the place of what is being typed. */
  readonly document: MetadataDocument;
  /** The key that may be written here: of the object at `owner`, which has the keys `present` already. */
  readonly key?: { readonly owner: readonly PathSegment[]; readonly present: ReadonlySet<string> };
  /** The path of the value that may be written here. */
  readonly value?: { readonly path: readonly PathSegment[] };
  /** What of the word has been typed before the cursor, without quotes. */
  readonly typed: string;
  /** How the chosen thing is written into the language. */
  readonly writer: Writer;
}

/** A text to insert. */
export interface Written {
  /** In the snippet syntax of LSP. */
  readonly insertText: string;
  /** What an editor compares with the text that is replaced. */
  readonly filterText: string;
  /** The range to replace, on one line around the cursor. */
  readonly replace: { readonly offset: number; readonly length: number };
  /** Changes elsewhere that belong to it: a comma that is missing before. */
  readonly more?: readonly TextEdit[];
}

/** Objects stand on lines of their own, even short ones; without it they stand as the author of the document does. */
export type Layout = 'lines';

/** Writes keys and values in JSON or YAML, for the place of the cursor. Values are drafts (`draft.ts`). */
export interface Writer {
  /** A key with its value, or the key alone where the rest is there. */
  key(name: string, value: unknown, layout?: Layout): Written;
  /** A value; `search` is what it is found by. Undefined where it cannot stand, as a number within quotes. */
  value(value: unknown, search: string, layout?: Layout): Written | undefined;
  /** Several items of a list, one after the other. */
  items(values: readonly unknown[], search: string, layout?: Layout): Written;
  /** Several members of an object. */
  members(members: object, search: string, layout?: Layout): Written;
}
