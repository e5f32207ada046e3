import type { CreateFile, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI, Utils } from 'vscode-uri';
import type { Change, FileChange } from '#core/metadata/change.ts';
import { inOrder } from '#core/metadata/edits/compose.ts';
import type { TextEdit as CoreEdit } from '#core/metadata/problem.ts';
import type { Surroundings } from '#core/metadata/surroundings.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import { rangeOf } from './range.ts';

/** How a client takes edits. */
export interface ChangeTraits {
  /** It refuses an edit that was made for another version: send versioned edits. */
  readonly versionedEdits: boolean;
  /** An edit may make files. */
  readonly createsFiles: boolean;
}

/** A change as LSP sends it; undefined where the client or what is known of the files around does not allow it. */
export function editOfChange(
  document: OpenDocument,
  { edits, files = [] }: Change,
  surroundings: Surroundings,
  { versionedEdits, createsFiles }: ChangeTraits,
): WorkspaceEdit | undefined {
  const { uri, version, text } = document;
  const own = lspEdits(text, edits);
  if (files.length === 0) {
    const versioned: TextDocumentEdit = { textDocument: { uri, version }, edits: own };
    return versionedEdits ? { documentChanges: [versioned] } : { changes: { [uri]: own } };
  }
  const folder = Utils.dirname(URI.parse(uri));
  const around =
    createsFiles && versionedEdits ? files.map((file) => fileEdits(folder, file, surroundings)) : [undefined];
  if (!around.every((each) => each !== undefined)) {
    return undefined;
  }
  // The files come first: a path must not be written for a file that cannot be made.
  const last: TextDocumentEdit[] = own.length > 0 ? [{ textDocument: { uri, version }, edits: own }] : [];
  return { documentChanges: [...around.flat(), ...last] };
}

function fileEdits(
  folder: URI,
  file: FileChange,
  surroundings: Surroundings,
): (CreateFile | TextDocumentEdit)[] | undefined {
  const uri = Utils.joinPath(folder, file.path).toString();
  const textDocument = { uri, version: null };
  if (file.kind === 'create') {
    const start = { line: 0, character: 0 };
    return [
      { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } },
      { textDocument, edits: [{ range: { start, end: start }, newText: file.text }] },
    ];
  }
  const config = surroundings.configuration?.file;
  const before = config?.path === file.path ? config.document : surroundings.document(file.path);
  return (
    before && [
      { textDocument, edits: lspEdits(TextDocument.create(uri, 'plaintext', 0, before.text), file.edits) },
    ]
  );
}

function lspEdits(text: TextDocument, edits: readonly CoreEdit[]): TextEdit[] {
  return inOrder(edits).map((edit) => ({ range: rangeOf(text, edit), newText: edit.text }));
}
