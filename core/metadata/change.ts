import type { TextEdit } from './problem.ts';

/** A change to a file beside the document. The path is relative to the document, with `/`. */
export type FileChange =
  /** Makes a new file; never replaces one that is there. */
  | { readonly kind: 'create'; readonly path: string; readonly text: string }
  | { readonly kind: 'edit'; readonly path: string; readonly edits: readonly TextEdit[] };

/** A change to a document and to files beside it, made and undone as one. */
export interface Change {
  readonly edits: readonly TextEdit[];
  readonly files?: readonly FileChange[];
}
