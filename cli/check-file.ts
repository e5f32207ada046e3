import { isUtf8 } from 'node:buffer';
import { basename, dirname } from 'node:path';
import { Failure, isFailure } from '#core/base/failure.ts';
import { checkMetadata, referencedPaths } from '#core/metadata/check.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { type LineIndex, lineIndex } from '#core/metadata/line-index.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { Problem } from '#core/metadata/problem.ts';
import { openFileSource } from '#core/node/file-source.ts';
import { lookAround } from '#core/node/surroundings.ts';
import { openTable } from '#core/tabular/open.ts';
import { readDescriptor, shownPath } from './input-file.ts';
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

/** How a file is checked. */
export interface CheckOptions {
  /** The folder that referenced paths may not leave; the folder of the descriptor when absent. */
  readonly root?: string;
  /** Data is wanted: say of each file that describes data that its rows were not looked at. */
  readonly data: boolean;
  readonly signal?: AbortSignal;
}

/** Found in bytes that no editor can show as they are: everything about them would be guesswork. */
const NOT_UTF8: Problem = {
  code: 'metadata/not-utf-8',
  severity: 'error',
  message: 'The file is not UTF-8 text, which descriptors must be. Save it as UTF-8.',
  offset: 0,
  length: 0,
  pointer: '',
};

/** Reads a descriptor; never fails for what stands in it. */
export async function parseDescriptor(path: string, signal?: AbortSignal): Promise<MetadataDocument> {
  const bytes = await readDescriptor(path, signal);
  // The byte-order mark stays: it is a finding of its own.
  const name = basename(path);
  if (isUtf16(bytes)) {
    // Not one character of it would be what it seems, so that is all there is to say.
    return { ...parseMetadata({ name, text: '' }), syntax: [NOT_UTF8] };
  }
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const document = parseMetadata({ name, text });
  return isUtf8(bytes) ? document : { ...document, syntax: [NOT_UTF8, ...document.syntax] };
}

/** True for a byte-order mark of UTF-16, and for a NUL in every other byte as JSON and YAML begin in it. */
function isUtf16([first, second]: Uint8Array): boolean {
  const isMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isMark || (first === 0) !== (second === 0);
}

/** Checks a descriptor with the rules that the editor runs as you type. */
export async function checkDescriptor(
  path: string,
  document: MetadataDocument,
  options: CheckOptions,
): Promise<FileReport> {
  const folder = dirname(path);
  const surroundings = await lookAround({
    folder,
    root: options.root ?? folder,
    paths: referencedPaths(document),
    ...(options.signal && { signal: options.signal }),
  });
  const problems = checkMetadata(document, surroundings);
  const lines = lineIndex(document.text);
  return fileReport({
    file: shownPath(path),
    kind: document.kind,
    ...(document.version === undefined ? {} : { version: document.version }),
    problems: [
      ...problems.map((problem) => reported(problem, lines)),
      ...(document.kind === 'unknown' ? [UNKNOWN_KIND] : []),
      ...(options.data && describesData(document) ? [ROWS_NOT_CHECKED] : []),
    ],
  });
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
