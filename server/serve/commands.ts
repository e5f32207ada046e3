import {
  type CancellationToken,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  type WorkDoneProgressReporter,
} from 'vscode-languageserver/node';
import { Failure, isFailure } from '#core/base/failure.ts';
import { filesToMeasure, updateFacts } from '#core/metadata/datapackage/update-facts.ts';
import type { Measurements } from '#core/node/measure-files.ts';
import { answer } from '#server/features/answer.ts';
import { rangeOf } from '#server/features/range.ts';
import { workspaceEditOf } from '#server/features/workspace-edit.ts';
import { UPDATE_FACTS, type UpdateFactsParams } from '#server/protocol/commands.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import type { Server } from './server.ts';

/** How often edits are made anew because someone typed meanwhile. */
const ATTEMPTS = 3;

/** Commands that the server runs for a client. */
export function serveCommands(server: Server): void {
  const { connection } = server;
  connection.onExecuteCommand((params, token, progress) => {
    const [argument]: unknown[] = params.arguments ?? [];
    if (params.command !== UPDATE_FACTS) {
      return new ResponseError(LSPErrorCodes.RequestFailed, `There is no command ${params.command} here.`);
    }
    const run = answer(connection.console, 'Updating facts', (given: unknown) =>
      withSignal(token, (signal) => runUpdate(given, server, { signal, progress })),
    );
    return run(argument, token);
  });
}

/** The argument of `waybill.updateFacts`; undefined when it is something else. */
function decodeUpdateFacts(argument: unknown): UpdateFactsParams | undefined {
  const given: Partial<Record<keyof UpdateFactsParams, unknown>> =
    typeof argument === 'object' && argument !== null ? argument : {};
  const { uri, path, replacesWeak } = given;
  return typeof uri === 'string' && (path === undefined || typeof path === 'string')
    ? { uri, ...(path !== undefined && { path }), ...(replacesWeak === true && { replacesWeak }) }
    : undefined;
}

interface Task {
  readonly signal: AbortSignal;
  readonly progress: WorkDoneProgressReporter;
}

async function runUpdate(argument: unknown, server: Server, { signal, progress }: Task): Promise<undefined> {
  const params = decodeUpdateFacts(argument);
  const document = params && server.documents.get(params.uri);
  if (!params || !document) {
    throw new Failure('usage/bad-argument', 'Open the descriptor whose facts are to be updated first.');
  }
  const { connection, traits } = server;
  const shown = traits.showsProgress ? await connection.window.createWorkDoneProgress() : undefined;
  const controller = new AbortController();
  shown?.token.onCancellationRequested(() => controller.abort());
  (shown ?? progress).begin('Updating facts', 0, undefined, true);
  try {
    const found = await measure(document, params, server, {
      signal: AbortSignal.any([signal, controller.signal]),
      progress: shown ?? progress,
    });
    await write(params, found, server);
  } catch (error) {
    if (isFailure(error, 'task/cancelled')) {
      return undefined; // the person who cancelled knows
    }
    throw error;
  } finally {
    (shown ?? progress).done();
  }
  return undefined;
}

async function measure(
  { uri, metadata }: OpenDocument,
  wanted: UpdateFactsParams,
  { workspace, measureFiles }: Server,
  { signal, progress }: Task,
): Promise<Measurements> {
  const place = workspace.settings.trusted ? workspace.folders.placeOf(uri) : undefined;
  if (!place) {
    throw new Failure(
      'workspace/untrusted',
      'Files are looked at only in a folder that is open in the editor and that you trust.',
    );
  }
  return measureFiles(place, filesToMeasure(metadata, wanted), {
    signal,
    onProgress: ({ message, done, total }) => progress.report(percent(done, total), message),
  });
}

function percent(done: number, total: number | undefined): number {
  return total ? Math.min(100, Math.floor((done / total) * 100)) : 0;
}

/** Puts what was found into the document as it is now, and tells what could not be found. */
async function write(
  wanted: UpdateFactsParams,
  { measured, unreadable }: Measurements,
  server: Server,
): Promise<void> {
  const { uri } = wanted;
  const { connection, documents, traits } = server;
  let isRight = false;
  for (let attempt = 0; attempt < ATTEMPTS && !isRight; attempt++) {
    const document = documents.get(uri);
    const edits = document ? updateFacts(document.metadata, measured, wanted) : [];
    if (!document || edits.length === 0) {
      isRight = document !== undefined;
      break;
    }
    const { text, version } = document;
    const changes = edits.map((edit) => ({ range: rangeOf(text, edit), newText: edit.text }));
    const { applied } = await connection.workspace.applyEdit({
      label: 'Update facts',
      edit: workspaceEditOf([{ uri, version, edits: changes }], traits),
    });
    isRight = applied;
  }
  if (!isRight) {
    throw new Failure(
      'edit/refused',
      'The descriptor kept changing, so its facts were not updated. Try again.',
    );
  }
  if (unreadable.length > 0) {
    const shown = unreadable.slice(0, 5).map((path) => `"${path}"`);
    const more = unreadable.length > shown.length ? ` and ${unreadable.length - shown.length} more` : '';
    const message = `These files could not be read, so their facts stay as they are: ${shown.join(', ')}${more}.`;
    await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
  }
}

async function withSignal<Result>(
  token: CancellationToken,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const listening = token.onCancellationRequested(() => controller.abort());
  try {
    return await run(controller.signal);
  } finally {
    listening.dispose();
  }
}
