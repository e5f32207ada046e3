import { provideMapContent } from '#server/features/map.ts';
import { decodeMapContentParams, decodeMapStatusesParams } from '#server/protocol/decode-map.ts';
import { MAP_CONTENT, MAP_STATUSES, type MapStatusesResult } from '#server/protocol/map.ts';
import { serveOwnRequest } from './own-request.ts';
import type { Server } from './server.ts';

/** What the map of a STAC document asks. */
export function serveMap({ connection, documents, checks, stacStates }: Server): void {
  serveOwnRequest(connection, MAP_CONTENT, decodeMapContentParams, async ({ uri }) => {
    const document = documents.get(uri);
    return document && provideMapContent(await checks.of(document));
  });
  serveOwnRequest(
    connection,
    MAP_STATUSES,
    decodeMapStatusesParams,
    async ({ files }): Promise<MapStatusesResult> => ({ statuses: await stacStates.of(files) }),
  );
}
