import { type Connection, LSPErrorCodes, ProgressType, ResponseError } from 'vscode-languageserver/node';
import { isFailure } from '#core/base/failure.ts';
import type { Progress, ReportProgress } from '#core/base/progress.ts';
import { logBug } from '#server/features/answer.ts';
import { type DecodeParams, onDecoded } from './own-request.ts';

const PROGRESS = new ProgressType<Progress>();

/** What a task that a person waits for works with. */
export interface LongTask {
  readonly signal: AbortSignal;
  readonly onProgress: ReportProgress;
}

/**
 * Serves a request of our own that may take minutes: it tells how far it is under the token that the client made, and
 * ends when the client cancels. What it cannot do it says in words for people.
 */
export function serveLongRequest<Params extends { readonly progress: string }, Result>(
  connection: Connection,
  method: string,
  decode: DecodeParams<Params>,
  perform: (params: Params, task: LongTask) => Promise<Result>,
): void {
  onDecoded(connection, method, decode, async (params, token): Promise<Result | ResponseError<void>> => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    try {
      return await perform(params, {
        signal: controller.signal,
        onProgress: (step) => void connection.sendProgress(PROGRESS, params.progress, step),
      });
    } catch (error) {
      if (isFailure(error, 'task/cancelled')) {
        return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
      }
      if (isFailure(error)) {
        return new ResponseError(LSPErrorCodes.RequestFailed, error.message);
      }
      logBug(connection.console, method, error);
      const message = 'Waybill met an error of its own. The log has the details.';
      return new ResponseError(LSPErrorCodes.RequestFailed, message);
    }
  });
}
