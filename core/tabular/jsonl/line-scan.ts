import type { NewRowScan } from '../text/row-scan.ts';

const LF = 0x0a;

/**
 * The rows of JSON Lines: lines, as no line feed stands inside of a JSON text of one line. Lines of white space alone
 * are no rows; they come in front of the next row's bytes, where JSON allows them.
 */
export const jsonLines: NewRowScan = () => {
  let blank = true;
  return {
    pass: (bytes, onRow) => {
      let at = 0;
      while (at < bytes.length) {
        while (blank && at < bytes.length) {
          blank = isSpace(bytes[at]);
          at += blank ? 1 : 0;
        }
        const end = bytes.indexOf(LF, at);
        if (blank || end < 0) {
          return;
        }
        blank = true;
        at = end + 1;
        if (onRow(at)) {
          return;
        }
      }
    },
    finish: () => (blank ? 0 : 1),
    whyEndless:
      'JSON Lines has one object or array on each line: write it so, as a whole JSON document is no table.',
  };
};

/** White space in JSON: space, tab, line feed, carriage return. */
export function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === LF || byte === 0x0d;
}
