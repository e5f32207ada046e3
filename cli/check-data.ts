import { formatPointer } from '#core/base/json-pointer.ts';
import type { ReportProgress } from '#core/base/progress.ts';
import type { Configuration } from '#core/metadata/config/configuration.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { headOf } from '#core/metadata/finding.ts';
import { lineIndex } from '#core/metadata/line-index.ts';
import { moreFindings, severityOf } from '#core/metadata/more-findings.ts';
import { type ValidatedTable, validateDataAt } from '#core/node/validate-data.ts';
import type { DataFinding, TableVerdict } from '#core/tabular/validate/data-finding.ts';
import { shownPath } from './input-file.ts';
import { FILE_START, type FileReport, fileReport, type ReportedProblem } from './report.ts';

/** Of each code so many findings of a table are listed, as in Frictionless. */
export const MOST_PER_CODE = 1_000;

/** How the data of a descriptor is checked. */
export interface CheckDataOptions {
  readonly root: string | undefined;
  readonly configuration: Configuration;
  readonly onProgress?: ReportProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Reports about the tables of a descriptor, and findings about those that were not checked. */
export interface CheckedData {
  readonly reports: readonly FileReport[];
  readonly unchecked: readonly ReportedProblem[];
}

/** Checks the rows of all tables of a descriptor; a file that several resources have is reported once. */
export async function checkData(
  path: string,
  document: MetadataDocument,
  { configuration, ...options }: CheckDataOptions,
): Promise<CheckedData> {
  const { tables, unchecked } = await validateDataAt(path, document, {
    ...options,
    mostPerCode: MOST_PER_CODE,
  });
  const byFile = new Map<string, ReportedProblem[]>();
  for (const table of tables) {
    const problems = byFile.get(table.file) ?? [];
    problems.push(...problemsOf(table, configuration));
    byFile.set(table.file, problems);
  }
  const lines = lineIndex(document.text);
  return {
    reports: [...byFile].map(([file, problems]) =>
      fileReport({ file: shownPath(file), kind: 'table', problems }),
    ),
    unchecked: unchecked.flatMap(({ resource, reason, name }) => {
      const { offset, length } = headOf(document, resource);
      return leveled(configuration, {
        code: 'data/not-checked',
        message: reason,
        pointer: formatPointer(resource.path),
        range: { start: lines.positionAt(offset), end: lines.positionAt(offset + length) },
        ...(name !== undefined && { resource: name }),
      });
    }),
  };
}

/** The findings in a table as they are printed, and how many more there are. */
export function problemsOf(
  {
    findings,
    verdict,
    resource,
  }: Pick<ValidatedTable, 'findings' | 'resource'> & { readonly verdict: TableVerdict },
  configuration: Configuration,
): ReportedProblem[] {
  const named = resource === undefined ? {} : { resource };
  const shown = (finding: DataFinding) => {
    const { code, message, row, field, range } = finding;
    return leveled(configuration, {
      code,
      message,
      pointer: '',
      range: range ?? FILE_START,
      ...(row !== undefined && { row }),
      ...(field !== undefined && { field }),
      ...named,
    });
  };
  const more = moreFindings(verdict.totals, MOST_PER_CODE).flatMap((message) =>
    leveled(configuration, { code: 'data/more-findings', message, pointer: '', range: FILE_START, ...named }),
  );
  return [...findings.flatMap(shown), ...more];
}

function leveled(
  { levels }: Configuration,
  { code, ...rest }: Omit<ReportedProblem, 'severity'>,
): ReportedProblem[] {
  const severity = severityOf(code, levels);
  return severity === 'off' ? [] : [{ code, severity, ...rest }];
}
