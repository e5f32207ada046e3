import type { Batch, Cell, ColumnType } from '#core/tabular/table.ts';
import type { CellRange } from '../ui/grid-selection.ts';
import { ChunkCache } from './chunk-cache.ts';
import type { PageRead, Wanted } from './read-plan.ts';
import { columnsPerRead, isUrgent, nextRead, PAGE_ROWS, pageOf } from './read-plan.ts';

/** 64 pages of 32 columns, and room for a selection that is being copied. */
const LIMITS = { chunks: 4096, bytes: 64 * 1024 * 1024 };
const NO_CELLS: CellRange = { startRow: 0, endRow: 0, startColumn: 0, endColumn: 0 };

/** A read as it goes to the host. */
export interface SentRead {
  readonly request: number;
  readonly start: number;
  readonly end: number;
  readonly columns: readonly number[];
}

export type LoadedCell =
  /** `line` is the cell as one line of text. */
  | { readonly kind: 'ready'; readonly type: ColumnType; readonly cell: Cell; readonly line: string }
  | { readonly kind: 'pending' }
  | { readonly kind: 'failed' };

/** Rows that could not be read, 0-based and half-open, and why. */
export interface Trouble {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

type Chunk =
  | {
      readonly kind: 'ready';
      readonly type: ColumnType;
      readonly cells: readonly Cell[];
      /** Made when a cell is first drawn: a long list takes a while to write. */
      readonly lines: (string | undefined)[];
    }
  | { readonly kind: 'failed'; readonly message: string };

const PENDING: LoadedCell = { kind: 'pending' };
const FAILED: LoadedCell = { kind: 'failed' };

/**
 * Reads the pages that are in view, then one page around them, one read at a time. A read that nobody waits for any
 * more is overtaken by the next one: its higher number makes the host cancel it, and its answer is ignored.
 */
export class PageLoader {
  readonly #send: (read: SentRead) => void;
  readonly #toLine: (type: ColumnType, cell: Cell) => string;
  readonly #cache = new ChunkCache<Chunk>(LIMITS);
  #view = NO_CELLS;
  #rows = 0;
  #demand: CellRange | undefined;
  #inFlight: (PageRead & SentRead) | undefined;
  #lastRequest = 0;
  #bytesPerColumn: number | undefined;
  /** Pages of which some column cannot be read: they are read column by column, to lose no other. */
  readonly #suspects = new Set<number>();

  constructor(send: (read: SentRead) => void, toLine: (type: ColumnType, cell: Cell) => string) {
    this.#send = send;
    this.#toLine = toLine;
  }

  /** The cells that are asked for and not all there yet; cleared when they turn out too large to hold. */
  get demanded(): CellRange | undefined {
    return this.#demand;
  }

  /** Tells what is in view, of a table of at most `rows` rows. */
  look(view: CellRange, rows: number): void {
    this.#view = view;
    this.#rows = rows;
    this.#pump();
  }

  /** Loads cells outside the view too, and holds them until `undefined` is demanded. */
  demand(range: CellRange | undefined): void {
    this.#demand = range;
    this.#pump();
  }

  cellAt(row: number, column: number): LoadedCell {
    const page = pageOf(row);
    const chunk = this.#cache.get(page, column);
    if (chunk === undefined) {
      return PENDING;
    }
    const index = row - page * PAGE_ROWS;
    const cell = chunk.kind === 'ready' ? chunk.cells[index] : undefined;
    // A chunk that is too short lies about its table; its missing rows are as good as unreadable.
    if (chunk.kind === 'failed' || cell === undefined) {
      return FAILED;
    }
    try {
      const line = chunk.lines[index] ?? this.#toLine(chunk.type, cell);
      chunk.lines[index] = line;
      return { kind: 'ready', type: chunk.type, cell, line };
    } catch {
      /* a hostile type (a decimal with a billion digits) must not keep the other cells from being drawn */
      return FAILED;
    }
  }

