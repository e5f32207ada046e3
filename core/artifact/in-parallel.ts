import { throwIfCancelled } from '#core/base/failure.ts';

/**
 * Runs `work` on all items, at most `limit` at once, and gives the results in the order of the items. The first
 * failure aborts the signal that the others got, waits for them to end, and is thrown: nothing runs on afterwards.
 */
export async function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T, signal: AbortSignal) => Promise<R>,
  signal?: AbortSignal,
): Promise<R[]> {
  throwIfCancelled(signal);
  const stop = new AbortController();
  const combined = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  const results: R[] = [];
  let failure: { readonly error: unknown } | undefined;
  const queue = items.entries();
  const worker = async () => {
    for (const [i, item] of queue) {
      if (combined.aborted) {
        return;
      }
      try {
        results[i] = await work(item, combined);
      } catch (error) {
        failure ??= { error };
        stop.abort(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  throwIfCancelled(signal);
  if (failure) {
    throw failure.error;
  }
  return results;
}
