import { attempt } from '#server/features/answer.ts';
import type { Server } from './server.ts';

/** Has the client watch the files that the open documents refer to, once the person trusts what they say. */
export function watchReferences({ connection, documents, workspace, watching, traits }: Server): void {
  if (traits.watchesRelativePaths) {
    const followed = workspace.settings.trusted ? documents.all() : [];
    void attempt(connection.console, 'Watching referenced files', () =>
      watching.follow(followed, workspace.folders),
    );
  }
}

/** STAC objects in more folders than these have no watchers of their own. */
const MOST_FOLDERS = 2_000;

/** Has the client tell of folders that come and go where packages and STAC objects were found. */
export function watchPackages(server: Server): void {
  const { connection, index, workspace, watching, traits } = server;
  if (traits.watchesRelativePaths) {
    void attempt(connection.console, 'Watching the folders of packages', () =>
      watching.followPackages([...index.packages(), ...oneOfEachFolder(server)], workspace.folders),
    );
  }
}

/** One STAC object of each folder that holds some. */
function oneOfEachFolder({ stac }: Server): string[] {
  const files = new Map<string, string>();
  for (const file of stac.graph.files()) {
    const folder = file.slice(0, file.lastIndexOf('/'));
    if (!files.has(folder) && files.size < MOST_FOLDERS) {
      files.set(folder, file);
    }
  }
  return [...files.values()].map((file) => stac.uriOf(file));
}

/** Checks every open document again: something changed that concerns all of them. */
export function recheckAll({ texts, publisher }: Server): void {
  for (const uri of texts.keys()) {
    publisher.changed(uri);
  }
}
