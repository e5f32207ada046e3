import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openFileSource } from '#core/node/file-source.ts';
import { openTable } from '#core/tabular/open.ts';
import type { Batch, Table } from '#core/tabular/table.ts';

/** The table sets of the shared corpus; where it is not there the tests say that they were skipped. */
export const CORPUS = join(import.meta.dirname, '../../../shared/corpus/tables');

export const hasCorpus = existsSync(CORPUS);

/** A case of a set's expectations.json; what it expects differs between the sets. */
export interface CorpusCase {
  readonly id: string;
  readonly path: string;
  readonly expect: { readonly [name: string]: unknown };
  readonly expectedJson: string | undefined;
}

export function readCases(set: string): CorpusCase[] {
  if (!hasCorpus) {
    process.stdout.write(`${set}: skipped, the shared corpus is not there\n`);
    return [];
  }
  const file = join(CORPUS, set, 'expectations.json');
  const { cases }: { cases: readonly { [name: string]: unknown }[] } = JSON.parse(readFileSync(file, 'utf8'));
  return cases.map((each) => ({
    id: String(each['id']),
    path: join(dirname(file), String(each['file'])),
    expect: (each['expect'] ?? {}) as { readonly [name: string]: unknown },
    expectedJson:
      each['expectedJson'] === undefined ? undefined : join(dirname(file), String(each['expectedJson'])),
  }));
}

/** All rows of a file of the corpus. `name` stands in for a file name that says nothing. */
export async function readAll(
  path: string,
  options: { name?: string; infer?: boolean } = {},
): Promise<{ table: Table; batch: Batch }> {
  const source = await openFileSource(path);
  try {
    const table = await openTable(source, { name: options.name ?? path, infer: options.infer ?? true });
    const batch = await table.read({ start: 0, end: 100_000 });
    return { table, batch };
  } finally {
    await source.close();
  }
}

/** How many cases of a set came out as expected, for the log. */
export function report(set: string, agreed: number, total: number, note = ''): void {
  process.stdout.write(`${set}: ${agreed} of ${total} agree${note === '' ? '' : ` (${note})`}\n`);
}
