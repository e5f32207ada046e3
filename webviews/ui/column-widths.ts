import type { ColumnLayout } from './column-layout.ts';
import { columnLayout } from './column-layout.ts';
import type { CellAt, GridColumn } from './grid-model.ts';
import { COLUMN_WIDTH, clampWidth, widthFor } from './grid-size.ts';
import { textMeasure } from './text-measure.ts';

/** How wide columns are: as wide as the texts seen so far need, until a person makes them as they want. */
export class ColumnWidths {
  readonly #grid: Element;
  #layout: ColumnLayout = columnLayout([]);
  /** Columns that have been measured: they only grow from then on. */
  #measured = new Set<number>();
  /** Columns that a person has resized. */
  #fixed = new Set<number>();

  constructor(grid: Element) {
    this.#grid = grid;
  }

  get layout(): ColumnLayout {
    return this.#layout;
  }

  /** Begins anew with this many columns. */
  reset(count: number): void {
    this.#layout = columnLayout(new Array<number>(count).fill(COLUMN_WIDTH.unmeasured));
    this.#measured = new Set();
    this.#fixed = new Set();
  }

  /** Takes widths that were kept, when they are for as many columns. */
  restore(widths: readonly number[]): void {
    if (widths.length === this.#layout.widths.length) {
      this.#layout = columnLayout(widths.map(clampWidth));
      this.#measured = new Set(widths.keys());
    }
  }

  resize(column: number, width: number): void {
    this.#fixed.add(column);
    this.#layout = columnLayout(this.#layout.widths.with(column, clampWidth(width)));
  }

  /** Makes columns wide enough for their name and the texts of `rows`; true if any width changed. */
  measure(
    indexes: readonly number[],
    columns: readonly GridColumn[],
    rows: { start: number; end: number },
    cellAt: CellAt,
  ): boolean {
    const regular = textMeasure(this.#grid);
    const bold = textMeasure(this.#grid, '600');
    const widths = [...this.#layout.widths];
    for (const index of indexes.filter((each) => !this.#fixed.has(each))) {
      const { name = '', detail = '' } = columns[index] ?? {};
      const texts: string[] = [];
      for (let row = rows.start; row < rows.end; row += 1) {
        texts.push(cellAt(row, index).text);
      }
      const least = this.#measured.has(index)
        ? (widths[index] ?? 0)
        : Math.max(widthFor([name], bold), widthFor([detail], regular));
      widths[index] = Math.max(least, widthFor(longest(texts), regular));
      this.#measured.add(index);
    }
    const isChanged = widths.some((width, index) => width !== this.#layout.widths[index]);
    if (isChanged) {
      this.#layout = columnLayout(widths);
    }
    return isChanged;
  }
}

/** The texts that may be the widest: measuring takes time, counting characters does not. */
function longest(texts: readonly string[]): string[] {
  const most = Math.max(0, ...texts.map((text) => text.length));
  return texts.filter((text) => text.length >= most * 0.75);
}