  /** The first rows of a range that could not be read. */
  troubleIn(range: CellRange): Trouble | undefined {
    for (let page = pageOf(range.startRow); page <= pageOf(range.endRow - 1); page += 1) {
      for (let column = range.startColumn; column < range.endColumn; column += 1) {
        const chunk = this.#cache.get(page, column);
        if (chunk?.kind === 'failed') {
          const start = page * PAGE_ROWS;
          return { start, end: Math.min(start + PAGE_ROWS, this.#rows), message: chunk.message };
        }
      }
    }
    return undefined;
  }

  /** True when every cell of the range has been read or could not be read. */
  holds(range: CellRange): boolean {
    for (let page = pageOf(range.startRow); page <= pageOf(range.endRow - 1); page += 1) {
      for (let column = range.startColumn; column < range.endColumn; column += 1) {
        if (!this.#cache.has(page, column)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Takes an answer of `bytes` bytes; returns the read that it answers, or undefined for an obsolete one. */
  receive(request: number, batch: Batch, bytes: number): SentRead | undefined {
    const read = this.#take(request);
    if (!read) {
      return undefined;
    }
    const each = bytes / read.columns.length;
    this.#bytesPerColumn = Math.max(each, (this.#bytesPerColumn ?? each) * 0.75);
    for (const [index, column] of read.columns.entries()) {
      const answer = batch.columns[index];
      const chunk: Chunk = answer
        ? { kind: 'ready', type: answer.column.type, cells: answer.cells, lines: [] }
        : { kind: 'failed', message: 'the answer left this column out' };
      this.#cache.set(read.page, column, chunk, each);
    }
    this.#makeRoom();
    this.#pump();
    return read;
  }

  /**
   * Takes a failure. Cells of one column are unreadable then until `retryFailed`; several columns are read again one
   * by one, because one damaged column is no reason not to see the others.
   */
  fail(request: number, message: string): void {
    const read = this.#take(request);
    const [column, ...others] = read?.columns ?? [];
    if (!read || column === undefined) {
      return;
    }
    if (others.length > 0) {
      this.#suspects.add(read.page);
    } else {
      this.#cache.set(read.page, column, { kind: 'failed', message }, 0);
    }
    this.#pump();
  }

  retryFailed(): void {
    this.#cache.deleteWhere((chunk) => chunk.kind === 'failed');
    this.#suspects.clear();
    this.#pump();
  }

  /** Forgets everything: the table is another one now. Numbers go on, so that late answers stay obsolete. */
  reset(): void {
    this.#cache.clear();
    this.#suspects.clear();
    this.#inFlight = undefined;
    this.#demand = undefined;
    this.#view = NO_CELLS;
    this.#bytesPerColumn = undefined;
  }

  #take(request: number): (PageRead & SentRead) | undefined {
    const read = this.#inFlight?.request === request ? this.#inFlight : undefined;
    if (read) {
      this.#inFlight = undefined;
    }
    return read;
  }

  #wanted(): Wanted {
    const { endColumn, startColumn } = this.#view;
    // Pages around the view that do not fit into the cache beside it would be read and dropped forever.
    const fits = (this.#bytesPerColumn ?? 0) * (endColumn - startColumn) < LIMITS.bytes / 8;
    return {
      view: this.#view,
      rows: this.#rows,
      around: fits,
      ...(this.#demand ? { demand: this.#demand } : {}),
    };
  }

  #makeRoom(): void {
    const wanted = this.#wanted();
    if (!this.#cache.shrink((page, column) => isUrgent({ page, columns: [column] }, wanted))) {
      this.#demand = undefined;
    }
  }

  #pump(): void {
    const wanted = this.#wanted();
    const has = (page: number, column: number) => this.#cache.has(page, column);
    const usual = columnsPerRead(this.#bytesPerColumn);
    const best = nextRead(wanted, has, (page) => (this.#suspects.has(page) ? 1 : usual));
    const mayOvertake = best !== undefined && isUrgent(best, wanted);
    if (!best || (this.#inFlight && (isUrgent(this.#inFlight, wanted) || !mayOvertake))) {
      return;
    }
    this.#lastRequest += 1;
    const start = best.page * PAGE_ROWS;
    const read = { request: this.#lastRequest, start, end: start + PAGE_ROWS, columns: best.columns };
    this.#inFlight = { ...read, page: best.page };
    this.#send(read);
  }
}
