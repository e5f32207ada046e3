import {
  AnnotatedTextEdit,
  type ChangeAnnotation,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';

/** Edits of one file, for a version that is open in the editor or (`null`) for what is on disk. */
export interface FileEdits {
  readonly uri: string;
  readonly version: number | null;
  readonly edits: readonly TextEdit[];
  /** Says that a person has to agree before these edits are made. */
  readonly confirm?: ChangeAnnotation;
}

/** How a client takes changes of several files. */
export interface EditTraits {
  /** The client refuses an edit that was made for another version. */
  readonly versionedEdits: boolean;
  /** The client can ask a person about single edits. */
  readonly changeAnnotations: boolean;
}

/** One change of several files. What has to be confirmed is left out where the client cannot ask. */
export function workspaceEditOf(
  files: readonly FileEdits[],
  { versionedEdits, changeAnnotations }: EditTraits,
): WorkspaceEdit {
  const canConfirm = versionedEdits && changeAnnotations;
  const made = files.filter(({ edits, confirm }) => edits.length > 0 && (!confirm || canConfirm));
  if (!versionedEdits) {
    return { changes: Object.fromEntries(made.map(({ uri, edits }) => [uri, [...edits]])) };
  }
  const annotations: Record<string, ChangeAnnotation> = {};
  const documentChanges = made.map(({ uri, version, edits, confirm }): TextDocumentEdit => {
    if (!confirm) {
      return { textDocument: { uri, version }, edits: [...edits] };
    }
    annotations[uri] = confirm;
    const annotated = edits.map(({ range, newText }) => AnnotatedTextEdit.replace(range, newText, uri));
    return { textDocument: { uri, version }, edits: annotated };
  });
  return {
    documentChanges,
    ...(Object.keys(annotations).length > 0 && { changeAnnotations: annotations }),
  };
}
