import { Failure } from '#core/base/failure.ts';
import { networkFailure } from './registry-errors.ts';
import type { FetchAnswer } from './transport.ts';
import { joined } from './verified-stream.ts';

/** The body of an answer, chunk by chunk. Leaving the loop early closes the connection. */
export async function* streamBody(
  answer: FetchAnswer,
  what: string,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = answer.body?.getReader();
  if (!reader) {
    return;
  }
  let finished = false;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw networkFailure(error, what, signal);
      });
      if (done) {
        finished = true;
        return;
      }
      if (value) {
        yield value;
      }
    }
  } finally {
    if (!finished) {
      await reader.cancel().catch(() => undefined);
    }
  }
}

/** The whole body. Fails with `content/too-large` at the first byte over `limit`. */
export async function readBody(
  answer: FetchAnswer,
  limit: number,
  what: string,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of streamBody(answer, what, signal)) {
    size += chunk.length;
    if (size > limit) {
      throw new Failure(
        'content/too-large',
        `${what} is larger than the ${limit} bytes that are read of it.`,
      );
    }
    parts.push(chunk);
  }
  return joined(parts, size);
}
