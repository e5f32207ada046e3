import type { ByteSource } from '#core/base/byte-source.ts';
import { Failure } from '#core/base/failure.ts';
import { withBlockCache } from './block-cache.ts';
import { openCsv } from './csv/csv-table.ts';
import { openParquet } from './parquet/parquet-table.ts';
import type { Table } from './table.ts';

/** What a table is called and how it is to be read. */
export interface OpenTableOptions {
  /** File name: decides where the first bytes do not, and appears in messages. */
  readonly name: string;
  /** Infer the types of CSV columns (the default); false keeps each cell as its text. */
  readonly infer?: boolean;
  readonly signal?: AbortSignal;
}

export async function openTable(source: ByteSource, options: OpenTableOptions): Promise<Table> {
  const cached = withBlockCache(source);
  const { name, infer = true, signal } = options;
  if (cached.size === 0) {
    throw new Failure('table/corrupt', `${name} is empty: it has 0 bytes.`);
  }
  const magic = new TextDecoder('latin1').decode(await cached.read(0, 8, signal));
  if (magic.startsWith('PAR1') || magic.startsWith('PARE')) {
    return openParquet(cached, name, signal);
  }
  const format = /\.(tsv|tab)$/i.test(name) ? 'tsv' : 'csv';
  return openCsv(cached, { name, format, infer, ...(signal === undefined ? {} : { signal }) });
}
