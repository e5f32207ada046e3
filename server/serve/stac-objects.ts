import { diskStacFiles } from '#core/node/stac-files.ts';
import { attempt, logBug } from '#server/features/answer.ts';
import { STAC_CHANGED } from '#server/protocol/stac-tree.ts';
import { ObjectStates } from '#server/workspace/stac/object-states.ts';
import { StacCatalogue } from '#server/workspace/stac/stac-catalogue.ts';
import { StacIndex } from '#server/workspace/stac/stac-index.ts';
import { watchPackages } from './recheck.ts';
import { showSearch } from './search-progress.ts';
import type { Server } from './server.ts';

type Parts = Pick<Server, 'connection' | 'texts' | 'documents' | 'workspace' | 'checks' | 'configurations'>;

/** Makes what knows the STAC objects of the workspace; `server` is called when it is complete. */
export function createStac(
  { connection, texts, documents, workspace, checks, configurations }: Parts,
  server: () => Server,
): Pick<Server, 'stac' | 'stacStates' | 'stacCatalogue'> {
  const stac = new StacIndex({
    files: diskStacFiles,
    texts,
    documents,
    folders: workspace.folders,
    mayLook: () => workspace.settings.trusted,
    isWatched: () => server().traits.watchesFiles,
    showing: (search) => showSearch(server(), 'Looking for STAC objects', search),
    searched: () => watchPackages(server()),
    news: (uri) => server().publisher.changed(uri),
    failed: (error) => logBug(connection.console, 'Looking for STAC objects', error),
    now: () => performance.now(),
  });
  const stacStates = new ObjectStates({
    index: stac,
    documents,
    checks,
    configurationOf: async (uri) => {
      const place = workspace.settings.trusted ? workspace.folders.placeOf(uri) : undefined;
      return place && configurations.of(uri, place, new AbortController().signal);
    },
  });
  const stacCatalogue = new StacCatalogue({
    index: stac,
    states: stacStates,
    changed: () => {
      void attempt(connection.console, 'Telling of STAC objects', () =>
        connection.sendNotification(STAC_CHANGED),
      );
    },
    failed: (error) => logBug(connection.console, 'Checking STAC objects', error),
  });
  return { stac, stacStates, stacCatalogue };
}
