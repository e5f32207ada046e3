import type { ByteSource } from '#core/base/byte-source.ts';
import type { Digest } from '#core/base/digest.ts';
import type { ReportProgress } from '#core/base/progress.ts';
import type { Column, RowWindow, Table } from '#core/tabular/table.ts';
import type { TableVerdict } from '#core/tabular/validate/data-finding.ts';
import type { ValidateFileOptions } from './validate-file.ts';

/** Where the data process finds bytes: it opens local files itself, and asks its host for ranges of others. */
export type TableSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'bytes'; readonly name: string; readonly source: ByteSource };

/** A table that is open in the data process. */
export interface RemoteTable {
  readonly format: Table['format'];
  readonly columns: readonly Column[];
  readonly numRows: number | undefined;
  /** A window of rows as an Arrow IPC stream of one record batch. */
  readArrow(window: RowWindow, signal?: AbortSignal): Promise<Uint8Array>;
  count(options?: { signal?: AbortSignal; onProgress?: ReportProgress }): Promise<number>;
  close(): void;
}

/**
 * Work on data, done in a forked process with a memory limit and a watchdog, so that a hostile file can never take
 * the extension host down. The process starts with the first question, is started again after it died, and every
 * question that was open then fails with `process/died`.
 */
export interface DataProcess {
  openTable(source: TableSource, signal?: AbortSignal): Promise<RemoteTable>;
  /** SHA-256 and size of a local file. */
  hashFile(
    path: string,
    options?: { signal?: AbortSignal; onProgress?: ReportProgress },
  ): Promise<{ digest: Digest; size: number }>;
  /** Checks the rows of a local table file; findings come while it is read. */
  validateFile(path: string, options: ValidateFileOptions): Promise<TableVerdict>;
  dispose(): void;
}
