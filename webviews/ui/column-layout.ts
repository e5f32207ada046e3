/** Where columns of different widths lie. Widths and edges are CSS pixels from the first column's left edge. */
export interface ColumnLayout {
  readonly widths: readonly number[];
  /** One more than there are columns: `edges[i]` is the left edge of column i, the last one the whole width. */
  readonly edges: readonly number[];
}

export function columnLayout(widths: readonly number[]): ColumnLayout {
  const edges = [0];
  let edge = 0;
  for (const width of widths) {
    edge += width;
    edges.push(edge);
  }
  return { widths, edges };
}

export function totalWidth(layout: ColumnLayout): number {
  return layout.edges.at(-1) ?? 0;
}

/** Left and right edge of a column; both the total width for one that does not exist. */
export function columnSpan(layout: ColumnLayout, column: number): { start: number; end: number } {
  const end = totalWidth(layout);
  return { start: layout.edges[column] ?? end, end: layout.edges[column + 1] ?? end };
}

/** The half-open range of columns that `[offset, offset + width)` shows, partly visible ones included. */
export function visibleColumns(
  layout: ColumnLayout,
  offset: number,
  width: number,
): { start: number; end: number } {
  const count = layout.widths.length;
  const start = columnAt(layout, offset);
  let end = start;
  while (end < count && (layout.edges[end] ?? 0) < offset + width) {
    end += 1;
  }
  return { start, end };
}

/** The column at an offset by binary search; the first or the last one outside. */
export function columnAt(layout: ColumnLayout, offset: number): number {
  let low = 0;
  let high = Math.max(0, layout.widths.length - 1);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((layout.edges[middle] ?? 0) <= offset) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}
