import { Failure } from '#core/base/failure.ts';

const MOST_COLUMNS = 100_000;

/** Refuses a text table of more than 100,000 columns: most often the wrong delimiter, or one row without line end. */
export function requireFewColumns(columns: number, name: string): void {
  if (columns > MOST_COLUMNS) {
    throw new Failure(
      'table/unsupported',
      `${name} would have ${columns} columns; up to ${MOST_COLUMNS} can be shown. Check that its rows end in line ends, and that its columns are not its rows.`,
    );
  }
}
