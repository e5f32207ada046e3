import type { ByteSource } from '#core/base/byte-source.ts';
import { throwIfCancelled } from '#core/base/failure.ts';
import type { ColumnFact, DataFact } from '#core/tableschema/data-fact.ts';
import type { TableReading } from '#core/tableschema/table-reading.ts';
import { requireFewColumns } from '../text/column-limit.ts';
import { requireText } from '../text/require-text.ts';
import { SAMPLED_BYTES } from '../text/sample.ts';
import { sniffDelimited } from '../text/sniff-dialect.ts';
import { columnFact, countValue, emptyCounts } from './column-counts.ts';
import { type DelimitedTable, delimitedOf, readDelimited } from './delimited-table.ts';
import { missingWords, withoutWords } from './missing-words.ts';
import type { ProfileOptions } from './profile-options.ts';
import { canDecode, decodeHead, detectEncoding, type EncodingFact } from './text-encoding.ts';

/** How much of a text is looked at; a file that is no longer is known as a whole. */
export const PROFILED_BYTES = 1024 * 1024;
const PROFILED_ROWS = 5_000;
/** Of a table with more columns than this, the others are known by name alone. */
export const PROFILED_COLUMNS = 2_000;
/** Characters between two pauses: some milliseconds of work. */
const PAUSE_AFTER = 32 * 1024;
const COLUMNS_PER_PAUSE = 2;

/** What is in a delimited text, by its first 1 MB and 5,000 rows. */
export async function profileDelimited(
  source: ByteSource,
  format: 'csv' | 'tsv',
  options: ProfileOptions,
): Promise<DataFact> {
  const { name, reading, signal } = options;
  const head = await source.read(0, Math.min(source.size, PROFILED_BYTES), signal);
  const encoding = detectEncoding(head);
  if (!encoding?.name.startsWith('utf-16')) {
    requireText(head.subarray(0, SAMPLED_BYTES), { name, format: 'CSV' });
  }
  await options.pause?.();
  const text = decodeHead(head, readAs(reading, encoding));
  await options.pause?.();
  const isCut = head.length < source.size;
  const { dialect: declared = {} } = reading;
  const sniffed = text.slice(0, SAMPLED_BYTES);
  const dialect = sniffDelimited(sniffed, {
    isCut: isCut || sniffed.length < text.length,
    ...(format === 'tsv' && sniffed.includes('\t') && { delimiter: '\t' }),
    ...(declared.commentChar && { commentChar: declared.commentChar }),
  });
  await options.pause?.();
  const table = readDelimited(text, {
    ...declared,
    ...(options.bySight && declared.header === undefined && { header: dialect.header }),
    read: delimitedOf(declared, dialect),
    isCut,
  });
  requireFewColumns(table.names.length, name);
  const { columns, rows, missingValues } = await countColumns(table, isCut, text.length, options);
  const part = rows.chars === 0 ? 0 : (text.length - table.start) / rows.chars;
  const count = isCut ? Math.round(rows.count * part * (source.size / head.length)) : rows.count;
  return {
    format,
    bytes: source.size,
    columns,
    rows: { count, exact: !isCut },
    dialect,
    ...(missingValues.length > 0 && { missingValues }),
    ...(encoding && { encoding }),
  };
}

/** The encoding that a text is read in: the declared one, unless the bytes say otherwise. */
function readAs({ encoding: declared }: TableReading, found: EncodingFact | undefined): string {
  const isUtf8 = declared !== undefined && /^utf-?8$/i.test(declared);
  const isUsable = declared !== undefined && !isUtf8 && canDecode(declared) && found?.bom !== true;
  if (isUsable && !(found?.name.startsWith('utf-16') ?? false)) {
    return declared;
  }
  return found === undefined || found.name === 'us-ascii' ? 'windows-1252' : found.name;
}

interface Counted {
  readonly columns: ColumnFact[];
  readonly rows: { readonly count: number; readonly chars: number };
  /** Words that were taken for missing values by sight. */
  readonly missingValues: readonly string[];
}

async function countColumns(
  { names, rows, start }: DelimitedTable,
  isCut: boolean,
  length: number,
  options: ProfileOptions,
): Promise<Counted> {
  const { reading, pause, signal } = options;
  const counted = names.slice(0, PROFILED_COLUMNS).map((name) => ({ name, column: emptyCounts() }));
  const missing = missingOf(reading);
  let count = 0;
  let end = start;
  let paused = start;
  for (const row of rows) {
    if (count < PROFILED_ROWS) {
      for (const [index, { column }] of counted.entries()) {
        countValue(column, row.cells[index], missing);
      }
    }
    count += 1;
    end = row.end;
    if (end - paused > PAUSE_AFTER) {
      paused = end;
      await pause?.();
      throwIfCancelled(signal);
    }
  }
  const missingValues = options.bySight && !reading.missingValues ? missingWords(counted) : [];
  const isAll = !isCut && count <= PROFILED_ROWS;
  const columns: ColumnFact[] = [];
  for (const [index, name] of names.entries()) {
    const column = counted[index]?.column;
    const steps = column && columnFact(name, withoutWords(column, missingValues), isAll);
    let step = steps?.next();
    while (step && !step.done) {
      await pause?.();
      throwIfCancelled(signal);
      step = steps?.next();
    }
    columns.push(step?.value ?? { name, type: 'any', samples: [], basis: 'sample' });
    if (index % COLUMNS_PER_PAUSE === 0) {
      await pause?.();
      throwIfCancelled(signal);
    }
  }
  // A text that is all there was read to its end, blank lines and all.
  return { columns, rows: { count, chars: isCut ? end - start : length - start }, missingValues };
}

function missingOf({ missingValues = [''], dialect }: TableReading): ReadonlySet<string> {
  return new Set(
    dialect?.nullSequence === undefined ? missingValues : [...missingValues, dialect.nullSequence],
  );
}
