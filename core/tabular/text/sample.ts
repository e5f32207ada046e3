import type { ByteSource } from '#core/base/byte-source.ts';
import { type RowBytes, readRows } from './read-rows.ts';
import type { NewRowScan } from './row-scan.ts';

/** The head of a text file by which it is known: a file that is no longer is known as a whole. */
export const SAMPLED_BYTES = 64 * 1024;

const SAMPLED_ROWS = 1000;

/** The complete rows from byte `offset` to the end of the file's head, up to 1000 of them. */
export async function readSample(
  source: ByteSource,
  newScan: NewRowScan,
  offset: number,
  signal?: AbortSignal,
): Promise<RowBytes[]> {
  const end = Math.min(source.size, SAMPLED_BYTES);
  // To the reader the head looks like a whole file; its last row may be cut off and is then dropped.
  const head: ByteSource = { size: end, read: (from, to, s) => source.read(from, Math.min(to, end), s) };
  const run = { offset, skip: 0, take: SAMPLED_ROWS, firstRow: 1 };
  const { rows } = await readRows(head, newScan, run, signal);
  if (end < source.size && rows.length > 1 && rows.length < SAMPLED_ROWS) {
    rows.pop();
  }
  return rows;
}
