import type { ByteSource } from '#core/base/byte-source.ts';
import { Failure } from '#core/base/failure.ts';
import type { DataFact } from '#core/tableschema/data-fact.ts';
import { sniffFormat, sniffJson } from '../sniff-format.ts';
import { SAMPLED_BYTES } from '../text/sample.ts';
import { profileDelimited } from './profile-delimited.ts';
import { profileJsonDocument, profileJsonLines } from './profile-json.ts';
import type { ProfileOptions } from './profile-options.ts';
import { profileArrow, profileParquet } from './profile-typed.ts';

/**
 * What is in a table file: from the footer and statistics of Parquet, from the schema and first rows of Arrow, from the
 * first 1 MB and 5,000 rows of text. Fails as `openTable` does.
 * @throws task/cancelled
 */
export async function profileTable(source: ByteSource, options: ProfileOptions): Promise<DataFact> {
  // A copy: a text cut out of a larger one would keep that in memory.
  return structuredClone(await profiled(source, options));
}

async function profiled(source: ByteSource, options: ProfileOptions): Promise<DataFact> {
  const { name, signal } = options;
  if (source.size === 0) {
    throw new Failure('table/corrupt', `${name} is empty: it has 0 bytes.`);
  }
  const format = sniffFormat(await source.read(0, 16, signal), name);
  switch (format) {
    case 'parquet':
      return profileParquet(source, options);
    case 'arrow-file':
    case 'arrow-stream':
      return profileArrow(source, format, options);
    case 'jsonl':
      return profileJsonLines(source, options);
    case 'csv':
    case 'tsv':
      return profileDelimited(source, format, options);
    case 'json':
      return profileJson(source, options);
  }
}

/** Text that begins like JSON: a list of rows, rows on lines of their own, or a table after all. */
async function profileJson(source: ByteSource, options: ProfileOptions): Promise<DataFact> {
  const { name, signal } = options;
  const head = await source.read(0, SAMPLED_BYTES, signal);
  try {
    return sniffJson(head, name) === 'jsonl'
      ? await profileJsonLines(source, options)
      : await profileDelimited(source, 'csv', options);
  } catch (error) {
    if (error instanceof Failure && error.code === 'table/unsupported') {
      return profileJsonDocument(source, options);
    }
    throw error;
  }
}
