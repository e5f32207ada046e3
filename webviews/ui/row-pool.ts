import type { ColumnLayout } from './column-layout.ts';
import { columnSpan } from './column-layout.ts';
import { element, setAttribute } from './element.ts';
import type { CellAt, GridColumn } from './grid-model.ts';
import type { CellRange } from './grid-selection.ts';
import { contains } from './grid-selection.ts';

interface CellSlot {
  readonly element: HTMLElement;
  text: string;
  className: string;
}

interface RowSlot {
  readonly element: HTMLElement;
  readonly number: HTMLElement;
  readonly track: HTMLElement;
  readonly cells: CellSlot[];
}

/** What the rows are drawn from. */
export interface RowPicture {
  readonly view: CellRange;
  readonly columns: readonly GridColumn[];
  readonly layout: ColumnLayout;
  /** Pixels of the first column in view that are scrolled out, to the left; and of the first row, to the top. */
  readonly clipLeft: number;
  readonly clipTop: number;
  readonly rowHeight: number;
  readonly selected: CellRange;
  readonly active: { readonly row: number; readonly column: number };
  readonly cellAt: CellAt;
  readonly formatRow: (row: number) => string;
}

/** The `id` of a cell's element, for `aria-activedescendant`. */
export function cellId(row: number, column: number): string {
  return `cell-${row}-${column}`;
}

/**
 * The elements of the rows in view and of no others. They are re-filled as the table moves under them, so that a
 * table of any size costs one screen of elements, and they keep the order of the rows, as a screen reader reads them.
 */
export class RowPool {
  readonly #track: HTMLElement;
  readonly #rows: RowSlot[] = [];

  constructor(track: HTMLElement) {
    this.#track = track;
  }

  draw(picture: RowPicture): void {
    const { view, clipTop, rowHeight } = picture;
    this.#resize(view.endRow - view.startRow, rowHeight);
    this.#track.style.transform = `translateY(${-clipTop}px)`;
    for (const [index, slot] of this.#rows.entries()) {
      this.#drawRow(slot, view.startRow + index, picture);
    }
  }

  #resize(count: number, rowHeight: number): void {
    while (this.#rows.length > count) {
      this.#rows.pop()?.element.remove();
    }
    while (this.#rows.length < count) {
      const slot = rowSlot();
      this.#rows.push(slot);
      this.#track.append(slot.element);
    }
    for (const [index, { element: row }] of this.#rows.entries()) {
      row.style.top = `${index * rowHeight}px`;
    }
  }

  #drawRow(slot: RowSlot, row: number, picture: RowPicture): void {
    const { view, layout, columns, clipLeft } = picture;
    // The header is row 1 of the grid as assistive technology counts it, and the row number is column 1.
    setAttribute(slot.element, 'aria-rowindex', String(row + 2));
    slot.element.classList.toggle('odd', row % 2 === 1);
    const number = picture.formatRow(row);
    if (slot.number.textContent !== number) {
      slot.number.textContent = number;
    }
    slot.track.style.transform = `translateX(${-clipLeft}px)`;
    const origin = columnSpan(layout, view.startColumn).start;
    const count = view.endColumn - view.startColumn;
    while (slot.cells.length > count) {
      slot.cells.pop()?.element.remove();
    }
    while (slot.cells.length < count) {
      const cell = { element: element('div', { role: 'gridcell' }), text: '', className: '' };
      slot.cells.push(cell);
      slot.track.append(cell.element);
    }
    for (const [index, cell] of slot.cells.entries()) {
      const column = view.startColumn + index;
      const span = columnSpan(layout, column);
      cell.element.style.left = `${span.start - origin}px`;
      cell.element.style.width = `${span.end - span.start}px`;
      drawCell(cell, row, column, columns[column]?.numeric === true, picture);
    }
  }
}

function rowSlot(): RowSlot {
  const number = element('div', { role: 'rowheader', class: 'row-number', 'aria-colindex': '1' });
  const track = element('div', { role: 'presentation', class: 'track' });
  const cells = element('div', { role: 'presentation', class: 'clip' }, track);
  return { element: element('div', { role: 'row', class: 'row' }, number, cells), number, track, cells: [] };
}

function drawCell(slot: CellSlot, row: number, column: number, numeric: boolean, picture: RowPicture): void {
  const { text, kind } = picture.cellAt(row, column);
  const isSelected = contains(picture.selected, row, column);
  const isActive = picture.active.row === row && picture.active.column === column;
  const className = [
    'cell',
    kind,
    numeric ? 'numeric' : '',
    isSelected ? 'selected' : '',
    isActive ? 'active' : '',
  ].join(' ');
  slot.element.id = cellId(row, column);
  setAttribute(slot.element, 'aria-colindex', String(column + 2));
  setAttribute(slot.element, 'aria-selected', isSelected ? 'true' : undefined);
  if (slot.className !== className) {
    slot.className = className;
    slot.element.className = className;
    setAttribute(slot.element, 'aria-busy', kind === 'pending' ? 'true' : undefined);
  }
  if (slot.text !== text) {
    slot.text = text;
    slot.element.textContent = text;
    slot.element.removeAttribute('title');
  }
}
