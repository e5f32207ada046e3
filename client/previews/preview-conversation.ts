import { isFailure } from '#core/base/failure.ts';
import type { Column, ColumnType, Table } from '#core/tabular/table.ts';
import { typeName } from '#core/tabular/type-name.ts';
import { decodeFromPreview } from '#webviews/protocol/decode-preview.ts';
import type { FromPreview, PreviewColumn, ToPreview } from '#webviews/protocol/preview.ts';
import type { OpenedTable, SessionState, TableSession } from './table-session.ts';
import { endsTheTable } from './table-session.ts';

export interface ConversationOptions {
  readonly session: TableSession;
  readonly title: string;
  readonly post: (message: ToPreview) => void;
  readonly copy: (text: string) => void;
  /** The sentence for a person about what was caught; logs bugs by the way. */
  readonly describe: (error: unknown) => string;
  readonly warn: (message: string) => void;
}

type Read = Extract<FromPreview, { type: 'read' }>;

/** A message beyond this blocks the editor for seconds; only rows of monstrous cells are as large. */
const MOST_BYTES = 32 * 1024 * 1024;

const FORMATS: Readonly<Record<Table['format'], string>> = {
  csv: 'CSV',
  tsv: 'TSV',
  jsonl: 'JSON Lines',
  parquet: 'Parquet',
  'arrow-file': 'Arrow',
  'arrow-stream': 'Arrow stream',
};

/** What one preview and its host say to each other about a table that other previews may show too. */
export class PreviewConversation {
  readonly #options: ConversationOptions;
  readonly #stopListening: () => void;
  /** Nothing is posted before the program says that it runs. */
  #isReady = false;
  #reading = new AbortController();
  #lastRequest = 0;
  /** The table that the program was told of last. */
  #introduced: OpenedTable | undefined;

  constructor(options: ConversationOptions) {
    this.#options = options;
    this.#stopListening = options.session.onChange((state) => this.#changed(state));
  }

  /** Takes a message from the sandbox, which may be anything. */
  receive(data: unknown): void {
    const message = decodeFromPreview(data);
    switch (message?.type) {
      case undefined:
        this.#options.warn('The table preview sent a message that it should not.');
        break;
      case 'ready':
        this.#ready();
        break;
      case 'read':
        void this.#read(message);
        break;
      case 'retry':
        this.#options.session.reopen();
        break;
      case 'copy':
        this.#options.copy(message.text);
        break;
    }
  }

  dispose(): void {
    this.#stopListening();
    this.#reading.abort();
  }

  #ready(): void {
    this.#isReady = true;
    // A program that is built anew begins to count its requests anew.
    this.#reading.abort();
    this.#lastRequest = 0;
    const { state } = this.#options.session;
    this.#introduce(state);
    if (state.kind === 'open' && state.counting.kind !== 'exact') {
      this.#tellCounting(state);
    }
  }

  #changed(state: SessionState): void {
    if (state.kind === 'open' && this.#introduced === state.opened) {
      this.#tellCounting(state);
    } else {
      this.#reading.abort();
      this.#introduce(state);
    }
  }

  #introduce(state: SessionState): void {
    this.#introduced = state.kind === 'open' ? state.opened : undefined;
    this.#post(introduction(state, this.#options.title));
  }

  #tellCounting({ counting }: SessionState & { kind: 'open' }): void {
    switch (counting.kind) {
      case 'counting':
        this.#post({ type: 'counting', rowsSoFar: counting.rowsSoFar });
        break;
      case 'exact':
        this.#post({ type: 'counted', numRows: counting.numRows });
        break;
      case 'failed':
        this.#post({ type: 'count-failed', message: counting.message });
        break;
    }
  }

  async #read(read: Read): Promise<void> {
    const { session, describe, warn } = this.#options;
    const { state } = session;
    if (state.kind !== 'open' || read.request <= this.#lastRequest) {
      return;
    }
    const { table } = state.opened;
    if (read.columns.some((column) => column >= table.columns.length)) {
      warn('The table preview asked for a column that the table does not have.');
      return;
    }
    this.#reading.abort();
    this.#reading = new AbortController();
    this.#lastRequest = read.request;
    const { signal } = this.#reading;
    const { request, start, end, columns } = read;
    try {
      const arrow = await table.readArrow({ start, end, columns }, signal);
      if (signal.aborted) {
        return;
      }
      this.#post(
        arrow.byteLength <= MOST_BYTES
          ? { type: 'rows', request, start, arrow: exactBuffer(arrow) }
          : { type: 'rows-failed', request, message: tooLarge(arrow.byteLength) },
      );
      session.count();
    } catch (error) {
      if (signal.aborted || isFailure(error, 'task/cancelled')) {
        return;
      }
      if (endsTheTable(error)) {
        session.fail(error);
      } else {
        this.#post({ type: 'rows-failed', request, message: describe(error) });
      }
    }
  }

  #post(message: ToPreview): void {
    if (this.#isReady) {
      this.#options.post(message);
    }
  }
}

function introduction(state: SessionState, title: string): ToPreview {
  switch (state.kind) {
    case 'opening':
      return { type: 'opening', title };
    case 'failed':
      return { type: 'failed', message: state.message };
    case 'open': {
      const { table, notice } = state.opened;
      return {
        type: 'opened',
        title,
        format: FORMATS[table.format],
        columns: table.columns.map(previewColumn),
        ...(state.counting.kind === 'exact' ? { numRows: state.counting.numRows } : {}),
        ...(notice === undefined ? {} : { notice }),
      };
    }
  }
}

function previewColumn({ name, type, nullable }: Column): PreviewColumn {
  return { name, type: typeName(type), nullable, numeric: isNumeric(type) };
}

function isNumeric({ kind }: ColumnType): boolean {
  return (
    kind === 'int' ||
    kind === 'integer' ||
    kind === 'decimal' ||
    kind.startsWith('float') ||
    kind === 'duration'
  );
}

function tooLarge(bytes: number): string {
  const size = Math.round(bytes / 1024 / 1024);
  return `they take ${size} MB, too much to show. Export the rows with "waybill head" instead.`;
}

/** The bytes in a buffer of their own, as a message carries them. */
function exactBuffer(bytes: Uint8Array): ArrayBuffer {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength
    ? buffer
    : bytes.slice().buffer;
}
