import { type Digest, isDigest } from '#core/base/digest.ts';
import { Failure, type FailureCode } from '#core/base/failure.ts';
import type { Progress } from '#core/base/progress.ts';
import { decodeTableRules, type TableRules } from '#core/tableschema/table-rules.ts';
import { decodeColumns } from '#core/tabular/decode-column-type.ts';
import type { Column, RowWindow, Table } from '#core/tabular/table.ts';
import {
  type DataFinding,
  decodeFindings,
  decodeVerdict,
  type TableVerdict,
} from '#core/tabular/validate/data-finding.ts';

/** What the host says to the data process. Requests and tables have numbers that the host gives. */
export type ToDataProcess =
  | {
      readonly type: 'open';
      readonly request: number;
      readonly table: number;
      readonly source: SourceMessage;
    }
  | { readonly type: 'read'; readonly request: number; readonly table: number; readonly window: RowWindow }
  | { readonly type: 'count'; readonly request: number; readonly table: number }
  | { readonly type: 'hash'; readonly request: number; readonly path: string }
  | {
      readonly type: 'validate';
      readonly request: number;
      readonly path: string;
      readonly rules: TableRules;
      readonly mostPerCode: number;
    }
  | { readonly type: 'cancel'; readonly request: number }
  | { readonly type: 'close'; readonly table: number }
  | { readonly type: 'bytes'; readonly range: number; readonly bytes: Uint8Array }
  | { readonly type: 'bytes-failed'; readonly range: number; readonly failure: FailureMessage };

export type SourceMessage =
  | { readonly kind: 'file'; readonly path: string }
  /** The data process asks for ranges of these with `need-bytes`. */
  | { readonly kind: 'bytes'; readonly name: string; readonly size: number };

/** A failure on its way between processes; without a code it is a bug. */
export interface FailureMessage {
  readonly code: FailureCode | undefined;
  readonly message: string;
}

/** What the data process says to its host. */
export type FromDataProcess =
  | {
      readonly type: 'opened';
      readonly request: number;
      readonly format: Table['format'];
      readonly columns: readonly Column[];
      readonly numRows: number | undefined;
    }
  | {
      readonly type: 'rows';
      readonly request: number;
      readonly arrow: Uint8Array;
      readonly numRows: number | undefined;
    }
  | { readonly type: 'counted'; readonly request: number; readonly numRows: number }
  | { readonly type: 'hashed'; readonly request: number; readonly digest: Digest; readonly size: number }
  /** What was found since the last such message. */
  | { readonly type: 'found'; readonly request: number; readonly findings: readonly DataFinding[] }
  | { readonly type: 'validated'; readonly request: number; readonly verdict: TableVerdict }
  | { readonly type: 'failed'; readonly request: number; readonly failure: FailureMessage }
  | { readonly type: 'progress'; readonly request: number; readonly progress: Progress }
  | {
      readonly type: 'need-bytes';
      readonly range: number;
      readonly table: number;
      readonly start: number;
      readonly end: number;
    };

/** Bytes that one `need-bytes` may ask for. */
export const LARGEST_RANGE = 4 * 1024 * 1024;

type Fields = { readonly [name: string]: unknown };

/** A message to the data process, or undefined when `value` is none. */
export function decodeToDataProcess(value: unknown): ToDataProcess | undefined {
  const message = asFields(value);
  const request = count(message['request']);
  const table = count(message['table']);
  const range = count(message['range']);
  switch (message['type']) {
    case 'open': {
      const source = decodeSource(message['source']);
      return request === undefined || table === undefined || source === undefined
        ? undefined
        : { type: 'open', request, table, source };
    }
    case 'read': {
      const window = decodeWindow(message['window']);
      return request === undefined || table === undefined || window === undefined
        ? undefined
        : { type: 'read', request, table, window };
    }
    case 'count':
      return request === undefined || table === undefined ? undefined : { type: 'count', request, table };
    case 'hash': {
      const { path } = message;
      return request === undefined || typeof path !== 'string' ? undefined : { type: 'hash', request, path };
    }
    case 'validate': {
      const { path } = message;
      const rules = decodeTableRules(message['rules']);
      const mostPerCode = count(message['mostPerCode']);
      return request === undefined || typeof path !== 'string' || !rules || mostPerCode === undefined
        ? undefined
        : { type: 'validate', request, path, rules, mostPerCode };
    }
    case 'cancel':
      return request === undefined ? undefined : { type: 'cancel', request };
    case 'close':
      return table === undefined ? undefined : { type: 'close', table };
    case 'bytes': {
      const { bytes } = message;
      return range === undefined || !(bytes instanceof Uint8Array)
        ? undefined
        : { type: 'bytes', range, bytes };
    }
    case 'bytes-failed': {
      const failure = decodeFailure(message['failure']);
      return range === undefined || failure === undefined
        ? undefined
        : { type: 'bytes-failed', range, failure };
    }
    default:
      return undefined;
  }
}

