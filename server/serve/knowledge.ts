import type { CodeAction, CompletionItem } from 'vscode-languageserver/node';
import { answer } from '#server/features/answer.ts';
import { decodeActionData, provideCodeActions, resolveCodeAction } from '#server/features/code-actions.ts';
import { isWorthCompleting, provideCompletion, resolveCompletion } from '#server/features/completion.ts';
import { provideHover } from '#server/features/hover.ts';
import type { Server } from './server.ts';

/** What the core knows about a place in a document. */
export function serveKnowledge(server: Server): void {
  const { connection, documents, checks } = server;
  const log = connection.console;
  connection.onCompletion(
    answer(log, 'Completion', ({ textDocument: { uri }, position, context }) => {
      const document = documents.get(uri) ?? documents.beginning(uri);
      const { commands } = server.workspace.settings;
      return document && isWorthCompleting(document, position, context?.triggerCharacter)
        ? provideCompletion(document, position, checks.lastSeenAround(uri), { ...server.traits, commands })
        : undefined;
    }),
  );
  const describe = answer(log, 'What a completion means', (item: CompletionItem) => resolveCompletion(item));
  connection.onCompletionResolve(async (item, token) => (await describe(item, token)) ?? item);
  connection.onHover(
    answer(log, 'Hover', ({ textDocument, position }) => {
      const document = documents.get(textDocument.uri);
      return document && provideHover(document, position, checks.lastSeenAround(textDocument.uri));
    }),
  );
  connection.onCodeAction(
    answer(log, 'Quick fixes', async ({ textDocument, range, context: { only } }) => {
      const document = documents.get(textDocument.uri);
      const { commands } = server.workspace.settings;
      const request = { range, only, commands, pages: server.pages, ...server.traits };
      return document && provideCodeActions(await checks.of(document), request);
    }),
  );
  const resolve = answer(log, 'The edit of an action', async (action: CodeAction) => {
    const data = decodeActionData(action.data);
    const document = data && documents.get(data.uri);
    return document && resolveCodeAction(await checks.of(document), action, data, server.traits);
  });
  connection.onCodeActionResolve(async (action, token) => (await resolve(action, token)) ?? action);
}
