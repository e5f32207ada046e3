import { displayWidth, fitWidth, padWidth } from './display-width.ts';

/** A column of a text table; `fixed` columns do not grow with later rows. */
export interface TextColumn {
  readonly heading: readonly string[];
  readonly align: 'left' | 'right';
}

const GAP = '  ';

/**
 * Lines of an aligned table. Texts must be printable already. Widths come from the headings and the rows given
 * first, so that rows may follow piece by piece: one that is too wide later is cut with `…`.
 */
export class TextTable {
  readonly #columns: readonly TextColumn[];
  readonly #widths: readonly number[];

  constructor(columns: readonly TextColumn[], firstRows: readonly (readonly string[])[], maxWidth = 60) {
    this.#columns = columns;
    this.#widths = columns.map((column, index) => {
      const texts = [...column.heading, ...firstRows.map((row) => row[index] ?? '')];
      // A reduce, for the rows may be more than a call can have arguments.
      return texts.reduce((widest, text) => Math.max(widest, displayWidth(fitWidth(text, maxWidth))), 1);
    });
  }

  /** One line for each line of the headings. */
  headingLines(): string[] {
    const height = Math.max(0, ...this.#columns.map((column) => column.heading.length));
    return Array.from({ length: height }, (_, line) =>
      this.rowLine(this.#columns.map((column) => column.heading[line] ?? '')),
    );
  }

  rowLine(cells: readonly string[]): string {
    return this.#columns
      .map(({ align }, index) => {
        const width = this.#widths[index] ?? 1;
        return padWidth(fitWidth(cells[index] ?? '', width), width, align);
      })
      .join(GAP)
      .trimEnd();
  }
}
