import { answer } from '#server/features/answer.ts';
import { provideFormContent, provideFormEdits, provideFormRange } from '#server/features/form.ts';
import {
  FORM_CONTENT,
  FORM_EDITS,
  FORM_RANGE,
  type FormContentParams,
  type FormEditsParams,
  type FormRangeParams,
} from '#server/protocol/form.ts';
import type { Server } from './server.ts';

/** What the form view of a descriptor asks. */
export function serveForm({ connection, documents, checks }: Server): void {
  const log = connection.console;
  connection.onRequest(
    FORM_CONTENT,
    answer(log, 'The form', async ({ uri }: FormContentParams) => {
      const document = documents.get(uri);
      return document && provideFormContent(await checks.of(document));
    }),
  );
  connection.onRequest(
    FORM_EDITS,
    answer(log, 'A change by the form', ({ uri, version, changes }: FormEditsParams) => {
      const document = documents.get(uri);
      return document && provideFormEdits(document, version, changes);
    }),
  );
  connection.onRequest(
    FORM_RANGE,
    answer(log, 'A place in the text', ({ uri, pointer }: FormRangeParams) => {
      const document = documents.get(uri);
      return document && provideFormRange(document, pointer);
    }),
  );
}
