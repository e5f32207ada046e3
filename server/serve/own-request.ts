import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  ParameterStructures,
  RequestType,
  ResponseError,
} from 'vscode-languageserver/node';
import { answer, type Handler } from '#server/features/answer.ts';

/** Reads the parameters of a request; undefined when they are none of it. */
export type DecodeParams<Params> = (params: unknown) => Params | undefined;

/**
 * Serves a request of our own, which any client may send: its parameters are looked at before they are believed, and
 * wrong ones are answered by `InvalidParams`.
 */
export function serveOwnRequest<Params, Result>(
  connection: Connection,
  method: string,
  decode: DecodeParams<Params>,
  handler: Handler<Params, Result>,
): void {
  onDecoded(connection, method, decode, answer(connection.console, method, handler));
}

/** The same for whoever answers failures in a way of its own. */
export function onDecoded<Params, Result>(
  connection: Connection,
  method: string,
  decode: DecodeParams<Params>,
  handler: (params: Params, token: CancellationToken) => Promise<Result | ResponseError<void>>,
): void {
  // By name: otherwise a list of parameters would be spread over the arguments of the handler.
  const type = new RequestType<unknown, unknown, void>(method, ParameterStructures.byName);
  connection.onRequest(type, async (params, token): Promise<Result | ResponseError<void>> => {
    const decoded = decode(params);
    return decoded === undefined
      ? new ResponseError(
          ErrorCodes.InvalidParams,
          `${method} was sent with parameters that are not its own.`,
        )
      : handler(decoded, token);
  });
}
