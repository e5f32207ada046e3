import { decodeArrow } from '#core/tabular/arrow-page-reader.ts';
import { formatCell } from '#core/tabular/format-cell.ts';
import type { FromPreview, PreviewColumn, ToPreview } from '../protocol/preview.ts';
import type { CellRange, Position } from '../ui/grid-selection.ts';
import { oneLine } from '../ui/one-line.ts';
import type { VsCodeApi } from '../ui/vscode-api.ts';
import { gridCell, wholeText } from './cell-text.ts';
import type { CopyResult } from './copy-job.ts';
import { CopyJob, MOST_COPIED } from './copy-job.ts';
import type { SentRead } from './page-loader.ts';
import { PageLoader } from './page-loader.ts';
import { PlaceKeeper } from './place-keeper.ts';
import { PreviewPage } from './preview-page.ts';
import type { RowCount } from './row-count.ts';
import { afterRead, atLeast, exactly, givenUp, NOTHING_KNOWN, shownRows } from './row-count.ts';
import { readRowNumber } from './row-number.ts';
import type { Texts } from './texts.ts';

type Opened = Extract<ToPreview, { type: 'opened' }>;

/** The table preview: asks its host for pages of what is in view and shows them. */
export class PreviewProgram {
  readonly #editor: VsCodeApi;
  readonly #texts: Texts;
  readonly #page: PreviewPage;
  readonly #loader: PageLoader;
  readonly #copying: CopyJob;
  readonly #place: PlaceKeeper;
  #table: Opened | undefined;
  #count: RowCount = NOTHING_KNOWN;
  /** The active cell was still pending when it was reached: it is said when it comes. */
  #unsaid = false;

