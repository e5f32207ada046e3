import { Failure, throwIfCancelled } from '#core/base/failure.ts';
import type { Authorizer } from './auth.ts';
import { readBody } from './http-body.ts';
import { resolveUrl } from './origins.ts';
import { isBrokenConversation, networkFailure, plainText, registryFailure } from './registry-errors.ts';
import type { FetchAnswer, HeadersOf, Transport } from './transport.ts';

export interface RegistryRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent again for each retry and redirect. */
  readonly body?: Uint8Array;
  /** A large body: sent once, by `Transport.upload`, from a stream made for each sending. */
  readonly stream?: { readonly size: number; open(): AsyncIterable<Uint8Array> };
  /** The token scope that this request needs: `repository:acme/stations:pull`. */
  readonly scope: string;
  /** Statuses that the caller handles; every other one becomes a `Failure`. */
  readonly accept: readonly number[];
  /** What is tried, for messages: "Reading tag 1.0 of host/repo". */
  readonly attempt: string;
  readonly signal?: AbortSignal | undefined;
}

export interface RegistryAnswer extends FetchAnswer {
  /** Where the answer came from, after redirects: what a relative `Location` is relative to. */
  readonly url: URL;
}

/** Sends requests to one registry: sign-in, redirects, retries, and failures in words. */
export type SendRequest = (request: RegistryRequest) => Promise<RegistryAnswer>;

export interface RegistryHttpOptions {
  readonly origin: URL;
  readonly transport: Transport;
  readonly authorizer: Authorizer;
  /** Gets each distinct `Warning: 299` text once; show it, never act on it. */
  readonly onWarning?: (text: string) => void;
}

const MAX_HOPS = 5;
const MAX_ATTEMPTS = 5;
const FIRST_DELAY = 250;
const LONGEST_DELAY = 3_000;
/**
 * A registry that wants longer pauses than this for one request, all together, gets a plain failure instead of a
 * client that seems to hang.
 */
const LONGEST_WAIT = 60_000;
/** People are told of a pause that is longer than this. */
const SILENT_WAIT = 5_000;
const ERROR_BODY_LIMIT = 64 * 1024;
const RETRIED: readonly number[] = [408, 429, 500, 502, 503, 504];
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** Makes the sender of requests to one registry. */
export function registryHttp(options: RegistryHttpOptions): SendRequest {
  const warnings = new Set<string>();
  return async (request) => {
    const answer = await sendWithRetries(options, request);
    noteWarnings(answer.headers, warnings, options.onWarning);
    if (request.accept.includes(answer.status)) {
      return answer;
    }
    // A body that breaks off or never ends must not hide the status that it came with.
    const body = await readBody(answer, ERROR_BODY_LIMIT, request.attempt, request.signal).catch(
      () => new Uint8Array(),
    );
    throwIfCancelled(request.signal);
    throw registryFailure(answer.status, body, request.attempt);
  };
}

async function sendWithRetries(
  options: RegistryHttpOptions,
  request: RegistryRequest,
): Promise<RegistryAnswer> {
  let waited = 0;
  for (let attempt = 1; ; attempt++) {
    throwIfCancelled(request.signal);
    // A stream that the registry consumed half of ends its upload session: whoever opened the session starts anew.
    const last = attempt === MAX_ATTEMPTS || request.stream !== undefined;
    let answer: RegistryAnswer;
    try {
      answer = await sendSignedIn(options, request);
    } catch (error) {
      if (last || !isBrokenConversation(error)) {
        throw error;
      }
      await options.transport.wait(pause(attempt), request.signal);
      continue;
    }
    if (last || !RETRIED.includes(answer.status) || request.accept.includes(answer.status)) {
      return answer;
    }
    const delay = retryAfter(answer.headers) ?? pause(attempt);
    waited += delay;
    if (waited > LONGEST_WAIT) {
      return answer;
    }
    if (delay > SILENT_WAIT) {
      options.onWarning?.(`Wait ${delay / 1000} seconds. The request is repeated then.`);
    }
    await answer.body?.cancel().catch(() => undefined);
    await options.transport.wait(delay, request.signal);
  }
}

function pause(attempt: number): number {
  return Math.min(FIRST_DELAY * 2 ** (attempt - 1), LONGEST_DELAY);
}

/** `Retry-After` in milliseconds; the form with a date is left to the default pause. */
function retryAfter(headers: HeadersOf): number | undefined {
  const text = headers.get('retry-after');
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) * 1000 : undefined;
}

