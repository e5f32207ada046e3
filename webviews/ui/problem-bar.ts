import { element } from './element.ts';

/** A sentence on what went wrong with one button to try again; hidden while nothing did. */
export class ProblemBar {
  readonly element: HTMLElement;
  readonly #message = element('span', { class: 'message' });
  readonly #button: HTMLButtonElement;

  constructor(action: string, act: () => void) {
    this.#button = element('button', { type: 'button', class: 'button' }, action);
    this.#button.addEventListener('click', act);
    const icon = element('span', { class: 'icon', 'aria-hidden': 'true' }, '!');
    this.element = element('div', { role: 'alert', class: 'problem' }, icon, this.#message, this.#button);
    this.element.hidden = true;
  }

  show(message: string | undefined): void {
    if (message === undefined) {
      // A hidden element keeps the focus for a moment; nobody else could tell that it is free.
      this.#button.blur();
    }
    this.element.hidden = message === undefined;
    if (this.#message.textContent !== (message ?? '')) {
      this.#message.textContent = message ?? '';
    }
  }

  focus(): void {
    this.#button.focus();
  }
}
