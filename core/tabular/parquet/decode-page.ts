import { Failure } from '#core/base/failure.ts';
import { CELL_BYTES, LARGEST_READ, RowsTooLarge } from '../read-budget.ts';
import { ByteReader } from './byte-reader.ts';
import { readHybrid } from './hybrid.ts';
import type { Leaf } from './leaf-type.ts';
import { PAGE, type PageHeader } from './page-header.ts';
import type { PageContent } from './page-loader.ts';
import { ENCODING, isDictionaryEncoded, type Physical, readIndexes, readValues } from './values.ts';

/** What a page holds of a range of rows. */
export interface PagePart {
  /** Repetition and definition levels of the entries; absent where all are alike (flat, required). */
  readonly rep: Uint32Array | undefined;
  readonly def: Uint32Array | undefined;
  readonly entries: number;
  /** Dictionary entries by number, or the values. */
  readonly indexes: Uint32Array | undefined;
  readonly values: Physical[];
  /** The row of the group that the first entry with repetition level 0 begins. */
  readonly firstRow: number;
  /** Rows that began in the page before the range ended. */
  readonly rowsBegun: number;
  /** The page holds the beginning of a row behind the range. */
  readonly ended: boolean;
}

// Levels of one page are held as 4-byte numbers; a page of this many entries is 256 MB of them.
const MOST_ENTRIES = 64 * 1024 * 1024;
/** Entries of a page that one read may take out. */
const MOST_TAKEN = LARGEST_READ / CELL_BYTES;

/**
 * Decodes the part of a data page that lies in rows `[from, to)`, counted in the row group; `begun` rows began before
 * the page. Throws `OutOfBytes` when the content is too short, and `RowsTooLarge` with a row of the group.
 */
export function decodePage(
  content: PageContent,
  header: PageHeader,
  leaf: Leaf,
  rows: { begun: number; from: number; to: number },
): PagePart {
  const flat = leaf.maxRep === 0;
  // The levels of flat columns are needed only up to the last row; of nested ones all, to find where rows begin.
  const wanted = flat ? Math.min(header.numValues, rows.to - rows.begun) : header.numValues;
  if (wanted > MOST_ENTRIES) {
    throw new Failure('table/unsupported', `A page of ${wanted} entries is too large to be shown.`);
  }
  const levels = readLevels(content, header, leaf, wanted);
  const range = flat
    ? { first: Math.max(0, rows.from - rows.begun), end: wanted, rowsBegun: wanted, ended: false }
    : findRows(levels.rep ?? new Uint32Array(0), rows);
  const part = {
    rep: levels.rep?.subarray(range.first, range.end),
    def: levels.def?.subarray(range.first, range.end),
    entries: range.end - range.first,
    firstRow: Math.max(rows.begun, rows.from),
    rowsBegun: range.rowsBegun,
    ended: range.ended,
  };
  if (part.entries > MOST_TAKEN) {
    throw new RowsTooLarge(rowOfEntry(part, MOST_TAKEN), part.entries * CELL_BYTES);
  }
  const skip = countPresent(levels.def, leaf.maxDef, 0, range.first);
  const take = countPresent(levels.def, leaf.maxDef, range.first, range.end);
  if (isDictionaryEncoded(header.encoding)) {
    return { ...part, indexes: readIndexes(levels.values, skip, take), values: [] };
  }
  const { complete } = content;
  const values = countingValues(
    (nth) => rowOfValue(part, leaf, nth),
    () => readValues(levels.values, header.encoding, leaf, { skip, take, complete }),
  );
  return { ...part, indexes: undefined, values };
}

/** Which rows of the group the entries of a part belong to. */
type PartRows = Pick<PagePart, 'rep' | 'def' | 'firstRow'>;

/** The row, counted in the row group, that an entry of a part belongs to. */
export function rowOfEntry({ rep, firstRow }: PartRows, entry: number): number {
  return rep === undefined ? firstRow + entry : firstRow - 1 + countEqual(rep, 0, 0, entry + 1);
}

