import { isFailure } from '#core/base/failure.ts';
import type { RemoteTable } from '#core/node/data-process-api.ts';

/** A table as its opener gives it; `notice` is a sentence on what its bytes are worth. */
export interface OpenedTable {
  readonly table: RemoteTable;
  readonly notice?: string;
}

/** What is known of the number of rows. */
export type Counting =
  | { readonly kind: 'exact'; readonly numRows: number }
  | { readonly kind: 'counting'; readonly rowsSoFar: number }
  | { readonly kind: 'failed'; readonly message: string };

export type SessionState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly opened: OpenedTable; readonly counting: Counting }
  | { readonly kind: 'failed'; readonly message: string };

export interface SessionOptions {
  readonly open: (signal: AbortSignal) => Promise<OpenedTable>;
  /** The sentence for a person about what was caught; logs bugs by the way. */
  readonly describe: (error: unknown) => string;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

/** Progress of counting comes often; people read some five numbers a second. */
const PROGRESS_INTERVAL_MS = 200;

/**
 * One open table for all the editors that show it: opens it, counts its rows once its first rows are on screen, and
 * opens it again when it changed or when somebody retries.
 */
export class TableSession {
  readonly #options: SessionOptions;
  readonly #listeners = new Set<(state: SessionState) => void>();
  #state: SessionState = { kind: 'opening' };
  /** Ends all work on the table as it was opened last. */
  #life = new AbortController();
  #isCounting = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    void this.#open(this.#life.signal);
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Calls `listener` at each change until the returned function is called. */
  onChange(listener: (state: SessionState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Opens the table anew: what was read of it before is no longer true, or it never opened. */
  reopen(): void {
    this.#close();
    this.#life = new AbortController();
    this.#change({ kind: 'opening' });
    void this.#open(this.#life.signal);
  }

  /** Begins to count the rows of a text file, unless they are known or being counted. */
  count(): void {
    if (this.#state.kind === 'open' && this.#state.counting.kind === 'counting' && !this.#isCounting) {
      this.#isCounting = true;
      void this.#count(this.#state.opened, this.#life.signal);
    }
  }

  /** Nothing of this table can be read any more. */
  fail(error: unknown): void {
    const message = this.#options.describe(error);
    this.#close();
    this.#change({ kind: 'failed', message });
  }

  dispose(): void {
    this.#listeners.clear();
    this.#close();
  }

  async #open(signal: AbortSignal): Promise<void> {
    try {
      const opened = await this.#options.open(signal);
      if (signal.aborted) {
        opened.table.close();
        return;
      }
      const { numRows } = opened.table;
      this.#change({
        kind: 'open',
        opened,
        counting: numRows === undefined ? { kind: 'counting', rowsSoFar: 0 } : { kind: 'exact', numRows },
      });
    } catch (error) {
      if (!signal.aborted) {
        this.fail(error);
      }
    }
  }

  async #count(opened: OpenedTable, signal: AbortSignal): Promise<void> {
    const tell = (counting: Counting) => {
      if (!signal.aborted) {
        this.#change({ kind: 'open', opened, counting });
      }
    };
    let told = Number.NEGATIVE_INFINITY;
    const onProgress = ({ done, unit }: { done: number; unit: string }) => {
      const now = this.#options.now();
      if (unit === 'rows' && now - told >= PROGRESS_INTERVAL_MS) {
        told = now;
        tell({ kind: 'counting', rowsSoFar: done });
      }
    };
    try {
      tell({ kind: 'exact', numRows: await opened.table.count({ signal, onProgress }) });
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      if (endsTheTable(error)) {
        this.fail(error);
      } else {
        tell({ kind: 'failed', message: this.#options.describe(error) });
      }
    }
  }

  #close(): void {
    this.#life.abort();
    this.#isCounting = false;
    if (this.#state.kind === 'open') {
      this.#state.opened.table.close();
    }
    this.#state = { kind: 'opening' };
  }

  #change(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) {
      listener(state);
    }
  }
}

/** True for failures after which no other row of the table can be read either. */
export function endsTheTable(error: unknown): boolean {
  return isFailure(error, 'process/died', 'file/changed', 'file/not-found');
}
