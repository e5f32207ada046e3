import { answer } from '#server/features/answer.ts';
import { provideDocumentLinks } from '#server/features/document-links.ts';
import type { Server } from './server.ts';

/** Ways from one place to others. */
export function serveNavigation({ connection, documents, checks }: Server): void {
  const log = connection.console;
  connection.onDocumentLinks(
    answer(log, 'Links', async ({ textDocument }) => {
      const document = documents.get(textDocument.uri);
      return document && provideDocumentLinks(document, await checks.around(document));
    }),
  );
}
