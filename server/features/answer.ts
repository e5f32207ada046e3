import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { isFailure } from '#core/base/failure.ts';

/** Where bugs are told; the connection's console is one. */
export interface Log {
  error(message: string): void;
}

/** Answers an LSP request; `undefined` says that there is nothing to say. */
export type Handler<Params, Result> = (params: Params) => Result | undefined | Promise<Result | undefined>;

/**
 * The entry point of every request: a bug in one feature is logged with its stack and answers nothing, a cancelled
 * request answers `RequestCancelled`, one whose document changed meanwhile answers `ContentModified`, and any other
 * expected failure answers `RequestFailed` with its message for people.
 */
export function answer<Params, Result>(log: Log, name: string, handler: Handler<Params, Result>) {
  return async (params: Params, token: CancellationToken): Promise<Result | null | ResponseError<void>> => {
    try {
      const result = await handler(params);
      return token.isCancellationRequested ? requestCancelled() : (result ?? null);
    } catch (error) {
      if (token.isCancellationRequested) {
        return requestCancelled();
      }
      if (isFailure(error, 'task/cancelled')) {
        return new ResponseError(LSPErrorCodes.ContentModified, 'The document changed meanwhile.');
      }
      if (isFailure(error)) {
        return new ResponseError(LSPErrorCodes.RequestFailed, error.message);
      }
      logBug(log, name, error);
      return null;
    }
  };
}

/** Runs what nobody waits for (a notification, a timer); a bug in it is logged. */
export async function attempt(log: Log, name: string, task: () => void | Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    if (!isFailure(error, 'task/cancelled')) {
      logBug(log, name, error);
    }
  }
}

/** Logs a bug with its stack. */
export function logBug(log: Log, name: string, error: unknown): void {
  log.error(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}

function requestCancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
}
