import { provideFormContent, provideFormEdits, provideFormRange } from '#server/features/form.ts';
import {
  decodeFormContentParams,
  decodeFormEditsParams,
  decodeFormRangeParams,
} from '#server/protocol/decode-form.ts';
import { FORM_CONTENT, FORM_EDITS, FORM_RANGE } from '#server/protocol/form.ts';
import { serveOwnRequest } from './own-request.ts';
import type { Server } from './server.ts';

/** What the form view of a descriptor asks. */
export function serveForm({ connection, documents, checks }: Server): void {
  serveOwnRequest(connection, FORM_CONTENT, decodeFormContentParams, async ({ uri }) => {
    const document = documents.get(uri);
    return document && provideFormContent(await checks.of(document));
  });
  serveOwnRequest(connection, FORM_EDITS, decodeFormEditsParams, ({ uri, version, changes }) => {
    const document = documents.get(uri);
    return document && provideFormEdits(document, version, changes);
  });
  serveOwnRequest(connection, FORM_RANGE, decodeFormRangeParams, ({ uri, pointer }) => {
    const document = documents.get(uri);
    return document && provideFormRange(document, pointer);
  });
}
