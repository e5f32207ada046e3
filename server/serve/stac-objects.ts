import { diskStacFiles } from '#core/node/stac-files.ts';
import { attempt, logBug } from '#server/features/answer.ts';
import { STAC_CHANGED } from '#server/protocol/stac-tree.ts';
import { StacCatalogue } from '#server/workspace/stac/stac-catalogue.ts';
import { StacIndex } from '#server/workspace/stac/stac-index.ts';
import { showSearch } from './search-progress.ts';
import type { Server } from './server.ts';

/** Makes what knows the STAC objects of the workspace; `server` is called when it is complete. */
export function createStac(
  {
    connection,
    texts,
    documents,
    workspace,
  }: Pick<Server, 'connection' | 'texts' | 'documents' | 'workspace'>,
  server: () => Server,
): Pick<Server, 'stac' | 'stacCatalogue'> {
  const stac = new StacIndex({
    files: diskStacFiles,
    texts,
    documents,
    folders: workspace.folders,
    mayLook: () => workspace.settings.trusted,
    isWatched: () => server().traits.watchesFiles,
    showing: (search) => showSearch(server(), 'Looking for STAC objects', search),
    news: (uri) => server().publisher.changed(uri),
    failed: (error) => logBug(connection.console, 'Looking for STAC objects', error),
    now: () => performance.now(),
  });
  const stacCatalogue = new StacCatalogue(stac, () => {
    void attempt(connection.console, 'Telling of STAC objects', () =>
      connection.sendNotification(STAC_CHANGED),
    );
  });
  return { stac, stacCatalogue };
}