/** The row, counted in the row group, that the `nth` value of a part belongs to. */
export function rowOfValue(part: PartRows, { maxDef }: Leaf, nth: number): number {
  let entry = nth;
  if (part.def !== undefined) {
    entry = -1;
    for (let seen = -1; seen < nth && entry < part.def.length; ) {
      entry += 1;
      seen += part.def[entry] === maxDef ? 1 : 0;
    }
  }
  return rowOfEntry(part, entry);
}

/** Runs what counts its rows in values of a part, and names the row instead when they are too large. */
export function countingValues<T>(rowOf: (nth: number) => number, attempt: () => T): T {
  try {
    return attempt();
  } catch (error) {
    throw error instanceof RowsTooLarge ? error.seenAs(rowOf(error.row)) : error;
  }
}

interface PageLevels {
  readonly rep: Uint32Array | undefined;
  readonly def: Uint32Array | undefined;
  /** Stands at the first value. */
  readonly values: ByteReader;
}

function readLevels(content: PageContent, header: PageHeader, leaf: Leaf, count: number): PageLevels {
  const { maxRep, maxDef } = leaf;
  const body = new ByteReader(content.body);
  if (header.type === PAGE.dataV2) {
    const { repetitionLength, definitionLength } = header.v2;
    const reader = new ByteReader(content.levels);
    const rep = new ByteReader(reader.take(repetitionLength));
    const def = new ByteReader(reader.take(definitionLength));
    return {
      rep: maxRep === 0 ? undefined : readHybrid(rep, bitWidth(maxRep), 0, count),
      def: maxDef === 0 ? undefined : readHybrid(def, bitWidth(maxDef), 0, count),
      values: body,
    };
  }
  const rep = maxRep === 0 ? undefined : readPrefixedLevels(body, header.repetitionEncoding, maxRep, count);
  const def = maxDef === 0 ? undefined : readPrefixedLevels(body, header.definitionEncoding, maxDef, count);
  return { rep, def, values: body };
}

function readPrefixedLevels(body: ByteReader, encoding: number, highest: number, count: number): Uint32Array {
  if (encoding !== ENCODING.rle) {
    throw new Failure(
      'table/unsupported',
      'Levels in the encoding BIT_PACKED of old Parquet files cannot be read.',
    );
  }
  const length = body.u32();
  const start = body.offset;
  const run = new ByteReader(body.bytes.subarray(start, start + length));
  const levels = readHybrid(run, bitWidth(highest), 0, count);
  body.advance(length);
  return levels;
}

/** The entries of rows `[from, to)`: a row begins where the repetition level is 0, and may go on from the page before. */
function findRows(
  rep: Uint32Array,
  rows: { begun: number; from: number; to: number },
): { first: number; end: number; rowsBegun: number; ended: boolean } {
  if (rows.begun === 0 && (rep[0] ?? 0) !== 0) {
    throw new RangeError('the first row goes on from a row before it, and there is none');
  }
  let row = rows.begun - 1;
  let first = rep.length;
  for (let entry = 0; entry < rep.length; entry += 1) {
    if (rep[entry] === 0) {
      row += 1;
      if (row >= rows.to) {
        return { first: Math.min(first, entry), end: entry, rowsBegun: row - rows.begun, ended: true };
      }
    }
    if (row >= rows.from && first === rep.length) {
      first = entry;
    }
  }
  return { first, end: rep.length, rowsBegun: row + 1 - rows.begun, ended: false };
}

function countPresent(def: Uint32Array | undefined, maxDef: number, first: number, end: number): number {
  return def === undefined ? Math.max(0, end - first) : countEqual(def, maxDef, first, end);
}

function countEqual(levels: Uint32Array, wanted: number, first: number, end: number): number {
  let count = 0;
  for (let entry = first; entry < end; entry += 1) {
    if (levels[entry] === wanted) {
      count += 1;
    }
  }
  return count;
}

function bitWidth(highest: number): number {
  return 32 - Math.clz32(highest);
}
