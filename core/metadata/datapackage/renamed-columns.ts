import { nearest } from '#core/base/nearest.ts';

/** Of more fields than these nobody asks what each was called before. */
const MAX_FIELDS = 10;

/** For each field that the file does not have, the column that it most likely means; no column is meant twice. */
export function renamedColumns(
  missingFields: readonly string[],
  extraColumns: readonly string[],
): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  if (missingFields.length > MAX_FIELDS) {
    return renamed;
  }
  const free = new Set(extraColumns);
  for (const name of missingFields) {
    const column = nearest(name, [...free]);
    if (column !== undefined) {
      renamed.set(name, column);
      free.delete(column);
    }
  }
  return renamed;
}
