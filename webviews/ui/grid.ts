import { columnSpan, totalWidth, visibleColumns } from './column-layout.ts';
import { ColumnWidths } from './column-widths.ts';
import { element, setAttribute } from './element.ts';
import { GridHeader } from './grid-header.ts';
import type { GridCommand } from './grid-keys.ts';
import { commandForKey } from './grid-keys.ts';
import type { CellAt, GridColumn, GridEvents, GridPlace } from './grid-model.ts';
import { watchPointer } from './grid-pointer.ts';
import type { CellRange, GridSize, Position, Selection } from './grid-selection.ts';
import { cellCount, clampSelection, contains, move, selectCell, selectedRange } from './grid-selection.ts';
import { gridMetrics, widthFor } from './grid-size.ts';
import { cellId, RowPool } from './row-pool.ts';
import { reveal, scrollAxis, visibleItems } from './scroll-axis.ts';
import { ScrollPosition } from './scroll-position.ts';
import { textMeasure } from './text-measure.ts';

const FIRST_CELL: Selection = selectCell({ row: 0, column: 0 });

/** What a grid needs to know of its surroundings. */
export interface GridOptions {
  /** Accessible name. */
  readonly label: string;
  /** Heading of the row numbers. */
  readonly corner: string;
  readonly formatRow: (row: number) => string;
  readonly events: GridEvents;
}

/**
 * A read-only grid of any size (WAI-ARIA grid pattern). Only the cells in view exist as elements. It is one tab stop:
 * the focus stays on the grid and `aria-activedescendant` names the active cell.
 */
export class Grid {
  readonly element: HTMLElement;
  readonly #options: GridOptions;
  readonly #header: GridHeader;
  readonly #body = element('div', { role: 'rowgroup', class: 'body' });
  readonly #pane: HTMLElement;
  readonly #pool: RowPool;
  readonly #scroll: ScrollPosition;
  readonly #widths: ColumnWidths;
  #metrics = { rowHeight: 22, headerHeight: 40 };
  #gutter = 0;
  #columns: readonly GridColumn[] = [];
  #cellAt: CellAt = () => ({ text: '', kind: 'pending' });
  #rows = 0;
  #selection = FIRST_CELL;
  #view: CellRange = { startRow: 0, endRow: 0, startColumn: 0, endColumn: 0 };
  #frame: number | undefined;

