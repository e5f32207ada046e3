import { FileChangeType } from 'vscode-languageserver/node';
import { isConfigName } from '#core/metadata/config/find-config.ts';
import { attempt } from '#server/features/answer.ts';
import { WORKSPACE_TRUST } from '#server/protocol/workspace-trust.ts';
import { concerns } from '#server/workspace/referenced-files.ts';
import { decodeWorkspaceTrust } from '#server/workspace/settings.ts';
import { forgetDisplayed } from './display.ts';
import { recheckAll, watchReferences } from './recheck.ts';
import type { Server } from './server.ts';

function isDescriptorName(uri: string): boolean {
  return /\.(?:json|ya?ml)$/i.test(uri);
}

/** Texts and files change: check again what that concerns. */
export function serveChanges(server: Server): void {
  const {
    connection,
    configurations,
    texts,
    documents,
    facts,
    workspace,
    publisher,
    index,
    schemaUsers,
    stac,
  } = server;
  const log = connection.console;
  /** A schema or dialect was edited: the packages that use it see that. */
  const recheckUsersOf = (uri: string) => {
    // And the other way round: a package may name another schema now, or its dialect reads data in another way.
    if (documents.get(uri)?.metadata.kind !== 'tableschema' || schemaUsers.hasDialects()) {
      schemaUsers.outdate();
    }
    for (const user of facts.documentsWith(uri)) {
      publisher.changed(user);
    }
  };
  /** A configuration was edited, or came or went: it may concern every document. */
  const recheckConfigured = (uris: readonly string[]) => {
    if (uris.some(isConfigName)) {
      configurations.changed();
      recheckAll(server);
    }
  };
  texts.onDidOpen(({ document }) => documents.forget(document.uri));
  texts.onDidChangeContent(({ document }) => {
    publisher.changed(document.uri);
    recheckUsersOf(document.uri);
    recheckConfigured([document.uri]);
  });
  texts.onDidSave(({ document }) => {
    facts.touched(document.uri);
    publisher.changed(document.uri);
  });
  texts.onDidClose(({ document }) => {
    documents.forget(document.uri);
    facts.forget(document.uri);
    forgetDisplayed(document.uri, server);
    configurations.forget(document.uri);
    schemaUsers.forget(document.uri);
    stac.closed(document.uri);
    recheckUsersOf(document.uri);
    recheckConfigured([document.uri]);
    void attempt(log, 'Closing a document', () => publisher.closed(document.uri));
    watchReferences(server);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    void attempt(log, 'Looking at changed files', () => {
      const files = changes.map(({ uri, type }) => ({ uri, isOther: type !== FileChangeType.Changed }));
      const concerned = new Set(facts.changed(files));
      const uris = changes.map((change) => change.uri);
      recheckConfigured(uris);
      stac.changed(files);
      if (index.changed(files) || uris.some(isDescriptorName)) {
        schemaUsers.outdate();
      }
      for (const uri of schemaUsers.withTables(uris)) {
        facts.touched(uri);
        concerned.add(uri);
      }
      const referring = documents.all().filter((each) => concerns(each, uris));
      for (const uri of [...referring.map((each) => each.uri), ...documents.beingRead()]) {
        facts.touched(uri);
        concerned.add(uri);
      }
      for (const uri of concerned) {
        publisher.changed(uri);
      }
    });
  });
  connection.onNotification(WORKSPACE_TRUST, (params: unknown) => {
    workspace.trust(decodeWorkspaceTrust(params));
    index.clear();
    stac.clear();
    schemaUsers.outdate();
    recheckAll(server);
  });
  texts.listen(connection);
}
