import type { BufferRegion } from './layout.ts';

/** Bytes `[from, to)` of a buffer, after decompression. */
export interface BufferRange {
  readonly region: BufferRegion;
  readonly from: number;
  readonly to: number;
}

/**
 * A computation that asks for ranges of buffers as it goes, so that the same code reads from memory at once (a page in
 * the webview) and from a file by ranges.
 */
export type Reading<T> = Generator<BufferRange, T, Uint8Array>;

/** Asks for bytes `[from, to)` of a buffer; whoever answers checks that the buffer has them. */
export function* bytesOf(region: BufferRegion, from: number, to: number): Reading<Uint8Array> {
  if (from < 0 || to < from) {
    throw new RangeError('a buffer range is reversed');
  }
  return from === to ? new Uint8Array(0) : yield { region, from, to };
}

/** Runs a reading with bytes at hand. */
export function runReading<T>(reading: Reading<T>, answer: (range: BufferRange) => Uint8Array): T {
  let step = reading.next();
  while (step.done !== true) {
    step = reading.next(answer(step.value));
  }
  return step.value;
}

/** Runs a reading with bytes that have to be fetched. */
export async function runReadingAsync<T>(
  reading: Reading<T>,
  answer: (range: BufferRange) => Promise<Uint8Array>,
): Promise<T> {
  let step = reading.next();
  while (step.done !== true) {
    step = reading.next(await answer(step.value));
  }
  return step.value;
}
