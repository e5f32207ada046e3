import { Failure } from '#core/base/failure.ts';
import { readJsonLine } from './jsonl/json-line.ts';
import { isSpace } from './jsonl/line-scan.ts';

export type TableFormat = 'parquet' | 'arrow-file' | 'arrow-stream' | 'csv' | 'tsv' | 'jsonl';

const STREAM_NAMES = /\.(?:arrows?|ipc|feather|stream)$/i;
const ARROW_NAMES = /\.(?:arrow|feather|ipc)$/i;
const TSV_NAMES = /\.(?:tsv|tab)$/i;
const JSON_LINES_NAMES = /\.(?:jsonl|ndjson)$/i;
const JSON_NAMES = /\.(?:json|geojson)$/i;
const DELIMITED_NAMES = /\.(?:csv|tsv|tab)$/i;
const PARQUET_NAMES = /\.(?:parquet|pq|parq)$/i;

/** What other files begin with, so that they are called by their names and not read as CSV. */
const KNOWN: readonly { readonly bytes: string; readonly is: string; readonly next: string }[] = [
  { bytes: 'FEA1', is: 'a Feather V1 file', next: 'Write it again as Feather V2 (Arrow IPC) or Parquet.' },
  {
    bytes: 'PK\u0003\u0004',
    is: 'a ZIP archive (Excel files are, too)',
    next: 'Unpack it, or export the sheet as CSV.',
  },
  { bytes: '\u001f\u008b', is: 'compressed with gzip', next: 'Decompress it first.' },
  { bytes: '\u0028\u00b5\u002f\u00fd', is: 'compressed with Zstandard', next: 'Decompress it first.' },
  { bytes: 'BZh', is: 'compressed with bzip2', next: 'Decompress it first.' },
  { bytes: 'SQLite format 3', is: 'a SQLite database', next: 'Export its tables.' },
  { bytes: 'Obj\u0001', is: 'an Avro file', next: 'Convert it to Parquet.' },
  { bytes: 'ORC', is: 'an ORC file', next: 'Convert it to Parquet.' },
  { bytes: '%PDF', is: 'a PDF document', next: 'Open it with a PDF reader.' },
  { bytes: '\u0089HDF', is: 'an HDF5 file', next: 'Convert it to Parquet.' },
];

/**
 * The format of a table by its first bytes (16 are enough), then by its name; text is CSV, unless it looks like JSON,
 * about which `sniffJson` decides. Fails with `table/unsupported` for formats that are known but not read.
 */
export function sniffFormat(head: Uint8Array, name: string): TableFormat | 'json' {
  const start = String.fromCharCode(...head);
  if (start.startsWith('PAR1') || start.startsWith('PARE')) {
    return 'parquet';
  }
  if (start.startsWith('ARROW1')) {
    return 'arrow-file';
  }
  if (start.startsWith('\u00ff\u00ff\u00ff\u00ff') || (STREAM_NAMES.test(name) && isOldStream(head))) {
    return 'arrow-stream';
  }
  const known = KNOWN.find(({ bytes }) => start.startsWith(bytes));
  // Text may begin with the letters of a magic number; a name that says CSV is believed then.
  if (
    known !== undefined &&
    !(known.bytes === 'ORC' || known.bytes === 'BZh' ? /\.(?:csv|tsv|txt)$/i.test(name) : false)
  ) {
    throw new Failure(
      'table/unsupported',
      `${name} is ${known.is}, which cannot be opened as a table. ${known.next}`,
    );
  }
  if (PARQUET_NAMES.test(name) || ARROW_NAMES.test(name)) {
    const format = PARQUET_NAMES.test(name) ? 'Parquet' : 'Arrow';
    throw new Failure(
      'table/unknown-format',
      `${name} is named like a ${format} file but does not begin like one. Check that it is the right file and was fetched completely; a text file with the extension .csv would be read as CSV.`,
    );
  }
  if (JSON_LINES_NAMES.test(name)) {
    return 'jsonl';
  }
  if (
    !DELIMITED_NAMES.test(name) &&
    (JSON_NAMES.test(name) || /^(?:\u00ef\u00bb\u00bf)?\s*[[{]/.test(start))
  ) {
    return 'json';
  }
  return TSV_NAMES.test(name) ? 'tsv' : 'csv';
}

/**
 * What text is that is named like JSON or begins like it: JSON Lines when its first line (within the first 64 KiB) is a
 * JSON object or array, else CSV. A name that says JSON needs a second line: one alone is a document. Fails with
 * `table/unsupported` for documents.
 */
export function sniffJson(head: Uint8Array, name: string): 'jsonl' | 'csv' {
  const start = head.findIndex((byte) => !isSpace(byte) && byte < 0x80);
  const lineEnd = start < 0 ? -1 : head.indexOf(0x0a, start);
  const firstLine = head.subarray(Math.max(0, start), lineEnd < 0 ? head.length : lineEnd);
  const isRow = readJsonLine(new TextDecoder().decode(firstLine)).kind !== 'other';
  const isAlone = lineEnd < 0 || head.subarray(lineEnd).every(isSpace);
  if (isRow && !(isAlone && JSON_NAMES.test(name))) {
    return 'jsonl';
  }
  if (JSON_NAMES.test(name)) {
    throw new Failure(
      'table/unsupported',
      `${name} is a JSON document, which cannot be opened as a table. Write its rows as JSON Lines (one object on each line), CSV or Parquet.`,
    );
  }
  return 'csv';
}

/** Before format 0.15 a stream began with the length of its schema message. */
function isOldStream(head: Uint8Array): boolean {
  const length = head.length < 8 ? 0 : new DataView(head.buffer, head.byteOffset, 8).getUint32(0, true);
  return length > 16 && length < 1 << 24;
}
