import { CellDialog } from '../ui/cell-dialog.ts';
import { element } from '../ui/element.ts';
import { GoToRow } from '../ui/go-to-row.ts';
import { Grid } from '../ui/grid.ts';
import type { GridEvents } from '../ui/grid-model.ts';
import { LiveRegion } from '../ui/live-region.ts';
import { ProblemBar } from '../ui/problem-bar.ts';
import type { Texts } from './texts.ts';

/** What a person can do on the page beside the grid. */
export interface PageEvents extends GridEvents {
  retry(): void;
  readAgain(): void;
  /** Goes to the row in a text, or returns why it cannot. */
  goTo(text: string): string | undefined;
}

/** The elements of the preview and nothing of its logic. */
export class PreviewPage {
  readonly grid: Grid;
  readonly live = new LiveRegion();
  readonly dialog: CellDialog;
  readonly #root: HTMLElement;
  readonly #heading = element('h1', { class: 'visually-hidden' });
  readonly #notice = element('p', { class: 'notice' });
  readonly #failure: ProblemBar;
  readonly #trouble: ProblemBar;
  readonly #remark: ProblemBar;
  readonly #message = element('p', { class: 'message' });
  readonly #table: HTMLElement;
  readonly #summary = element('span', { class: 'summary' });
  readonly #where = element('span', { class: 'where' });
  readonly #goToRow: GoToRow;

  constructor(root: HTMLElement, texts: Texts, events: PageEvents) {
    this.#root = root;
    this.grid = new Grid({
      label: texts.gridLabel,
      corner: texts.corner,
      formatRow: (row) => texts.number(row + 1),
      events,
    });
    this.dialog = new CellDialog(texts.close);
    this.#failure = new ProblemBar(texts.retry, () => events.retry());
    this.#trouble = new ProblemBar(texts.readAgain, () => events.readAgain());
    this.#remark = new ProblemBar(texts.dismiss, () => {
      this.showRemark(undefined);
      this.grid.focus();
    });
    this.#goToRow = new GoToRow({
      label: texts.goToRow,
      go: (text) => events.goTo(text),
      leave: () => this.grid.focus(),
    });
    const status = element('footer', { class: 'status' }, this.#summary, this.#where, this.#goToRow.element);
    this.#table = element(
      'div',
      { class: 'table' },
      this.grid.element,
      this.#trouble.element,
      this.#remark.element,
      status,
    );
    root.replaceChildren(
      this.#heading,
      this.#notice,
      this.#failure.element,
      this.#message,
      this.#table,
      this.live.element,
      this.dialog.element,
    );
    this.showTitle(document.title);
    this.showNotice(undefined);
    this.showMessage(undefined);
  }

  /** Names the page, and the grid in it, after the file. */
  showTitle(title: string): void {
    this.#heading.textContent = title;
    this.grid.element.setAttribute('aria-label', title);
  }

  /** A sentence on what the bytes are worth, above the table. */
  showNotice(notice: string | undefined): void {
    this.#notice.hidden = notice === undefined;
    this.#notice.replaceChildren(
      element('span', { class: 'icon', 'aria-hidden': 'true' }, 'i'),
      element('span', {}, notice ?? ''),
    );
  }

  /** A sentence in place of rows: opening, empty. */
  showMessage(message: string | undefined): void {
    this.#message.hidden = message === undefined;
    this.#message.textContent = message ?? '';
  }

  showTable(visible: boolean): void {
    this.#table.hidden = !visible;
  }

  /** The failure that ends the preview, with the way to try again. */
  showFailure(message: string | undefined): void {
    const hadFocus = this.#root.contains(document.activeElement) && document.activeElement !== document.body;
    this.#failure.show(message);
    if (message !== undefined && hadFocus) {
      this.#failure.focus();
    }
  }

  /** A failure to read some rows: the rest can still be seen. */
  showTrouble(message: string | undefined): void {
    this.#trouble.show(message);
  }

  /** Something that did not work and needs no more than to be known. */
  showRemark(message: string | undefined): void {
    this.#remark.show(message);
  }

  showSummary(summary: string): void {
    this.#summary.textContent = summary;
  }

  showWhere(where: string): void {
    this.#where.textContent = where;
  }

  focusGoToRow(): void {
    this.#goToRow.focus();
  }
}
