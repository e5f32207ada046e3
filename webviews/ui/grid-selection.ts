/** A cell by its 0-based row and column. */
export interface Position {
  readonly row: number;
  readonly column: number;
}

/** A rectangle of cells between a fixed corner and the active cell, which moves. */
export interface Selection {
  readonly anchor: Position;
  readonly active: Position;
}

/** Rows and columns that there are, and how many whole rows a page shows. */
export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  readonly pageRows: number;
}

export type Motion =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'page-up'
  | 'page-down'
  | 'row-start'
  | 'row-end'
  | 'column-start'
  | 'column-end'
  | 'table-start'
  | 'table-end';

/** Half-open ranges of rows and columns. */
export interface CellRange {
  readonly startRow: number;
  readonly endRow: number;
  readonly startColumn: number;
  readonly endColumn: number;
}

export function selectCell(position: Position): Selection {
  return { anchor: position, active: position };
}

/** Moves the active cell and stays inside the grid; with `extend` the anchor stays where it is. */
export function move(selection: Selection, motion: Motion, size: GridSize, extend: boolean): Selection {
  const active = clampPosition(target(selection.active, motion, size), size);
  return { anchor: extend ? selection.anchor : active, active };
}

/** The selection inside a grid that may have become smaller. */
export function clampSelection(selection: Selection, size: GridSize): Selection {
  return { anchor: clampPosition(selection.anchor, size), active: clampPosition(selection.active, size) };
}

export function selectedRange({ anchor, active }: Selection): CellRange {
  return {
    startRow: Math.min(anchor.row, active.row),
    endRow: Math.max(anchor.row, active.row) + 1,
    startColumn: Math.min(anchor.column, active.column),
    endColumn: Math.max(anchor.column, active.column) + 1,
  };
}

export function cellCount(range: CellRange): number {
  return (range.endRow - range.startRow) * (range.endColumn - range.startColumn);
}

export function contains(range: CellRange, row: number, column: number): boolean {
  return (
    row >= range.startRow && row < range.endRow && column >= range.startColumn && column < range.endColumn
  );
}

function clampPosition(position: Position, size: GridSize): Position {
  return {
    row: Math.max(0, Math.min(position.row, size.rows - 1)),
    column: Math.max(0, Math.min(position.column, size.columns - 1)),
  };
}

function target({ row, column }: Position, motion: Motion, size: GridSize): Position {
  const lastRow = size.rows - 1;
  const lastColumn = size.columns - 1;
  switch (motion) {
    case 'up':
      return { row: row - 1, column };
    case 'down':
      return { row: row + 1, column };
    case 'left':
      return { row, column: column - 1 };
    case 'right':
      return { row, column: column + 1 };
    case 'page-up':
      return { row: row - Math.max(1, size.pageRows), column };
    case 'page-down':
      return { row: row + Math.max(1, size.pageRows), column };
    case 'row-start':
      return { row, column: 0 };
    case 'row-end':
      return { row, column: lastColumn };
    case 'column-start':
      return { row: 0, column };
    case 'column-end':
      return { row: lastRow, column };
    case 'table-start':
      return { row: 0, column: 0 };
    case 'table-end':
      return { row: lastRow, column: lastColumn };
  }
}
