import type { CellRange, Position } from './grid-selection.ts';

/** A column as the header shows it: `detail` is its type, in words. */
export interface GridColumn {
  readonly name: string;
  readonly detail: string;
  readonly numeric: boolean;
}

/** A cell as it is drawn; `text` is already one line. */
export interface GridCell {
  readonly text: string;
  readonly kind: 'value' | 'null' | 'pending' | 'failed';
}

/** What the grid asks of its owner while it draws: it must answer at once, with `pending` when it does not know. */
export type CellAt = (row: number, column: number) => GridCell;

/** What a person did in the grid. */
export interface GridEvents {
  /** Other cells came into view. */
  viewChanged(view: CellRange): void;
  activeMoved(position: Position): void;
  openCell(position: Position): void;
  copyCells(range: CellRange): void;
  goToRow(): void;
}

/** Where the grid stands, as it is kept while the webview is hidden. */
export interface GridPlace {
  /** Row at the top edge; the fraction is the part of it that is scrolled out. */
  readonly top: number;
  /** Pixels scrolled to the right. */
  readonly left: number;
  readonly active: Position;
  readonly widths: readonly number[];
}
