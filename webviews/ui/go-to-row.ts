import { element } from './element.ts';

export interface GoToRowOptions {
  readonly label: string;
  /** Goes to the row in this text, or returns a sentence on why it cannot. */
  readonly go: (text: string) => string | undefined;
  /** Escape: back to where the person came from. */
  readonly leave: () => void;
}

/** A small input that takes a row number. */
export class GoToRow {
  readonly element = element('form', { class: 'go-to-row' });
  readonly #input = element('input', {
    type: 'text',
    inputmode: 'numeric',
    autocomplete: 'off',
    spellcheck: 'false',
    id: 'go-to-row',
    size: '12',
    'aria-describedby': 'go-to-row-problem',
  });
  readonly #problem = element('span', { id: 'go-to-row-problem', class: 'problem-text', role: 'alert' });

  constructor({ label, go, leave }: GoToRowOptions) {
    this.element.append(this.#problem, element('label', { for: 'go-to-row' }, label), this.#input);
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#tell(go(this.#input.value));
    });
    this.#input.addEventListener('input', () => this.#tell(undefined));
    this.#input.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        this.#tell(undefined);
        leave();
      }
    });
  }

  focus(): void {
    this.#input.focus();
    this.#input.select();
  }

  #tell(problem: string | undefined): void {
    this.#problem.textContent = problem ?? '';
    this.#input.setAttribute('aria-invalid', String(problem !== undefined));
  }
}
