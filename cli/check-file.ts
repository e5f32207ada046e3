import { basename } from 'node:path';
import { Failure, isFailure } from '#core/base/failure.ts';
import type { Configuration } from '#core/metadata/config/configuration.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { type LineIndex, lineIndex } from '#core/metadata/line-index.ts';
import type { Problem } from '#core/metadata/problem.ts';
import { checkDescriptorAt } from '#core/node/check-descriptor.ts';
import { openFileSource } from '#core/node/file-source.ts';
import { openTable } from '#core/tabular/open.ts';
import type { Configurations } from './configurations.ts';
import { shownPath } from './input-file.ts';
import { FILE_START, type FileReport, fileReport, type ReportedProblem } from './report.ts';

/** Said of a file while rows are not read, so that "valid" never seems to cover them. */
const ROWS_NOT_CHECKED = problemOfFile(
  'data/not-checked',
  'info',
  'The rows of the data were not checked: this version checks descriptors and files, not rows.',
);

/** Said of a file that someone named and whose content nobody here knows: "valid" must not sound like a check. */
const UNKNOWN_KIND = problemOfFile(
  'metadata/unknown-kind',
  'warning',
  'This is neither a data package nor STAC: nothing but its syntax was checked.',
);

/** Said of a file that someone named and that the configuration excludes. */
const EXCLUDED = problemOfFile(
  'metadata/excluded',
  'info',
  'The configuration excludes this file, so it was not checked.',
);

/** How a file is checked. */
export interface CheckOptions {
  /** The folder that referenced paths may not leave; the folder of the descriptor when absent. */
  readonly root?: string;
  /** Data is wanted: say of each file that describes data that its rows were not looked at. */
  readonly data: boolean;
  /** What people said about how descriptors are checked. */
  readonly configurations: Configurations;
  readonly signal?: AbortSignal;
  /** Told why something that was to be read was not. */
  readonly onUnread?: (failure: Failure) => void;
}

/** Checks a descriptor with the rules that the editor runs as you type. */
export async function checkDescriptor(
  path: string,
  document: MetadataDocument,
  options: CheckOptions,
): Promise<FileReport> {
  const { configurations, root, signal } = options;
  const chosen = await configurations.of(path, root, signal);
  const problems = await checkDescriptorAt(path, document, {
    ...chosen,
    root,
    hashes: 'declared',
    data: 'profile',
    signal,
    onUnread: options.onUnread,
  });
  const lines = lineIndex(document.text);
  return fileReport({
    file: shownPath(path),
    kind: document.kind,
    ...(document.version === undefined ? {} : { version: document.version }),
    problems: [
      ...problems.map((problem) => reported(problem, lines)),
      ...(chosen.configuration.excluded ? [EXCLUDED] : []),
      ...(document.kind === 'unknown' ? asConfigured(UNKNOWN_KIND, chosen.configuration) : []),
      ...(options.data && describesData(document) ? [ROWS_NOT_CHECKED] : []),
    ],
  });
}

function asConfigured(problem: ReportedProblem, { levels }: Configuration): ReportedProblem[] {
  const level = levels.get(problem.code) ?? problem.severity;
  return level === 'off' ? [] : [{ ...problem, severity: level }];
}

/** Opens a table file given by itself: that is as far as a table without a schema can be wrong. */
export async function checkTable(path: string, options: CheckOptions): Promise<FileReport> {
  const source = await openFileSource(path);
  const problems: ReportedProblem[] = options.data ? [ROWS_NOT_CHECKED] : [];
  try {
    const { signal } = options;
    const table = await openTable(source, { name: basename(path), ...(signal && { signal }) });
    if (table.format === 'csv' && !/\.(csv|txt|dat)$/i.test(path)) {
      throw new Failure(
        'table/unknown-format',
        `"${path}" is no descriptor and no table that is known by its name or its first bytes. Show it with "waybill head".`,
      );
    }
  } catch (error) {
    if (isFailure(error, 'table/corrupt')) {
      problems.unshift(problemOfFile('data/source-error', 'error', error.message));
    } else if (isFailure(error, 'table/unsupported')) {
      problems.unshift(problemOfFile('data/format-error', 'error', error.message));
    } else {
      throw error;
    }
  } finally {
    await source.close();
  }
  return fileReport({ file: shownPath(path), kind: 'table', problems });
}

function describesData(document: MetadataDocument): boolean {
  return document.kind === 'datapackage' || document.kind === 'dataresource';
}

function reported(problem: Problem, lines: LineIndex): ReportedProblem {
  const { code, severity, message, pointer, offset, length } = problem;
  const range = { start: lines.positionAt(offset), end: lines.positionAt(offset + length) };
  return { code, severity, message, pointer, range };
}

function problemOfFile(
  code: string,
  severity: ReportedProblem['severity'],
  message: string,
): ReportedProblem {
  return { code, severity, message, pointer: '', range: FILE_START };
}
