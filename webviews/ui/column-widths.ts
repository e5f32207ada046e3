import type { ColumnLayout } from './column-layout.ts';
import { columnLayout } from './column-layout.ts';
import type { CellAt, GridColumn } from './grid-model.ts';
import { COLUMN_WIDTH, clampWidth, widthFor } from './grid-size.ts';
import { textMeasure } from './text-measure.ts';

/** How wide columns are: measured once from their first texts, and then only changed by a person. */
export class ColumnWidths {
  readonly #grid: Element;
  #layout: ColumnLayout = columnLayout([]);
  #settled = new Set<number>();

  constructor(grid: Element) {
    this.#grid = grid;
  }

  get layout(): ColumnLayout {
    return this.#layout;
  }

  /** Begins anew with this many columns. */
  reset(count: number): void {
    this.#layout = columnLayout(new Array<number>(count).fill(COLUMN_WIDTH.unmeasured));
    this.#settled = new Set();
  }

  /** Takes widths that were kept, when they are for as many columns. */
  restore(widths: readonly number[]): void {
    if (widths.length === this.#layout.widths.length) {
      this.#layout = columnLayout(widths.map(clampWidth));
      this.#settled = new Set(widths.keys());
    }
  }

  resize(column: number, width: number): void {
    this.#settled.add(column);
    this.#layout = columnLayout(this.#layout.widths.with(column, clampWidth(width)));
  }

  /** Gives columns that have none yet the width that their name and the texts of `rows` need; true if any did. */
  measure(
    indexes: readonly number[],
    columns: readonly GridColumn[],
    rows: { start: number; end: number },
    cellAt: CellAt,
  ): boolean {
    const fresh = indexes.filter((index) => !this.#settled.has(index));
    if (fresh.length === 0) {
      return false;
    }
    const regular = textMeasure(this.#grid);
    const bold = textMeasure(this.#grid, '600');
    const widths = [...this.#layout.widths];
    for (const index of fresh) {
      this.#settled.add(index);
      const { name = '', detail = '' } = columns[index] ?? {};
      const texts = [detail];
      for (let row = rows.start; row < rows.end; row += 1) {
        texts.push(cellAt(row, index).text);
      }
      widths[index] = Math.max(widthFor([name], bold), widthFor(texts, regular));
    }
    this.#layout = columnLayout(widths);
    return true;
  }
}
