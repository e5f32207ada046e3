/**
 * Rows of cells as tab-separated text, as spreadsheets read it from the clipboard: a cell with a tab, a line break or
 * a leading quote is quoted, and quotes in it are doubled. A single cell is copied as it is.
 */
export function toTsv(rows: readonly (readonly string[])[]): string {
  const [first] = rows;
  if (rows.length === 1 && first?.length === 1) {
    return first[0] ?? '';
  }
  return rows.map((row) => row.map(quote).join('\t')).join('\n');
}

function quote(cell: string): string {
  return /[\t\r\n]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
