import { TextDocument } from 'vscode-languageserver-textdocument';
import { type OpenDocument, OpenDocuments } from '#server/workspace/open-documents.ts';

/** A document as the server has it after `didOpen`; the test fails when it is no metadata. */
export function opened(name: string, text: string, languageId = 'plaintext'): OpenDocument {
  const uri = `file:///ws/${name}`;
  const live = TextDocument.create(uri, languageId, 1, text);
  const texts = { get: (asked: string) => (asked === uri ? live : undefined), keys: () => [uri] };
  const document = new OpenDocuments(texts).get(uri);
  if (!document) {
    throw new Error(`${name} was not taken for metadata.`);
  }
  return document;
}
