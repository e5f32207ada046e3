import { element } from './element.ts';

/** More text than anybody reads in a dialog, and than a browser lays out without a pause. */
const SHOWN = 200_000;

/** Shows the whole text of a cell, to read, select and copy; Escape or Close go back to where the focus was. */
export class CellDialog {
  readonly element = element('dialog', { class: 'cell-dialog', 'aria-labelledby': 'cell-dialog-title' });
  readonly #title = element('h2', { id: 'cell-dialog-title' });
  readonly #text = element('pre', { tabindex: '0' });
  readonly #note = element('p', { class: 'note' });

  constructor(close: string) {
    const button = element('button', { type: 'button', class: 'button' }, close);
    button.addEventListener('click', () => this.element.close());
    this.#text.setAttribute('aria-labelledby', 'cell-dialog-title');
    this.element.append(this.#title, this.#text, this.#note, button);
    // The focus stays in the dialog, and so do its keys: Escape is no business of the workbench here.
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        event.stopPropagation();
      }
    });
  }

  /** `note` is said when the text is too long to be shown whole. */
  show(title: string, text: string, note: (shown: number, all: number) => string): void {
    this.#title.textContent = title;
    this.#text.textContent = text.slice(0, SHOWN);
    this.#note.textContent = text.length > SHOWN ? note(SHOWN, text.length) : '';
    this.element.showModal();
    this.#text.focus();
  }
}
