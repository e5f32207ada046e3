import { provideMapContent } from '#server/features/map.ts';
import { decodeMapContentParams } from '#server/protocol/decode-map.ts';
import { MAP_CONTENT } from '#server/protocol/map.ts';
import { serveOwnRequest } from './own-request.ts';
import type { Server } from './server.ts';

/** What the map of a STAC document asks. */
export function serveMap({ connection, documents, checks }: Server): void {
  serveOwnRequest(connection, MAP_CONTENT, decodeMapContentParams, async ({ uri }) => {
    const document = documents.get(uri);
    return document && provideMapContent(await checks.of(document));
  });
}
