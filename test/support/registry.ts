import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { answer, type RegistryAbilities, type Repository, type State } from './registry-endpoints.ts';
import { type Fault, sendFaulty } from './registry-fault.ts';

export type { RegistryAuth } from './registry-auth.ts';
export type { Repository } from './registry-endpoints.ts';
export type { Fault } from './registry-fault.ts';

/** One request as the registry saw it, for counting and for looking for secrets. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Bytes of its body, known when it ended. */
  bytes: number;
  status?: number;
}

export interface RegistryOptions extends RegistryAbilities {
  /** Tried in order; the first that fits a request is done instead of the answer, `times` times. */
  readonly faults?: readonly Fault[];
}

/** A registry for tests: the distribution API 1.1 over memory, on a free port of this machine. */
export interface TestRegistry {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  readonly requests: readonly SeenRequest[];
  readonly repositories: ReadonlyMap<string, Repository>;
  /** Adds a fault while it runs. */
  addFault(fault: Fault): void;
  /** Forgets the requests seen so far. */
  forget(): void;
  stop(): Promise<void>;
}

/** Starts a registry that keeps what is pushed until it stops. */
export async function startRegistry(options: RegistryOptions = {}): Promise<TestRegistry> {
  const state: State = { options, repositories: new Map(), uploads: new Map() };
  const faults = (options.faults ?? []).map((fault) => ({ ...fault }));
  const requests: SeenRequest[] = [];
  const server = http.createServer((request, response) => {
    const seen: SeenRequest = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers as Record<string, string | undefined>,
      bytes: 0,
    };
    requests.push(seen);
    response.on('close', () => {
      seen.status = response.statusCode;
    });
    serve(state, faults, seen, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    host: `127.0.0.1:${port}`,
    requests,
    repositories: state.repositories,
    addFault: (fault) => faults.push({ ...fault }),
    forget: () => requests.splice(0),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  state: State,
  faults: Fault[],
  seen: SeenRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const fault = faults.find((each) => (each.times ?? 1) > 0 && each.on(seen));
  if (fault) {
    fault.times = (fault.times ?? 1) - 1;
  }
  if (fault?.kind === 'hang-up') {
    await cutAfter(request, fault.atByte ?? 0);
    request.socket.destroy();
    return;
  }
  const parts: Buffer[] = [];
  for await (const part of request) {
    parts.push(part as Buffer);
    seen.bytes += (part as Buffer).length;
  }
  const url = new URL(seen.path, `http://${request.headers.host}`);
  const reply = answer(state, seen.method, url, request.headers, Buffer.concat(parts));
  const body =
    reply.body === undefined
      ? Buffer.alloc(0)
      : Buffer.isBuffer(reply.body)
        ? reply.body
        : Buffer.from(JSON.stringify(reply.body));
  const headers = {
    ...(reply.body !== undefined && !Buffer.isBuffer(reply.body) && { 'content-type': 'application/json' }),
    ...reply.headers,
  };
  const whole = { status: reply.status, headers, body: seen.method === 'HEAD' ? Buffer.alloc(0) : body };
  if (fault) {
    sendFaulty(fault, whole, response);
    return;
  }
  response.writeHead(whole.status, { 'content-length': body.length, ...whole.headers });
  response.end(whole.body);
}

async function cutAfter(request: IncomingMessage, bytes: number): Promise<void> {
  let seen = 0;
  if (bytes === 0) {
    return;
  }
  for await (const part of request) {
    seen += (part as Buffer).length;
    if (seen >= bytes) {
      return;
    }
  }
}
