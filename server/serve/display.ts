import {
  type CodeLens,
  CodeLensRefreshRequest,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { answer, attempt } from '#server/features/answer.ts';
import { provideCodeLenses } from '#server/features/code-lenses.ts';
import { provideInlayHints } from '#server/features/inlay-hints.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import type { Server } from './server.ts';

/** What stands between and behind the lines of a descriptor. It never waits for facts: new ones bring it up to date. */
export function serveDisplay(server: Server): void {
  const { connection, documents } = server;
  const log = connection.console;
  connection.onCodeLens(
    answer(log, 'Commands above resources', ({ textDocument }) => {
      const document = documents.get(textDocument.uri);
      return document && codeLenses(document, server);
    }),
  );
  connection.languages.inlayHint.on(
    answer(log, 'Facts behind names', ({ textDocument, range }) => {
      const document = documents.get(textDocument.uri);
      const { display } = server.workspace.settings;
      return document && display.inlayHints
        ? provideInlayHints(document, server.checks.lastSeenAround(document.uri), server.findings, range)
        : undefined;
    }),
  );
}

/** Counts the findings that are shown now; has the client ask again where they are others, or facts around them are. */
export function displayed(params: PublishDiagnosticsParams, server: Server): void {
  const { checks, documents, findings, shown } = server;
  const document = documents.get(params.uri);
  if (!document || (params.version !== undefined && params.version !== document.version)) {
    forgetDisplayed(params.uri, server);
    return;
  }
  const isOther = findings.published(document, params.diagnostics);
  const facts = checks.lastSeenAround(document.uri);
  if (isOther || shown.get(document.uri) !== facts) {
    shown.set(document.uri, facts);
    refreshDisplay(server);
  }
}

/** Drops what is known of a document that was closed. */
export function forgetDisplayed(uri: string, { findings, shown }: Server): void {
  findings.forget(uri);
  shown.delete(uri);
}

/** Has the client ask again for what stands between and behind the lines. */
export function refreshDisplay({ connection, traits }: Server): void {
  const log = connection.console;
  if (traits.refreshesLenses) {
    void attempt(log, 'Showing commands anew', () => connection.sendRequest(CodeLensRefreshRequest.type));
  }
  if (traits.refreshesHints) {
    void attempt(log, 'Showing facts anew', () => connection.languages.inlayHint.refresh());
  }
}

function codeLenses(document: OpenDocument, { checks, findings, traits, workspace }: Server): CodeLens[] {
  const { display, commands } = workspace.settings;
  const showsHints = traits.inlayHints && display.inlayHints;
  return display.codeLens
    ? provideCodeLenses(document, checks.lastSeenAround(document.uri), findings, {
        commands,
        showsHints,
        appliesEdits: traits.appliesEdits,
      })
    : [];
}
