import { beginsAsUtf8 } from '../text/begins-as-utf8.ts';
import { requireText } from '../text/require-text.ts';
import { SAMPLED_BYTES } from '../text/sample.ts';
import { sniffDelimited } from '../text/sniff-dialect.ts';

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

/**
 * Guesses the dialect from the first bytes of a file (64 KiB are plenty). Fails with `table/unsupported` for UTF-16 and
 * `table/unknown-format` for bytes that are not text.
 */
export function sniffDialect(head: Uint8Array, options: { name: string; delimiter?: number }): CsvDialect {
  requireText(head, { name: options.name, format: 'CSV' });
  const start = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  // What cuts a text into rows and cells is ASCII: one character for each byte is enough to see it.
  const text = new TextDecoder('latin1').decode(head.subarray(start));
  const { delimiter, lineTerminator } = sniffDelimited(text, {
    isCut: head.length >= SAMPLED_BYTES,
    ...(options.delimiter !== undefined && { delimiter: String.fromCharCode(options.delimiter) }),
  });
  return {
    start,
    delimiter: delimiter.charCodeAt(0),
    lineEnd: lineTerminator === '\r' ? 'cr' : 'lf',
    encoding: beginsAsUtf8(head) ? 'utf-8' : 'windows-1252',
  };
}