/** A message from the data process, or undefined when `value` is none. */
export function decodeFromDataProcess(value: unknown): FromDataProcess | undefined {
  const message = asFields(value);
  if (message['type'] === 'need-bytes') {
    return decodeNeedBytes(message);
  }
  const request = count(message['request']);
  if (request === undefined) {
    return undefined;
  }
  const numRows = count(message['numRows']);
  switch (message['type']) {
    case 'opened': {
      const format = FORMATS.find((name) => name === message['format']);
      const columns = decodeColumns(message['columns']);
      return format === undefined || columns === undefined
        ? undefined
        : { type: 'opened', request, format, columns, numRows };
    }
    case 'rows': {
      const { arrow } = message;
      return arrow instanceof Uint8Array ? { type: 'rows', request, arrow, numRows } : undefined;
    }
    case 'counted':
      return numRows === undefined ? undefined : { type: 'counted', request, numRows };
    case 'hashed': {
      const { digest } = message;
      const size = count(message['size']);
      return isDigest(digest) && size !== undefined ? { type: 'hashed', request, digest, size } : undefined;
    }
    case 'found':
      return { type: 'found', request, findings: decodeFindings(message['findings']) };
    case 'validated': {
      const verdict = decodeVerdict(message['verdict']);
      return verdict && { type: 'validated', request, verdict };
    }
    case 'failed': {
      const failure = decodeFailure(message['failure']);
      return failure === undefined ? undefined : { type: 'failed', request, failure };
    }
    case 'progress': {
      const progress = decodeProgress(message['progress']);
      return progress === undefined ? undefined : { type: 'progress', request, progress };
    }
    default:
      return undefined;
  }
}

const FORMATS: readonly Table['format'][] = ['csv', 'tsv', 'jsonl', 'parquet', 'arrow-file', 'arrow-stream'];

function decodeNeedBytes(message: Fields): FromDataProcess | undefined {
  const range = count(message['range']);
  const table = count(message['table']);
  const start = count(message['start']);
  const end = count(message['end']);
  const complete = range !== undefined && table !== undefined && start !== undefined && end !== undefined;
  return complete && start <= end && end - start <= LARGEST_RANGE
    ? { type: 'need-bytes', range, table, start, end }
    : undefined;
}

function decodeSource(value: unknown): SourceMessage | undefined {
  const { kind, path, name, size } = asFields(value);
  if (kind === 'file') {
    return typeof path === 'string' ? { kind, path } : undefined;
  }
  const bytes = count(size);
  return kind === 'bytes' && typeof name === 'string' && bytes !== undefined
    ? { kind, name, size: bytes }
    : undefined;
}

function decodeWindow(value: unknown): RowWindow | undefined {
  const fields = asFields(value);
  const start = count(fields['start']);
  const end = count(fields['end']);
  if (start === undefined || end === undefined) {
    return undefined;
  }
  const { columns } = fields;
  if (columns === undefined) {
    return { start, end };
  }
  const indexes = Array.isArray(columns) ? columns.map(count).filter((index) => index !== undefined) : [];
  return Array.isArray(columns) && indexes.length === columns.length
    ? { start, end, columns: indexes }
    : undefined;
}

function decodeProgress(value: unknown): Progress | undefined {
  const { message, done, total, unit } = asFields(value);
  if (typeof message !== 'string' || typeof done !== 'number') {
    return undefined;
  }
  const known = (['bytes', 'rows', 'files'] as const).find((name) => name === unit);
  return known === undefined
    ? undefined
    : { message, done, unit: known, ...(typeof total === 'number' ? { total } : {}) };
}

function decodeFailure(value: unknown): FailureMessage | undefined {
  const { code, message } = asFields(value);
  if (typeof message !== 'string') {
    return undefined;
  }
  return { message, code: isFailureCode(code) ? code : undefined };
}

// Both processes are built from the same sources, so that whatever has the form of a code is one.
function isFailureCode(value: unknown): value is FailureCode {
  return typeof value === 'string' && /^[a-z]{2,20}\/[a-z-]{2,40}$/.test(value);
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

/** The error that a failure message stands for. */
export function failureOf({ code, message }: FailureMessage): Error {
  return code === undefined ? new Error(message) : new Failure(code, message);
}
