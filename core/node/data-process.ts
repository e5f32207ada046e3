import { basename } from 'node:path';
import type { ByteSource } from '#core/base/byte-source.ts';
import { Failure, isFailure } from '#core/base/failure.ts';
import type { Column } from '#core/tabular/table.ts';
import type { DataProcess, RemoteTable, TableSource } from './data-process-api.ts';
import { createLink, type DataProcessLink } from './data-process-link.ts';
import type {
  FailureMessage,
  FromDataProcess,
  SourceMessage,
  ToDataProcess,
} from './data-process-protocol.ts';
import type { Answer } from './data-process-requests.ts';

/** How a data process is made. */
export interface DataProcessOptions {
  /** The program of the data process: `dist/data/main.cjs`, or `core/node/data-process-main.ts` from source. */
  readonly entry: string;
  /** Limit of its heap; all its memory together may be twice that. 512 unless given. */
  readonly memoryLimitMb?: number;
  /** A request that is silent for so long ends the process. 30 seconds unless given. */
  readonly requestTimeoutMs?: number;
  /** Without a request for so long the process ends by itself; 5 minutes unless given. */
  readonly idleMs?: number;
  readonly log?: (line: string) => void;
  /** The Node (or Electron) that runs it; the running one unless given. */
  readonly execPath?: string;
}

/** A process of its own for data; it starts with the first question. */
export function createDataProcess(options: DataProcessOptions): DataProcess {
  const sources = new Map<number, ByteSource>();
  const closing = new AbortController();
  let nextTable = 0;
  const link: DataProcessLink = createLink({
    entry: options.entry,
    memoryLimitMb: options.memoryLimitMb ?? 512,
    requestTimeoutMs: options.requestTimeoutMs ?? 30_000,
    idleMs: options.idleMs ?? 5 * 60_000,
    log: options.log ?? (() => {}),
    execPath: options.execPath,
    onNeedBytes: provideBytes,
  });

  async function provideBytes(
    message: Extract<FromDataProcess, { type: 'need-bytes' }>,
  ): Promise<ToDataProcess> {
    const { range, table, start, end } = message;
    const source = sources.get(table);
    try {
      if (source === undefined || end > source.size) {
        throw new Failure('file/unreadable', 'The data process asked for bytes that there are not.');
      }
      return { type: 'bytes', range, bytes: await source.read(start, end, closing.signal) };
    } catch (error) {
      return { type: 'bytes-failed', range, failure: describe(error) };
    }
  }

  return {
    openTable: async (source, signal) => {
      nextTable += 1;
      const table = nextTable;
      if (source.kind === 'bytes') {
        sources.set(table, source.source);
      }
      try {
        return await openRemoteTable(link, table, source, signal, () => sources.delete(table));
      } catch (error) {
        sources.delete(table);
        throw error;
      }
    },
    hashFile: async (path, { signal, onProgress } = {}) => {
      const about = `hashing ${basename(path)}`;
      const answer = await link.ask((request) => ({ type: 'hash', request, path }), {
        about,
        signal,
        onProgress,
      });
      if (answer.type !== 'hashed') {
        throw unexpected(answer);
      }
      return { digest: answer.digest, size: answer.size };
    },
    validateFile: async (path, { rules, mostPerCode, ...asked }) => {
      const about = `checking the rows of ${basename(path)}`;
      const answer = await link.ask((request) => ({ type: 'validate', request, path, rules, mostPerCode }), {
        about,
        ...asked,
      });
      if (answer.type !== 'validated') {
        throw unexpected(answer);
      }
      return answer.verdict;
    },
    dispose: () => {
      closing.abort();
      link.dispose();
    },
  };
}

async function openRemoteTable(
  link: DataProcessLink,
  table: number,
  source: TableSource,
  signal: AbortSignal | undefined,
  forget: () => void,
): Promise<RemoteTable> {
  const name = source.kind === 'file' ? basename(source.path) : source.name;
  const sourceMessage: SourceMessage =
    source.kind === 'file' ? source : { kind: 'bytes', name: source.name, size: source.source.size };
  let opening:
    | { readonly generation: number; readonly done: Promise<Extract<Answer, { type: 'opened' }>> }
    | undefined;

  /** Opens the table in the process that runs now, unless it is open there. */
  function ensureOpen(signal?: AbortSignal): Promise<Extract<Answer, { type: 'opened' }>> {
    link.start();
    if (opening?.generation === link.generation) {
      return opening.done;
    }
    const about = `opening ${name}`;
    const done = link
      .ask((request) => ({ type: 'open', request, table, source: sourceMessage }), { about, signal })
      .then((answer) => {
        if (answer.type !== 'opened') {
          throw unexpected(answer);
        }
        return answer;
      });
    const attempt = { generation: link.generation, done };
    opening = attempt;
    done.catch(() => {
      opening = opening === attempt ? undefined : opening;
    });
    return done;
  }

  const first = await ensureOpen(signal);
  let { numRows } = first;

  async function reopen(signal?: AbortSignal): Promise<void> {
    const again = await ensureOpen(signal);
    if (!sameColumns(again.columns, first.columns)) {
      throw new Failure('file/changed', `${name} has other columns than when it was opened. Open it again.`);
    }
  }

  return {
    format: first.format,
    columns: first.columns,
    get numRows() {
      return numRows;
    },
    readArrow: async (window, signal) => {
      await reopen(signal);
      const about = `reading rows of ${name}`;
      const answer = await link.ask((request) => ({ type: 'read', request, table, window }), {
        about,
        signal,
      });
      if (answer.type !== 'rows') {
        throw unexpected(answer);
      }
      numRows = answer.numRows ?? numRows;
      return answer.arrow;
    },
    count: async ({ signal, onProgress } = {}) => {
      await reopen(signal);
      const about = `counting the rows of ${name}`;
      const answer = await link.ask((request) => ({ type: 'count', request, table }), {
        about,
        signal,
        onProgress,
      });
      if (answer.type !== 'counted') {
        throw unexpected(answer);
      }
      numRows = answer.numRows;
      return answer.numRows;
    },
    close: () => {
      forget();
      link.tell({ type: 'close', table });
    },
  };
}

function sameColumns(some: readonly Column[], others: readonly Column[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}

function describe(error: unknown): FailureMessage {
  const message = error instanceof Error ? error.message : String(error);
  return { code: isFailure(error) ? error.code : 'file/unreadable', message };
}

function unexpected(answer: Answer): Error {
  return new Error(`The data process answered another question: ${answer.type}.`);
}
