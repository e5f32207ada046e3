import { Failure } from '#core/base/failure.ts';
import { provideTablesToValidate } from '#server/features/tables-to-validate.ts';
import { decodeValidateDataParams } from '#server/protocol/decode-tasks.ts';
import { TABLES_TO_VALIDATE } from '#server/protocol/validate-data.ts';
import { serveOwnRequest } from './own-request.ts';
import type { Server } from './server.ts';

/** What a client asks that checks the rows of data. The rows are read elsewhere: the server answers people who type. */
export function serveValidateData({ connection, documents, checks, workspace }: Server): void {
  serveOwnRequest(connection, TABLES_TO_VALIDATE, decodeValidateDataParams, async ({ uri, resource }) => {
    const document = documents.get(uri);
    if (!document) {
      throw new Failure('usage/bad-argument', 'Open the descriptor whose data is to be checked first.');
    }
    if (!workspace.settings.trusted || !workspace.folders.placeOf(uri)) {
      throw new Failure(
        'workspace/untrusted',
        'Data is checked only in a folder that is open in the editor and that you trust.',
      );
    }
    return provideTablesToValidate(document, await checks.around(document), resource);
  });
}
