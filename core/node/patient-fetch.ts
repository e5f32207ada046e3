import type { ByteStream, ByteStreamReader, Fetch } from '#core/oci/transport.ts';

/** How long somebody waits for a server that says nothing. */
export interface Patience {
  /** Milliseconds until the head of an answer has to be there. */
  answer(method: string): number;
  /** Milliseconds in which, while we wait for them, at least `leastBytes` of a body have to come. */
  readonly silence: number;
  readonly leastBytes: number;
  /** Milliseconds of any clock that only goes forward. */
  now(): number;
}

const READING: readonly string[] = ['GET', 'HEAD'];

/**
 * The platform waits five minutes for a server that took the connection and is silent, and for ever for one that
 * sends a byte a minute. What is only read has to begin within seconds; a write also takes the time to send up to
 * 4 MiB over a slow line and for the registry to store them.
 */
const PATIENCE: Patience = {
  answer: (method) => (READING.includes(method) ? 12_000 : 120_000),
  silence: 12_000,
  leastBytes: 1024,
  now: () => performance.now(),
};

/** A `fetch` that gives up on a silent server, with the codes that the platform's own timeouts have. */
export function patientFetch(fetch: Fetch, patience: Patience = PATIENCE): Fetch {
  return async (url, init) => {
    const giveUp = new AbortController();
    const signal = init.signal ? AbortSignal.any([init.signal, giveUp.signal]) : giveUp.signal;
    const answering = fetch(url, { ...init, signal });
    const answer = await within(answering, patience.answer(init.method), () => {
      const error = timeout('UND_ERR_HEADERS_TIMEOUT', 'no answer came in time');
      giveUp.abort(error);
      return error;
    });
    const { status, headers, body } = answer;
    return { status, headers, body: body && patientBody(body, patience) };
  };
}

function patientBody(body: ByteStream, patience: Patience): ByteStream {
  return {
    cancel: () => body.cancel(),
    getReader: () => patientReader(body.getReader(), patience),
  };
}

/** Counts only the time in which somebody waits for bytes: a slow disk is not the server's fault. */
function patientReader(reader: ByteStreamReader, patience: Patience): ByteStreamReader {
  let waited = 0;
  let received = 0;
  return {
    cancel: () => reader.cancel(),
    async read() {
      const start = patience.now();
      const part = await within(reader.read(), patience.silence - waited, () =>
        timeout('UND_ERR_BODY_TIMEOUT', 'the server stopped sending'),
      );
      waited += patience.now() - start;
      received += part.value?.length ?? 0;
      if (received >= patience.leastBytes) {
        waited = 0;
        received = 0;
      }
      return part;
    },
  };
}

/** The result of `work`, or the error of `late` when it takes longer. */
function within<T>(work: Promise<T>, milliseconds: number, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), Math.max(0, milliseconds));
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function timeout(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
