import type { ByteSource } from '#core/base/byte-source.ts';
import { Failure } from '#core/base/failure.ts';
import { openArrowFile, openArrowStream } from './arrow/arrow-table.ts';
import { withBlockCache } from './block-cache.ts';
import { openCsv } from './csv/csv-table.ts';
import { openJsonl } from './jsonl/jsonl-table.ts';
import { openParquet } from './parquet/parquet-table.ts';
import { sniffFormat, sniffJson } from './sniff-format.ts';
import type { Table } from './table.ts';
import { SAMPLED_BYTES } from './text/sample.ts';

/** What a table is called and how it is to be read. */
export interface OpenTableOptions {
  /** File name: decides where the first bytes do not, and appears in messages. */
  readonly name: string;
  /** Infer the types of columns of text (the default); false keeps each cell as its text, JSON text for JSON Lines. */
  readonly infer?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Opens a table over a source of bytes: the format by the first bytes, then by the name. Small reads are cached.
 * Fails with `table/unknown-format` (not a table), `table/unsupported` (a table that cannot be read, and why) or
 * `table/corrupt` (empty, cut off, damaged).
 */
export async function openTable(source: ByteSource, wanted: OpenTableOptions): Promise<Table> {
  const { name, infer = true, signal } = wanted;
  if (source.size === 0) {
    throw new Failure('table/corrupt', `${name} is empty: it has 0 bytes.`);
  }
  const cached = withBlockCache(source);
  const sniffed = sniffFormat(await cached.read(0, 16, signal), name);
  const format = sniffed === 'json' ? sniffJson(await cached.read(0, SAMPLED_BYTES, signal), name) : sniffed;
  const options = { name, infer, ...(signal === undefined ? {} : { signal }) };
  switch (format) {
    case 'parquet':
      return openParquet(cached, name, signal);
    case 'arrow-file':
      return openArrowFile(cached, name, signal);
    case 'arrow-stream':
      return openArrowStream(cached, name, signal);
    case 'csv':
    case 'tsv':
      return openCsv(cached, { ...options, format });
    case 'jsonl':
      return openJsonl(cached, options);
  }
}
