import { formatBytes } from '#core/base/format-bytes.ts';
import type { FileFact } from '../surroundings.ts';

/** Bytes: a schema, a dialect or a profile in a file of its own is no larger than this. */
export const LARGEST_PART = 4 * 1024 * 1024;
/** Of one document so many are read, of all together so many bytes: read, they take twenty times as much memory. */
const MAX_PARTS = 500;
const MAX_BYTES = 4 * LARGEST_PART;

/** The schemas, dialects and profiles of a document that are read: of very many or very large ones the first. */
export function partsToRead(
  paths: readonly string[],
  fileAt: (path: string) => FileFact | undefined,
): readonly string[] {
  const chosen: string[] = [];
  let bytes = 0;
  for (const path of paths) {
    const file = fileAt(path);
    if (file?.kind !== 'file' || file.size > LARGEST_PART) {
      continue;
    }
    bytes += file.size;
    if (bytes > MAX_BYTES || chosen.length === MAX_PARTS) {
      break;
    }
    chosen.push(path);
  }
  return chosen;
}

/** Why a schema, a dialect or a profile that is there was not read, for the sentence that says so. */
export function whyNotRead(size: number): string {
  return size > LARGEST_PART
    ? `it has ${formatBytes(size)}, and at most ${formatBytes(LARGEST_PART)} are read`
    : 'you may not read it, or it is one of too many';
}
