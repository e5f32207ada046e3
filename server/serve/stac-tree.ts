import type { FileFact } from '#core/metadata/surroundings.ts';
import { provideStacChildren, provideStacPath } from '#server/features/stac-tree.ts';
import { decodeStacChildrenParams, decodeStacPathParams } from '#server/protocol/decode-stac-tree.ts';
import { STAC_CHILDREN, STAC_PATH, type StacWorkspace } from '#server/protocol/stac-tree.ts';
import { serveOwnRequest } from './own-request.ts';
import type { Server } from './server.ts';

/** What the view of the STAC objects of the workspace asks. */
export function serveStacTree(server: Server): void {
  const { connection, stacCatalogue } = server;
  serveOwnRequest(connection, STAC_CHILDREN, decodeStacChildrenParams, async (params) => {
    stacCatalogue.follow();
    await stacCatalogue.index.lookEverywhere();
    const children = await provideStacChildren(params, stacCatalogue, (uri, paths) =>
      lookUp(uri, paths, server),
    );
    return params.path.length === 0
      ? { ...children, workspace: workspaceOf(params.filter, server) }
      : children;
  });
  serveOwnRequest(connection, STAC_PATH, decodeStacPathParams, async ({ uri, filter }) => {
    await stacCatalogue.index.lookEverywhere();
    return provideStacPath(uri, filter, stacCatalogue);
  });
}

function workspaceOf(
  filter: string | undefined,
  { stacCatalogue, workspace }: Pick<Server, 'stacCatalogue' | 'workspace'>,
): StacWorkspace {
  const { index } = stacCatalogue;
  const { matches } = stacCatalogue.shown(filter);
  return {
    state: stateOf(index.isComplete, workspace),
    objects: index.graph.size,
    ...(matches !== undefined && { matches }),
  };
}

function stateOf(isComplete: boolean, { settings, folders }: Server['workspace']): StacWorkspace['state'] {
  if (folders.roots().length === 0) {
    return 'no-folder';
  }
  if (!settings.trusted) {
    return 'untrusted';
  }
  return isComplete ? 'complete' : 'partly';
}

/** Only names and kinds of files inside of the workspace, and only in one that the person trusts. */
async function lookUp(
  uri: string,
  paths: readonly string[],
  { workspace, locateFiles }: Pick<Server, 'workspace' | 'locateFiles'>,
): Promise<ReadonlyMap<string, FileFact> | undefined> {
  const place = workspace.settings.trusted ? workspace.folders.placeOf(uri) : undefined;
  const located = place && (await locateFiles({ ...place, paths }));
  return located && new Map([...located].map(([path, { fact }]) => [path, fact]));
}
