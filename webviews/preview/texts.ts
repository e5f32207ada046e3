import type { RowCount } from './row-count.ts';

/** Every sentence of the table preview, in one place. Numbers are grouped as the editor's language does. */
export interface Texts {
  number(value: number): string;
  readonly gridLabel: string;
  readonly corner: string;
  readonly goToRow: string;
  readonly close: string;
  readonly retry: string;
  readonly readAgain: string;
  readonly dismiss: string;
  readonly empty: string;
  readonly noColumns: string;
  readonly nullCell: string;
  readonly pendingCell: string;
  readonly failedCell: string;
  readonly notCopied: string;
  opening(title: string): string;
  opened(title: string, count: RowCount, columns: number): string;
  columnDetail(type: string, nullable: boolean): string;
  summary(count: RowCount, columns: number, format: string): string;
  countFailed(message: string): string;
  rowsFailed(start: number, end: number, message: string): string;
  cell(row: number, name: string): string;
  cellWithType(row: number, name: string, type: string): string;
  cut(shown: number, all: number): string;
  copied(cells: number): string;
  copying(cells: number): string;
  tooManyToCopy(cells: number, most: number): string;
  tooLargeToCopy: string;
  notARow(rows: number): string;
  outside(count: RowCount): string;
}

export function textsFor(language: string): Texts {
  const format = new Intl.NumberFormat(supported(language));
  const number = (value: number) => format.format(value);
  const count = (value: number, one: string, many: string) => `${number(value)} ${value === 1 ? one : many}`;
  const rows = (known: RowCount) =>
    known.exact === undefined
      ? `${count(known.atLeast, 'row', 'rows')} so far${known.gaveUp ? '' : ', counting…'}`
      : count(known.exact, 'row', 'rows');
  const columns = (value: number) => count(value, 'column', 'columns');
  return {
    number,
    gridLabel: 'Table',
    corner: 'Row',
    goToRow: 'Go to row',
    close: 'Close',
    retry: 'Retry',
    readAgain: 'Read again',
    dismiss: 'Dismiss',
    empty: 'This table has columns but no rows.',
    noColumns: 'This table has no columns.',
    nullCell: 'null',
    pendingCell: '…',
    failedCell: 'not read',
    notCopied: 'Nothing was copied: some of these cells could not be read.',
    opening: (title) => `Opening ${title}…`,
    opened: (title, known, width) =>
      known.exact === undefined
        ? `${title}: ${columns(width)}`
        : `${title}: ${rows(known)}, ${columns(width)}`,
    columnDetail: (type, nullable) => (nullable ? type : `${type}, not null`),
    summary: (known, width, name) => `${rows(known)} · ${columns(width)} · ${name}`,
    countFailed: (message) => `The rows could not be counted: ${message}`,
    rowsFailed: (start, end, message) =>
      `Rows ${number(start + 1)} to ${number(end)} could not be read: ${message}`,
    cell: (row, name) => `Row ${number(row + 1)}, ${name}`,
    cellWithType: (row, name, type) => `Row ${number(row + 1)}, ${name} (${type})`,
    cut: (shown, all) => `The first ${number(shown)} of ${number(all)} characters.`,
    copied: (cells) => `Copied ${count(cells, 'cell', 'cells')}`,
    copying: (cells) => `Reading ${count(cells, 'cell', 'cells')} to copy…`,
    tooManyToCopy: (cells, most) =>
      `${number(cells)} cells are too many to copy at once: select at most ${number(most)}.`,
    tooLargeToCopy: 'Nothing was copied: these cells are too large to copy at once. Select fewer.',
    notARow: (known) => `Write a row number from 1 to ${number(known)}.`,
    outside: (known) =>
      known.exact === undefined
        ? `Only ${number(known.atLeast)} rows are counted so far.`
        : `There is no such row: the table has ${count(known.exact, 'row', 'rows')}.`,
  };
}

function supported(language: string): string[] {
  try {
    return Intl.NumberFormat.supportedLocalesOf(language);
  } catch {
    /* the language of a page may be any text; the browser's own is a good one then */
    return [];
  }
}
