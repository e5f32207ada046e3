import type { DocumentKind } from '#core/metadata/document.ts';
import type { Severity } from '#core/metadata/problem.ts';

/** A place in a text, zero-based; characters are UTF-16 code units, as in LSP. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A finding as `validate --format json` prints it. `row`, `field` and `resource` only on findings about data. */
export interface ReportedProblem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** JSON pointer (RFC 6901) of the value that the finding is about. */
  readonly pointer: string;
  readonly range: { readonly start: Position; readonly end: Position };
  /** 1-based physical line or record number, the header being 1. */
  readonly row?: number;
  readonly field?: string;
  readonly resource?: string;
}

/** What was found out about one file. */
export interface FileReport {
  /** Relative to the working directory, with `/`. */
  readonly file: string;
  readonly kind: DocumentKind | 'table';
  readonly version?: string;
  /** False when a problem of severity `error` exists. */
  readonly valid: boolean;
  readonly problems: readonly ReportedProblem[];
}

/** The one object that `validate --format json` prints. */
export interface ValidationReport {
  readonly valid: boolean;
  readonly files: readonly FileReport[];
}

/** The start of a file, for findings that have no better place. */
export const FILE_START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } as const;

/** A file and its problems; validity follows from them. */
export function fileReport(file: Omit<FileReport, 'valid'>): FileReport {
  const { file: path, kind, version, problems } = file;
  const valid = !problems.some((problem) => problem.severity === 'error');
  return { file: path, kind, ...(version === undefined ? {} : { version }), valid, problems };
}

export function validationReport(files: readonly FileReport[]): ValidationReport {
  return { valid: files.every((file) => file.valid), files };
}

/** How many problems there are, in words: "2 errors, 1 warning". */
export function countInWords(problems: readonly { readonly severity: Severity }[]): string {
  const words = (['error', 'warning', 'info', 'hint'] as const).flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    const plural = severity === 'info' ? ' notes' : ` ${severity}s`;
    const singular = severity === 'info' ? ' note' : ` ${severity}`;
    return count === 0 ? [] : [`${count}${count === 1 ? singular : plural}`];
  });
  return words.length === 0 ? 'no problems' : words.join(', ');
}
