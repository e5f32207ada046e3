import type { Severity } from '#core/metadata/problem.ts';
import { RULES } from '#core/metadata/rule-catalogue.ts';
import type { FileReport, ReportedProblem, ValidationReport } from './report.ts';

const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/**
 * A validation as a SARIF 2.1.0 log (OASIS), which code hosts show beside the lines. SARIF counts lines and
 * columns from 1; its end column is the one after the last character, as ours.
 */
export function sarifLog(report: ValidationReport, version: string): object {
  const codes = [...new Set(report.files.flatMap((file) => file.problems.map(({ code }) => code)))].sort();
  const ruleIndex = new Map(codes.map((code, index) => [code, index]));
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'waybill', version, rules: codes.map(reportingDescriptor) } },
        columnKind: 'utf16CodeUnits',
        artifacts: report.files.map(({ file }) => ({ location: { uri: fileUri(file) } })),
        results: report.files.flatMap((file, artifactIndex) =>
          file.problems.map((problem) =>
            result(file, problem, { artifactIndex, ruleIndex: ruleIndex.get(problem.code) ?? -1 }),
          ),
        ),
      },
    ],
  };
}

/** What a code stands for (SARIF, reportingDescriptor), where the catalogue knows it. */
function reportingDescriptor(id: string): object {
  const rule = Object.hasOwn(RULES, id) ? RULES[id] : undefined;
  return {
    id,
    ...(rule && {
      shortDescription: { text: `${rule.title}.` },
      help: { text: `Run "waybill explain ${id}" for an example and the source.` },
      defaultConfiguration: { level: LEVEL[rule.severity] },
    }),
  };
}

function result(
  file: FileReport,
  problem: ReportedProblem,
  indexes: { readonly artifactIndex: number; readonly ruleIndex: number },
): object {
  const { start, end } = problem.range;
  return {
    ruleId: problem.code,
    ruleIndex: indexes.ruleIndex,
    level: LEVEL[problem.severity],
    message: { text: problem.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: fileUri(file.file), index: indexes.artifactIndex },
          region: {
            startLine: start.line + 1,
            startColumn: start.character + 1,
            endLine: end.line + 1,
            endColumn: end.character + 1,
          },
        },
        ...(problem.pointer === '' ? {} : { logicalLocations: [{ fullyQualifiedName: problem.pointer }] }),
      },
    ],
    ...dataProperties(problem),
  };
}

function dataProperties({ row, field, resource }: ReportedProblem): object {
  const properties = {
    ...(row === undefined ? {} : { row }),
    ...(field === undefined ? {} : { field }),
    ...(resource === undefined ? {} : { resource }),
  };
  return Object.keys(properties).length === 0 ? {} : { properties };
}

/** A relative path as a relative URI: a space or `#` in a file name must not end the path. */
function fileUri(path: string): string {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  // A first segment with a colon would be read as a scheme; encodeURIComponent has written it as %3A already.
  return path.startsWith('/') ? `file://${encoded}` : encoded;
}
