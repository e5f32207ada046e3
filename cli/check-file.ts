import { basename } from 'node:path';
import { Failure, isFailure } from '#core/base/failure.ts';
import type { ReportProgress } from '#core/base/progress.ts';
import type { Configuration } from '#core/metadata/config/configuration.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { type LineIndex, lineIndex } from '#core/metadata/line-index.ts';
import type { Problem } from '#core/metadata/problem.ts';
import { checkDescriptorAt } from '#core/node/check-descriptor.ts';
import { openFileSource } from '#core/node/file-source.ts';
import type { GatheredStac } from '#core/node/gather-stac.ts';
import type { Listings } from '#core/node/locate-files.ts';
import { validateFile } from '#core/node/validate-file.ts';
import { openTable } from '#core/tabular/open.ts';
import { detectEncoding } from '#core/tabular/profile/text-encoding.ts';
import { SAMPLED_BYTES } from '#core/tabular/text/sample.ts';
import type { DataFinding } from '#core/tabular/validate/data-finding.ts';
import { checkData, MOST_PER_CODE, problemsOf } from './check-data.ts';
import type { Configurations } from './configurations.ts';
import { shownPath } from './input-file.ts';
import { FILE_START, type FileReport, fileReport, type ReportedProblem } from './report.ts';

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
  /** Whether the rows of data are checked as well. */
  readonly data: boolean;
  /** What people said about how descriptors are checked. */
  readonly configurations: Configurations;
  /** The STAC objects of the folder that is searched. */
  readonly stac?: GatheredStac | undefined;
  /** Directories that were listed already. */
  readonly listings?: Listings;
  /** Told how far the check of rows is. */
  readonly onProgress?: ReportProgress;
  readonly signal?: AbortSignal;
  /** Told why something that was to be read was not. */
  readonly onUnread?: (failure: Failure) => void;
}

/** Checks a descriptor with the rules that the editor runs as you type, then the rows of its tables. */
export async function checkPackage(
  path: string,
  document: MetadataDocument,
  options: CheckOptions,
): Promise<FileReport[]> {
  const report = await checkDescriptor(path, document, options);
  const { configurations, root, signal, onProgress } = options;
  const { configuration } = await configurations.of(path, root, signal);
  if (!options.data || configuration.excluded || !describesData(document)) {
    return [report];
  }
  const { reports, unchecked } = await checkData(path, document, { root, configuration, onProgress, signal });
  return [fileReport({ ...report, problems: [...report.problems, ...unchecked] }), ...reports];
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
    stac: options.stac,
    listings: options.listings,
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
    ],
  });
}

function asConfigured(problem: ReportedProblem, { levels }: Configuration): ReportedProblem[] {
  const level = levels.get(problem.code) ?? problem.severity;
  return level === 'off' ? [] : [{ ...problem, severity: level }];
}

/** Checks a table file given by itself: its form, as nobody says what its cells are. */
export async function checkTable(path: string, options: CheckOptions): Promise<FileReport> {
  const { data, signal, onProgress } = options;
  const findings: DataFinding[] = [];
  const unreadable = await openedInVain(path, signal);
  if (unreadable || !data) {
    return fileReport({ file: shownPath(path), kind: 'table', problems: unreadable ? [unreadable] : [] });
  }
  const encoding = await encodingBySight(path, signal);
  const verdict = await validateFile(path, {
    rules: { version: '2.0', isCaseSensitive: true, reading: encoding === undefined ? {} : { encoding } },
    mostPerCode: MOST_PER_CODE,
    onFindings: (found) => findings.push(...found),
    onProgress,
    signal,
  });
  const { configuration } = await options.configurations.of(path, options.root, signal);
  const problems = problemsOf({ findings, verdict, resource: undefined }, configuration);
  return fileReport({ file: shownPath(path), kind: 'table', problems });
}

/** Why a file cannot be opened as a table, if so. */
async function openedInVain(
  path: string,
  signal: AbortSignal | undefined,
): Promise<ReportedProblem | undefined> {
  const source = await openFileSource(path);
  try {
    const table = await openTable(source, { name: basename(path), ...(signal && { signal }) });
    if (table.format === 'csv' && !/\.(csv|txt|dat)$/i.test(path)) {
      throw new Failure(
        'table/unknown-format',
        `"${path}" is no descriptor and no table that is known by its name or its first bytes. Show it with "waybill head".`,
      );
    }
    return undefined;
  } catch (error) {
    if (isFailure(error, 'table/corrupt')) {
      return problemOfFile('data/source-error', 'error', error.message);
    }
    if (isFailure(error, 'table/unsupported')) {
      return problemOfFile('data/format-error', 'error', error.message);
    }
    throw error;
  } finally {
    await source.close();
  }
}

/** Nobody declares the encoding of a file by itself: it is the one that its beginning is in. */
async function encodingBySight(path: string, signal: AbortSignal | undefined): Promise<string | undefined> {
  const source = await openFileSource(path);
  try {
    const found = detectEncoding(await source.read(0, SAMPLED_BYTES, signal))?.name;
    return found === 'us-ascii' ? undefined : found;
  } finally {
    await source.close();
  }
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
