import type { NewRowScan } from '../text/row-scan.ts';
import { CR, type CsvDialect } from './dialect.ts';
import { scanRows, startOfScan } from './row-scan.ts';

/**
 * The rows of a delimited text file. A blank line is a row without cells, as a line of nothing may be the empty value
 * of a single column; but the last line of the file is none when it is blank.
 */
export function csvRows(dialect: CsvDialect): NewRowScan {
  return () => {
    const state = startOfScan(dialect);
    /** Bytes of the unfinished row, from earlier runs. */
    let begun = 0;
    let lastIsBlank = false;
    return {
      pass: (bytes, onRow) => {
        let start = -begun;
        const passed = scanRows(bytes, dialect, state, (_rows, end) => {
          const length = end - start;
          const byteBeforeEnd = end < 2 ? state.previous : bytes[end - 2];
          lastIsBlank = length === 1 || (length === 2 && byteBeforeEnd === CR);
          start = end;
          return onRow(end);
        });
        begun = passed - start;
      },
      finish: () => (begun > 0 ? 1 : lastIsBlank ? -1 : 0),
      get whyEndless() {
        return state.quoted
          ? 'Most likely a quote (") at the start of a cell is never closed: close it there, or check the delimiter.'
          : 'A row ends in a line end; check that the file is a table and has them.';
      },
    };
  };
}
