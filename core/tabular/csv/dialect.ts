import { requireText } from '../text/require-text.ts';

/** How the bytes of a delimited text file are to be read. Bytes, not characters: all of these are ASCII. */
export interface CsvDialect {
  readonly delimiter: number;
  /** `lf` also covers CRLF: the CR before an LF is dropped. */
  readonly lineEnd: 'lf' | 'cr';
  readonly encoding: 'utf-8' | 'windows-1252';
  /** Where the first row begins: after a byte order mark. */
  readonly start: number;
}

export const QUOTE = 0x22;
export const LF = 0x0a;
export const CR = 0x0d;

const CANDIDATES = [',', '\t', ';', '|'].map((text) => text.charCodeAt(0));

/**
 * Guesses the dialect from the first bytes of a file (64 KiB are plenty). `whole` says that these are all its bytes.
 * Fails with `table/unsupported` for UTF-16 and `table/unknown-format` for bytes that are not text.
 */
export function sniffDialect(head: Uint8Array, options: { name: string; delimiter?: number }): CsvDialect {
  requireText(head, { name: options.name, format: 'CSV' });
  const start = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  return {
    start,
    delimiter: options.delimiter ?? sniffDelimiter(head.subarray(start)),
    lineEnd: sniffLineEnd(head),
    encoding: isUtf8(head) ? 'utf-8' : 'windows-1252',
  };
}

function isUtf8(head: Uint8Array): boolean {
  try {
    // In stream mode a character cut off at the end of the head is not an error.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function sniffLineEnd(head: Uint8Array): 'lf' | 'cr' {
  let quoted = false;
  for (const [index, byte] of head.entries()) {
    if (byte === QUOTE) {
      quoted = !quoted;
    } else if (byte === LF && !quoted) {
      return 'lf';
    } else if (byte === CR && !quoted) {
      return index + 1 < head.length && head[index + 1] !== LF ? 'cr' : 'lf';
    }
  }
  return 'lf';
}

/** The candidate that cuts the first rows into the same number of cells, more than one; else the comma. */
function sniffDelimiter(text: Uint8Array): number {
  let best = { delimiter: CANDIDATES[0] ?? 0x2c, score: 0 };
  for (const delimiter of CANDIDATES) {
    const counts = countCells(text, delimiter);
    const [header] = counts;
    if (header !== undefined && header > 1) {
      const alike = counts.filter((count) => count === header).length / counts.length;
      const score = alike * 100 + Math.min(header, 50) / 50;
      if (score > best.score) {
        best = { delimiter, score };
      }
    }
  }
  return best.delimiter;
}

const SNIFFED_ROWS = 100;

function countCells(text: Uint8Array, delimiter: number): number[] {
  const counts: number[] = [];
  let cells = 1;
  let quoted = false;
  let rowStart = 0;
  for (const [index, byte] of text.entries()) {
    if (byte === QUOTE) {
      quoted = !quoted;
    } else if (quoted) {
    } else if (byte === delimiter) {
      cells += 1;
    } else if (byte === LF || byte === CR) {
      if (index > rowStart) {
        counts.push(cells);
      }
      cells = 1;
      rowStart = index + 1;
      if (counts.length === SNIFFED_ROWS) {
        return counts;
      }
    }
  }
  // Without a last line end this may be a row cut off in the middle; it counts only when it is the only one.
  return counts.length === 0 ? [cells] : counts;
}
