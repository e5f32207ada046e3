import type { ColumnLayout } from './column-layout.ts';
import { columnSpan } from './column-layout.ts';
import { element, setAttribute } from './element.ts';
import type { GridColumn } from './grid-model.ts';
import type { CellRange } from './grid-selection.ts';

export interface HeaderPicture {
  readonly view: CellRange;
  readonly columns: readonly GridColumn[];
  readonly layout: ColumnLayout;
  readonly clipLeft: number;
}

/** The header row: names and types of the columns in view, each with an edge to drag. */
export class GridHeader {
  readonly element: HTMLElement;
  readonly #track = element('div', { role: 'presentation', class: 'track' });
  readonly #cells: HTMLElement[] = [];

  /** `resize` is called with a column and its new width in CSS pixels. */
  constructor(corner: string, resize: (column: number, width: number) => void) {
    const first = element('div', { role: 'columnheader', class: 'row-number', 'aria-colindex': '1' }, corner);
    const clip = element('div', { role: 'presentation', class: 'clip' }, this.#track);
    this.element = element('div', { role: 'row', class: 'header', 'aria-rowindex': '1' }, first, clip);
    this.#watchDragging(resize);
  }

  draw({ view, columns, layout, clipLeft }: HeaderPicture): void {
    const count = view.endColumn - view.startColumn;
    while (this.#cells.length > count) {
      this.#cells.pop()?.remove();
    }
    while (this.#cells.length < count) {
      const cell = headerCell();
      this.#cells.push(cell);
      this.#track.append(cell);
    }
    this.#track.style.transform = `translateX(${-clipLeft}px)`;
    const origin = columnSpan(layout, view.startColumn).start;
    for (const [index, cell] of this.#cells.entries()) {
      const column = view.startColumn + index;
      const span = columnSpan(layout, column);
      cell.style.left = `${span.start - origin}px`;
      cell.style.width = `${span.end - span.start}px`;
      drawHeaderCell(cell, column, columns[column]);
    }
  }

  #watchDragging(resize: (column: number, width: number) => void): void {
    this.element.addEventListener('pointerdown', (event) => {
      const edge = event.target;
      const cell = edge instanceof Element && edge.classList.contains('edge') ? edge.parentElement : null;
      if (!(edge instanceof Element) || !cell) {
        return;
      }
      event.preventDefault();
      edge.setPointerCapture(event.pointerId);
      const column = Number(cell.getAttribute('aria-colindex')) - 2;
      const origin = cell.offsetWidth - event.clientX;
      const drag = (move: Event) => {
        if (move instanceof PointerEvent) {
          resize(column, origin + move.clientX);
        }
      };
      edge.addEventListener('pointermove', drag);
      edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', drag), {
        once: true,
      });
    });
  }
}

function headerCell(): HTMLElement {
  return element(
    'div',
    { role: 'columnheader', class: 'cell' },
    element('div', { class: 'name' }),
    element('div', { class: 'detail' }),
    element('div', { class: 'edge', 'aria-hidden': 'true' }),
  );
}

function drawHeaderCell(cell: HTMLElement, column: number, content: GridColumn | undefined): void {
  const [name, detail] = cell.children;
  const title = `${content?.name ?? ''}\n${content?.detail ?? ''}`;
  if (
    !name ||
    !detail ||
    (cell.title === title && cell.getAttribute('aria-colindex') === String(column + 2))
  ) {
    return;
  }
  setAttribute(cell, 'aria-colindex', String(column + 2));
  cell.classList.toggle('numeric', content?.numeric === true);
  cell.title = title;
  name.textContent = content?.name ?? '';
  detail.textContent = content?.detail ?? '';
}
