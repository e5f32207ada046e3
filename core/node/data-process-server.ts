import { basename } from 'node:path';
import type { ByteSource } from '#core/base/byte-source.ts';
import { Failure, throwIfCancelled } from '#core/base/failure.ts';
import type { ReportProgress } from '#core/base/progress.ts';
import { encodeArrow } from '#core/tabular/arrow-page.ts';
import { openTable } from '#core/tabular/open.ts';
import type { Table } from '#core/tabular/table.ts';
import type { DataFinding } from '#core/tabular/validate/data-finding.ts';
import {
  type FailureMessage,
  type FromDataProcess,
  failureOf,
  LARGEST_RANGE,
  type SourceMessage,
  type ToDataProcess,
} from './data-process-protocol.ts';
import { type FileSource, openFileSource } from './file-source.ts';
import { createHash } from './hash.ts';
import { validateFile } from './validate-file.ts';

const HASHED_CHUNK = 1024 * 1024;
const PROGRESS_MS = 50;

interface OpenTable {
  readonly table: Table;
  close(): Promise<void>;
}

/** The inner life of the data process: answers messages, apart from how they travel. */
export function serveData(send: (message: FromDataProcess) => void): {
  handle(message: ToDataProcess): void;
} {
  const tables = new Map<number, OpenTable>();
  const running = new Map<number, AbortController>();
  const host = createHostBytes(send);

  async function open(table: number, source: SourceMessage, signal: AbortSignal): Promise<OpenTable> {
    if (source.kind === 'bytes') {
      const bytes = host.source(table, source.size);
      return { table: await openTable(bytes, { name: source.name, signal }), close: () => Promise.resolve() };
    }
    const file = await openFileSource(source.path);
    try {
      const opened = await openTable(file, { name: basename(source.path), signal });
      return { table: opened, close: () => file.close() };
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async function answer(
    message: Extract<ToDataProcess, { request: number }>,
    signal: AbortSignal,
  ): Promise<void> {
    const { request } = message;
    const report = throttled((progress) => send({ type: 'progress', request, progress }));
    switch (message.type) {
      case 'open': {
        const opened = await open(message.table, message.source, signal);
        tables.set(message.table, opened);
        const { format, columns, numRows } = opened.table;
        send({ type: 'opened', request, format, columns, numRows });
        break;
      }
      case 'read': {
        const { table } = requireTable(message.table);
        const arrow = encodeArrow(await table.read(message.window, signal));
        send({ type: 'rows', request, arrow, numRows: table.numRows });
        break;
      }
      case 'count': {
        const { table } = requireTable(message.table);
        send({ type: 'counted', request, numRows: await table.count({ signal, onProgress: report }) });
        break;
      }
      case 'hash':
        send({ type: 'hashed', request, ...(await hashFile(message.path, signal, report)) });
        break;
      case 'validate': {
        const onFindings = (findings: readonly DataFinding[]) => send({ type: 'found', request, findings });
        const options = { ...message, onFindings, onProgress: report, signal };
        send({ type: 'validated', request, verdict: await validateFile(message.path, options) });
        break;
      }
      case 'cancel':
        break;
    }
  }

  function requireTable(table: number): OpenTable {
    const open = tables.get(table);
    if (open === undefined) {
      throw new Error(`The data process has no table ${table}.`);
    }
    return open;
  }

  async function run(message: Extract<ToDataProcess, { request: number }>): Promise<void> {
    const controller = new AbortController();
    running.set(message.request, controller);
    try {
      await answer(message, controller.signal);
    } catch (error) {
      send({ type: 'failed', request: message.request, failure: describe(error) });
    } finally {
      running.delete(message.request);
    }
  }

  return {
    handle: (message) => {
      if ('request' in message && message.type !== 'cancel') {
        void run(message);
        return;
      }
      switch (message.type) {
        case 'cancel':
          running.get(message.request)?.abort();
          break;
        case 'close':
          void tables.get(message.table)?.close();
          tables.delete(message.table);
          break;
        case 'bytes':
          host.settle(message.range, message.bytes);
          break;
        case 'bytes-failed':
          host.settle(message.range, failureOf(message.failure));
          break;
      }
    },
  };
}

/** Bytes that only the host can fetch, asked for range by range. */
function createHostBytes(send: (message: FromDataProcess) => void) {
  const waiting = new Map<number, (outcome: Uint8Array | Error) => void>();
  let nextRange = 0;

  function needBytes(table: number, start: number, end: number): Promise<Uint8Array> {
    nextRange += 1;
    const range = nextRange;
    return new Promise((resolve, reject) => {
      waiting.set(range, (outcome) => {
        waiting.delete(range);
        if (outcome instanceof Error) {
          reject(outcome);
        } else {
          resolve(outcome);
        }
      });
      send({ type: 'need-bytes', range, table, start, end });
    });
  }

  return {
    settle: (range: number, outcome: Uint8Array | Error): void => waiting.get(range)?.(outcome),
    source: (table: number, size: number): ByteSource => ({
      size,
      read: async (start, end, signal) => {
        const last = Math.min(end, size);
        const bytes = new Uint8Array(Math.max(0, last - start));
        for (let from = start; from < last; from += LARGEST_RANGE) {
          throwIfCancelled(signal);
          bytes.set(await needBytes(table, from, Math.min(last, from + LARGEST_RANGE)), from - start);
        }
        return bytes;
      },
    }),
  };
}

async function hashFile(path: string, signal: AbortSignal, report: ReportProgress) {
  const file: FileSource = await openFileSource(path);
  try {
    const hash = createHash('sha256');
    for (let done = 0; done < file.size; ) {
      const bytes = await file.read(done, done + HASHED_CHUNK, signal);
      hash.update(bytes);
      done += bytes.length;
      report({ message: `Hashing ${basename(path)}`, done, total: file.size, unit: 'bytes' });
    }
    return { digest: hash.digest(), size: file.size };
  } finally {
    await file.close();
  }
}

function throttled(report: ReportProgress): ReportProgress {
  let last = 0;
  return (progress) => {
    const now = performance.now();
    if (now - last >= PROGRESS_MS) {
      last = now;
      report(progress);
    }
  };
}

/** A failure as a message; of a bug the stack, for the log. */
function describe(error: unknown): FailureMessage {
  if (error instanceof Failure) {
    return { code: error.code, message: error.message };
  }
  return {
    code: undefined,
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}