  constructor(options: GridOptions) {
    this.#options = options;
    const track = element('div', { role: 'presentation', class: 'track' });
    this.#body.append(track);
    this.#pool = new RowPool(track);
    this.#header = new GridHeader(options.corner, (column, width) => this.#resizeColumn(column, width));
    const head = element('div', { role: 'rowgroup', class: 'head' }, this.#header.element);
    const spacer = element('div', { role: 'presentation', class: 'spacer' });
    this.#pane = element('div', { role: 'presentation', class: 'pane' }, head, this.#body);
    this.element = element(
      'div',
      {
        role: 'grid',
        class: 'grid',
        tabindex: '0',
        'aria-label': options.label,
        'aria-multiselectable': 'true',
        'aria-readonly': 'true',
      },
      spacer,
      this.#pane,
    );
    this.#widths = new ColumnWidths(this.element);
    this.#scroll = new ScrollPosition(this.element, spacer, () => this.#schedule());
    this.#listen();
  }

  get selection(): Selection {
    return this.#selection;
  }

  /** The cells in view when it was drawn last. */
  get view(): CellRange {
    return this.#view;
  }

  /** Where the grid stands, for `restore`. */
  get place(): GridPlace {
    return {
      top: this.#scroll.y / this.#metrics.rowHeight,
      left: this.#scroll.x,
      active: this.#selection.active,
      widths: this.#widths.layout.widths,
    };
  }

  /** Shows another table, from its first cell. */
  setTable(columns: readonly GridColumn[], rows: number, exact: boolean, cellAt: CellAt): void {
    this.#columns = columns;
    this.#cellAt = cellAt;
    this.#widths.reset(columns.length);
    this.#selection = FIRST_CELL;
    this.#view = { startRow: 0, endRow: 0, startColumn: 0, endColumn: 0 };
    setAttribute(this.element, 'aria-colcount', String(columns.length + 1));
    this.#rows = rows;
    this.#scroll.jump(0, 0);
    this.setRows(rows, exact);
  }

  /** Tells how many rows there are, or, with `exact` false, how many to give room to until that is known. */
  setRows(rows: number, exact: boolean): void {
    this.#rows = rows;
    // -1 is how ARIA says that the number is not known.
    setAttribute(this.element, 'aria-rowcount', exact ? String(rows + 1) : '-1');
    this.#selection = clampSelection(this.#selection, this.#size());
    this.#arrange();
  }

  /** Draws again: cells that were pending are there now. */
  refresh(): void {
    this.#schedule();
  }

  /** Makes columns wide enough for the texts of these rows, unless a person has resized them. */
  measure(columns: readonly number[], startRow: number, endRow: number): void {
    if (this.#widths.measure(columns, this.#columns, { start: startRow, end: endRow }, this.#cellAt)) {
      this.#arrange();
    }
  }

  /** Makes a cell the active one and brings it into view. */
  goTo(position: Position): void {
    this.#select(clampSelection(selectCell(position), this.#size()));
  }

  /** Goes back to where `place` was; widths only when the columns are as many as then. */
  restore(place: GridPlace): void {
    this.#widths.restore(place.widths);
    this.#selection = clampSelection(selectCell(place.active), this.#size());
    this.#arrange();
    this.#scroll.jump(place.left, place.top * this.#metrics.rowHeight);
    this.#schedule();
  }

  focus(): void {
    this.element.focus();
  }

  #listen(): void {
    new ResizeObserver(() => this.#arrange()).observe(this.element);
    // The editor changes fonts and themes by new variables on the root element.
    new MutationObserver(() => this.#arrange()).observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['style'],
    });
    this.element.addEventListener('keydown', (event) => {
      const command = event.target === this.element ? commandForKey(event) : undefined;
      if (command) {
        // Not passed on: the workbench has other meanings for these keys (Ctrl+G: go to line).
        event.preventDefault();
        event.stopPropagation();
        this.#obey(command);
      }
    });
    watchPointer(this.#body, {
      press: (position, extend) => this.#extend(position, extend),
      drag: (position) => this.#extend(position, true),
      open: (position) => this.#options.events.openCell(position),
    });
  }

  #obey(command: GridCommand): void {
    if (this.#rows === 0 || this.#columns.length === 0) {
      return;
    }
    switch (command.kind) {
      case 'move':
        this.#select(move(this.#selection, command.motion, this.#size(), command.extend));
        break;
      case 'open':
        this.#options.events.openCell(this.#selection.active);
        break;
      case 'copy':
        this.#options.events.copyCells(selectedRange(this.#selection));
        break;
      case 'go-to-row':
        this.#options.events.goToRow();
        break;
      case 'select-all': {
        const last = { row: this.#rows - 1, column: this.#columns.length - 1 };
        this.#select({ anchor: last, active: { row: 0, column: 0 } });
        break;
      }
    }
  }

  #extend(active: Position, extend: boolean): void {
    const { row, column } = this.#selection.active;
    if (extend && active.row === row && active.column === column) {
      return;
    }
    this.#select({ anchor: extend ? this.#selection.anchor : active, active });
  }

  #select(selection: Selection): void {
    this.#selection = selection;
    this.#reveal(selection.active);
    this.#options.events.activeMoved(selection.active);
  }

  #reveal({ row, column }: Position): void {
    const { rowHeight } = this.#metrics;
    const span = columnSpan(this.#widths.layout, column);
    this.#scroll.jump(
      reveal(this.#scroll.axisX, this.#scroll.x, span.start, span.end),
      reveal(this.#scroll.axisY, this.#scroll.y, row * rowHeight, (row + 1) * rowHeight),
    );
    this.#schedule();
  }

  #resizeColumn(column: number, width: number): void {
    this.#widths.resize(column, width);
    this.#arrange();
  }

  #size(): GridSize {
    const pageRows = Math.floor(this.#scroll.axisY.viewportSize / this.#metrics.rowHeight) - 1;
    return { rows: this.#rows, columns: this.#columns.length, pageRows };
  }

  /** Takes new sizes into account: of the window, the font, the table or a column. */
  #arrange(): void {
    const { clientWidth, clientHeight } = this.element;
    const top = this.#scroll.y / this.#metrics.rowHeight;
    this.#metrics = gridMetrics(this.element);
    const { rowHeight, headerHeight } = this.#metrics;
    this.#gutter = widthFor(
      [this.#options.formatRow(Math.max(0, this.#rows - 1))],
      textMeasure(this.element),
    );
    this.element.style.setProperty('--row-height', `${rowHeight}px`);
    this.element.style.setProperty('--header-height', `${headerHeight}px`);
    this.element.style.setProperty('--gutter', `${this.#gutter}px`);
    const { axisX, axisY } = this.#scroll;
    this.#scroll.arrange(
      scrollAxis(totalWidth(this.#widths.layout), Math.max(0, clientWidth - this.#gutter)),
      scrollAxis(this.#rows * rowHeight, Math.max(0, clientHeight - headerHeight)),
      { width: this.#gutter, height: headerHeight },
    );
    this.#scroll.jump(this.#scroll.x, top * rowHeight);
    const { active } = this.#selection;
    const isResized =
      axisX.contentSize !== this.#scroll.axisX.contentSize ||
      axisX.viewportSize !== this.#scroll.axisX.viewportSize ||
      axisY.viewportSize !== this.#scroll.axisY.viewportSize;
    if (isResized && contains(this.#view, active.row, active.column)) {
      // A wider column or a smaller window must not push the active cell out of view.
      this.#reveal(active);
    }
    this.#schedule();
  }

  #schedule(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#draw();
    });
  }

  #draw(): void {
    const { axisX, axisY, x, y } = this.#scroll;
    // The scrollbars may have come or gone since the sizes were taken.
    this.#pane.style.width = `${this.element.clientWidth}px`;
    this.#pane.style.height = `${this.element.clientHeight}px`;
    const rows = visibleItems(axisY, y, this.#metrics.rowHeight, this.#rows);
    const columns = visibleColumns(this.#widths.layout, x, axisX.viewportSize);
    const view = {
      startRow: rows.start,
      endRow: rows.end,
      startColumn: columns.start,
      endColumn: columns.end,
    };
    const clipLeft = x - columnSpan(this.#widths.layout, columns.start).start;
    const picture = {
      view,
      columns: this.#columns,
      layout: this.#widths.layout,
      clipLeft,
      clipTop: y - rows.start * this.#metrics.rowHeight,
      rowHeight: this.#metrics.rowHeight,
      selected: this.#selectedRange(),
      active: this.#selection.active,
      cellAt: this.#cellAt,
      formatRow: this.#options.formatRow,
    };
    this.#header.draw(picture);
    this.#pool.draw(picture);
    const { row, column } = this.#selection.active;
    const isInView = contains(view, row, column);
    setAttribute(this.element, 'aria-activedescendant', isInView ? cellId(row, column) : undefined);
    if (!isSameRange(view, this.#view)) {
      this.#view = view;
      this.#options.events.viewChanged(view);
    }
  }

  /** One active cell alone is not a selection to speak of. */
  #selectedRange(): CellRange {
    const range = selectedRange(this.#selection);
    return cellCount(range) > 1 ? range : { startRow: 0, endRow: 0, startColumn: 0, endColumn: 0 };
  }
}

function isSameRange(a: CellRange, b: CellRange): boolean {
  return (
    a.startRow === b.startRow &&
    a.endRow === b.endRow &&
    a.startColumn === b.startColumn &&
    a.endColumn === b.endColumn
  );
}
