import { WillRenameFilesRequest } from 'vscode-languageserver/node';
import { URI, Utils } from 'vscode-uri';
import { isFailure } from '#core/base/failure.ts';
import { areaOf } from '#core/metadata/kind.ts';
import type { Surroundings } from '#core/metadata/surroundings.ts';
import { answer } from '#server/features/answer.ts';
import { asLocations, provideNameDefinition, providePathDefinition } from '#server/features/definition.ts';
import { provideDocumentLinks } from '#server/features/document-links.ts';
import { provideMoveEdits } from '#server/features/file-moves.ts';
import { provideHighlights } from '#server/features/highlights.ts';
import { provideReferences } from '#server/features/references.ts';
import { prepareRename, provideRename, type RenameParts } from '#server/features/rename.ts';
import { provideStacDefinition, provideStacReferences } from '#server/features/stac-navigation.ts';
import { prepareStacRename, provideStacRename, type StacRenameParts } from '#server/features/stac-rename.ts';
import { provideWorkspaceSymbols } from '#server/features/workspace-symbols.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import type { Server } from './server.ts';

/** Ways from one place to others. */
export function serveNavigation(server: Server): void {
  const { connection, documents, index, stac } = server;
  const log = connection.console;
  connection.onDocumentLinks(
    answer(log, 'Links', async ({ textDocument }) => {
      const document = documents.get(textDocument.uri);
      const tooltips = server.traits.linkTooltips;
      return document && provideDocumentLinks(document, await factsAround(document, server), { tooltips });
    }),
  );
  connection.onDefinition(
    answer(log, 'Definition', async ({ textDocument, position }) => {
      const document = documents.get(textDocument.uri);
      if (!document) {
        return undefined;
      }
      if (isStac(document)) {
        const around = await factsAround(document, server);
        stac.look();
        const found = provideStacDefinition(document, position, stac, around);
        return server.traits.definitionLinks ? found : asLocations(found);
      }
      await seeFrom(document, server);
      const names = provideNameDefinition(document, position, index);
      const links =
        names.length > 0
          ? names
          : providePathDefinition(document, position, await factsAround(document, server));
      return server.traits.definitionLinks ? links : asLocations(links);
    }),
  );
  connection.onReferences(
    answer(log, 'References', async ({ textDocument, position, context }) => {
      const document = documents.get(textDocument.uri);
      if (!document) {
        return undefined;
      }
      if (isStac(document)) {
        await stac.lookEverywhere();
        return provideStacReferences(document, position, stac, context);
      }
      await index.lookEverywhere();
      return provideReferences(document, position, index, context);
    }),
  );
  connection.onDocumentHighlight(
    answer(log, 'Highlights', ({ textDocument, position }) => {
      const document = documents.get(textDocument.uri);
      index.look();
      return document && provideHighlights(document, position, index);
    }),
  );
  connection.onWorkspaceSymbol(
    answer(log, 'Symbols of the workspace', async ({ query }) => {
      await Promise.all([index.lookEverywhere(), stac.lookEverywhere()]);
      return provideWorkspaceSymbols(query, index, stac);
    }),
  );
  connection.onRequest(
    WillRenameFilesRequest.type,
    answer(log, 'Moving files', async ({ files }) => {
      await Promise.all([index.lookEverywhere(), stac.lookEverywhere()]);
      return provideMoveEdits(files, { stac, index, traits: server.traits });
    }),
  );
  serveRename(server);
}

function serveRename(server: Server): void {
  const { connection, documents, index, stac } = server;
  const log = connection.console;
  connection.onPrepareRename(
    answer(log, 'Rename', async ({ textDocument, position }) => {
      const document = documents.get(textDocument.uri);
      if (!document) {
        return undefined;
      }
      if (isStac(document)) {
        stac.look();
        return prepareStacRename(document, position, stacParts(server));
      }
      await seeFrom(document, server);
      return prepareRename(document, position, renameParts(server));
    }),
  );
  connection.onRenameRequest(
    answer(log, 'Rename', async ({ textDocument, position, newName }) => {
      const document = documents.get(textDocument.uri);
      if (!document) {
        return undefined;
      }
      if (isStac(document)) {
        await stac.lookEverywhere();
        return provideStacRename(document, position, newName, stacParts(server));
      }
      await index.lookEverywhere();
      return provideRename(document, position, newName, renameParts(server));
    }),
  );
}

function isStac({ metadata }: OpenDocument): boolean {
  return areaOf(metadata.kind) === 'stac';
}

function stacParts({ stac, traits, workspace }: Server): StacRenameParts {
  return { stac, traits, mayLook: workspace.settings.trusted };
}

/** What stands around a document; as it was seen last where a file changes just now. */
async function factsAround(document: OpenDocument, { checks }: Server): Promise<Surroundings> {
  try {
    return await checks.around(document);
  } catch (error) {
    if (isFailure(error, 'task/cancelled')) {
      return checks.lastSeenAround(document.uri);
    }
    throw error;
  }
}

/** Makes known what the names in a document may lead to. */
function seeFrom({ uri }: OpenDocument, { index }: Server): Promise<void> {
  return index.lookFrom(index.fileOf(uri));
}

function renameParts({ index, traits, workspace, readTextBeginning }: Server): RenameParts {
  const mayLook = workspace.settings.trusted;
  return {
    index,
    traits,
    mayLook,
    readHeader: async (uri) => {
      const place = mayLook ? workspace.folders.placeOf(uri) : undefined;
      return place && readTextBeginning({ ...place, name: Utils.basename(URI.parse(uri)) });
    },
  };
}
