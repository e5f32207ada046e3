import { dirname, join } from 'node:path';
import type { ReportProgress } from '#core/base/progress.ts';
import { tablesToValidate, type UncheckedTable } from '#core/metadata/datapackage/tables-to-validate.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import type { DataFinding, TableVerdict } from '#core/tabular/validate/data-finding.ts';
import { gatherSurroundings } from './gather-surroundings.ts';
import { unlessUnreadable } from './unless-unreadable.ts';
import { validateFile } from './validate-file.ts';

/** What was found in the table of a resource. */
export interface ValidatedTable {
  /** The name of the resource, where it has one. */
  readonly resource: string | undefined;
  /** The file. */
  readonly file: string;
  readonly findings: readonly DataFinding[];
  readonly verdict: TableVerdict;
}

/** Tables of a descriptor, and those that were not checked. */
export interface ValidatedData {
  readonly tables: readonly ValidatedTable[];
  readonly unchecked: readonly UncheckedTable[];
}

/**
 * Checks the rows of all tables of a descriptor on disk, one after the other.
 * @throws task/cancelled
 */
export async function validateDataAt(
  path: string,
  document: MetadataDocument,
  options: {
    /** The folder that paths may not leave; that of the descriptor when absent. */
    readonly root?: string | undefined;
    readonly mostPerCode: number;
    readonly onProgress?: ReportProgress | undefined;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<ValidatedData> {
  const { root, mostPerCode, onProgress, signal } = options;
  const folder = dirname(path);
  const surroundings = await gatherSurroundings({
    folder,
    root: root ?? folder,
    document,
    hashes: 'none',
    data: 'none',
    ...(signal && { signal }),
  });
  const { tables, unchecked } = tablesToValidate(document, surroundings);
  const validated: ValidatedTable[] = [];
  for (const { name, path: written, rules } of tables) {
    const file = join(folder, written);
    const findings: DataFinding[] = [];
    const onFindings = (found: readonly DataFinding[]) => findings.push(...found);
    const verdict =
      (await unlessUnreadable(validateFile(file, { rules, mostPerCode, onFindings, onProgress, signal }))) ??
      unreadable(written, findings);
    validated.push({ resource: name, file, findings, verdict });
  }
  return { tables: validated, unchecked };
}

/** A file that may not be read, or that changed meanwhile. */
function unreadable(path: string, findings: DataFinding[]): TableVerdict {
  const message = `${path} could not be read to its end, so its rows were not checked.`;
  findings.push({ code: 'data/source-error', message });
  return { rows: 0, totals: { 'data/source-error': 1 } };
}
