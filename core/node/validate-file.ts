import { basename } from 'node:path';
import type { ReportProgress } from '#core/base/progress.ts';
import type { TableRules } from '#core/tableschema/table-rules.ts';
import type { DataFinding, TableVerdict } from '#core/tabular/validate/data-finding.ts';
import { validateTable } from '#core/tabular/validate/validate-table.ts';
import { openFileSource } from './file-source.ts';

/** How a table file is checked. */
export interface ValidateFileOptions {
  readonly rules: TableRules;
  /** Of each code so many findings are made; the others are counted. */
  readonly mostPerCode: number;
  readonly onFindings: (findings: readonly DataFinding[]) => void;
  readonly onProgress?: ReportProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Checks the rows of a table file. Fails as `openFileSource` and `validateTable`. */
export async function validateFile(path: string, options: ValidateFileOptions): Promise<TableVerdict> {
  const source = await openFileSource(path);
  try {
    return await validateTable(source, { ...options, name: basename(path) });
  } finally {
    await source.close();
  }
}
