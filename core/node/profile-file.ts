import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { DataFact } from '#core/tableschema/data-fact.ts';
import type { TableReading } from '#core/tableschema/table-reading.ts';
import { profileTable } from '#core/tabular/profile/profile-table.ts';
import { openFileSource } from './file-source.ts';

/**
 * What is in a table file, from its footer or its beginning. Others in the process get their turn now and then.
 * Fails as `openFileSource` and `profileTable` do.
 */
export async function profileFile(
  file: string,
  reading: TableReading,
  { signal, bySight }: { readonly signal?: AbortSignal | undefined; readonly bySight?: boolean } = {},
): Promise<DataFact> {
  const source = await openFileSource(file);
  try {
    const name = basename(file);
    return await profileTable(source, {
      name,
      reading,
      pause: () => setImmediate(),
      ...(bySight && { bySight }),
      ...(signal && { signal }),
    });
  } finally {
    await source.close();
  }
}
