import { describe, expect, test } from 'vitest';
import { type Patience, patientFetch } from '#core/node/patient-fetch.ts';
import type { ByteStreamReader, Fetch, FetchAnswer } from '#core/oci/transport.ts';
import { bytesOf } from '#test/support/blobs.ts';

const never = <T>() =>
  new Promise<T>(() => {
    /* a server that is silent */
  });

/** Patience for `silence` milliseconds, on a clock that goes on by `step` each time somebody looks. */
function patience(silence: number, step = 0): Patience {
  let time = 0;
  return { answer: () => silence, silence, leastBytes: 10, now: () => (time += step) };
}

function answerOf(read: ByteStreamReader['read']): FetchAnswer {
  const cancel = () => Promise.resolve();
  return { status: 200, headers: { get: () => null }, body: { cancel, getReader: () => ({ read, cancel }) } };
}

async function readAll(fetch: Fetch): Promise<number> {
  const { body } = await fetch('http://localhost/', { method: 'GET', headers: {}, redirect: 'manual' });
  const reader = body?.getReader();
  let size = 0;
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) {
      return size;
    }
    size += part.value?.length ?? 0;
  }
}

const withCode = (code: string) => expect.objectContaining({ code });

describe('a server is given up', () => {
  test('that takes the connection and never answers; the request is aborted', async () => {
    let signal: AbortSignal | undefined;
    const silent: Fetch = (_, init) => {
      signal = init.signal;
      return never();
    };
    await expect(readAll(patientFetch(silent, patience(1)))).rejects.toThrow(
      withCode('UND_ERR_HEADERS_TIMEOUT'),
    );
    expect(signal?.aborted).toBe(true);
  });

  test('that stops in the middle of a body', async () => {
    const parts = [bytesOf('abc')];
    const stalls = () => Promise.resolve({ done: false, value: parts.shift() });
    const fetch = async () => answerOf(() => (parts.length > 0 ? stalls() : never()));
    await expect(readAll(patientFetch(fetch, patience(1)))).rejects.toThrow(withCode('UND_ERR_BODY_TIMEOUT'));
  });

  test('that sends byte after byte for ever', async () => {
    const drips = () =>
      new Promise<{ done: boolean; value: Uint8Array }>((resolve) => {
        setImmediate(() => resolve({ done: false, value: bytesOf('x') }));
      });
    const fetch = async () => answerOf(drips);
    await expect(readAll(patientFetch(fetch, patience(1_000, 300)))).rejects.toThrow(
      withCode('UND_ERR_BODY_TIMEOUT'),
    );
  });
});

test('a slow server that keeps sending is not given up', async () => {
  let left = 50;
  const slow = () => Promise.resolve({ done: left-- <= 0, value: bytesOf('0123456789') });
  expect(await readAll(patientFetch(async () => answerOf(slow), patience(1_000, 900)))).toBe(500);
});

test('who cancels hears of that, not of a timeout', async () => {
  const controller = new AbortController();
  const silent: Fetch = (_, { signal }) =>
    new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
    });
  const asked = patientFetch(silent, patience(60_000))('http://localhost/', {
    method: 'GET',
    headers: {},
    redirect: 'manual',
    signal: controller.signal,
  });
  controller.abort(new Error('enough'));
  await expect(asked).rejects.toThrow('enough');
});
