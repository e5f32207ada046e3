import type { ByteSource } from '#core/base/byte-source.ts';
import { Failure, throwIfCancelled } from '#core/base/failure.ts';

const BLOCK = 16 * 1024;
const CACHED_BLOCKS = 1024;
// Larger reads are data pages and row blocks: they have caches of their own in decoded form.
const LARGEST_CACHED_READ = 512 * 1024;

/**
 * A source that remembers the blocks of small reads (16 KiB each, 16 MiB at most, least recently used first out) and
 * joins neighbouring blocks into one read. A source that returns fewer bytes than asked for before its end is
 * `file/changed`.
 */
export function withBlockCache(source: ByteSource): ByteSource {
  const blocks = new Map<number, Promise<Uint8Array>>();

  function remember(index: number, bytes: Promise<Uint8Array>): void {
    blocks.delete(index);
    blocks.set(index, bytes);
    bytes.catch(() => blocks.delete(index));
    for (const oldest of blocks.keys()) {
      if (blocks.size <= CACHED_BLOCKS) {
        break;
      }
      blocks.delete(oldest);
    }
  }

  function load(first: number, last: number, signal?: AbortSignal): void {
    const start = first * BLOCK;
    const run = readFully(source, start, Math.min(source.size, last * BLOCK), signal);
    for (let index = first; index < last; index += 1) {
      const offset = (index - first) * BLOCK;
      // A copy, so that one block that stays does not keep the whole run in memory.
      remember(
        index,
        run.then((bytes) => bytes.slice(offset, offset + BLOCK)),
      );
    }
  }

  async function readBlocks(start: number, end: number, signal?: AbortSignal): Promise<Uint8Array> {
    const first = Math.floor(start / BLOCK);
    const last = Math.ceil(end / BLOCK);
    const parts: Promise<Uint8Array>[] = [];
    for (let index = first; index < last; index += 1) {
      if (!blocks.has(index)) {
        let missing = index + 1;
        while (missing < last && !blocks.has(missing)) {
          missing += 1;
        }
        load(index, missing, signal);
      }
      const block = blocks.get(index);
      if (block !== undefined) {
        remember(index, block);
        parts.push(block);
      }
    }
    const joined = new Uint8Array(end - start);
    const loaded = await Promise.all(parts);
    for (const [index, block] of loaded.entries()) {
      const blockStart = (first + index) * BLOCK;
      const from = Math.max(start, blockStart);
      joined.set(block.subarray(from - blockStart, end - blockStart), from - start);
    }
    return joined;
  }

  return {
    size: source.size,
    read: async (start, end, signal) => {
      throwIfCancelled(signal);
      const from = Math.max(0, Math.min(start, source.size));
      const to = Math.max(from, Math.min(end, source.size));
      return to - from > LARGEST_CACHED_READ
        ? readFully(source, from, to, signal)
        : readBlocks(from, to, signal);
    },
  };
}

async function readFully(
  source: ByteSource,
  start: number,
  end: number,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const bytes = await source.read(start, end, signal);
  if (bytes.length !== end - start) {
    throw new Failure(
      'file/changed',
      `Reading bytes ${start} to ${end} gave ${bytes.length} bytes instead of ${end - start}: the file became shorter while it was being read. Open it again.`,
    );
  }
  return bytes;
}