async function sendSignedIn(options: RegistryHttpOptions, request: RegistryRequest): Promise<RegistryAnswer> {
  const sent = options.authorizer.header(request.scope);
  const answer = await sendFollowing(options, request, sent);
  const challenge = answer.headers.get('www-authenticate');
  const fromRegistry = answer.url.origin === options.origin.origin;
  if (answer.status !== 401 || challenge === null || !fromRegistry) {
    return answer;
  }
  const isNew = await options.authorizer.answer(challenge, request.scope, sent, request.signal);
  if (!isNew) {
    return answer;
  }
  await answer.body?.cancel().catch(() => undefined);
  return sendFollowing(options, request, options.authorizer.header(request.scope));
}

/** One request with its redirects. `Authorization` goes to the registry's own scheme, host and port only. */
async function sendFollowing(
  options: RegistryHttpOptions,
  request: RegistryRequest,
  authorization: string | undefined,
): Promise<RegistryAnswer> {
  let url = request.url;
  let method = request.method;
  for (let hop = 0; ; hop++) {
    const isRegistry = url.origin === options.origin.origin;
    const headers = {
      ...request.headers,
      ...(isRegistry && authorization !== undefined && { authorization }),
    };
    const answer = await sendOnce(options.transport, { ...request, method }, url, headers);
    const location = answer.headers.get('location');
    if (!REDIRECTS.includes(answer.status) || location === null) {
      // A Response has its members on its prototype: spreading would lose them.
      return { status: answer.status, headers: answer.headers, body: answer.body, url };
    }
    await answer.body?.cancel().catch(() => undefined);
    if (hop === MAX_HOPS) {
      throw new Failure(
        'registry/redirect-refused',
        `${request.attempt} failed: more than ${MAX_HOPS} redirects. Tell the operator of the registry.`,
      );
    }
    const carriesBody = method !== 'GET' && method !== 'HEAD';
    if (carriesBody && answer.status < 307) {
      throw new Failure(
        'registry/bad-answer',
        `${request.attempt} failed: the registry redirects an upload (HTTP ${answer.status}) without keeping its body. Check that the address is the registry itself.`,
      );
    }
    url = resolveUrl(location, url, options.origin, `the answer to "${request.attempt}"`);
    method = carriesBody || method === 'HEAD' ? method : 'GET';
  }
}

async function sendOnce(
  transport: Transport,
  request: RegistryRequest,
  url: URL,
  headers: Record<string, string>,
): Promise<FetchAnswer> {
  const signal = request.signal ? { signal: request.signal } : {};
  try {
    if (request.stream) {
      if (!transport.upload) {
        throw new Failure(
          'registry/unsupported',
          `${request.attempt} failed: large files cannot be uploaded from here.`,
        );
      }
      const { size } = request.stream;
      const answer = await transport.upload({
        method: 'PUT',
        url: url.href,
        headers,
        size,
        body: request.stream.open(),
        ...signal,
      });
      return { status: answer.status, headers: answer.headers, body: bytesAsStream(answer.body) };
    }
    return await transport.fetch(url.href, {
      method: request.method,
      headers,
      redirect: 'manual',
      ...(request.body && { body: request.body as Uint8Array<ArrayBuffer> }),
      ...signal,
    });
  } catch (error) {
    throw networkFailure(error, url.host, request.signal);
  }
}

function bytesAsStream(bytes: Uint8Array): FetchAnswer['body'] {
  const chunks = [bytes];
  const cancel = () => Promise.resolve();
  return {
    cancel,
    getReader: () => ({
      cancel,
      read: () => {
        const value = chunks.shift();
        return Promise.resolve({ done: value === undefined, value });
      },
    }),
  };
}

/** `Warning: 299 - "text"` (distribution specification 1.1.1, "Warnings"): shown once each, never acted upon. */
function noteWarnings(
  headers: HeadersOf,
  seen: Set<string>,
  show: ((text: string) => void) | undefined,
): void {
  for (const [, quoted] of (headers.get('warning') ?? '')
    .slice(0, 4096)
    .matchAll(/299 - "((?:[^"\\]|\\.)*)"/g)) {
    const text = plainText((quoted ?? '').replace(/\\(.)/g, '$1'), 200);
    if (text !== '' && !seen.has(text) && seen.size < 20) {
      seen.add(text);
      show?.(text);
    }
  }
}
