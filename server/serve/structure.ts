import { answer } from '#server/features/answer.ts';
import { provideDocumentSymbols } from '#server/features/document-symbols.ts';
import { provideFoldingRanges } from '#server/features/folding-ranges.ts';
import { provideFormatting } from '#server/features/formatting.ts';
import { provideSelectionRanges } from '#server/features/selection-ranges.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import { syntaxIsElsewhere } from '#server/workspace/settings.ts';
import type { Server } from './server.ts';

/** What the editor's own JSON or YAML support does in the documents that are its own. */
export function serveStructure({ connection, documents, workspace }: Server): void {
  const log = connection.console;
  const ours = (uri: string): OpenDocument | undefined => {
    const document = documents.get(uri);
    return document && !syntaxIsElsewhere(document.languageId, workspace.settings) ? document : undefined;
  };
  connection.onDocumentSymbol(
    answer(log, 'Outline', ({ textDocument }) => {
      const document = ours(textDocument.uri);
      return document && provideDocumentSymbols(document);
    }),
  );
  connection.onFoldingRanges(
    answer(log, 'Folding', ({ textDocument }) => {
      const document = ours(textDocument.uri);
      return document && provideFoldingRanges(document);
    }),
  );
  connection.onSelectionRanges(
    answer(log, 'Selection', ({ textDocument, positions }) => {
      const document = ours(textDocument.uri);
      return document && provideSelectionRanges(document, positions);
    }),
  );
  connection.onDocumentFormatting(
    answer(log, 'Formatting', ({ textDocument, options }) => {
      const document = ours(textDocument.uri);
      return document && provideFormatting(document, options);
    }),
  );
  connection.onDocumentRangeFormatting(
    answer(log, 'Formatting', ({ textDocument, options, range }) => {
      const document = ours(textDocument.uri);
      return document && provideFormatting(document, options, range);
    }),
  );
}
