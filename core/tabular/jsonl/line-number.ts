import type { ByteSource } from '#core/base/byte-source.ts';
import { throwIfCancelled } from '#core/base/failure.ts';
import type { RowBytes } from '../text/read-rows.ts';
import { isSpace } from './line-scan.ts';

const CHUNK = 1024 * 1024;
const LF = 0x0a;

/** The 1-based number of the line on which a row begins, as editors count. Reads the file up to there. */
export async function lineNumber(source: ByteSource, row: RowBytes, signal?: AbortSignal): Promise<number> {
  const blank = row.bytes.findIndex((byte) => !isSpace(byte));
  const end = row.offset + Math.max(0, blank);
  let line = 1;
  for (let start = 0; start < end; start += CHUNK) {
    throwIfCancelled(signal);
    line += countLineFeeds(await source.read(start, Math.min(start + CHUNK, end), signal));
  }
  return line;
}

function countLineFeeds(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) {
    count += 1;
  }
  return count;
}
