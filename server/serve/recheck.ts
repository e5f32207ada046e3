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

/** Has the client tell of folders that come and go where packages were found. */
export function watchPackages({ connection, index, workspace, watching, traits }: Server): void {
  if (traits.watchesRelativePaths) {
    void attempt(connection.console, 'Watching the folders of packages', () =>
      watching.followPackages(index.packages(), workspace.folders),
    );
  }
}

/** Checks every open document again: something changed that concerns all of them. */
export function recheckAll({ texts, publisher }: Server): void {
  for (const uri of texts.keys()) {
    publisher.changed(uri);
  }
}
