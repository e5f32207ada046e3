import { type CreateHash, digestParts } from '#core/base/digest.ts';
import { Failure, throwIfCancelled } from '#core/base/failure.ts';
import type { Descriptor } from './descriptor.ts';

/**
 * Passes chunks on while hashing them. The last chunk is held back until size and digest are right, so a receiver
 * that needs all the bytes never gets them from a liar; too many bytes fail at the first one too many.
 * Fails with `content/size-mismatch` or `content/digest-mismatch`. `what` names the content for messages.
 */
export async function* verifiedStream(
  chunks: AsyncIterable<Uint8Array>,
  descriptor: Pick<Descriptor, 'digest' | 'size'>,
  createHash: CreateHash,
  options: { what: string; signal?: AbortSignal | undefined; onBytes?: (done: number) => void },
): AsyncGenerator<Uint8Array, void, undefined> {
  const hash = createHash(digestParts(descriptor.digest).algorithm);
  let held: Uint8Array | undefined;
  let size = 0;
  for await (const chunk of chunks) {
    throwIfCancelled(options.signal);
    size += chunk.length;
    if (size > descriptor.size) {
      throw wrongSize(options.what, descriptor.size, `at least ${size}`);
    }
    hash.update(chunk);
    if (held) {
      yield held;
    }
    held = chunk;
    options.onBytes?.(size);
  }
  throwIfCancelled(options.signal);
  if (size !== descriptor.size) {
    throw wrongSize(options.what, descriptor.size, String(size));
  }
  const actual = hash.digest();
  if (actual !== descriptor.digest) {
    throw new Failure(
      'content/digest-mismatch',
      `The bytes of ${options.what} are not what its digest says: expected ${descriptor.digest}, got ${actual}. Do not use them; fetch them again or ask the publisher.`,
    );
  }
  if (held) {
    yield held;
  }
}

/** All chunks in one array. Call it only on a stream whose length is bounded. */
export async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    size += chunk.length;
  }
  return joined(parts, size);
}

/** The chunks one after the other; `size` is the sum of their lengths. */
export function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function wrongSize(what: string, expected: number, actual: string): Failure {
  return new Failure(
    'content/size-mismatch',
    `${what} should have ${expected} bytes and has ${actual}. Do not use it; fetch it again or ask the publisher.`,
  );
}
