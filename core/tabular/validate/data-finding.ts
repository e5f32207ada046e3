import { isCount } from '#core/base/decode.ts';

/** The codes of findings about rows, by the names that Frictionless has for them; "unique-key" is of version 2. */
export const DATA_CODES = [
  'data/blank-header',
  'data/blank-label',
  'data/blank-row',
  'data/constraint-error',
  'data/duplicate-label',
  'data/encoding-error',
  'data/extra-cell',
  'data/extra-label',
  'data/format-error',
  'data/incorrect-label',
  'data/missing-cell',
  'data/missing-label',
  'data/not-checked',
  'data/primary-key',
  'data/source-error',
  'data/type-error',
  'data/unique-error',
  'data/unique-key',
  'data/unmatched-header',
] as const;

export type DataCode = (typeof DATA_CODES)[number];

/**
 * A place in a text file: zero-based lines, and UTF-16 code units into them, a byte order mark not counted. Findings in
 * data carry lines and not offsets, since nobody reads gigabytes again to turn one into the other.
 */
export interface TextRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** What is wrong in the rows of a table. */
export interface DataFinding {
  readonly code: DataCode;
  readonly message: string;
  /** Number of the row as Frictionless counts: from 1, every row of the file, header and blank ones included. */
  readonly row?: number;
  /** The name of the field; of a cell without field, the label of its column. */
  readonly field?: string;
  /** Number of the column, from 1. */
  readonly fieldNumber?: number;
  /** Absent where the file is no text. */
  readonly range?: TextRange;
}

/** What a table was found to be once all its rows were looked at. */
export interface TableVerdict {
  /** Rows of data that were looked at. */
  readonly rows: number;
  /** How many findings there are of each code, also of those that were not listed. */
  readonly totals: Readonly<Partial<Record<DataCode, number>>>;
}

/** The findings that another process sent; what is none is left out. */
export function decodeFindings(value: unknown): DataFinding[] {
  return Array.isArray(value) ? value.flatMap((each: unknown) => decodeFinding(each) ?? []) : [];
}

function decodeFinding(value: unknown): DataFinding | undefined {
  const { code: stated, message, row, field, fieldNumber, range: place } = asFields(value);
  const code = DATA_CODES.find((each) => each === stated);
  const range = decodeRange(place);
  return code === undefined || typeof message !== 'string'
    ? undefined
    : {
        code,
        message,
        ...(isCount(row) && { row }),
        ...(typeof field === 'string' && { field }),
        ...(isCount(fieldNumber) && { fieldNumber }),
        ...(range && { range }),
      };
}

/** The verdict that another process sent, or undefined when `value` is none. */
export function decodeVerdict(value: unknown): TableVerdict | undefined {
  const { rows, totals } = asFields(value);
  const counts = asFields(totals);
  return isCount(rows)
    ? {
        rows,
        totals: Object.fromEntries(
          DATA_CODES.flatMap((code) => (isCount(counts[code]) ? [[code, counts[code]]] : [])),
        ),
      }
    : undefined;
}

function decodeRange(value: unknown): TextRange | undefined {
  const fields = asFields(value);
  const start = decodePosition(fields['start']);
  const end = decodePosition(fields['end']);
  return start && end && { start, end };
}

function decodePosition(value: unknown): TextRange['start'] | undefined {
  const { line, character } = asFields(value);
  return isCount(line) && isCount(character) ? { line, character } : undefined;
}

function asFields(value: unknown): { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
