import type { DocumentSymbol } from 'vscode-languageserver/node';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import { Outline } from './outline.ts';
import { packageOutline } from './package-outline.ts';

/** The outline of a document: of a data package its resources and fields, of anything else its members. */
export function provideDocumentSymbols(document: OpenDocument): DocumentSymbol[] {
  const outline = new Outline(document);
  const { kind, root } = document.metadata;
  const isPackage = kind === 'datapackage' || kind === 'dataresource' || kind === 'tableschema';
  return isPackage ? packageOutline(document, outline) : root ? outline.values(root) : [];
}
