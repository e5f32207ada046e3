import type { ByteSource } from '#core/base/byte-source.ts';
import { throwIfCancelled } from '#core/base/failure.ts';
import type { ReadBudget } from '../read-budget.ts';
import { ByteReader } from './byte-reader.ts';
import { countingValues, decodePage, type PagePart, rowOfEntry, rowOfValue } from './decode-page.ts';
import type { ColumnChunk } from './footer.ts';
import type { Leaf } from './leaf-type.ts';
import { readOffsetIndex } from './offset-index.ts';
import { PAGE } from './page-header.ts';
import type { Page, PageLoader } from './page-loader.ts';
import { ENCODING, type Physical, readValues } from './values.ts';

/** The entries of a range of rows in one stored column. */
export interface LeafRun {
  /** Repetition and definition level per entry; undefined for a flat column, a required one. */
  readonly rep: number[] | undefined;
  readonly def: number[] | undefined;
  readonly entries: number;
  /** One value per entry whose definition level is the highest. */
  readonly values: Physical[];
}

/** Reads one column of one row group. It remembers where pages begin, so that a later window goes straight there. */
export interface LeafReader {
  /** Rows `[from, to)`, counted in the row group. Throws `RowsTooLarge`, counting in the group too, beyond the budget. */
  read(
    from: number,
    to: number,
    options: { budget: ReadBudget; signal?: AbortSignal | undefined },
  ): Promise<LeafRun>;
}

interface PageStart {
  readonly offset: number;
  /** Rows of the group that begin before the page. */
  readonly begun: number;
}

const MOST_STARTS = 100_000;

export function createLeafReader(
  source: ByteSource,
  loader: PageLoader,
  leaf: Leaf,
  chunk: ColumnChunk,
  groupRows: number,
): LeafReader {
  let starts: PageStart[] = [{ offset: chunk.start, begun: 0 }];
  let indexed = false;
  const chunkEnd = chunk.start + chunk.compressedSize;

  /** The last page known to begin at or before a row; the offset index is asked only for rows not reached so far. */
  async function startFor(row: number, signal?: AbortSignal): Promise<PageStart> {
    const last = starts.at(-1);
    if (!indexed && chunk.offsetIndex !== undefined && last !== undefined && row > last.begun) {
      indexed = true;
      const { start, length } = chunk.offsetIndex;
      const found = readOffsetIndex(await source.read(start, start + length, signal));
      starts =
        found.length === 0 ? starts : found.map(({ offset, firstRow }) => ({ offset, begun: firstRow }));
    }
    return starts[lastAtOrBefore(starts, row)] ?? { offset: chunk.start, begun: 0 };
  }

  function remember(start: PageStart): void {
    const last = starts.at(-1);
    if (!indexed && starts.length < MOST_STARTS && last !== undefined && start.offset > last.offset) {
      starts.push(start);
    }
  }

  async function dictionaryValues(indexes: Uint32Array, signal?: AbortSignal): Promise<Physical[]> {
    if (indexes.length === 0) {
      // Rows that are all null need no dictionary, and a writer may have left it out.
      return [];
    }
    const page = await loader.find(chunk.start, signal);
    if (page.header.type !== PAGE.dictionary) {
      throw new RangeError('a page refers to a dictionary and there is none');
    }
    const { numValues } = page.header;
    const needed = indexes.reduce((highest, index) => Math.max(highest, index + 1), 0);
    if (needed > numValues) {
      throw new RangeError(`a page refers to entry ${needed} of a dictionary of ${numValues}`);
    }
    // Writers add entries as they first meet them, so that the first rows need only the dictionary's beginning.
    const options = { codec: chunk.codec, fraction: needed / Math.max(1, numValues), signal };
    const entries = await loader.withPage(page, options, ({ body, complete }) =>
      readValues(new ByteReader(body), ENCODING.plain, leaf, { skip: 0, take: needed, complete }),
    );
    return Array.from(indexes, (index) => entries[index] ?? missingEntry(index));
  }

  async function readPage(
    page: Page,
    rows: { begun: number; from: number; to: number },
    signal?: AbortSignal,
  ) {
    const { numValues } = page.header;
    const fraction = leaf.maxRep === 0 ? (rows.to - rows.begun) / Math.max(1, numValues) : 0;
    const options = { codec: chunk.codec, fraction: Math.min(1, fraction), signal };
    const part = await loader.withPage(page, options, (content) =>
      decodePage(content, page.header, leaf, rows),
    );
    const values = part.indexes === undefined ? part.values : await dictionaryValues(part.indexes, signal);
    return { part, values };
  }

  return {
    read: async (from, to, { budget, signal }) => {
      const run = startRun(leaf);
      const flat = leaf.maxRep === 0;
      let { offset, begun } = await startFor(from, signal);
      let ended = to <= from;
      while (!ended && (flat || offset < chunkEnd)) {
        throwIfCancelled(signal);
        const page = await loader.find(offset, signal);
        const { header } = page;
        if (header.type === PAGE.data || header.type === PAGE.dataV2) {
          remember({ offset, begun });
          const passed = rowsOfPage(page, flat);
          if (passed !== undefined && passed > 0 && begun + passed <= from) {
            begun += passed;
          } else {
            const { part, values } = await readPage(page, { begun, from, to }, signal);
            spend(budget, leaf, part, values);
            append(run, part, values);
            begun += part.rowsBegun;
            // A nested row of version 1 pages may go on in the next page: only a further row or the chunk ends it.
            ended = part.ended || (passed !== undefined && begun >= Math.min(to, groupRows));
          }
        }
        offset = page.end;
      }
      return run;
    },
  };
}

/** Rows that begin in a page, where its header says so. */
function rowsOfPage({ header }: Page, flat: boolean): number | undefined {
  return flat ? header.numValues : header.type === PAGE.dataV2 ? header.v2.numRows : undefined;
}

function lastAtOrBefore(starts: readonly PageStart[], row: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle]?.begun ?? 0) <= row) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

function startRun(leaf: Leaf): LeafRun & { entries: number } {
  return {
    rep: leaf.maxRep === 0 ? undefined : [],
    def: leaf.maxDef === 0 ? undefined : [],
    entries: 0,
    values: [],
  };
}

function spend(budget: ReadBudget, leaf: Leaf, part: PagePart, values: readonly Physical[]): void {
  countingValues(
    (entry) => rowOfEntry(part, entry),
    () => budget.spendRows(0, part.entries),
  );
  if (values[0] instanceof Uint8Array) {
    countingValues(
      (nth) => rowOfValue(part, leaf, nth),
      () => {
        for (const [nth, value] of values.entries()) {
          budget.spend(value instanceof Uint8Array ? value.length : 0, nth);
        }
      },
    );
  }
}

function append(run: LeafRun & { entries: number }, part: PagePart, values: readonly Physical[]): void {
  run.entries += part.entries;
  for (const level of part.rep ?? []) {
    run.rep?.push(level);
  }
  for (const level of part.def ?? []) {
    run.def?.push(level);
  }
  for (const value of values) {
    run.values.push(value);
  }
}

function missingEntry(index: number): never {
  throw new RangeError(`a dictionary has no entry ${index}`);
}