  constructor(root: HTMLElement, editor: VsCodeApi, texts: Texts) {
    this.#editor = editor;
    this.#texts = texts;
    this.#loader = new PageLoader(
      (read) => this.#post({ type: 'read', ...read }),
      (type, cell) => oneLine(formatCell(type, cell)),
    );
    this.#copying = new CopyJob(this.#loader, (result) => this.#tellCopy(result));
    this.#page = new PreviewPage(root, texts, {
      viewChanged: (view) => this.#look(view),
      activeMoved: (position) => this.#moved(position),
      openCell: (position) => this.#openCell(position),
      copyCells: (range) => this.#copying.start(range),
      goToRow: () => this.#page.focusGoToRow(),
      retry: () => this.#post({ type: 'retry' }),
      readAgain: () => this.#readAgain(),
      goTo: (text) => this.#goTo(text),
    });
    this.#place = new PlaceKeeper(editor, () => this.#page.grid.place);
    this.#page.showTable(false);
  }

  /** Tells the host that messages can come. */
  start(): void {
    this.#post({ type: 'ready' });
  }

  /** The window got the focus and no element in it has it: the grid is what people come for. */
  focus(): void {
    if (this.#table) {
      this.#page.grid.focus();
    }
  }

  receive(message: ToPreview): void {
    switch (message.type) {
      case 'opening':
        this.#opening(message.title);
        break;
      case 'opened':
        this.#opened(message);
        break;
      case 'counting':
        this.#counted(atLeast(this.#count, message.rowsSoFar));
        break;
      case 'counted':
        this.#counted(exactly(message.numRows));
        this.#page.live.say(this.#summary());
        break;
      case 'count-failed':
        this.#counted(givenUp(this.#count));
        this.#page.showRemark(this.#texts.countFailed(message.message));
        break;
      case 'rows':
        this.#rows(message.request, message.arrow);
        break;
      case 'rows-failed':
        this.#rowsFailed(message.request, message.message);
        break;
      case 'failed':
        this.#failed(message.message);
        break;
    }
  }

  #failed(message: string): void {
    if (this.#table) {
      this.#place.remember();
    }
    this.#table = undefined;
    this.#page.showTable(false);
    this.#page.showMessage(undefined);
    this.#page.showFailure(message);
  }

  #opening(title: string): void {
    this.#page.showTitle(title);
    this.#page.showFailure(undefined);
    // A table that is read again stays in view until the new one is there.
    if (!this.#table) {
      this.#page.showMessage(this.#texts.opening(title));
    }
  }

  #opened(table: Opened): void {
    if (this.#table && haveSameNames(this.#table.columns, table.columns)) {
      this.#place.remember();
    } else if (this.#table) {
      this.#place.forget();
    }
    this.#table = table;
    this.#count = table.numRows === undefined ? NOTHING_KNOWN : exactly(table.numRows);
    this.#copying.cancel();
    this.#loader.reset();
    this.#page.showFailure(undefined);
    this.#page.showTrouble(undefined);
    this.#page.showRemark(undefined);
    this.#page.showTitle(table.title);
    this.#page.showNotice(table.notice);
    this.#page.showTable(true);
    this.#page.showMessage(this.#emptiness());
    const columns = table.columns.map(({ name, type, nullable, numeric }) => ({
      name,
      detail: this.#texts.columnDetail(type, nullable),
      numeric,
    }));
    const { exact } = this.#count;
    this.#page.grid.setTable(columns, shownRows(this.#count), exact !== undefined, (row, column) =>
      gridCell(this.#loader.cellAt(row, column), this.#texts),
    );
    if (exact === 0) {
      this.#page.grid.measure([...columns.keys()], 0, 0);
    }
    this.#counted(this.#count);
    if (document.hasFocus() && (document.activeElement === document.body || !document.activeElement)) {
      this.#page.grid.focus();
    }
    this.#page.live.say(this.#texts.opened(table.title, this.#count, columns.length));
  }

  #counted(count: RowCount): void {
    if (!this.#table) {
      return;
    }
    this.#count = count;
    const rows = shownRows(count);
    this.#page.grid.setRows(rows, count.exact !== undefined);
    this.#page.showSummary(this.#summary());
    this.#page.showMessage(this.#emptiness());
    const place = this.#place.take(rows, count.exact !== undefined);
    if (place) {
      this.#page.grid.restore(place);
    }
    this.#showWhere(this.#page.grid.selection.active);
  }

  #emptiness(): string | undefined {
    if (this.#table?.columns.length === 0) {
      return this.#texts.noColumns;
    }
    return this.#count.exact === 0 ? this.#texts.empty : undefined;
  }

  #summary(): string {
    return this.#texts.summary(this.#count, this.#table?.columns.length ?? 0, this.#table?.format ?? '');
  }

  #look(view: CellRange): void {
    if (view.startRow > 0) {
      // Scrolled by a person before the rows of the old place were known: that is where they want to be now.
      this.#place.forget();
    }
    this.#loader.look(view, shownRows(this.#count));
    this.#showTrouble();
    this.#place.save();
  }

  #rows(request: number, arrow: ArrayBuffer): void {
    let read: SentRead | undefined;
    let got = 0;
    try {
      const batch = decodeArrow(new Uint8Array(arrow));
      got = batch.numRows;
      read = this.#loader.receive(request, batch, arrow.byteLength);
    } catch (error) {
      this.#rowsFailed(request, error instanceof Error ? error.message : String(error));
      return;
    }
    if (!read) {
      return;
    }
    const count = afterRead(this.#count, read.start, read.end - read.start, got);
    if (shownRows(count) !== shownRows(this.#count) || count.exact !== this.#count.exact) {
      this.#counted(count);
    }
    this.#page.grid.measure(read.columns, read.start, read.start + got);
    this.#page.grid.refresh();
    this.#copying.proceed();
    this.#sayActive();
  }

  #rowsFailed(request: number, message: string): void {
    this.#loader.fail(request, message);
    this.#showTrouble();
    this.#page.grid.refresh();
    this.#copying.proceed();
  }

  /** Tells of rows that could not be read while they are in view. */
  #showTrouble(): void {
    const trouble = this.#loader.troubleIn(this.#page.grid.view);
    this.#page.showTrouble(trouble && this.#texts.rowsFailed(trouble.start, trouble.end, trouble.message));
  }

  #readAgain(): void {
    this.#loader.retryFailed();
    this.#showTrouble();
    this.#page.grid.refresh();
    this.#page.grid.focus();
  }

  #moved(position: Position): void {
    this.#place.forget();
    this.#showWhere(position);
    this.#unsaid = this.#loader.cellAt(position.row, position.column).kind === 'pending';
    this.#place.save();
  }

  #showWhere({ row, column }: Position): void {
    const content = this.#table?.columns[column];
    const isThere = content !== undefined && this.#count.exact !== 0;
    this.#page.showWhere(isThere ? this.#texts.cellWithType(row, content.name, content.type) : '');
  }

  #sayActive(): void {
    const { row, column } = this.#page.grid.selection.active;
    const loaded = this.#loader.cellAt(row, column);
    if (this.#unsaid && loaded.kind !== 'pending') {
      this.#unsaid = false;
      this.#page.live.say(gridCell(loaded, this.#texts).text);
    }
  }

  #openCell({ row, column }: Position): void {
    const text = wholeText(this.#loader.cellAt(row, column), this.#texts);
    if (text !== undefined) {
      const title = this.#texts.cell(row, this.#table?.columns[column]?.name ?? '');
      this.#page.dialog.show(title, text, this.#texts.cut);
    }
  }

  #goTo(text: string): string | undefined {
    const typed = readRowNumber(text, shownRows(this.#count));
    switch (typed.kind) {
      case 'not-a-number':
        return this.#texts.notARow(shownRows(this.#count));
      case 'outside':
        return this.#texts.outside(this.#count);
      case 'row':
        this.#page.grid.goTo({ row: typed.row, column: this.#page.grid.selection.active.column });
        this.#page.grid.focus();
        return undefined;
    }
  }

  #tellCopy(result: CopyResult): void {
    switch (result.kind) {
      case 'copied':
        this.#page.showRemark(undefined);
        this.#post({ type: 'copy', text: result.text });
        this.#page.live.say(this.#texts.copied(result.cells));
        break;
      case 'reading':
        this.#page.live.say(this.#texts.copying(result.cells));
        break;
      case 'too-many':
        this.#page.showRemark(this.#texts.tooManyToCopy(result.cells, MOST_COPIED));
        break;
      case 'too-large':
        this.#page.showRemark(this.#texts.tooLargeToCopy);
        break;
      case 'unreadable':
        this.#page.showRemark(this.#texts.notCopied);
        break;
    }
  }

  #post(message: FromPreview): void {
    this.#editor.postMessage(message);
  }
}

function haveSameNames(before: readonly PreviewColumn[], after: readonly PreviewColumn[]): boolean {
  return (
    before.length === after.length && before.every((column, index) => column.name === after[index]?.name)
  );
}
