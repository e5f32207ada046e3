import { element } from '../ui/element.ts';
import type { DescriptorView, Path } from './descriptor-view.ts';
import { Findings, newId } from './findings.ts';
import type { FormContext, FormPart } from './form-part.ts';

export interface ChoiceControlOptions {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly choices: readonly string[];
  /** What is said where the property is absent. */
  readonly none: string;
}

/** One of a list of values. A value that the list lacks stays, and stays visible. */
export class ChoiceControl implements FormPart {
  readonly element: HTMLElement;
  readonly #control: HTMLSelectElement;
  readonly #findings = new Findings();
  readonly #options: ChoiceControlOptions;
  #path: Path = [];

  constructor(context: FormContext, options: ChoiceControlOptions) {
    this.#options = options;
    const id = newId();
    this.#control = element('select', { id });
    const label = element('label', { for: id, ...(options.hideLabel && { class: 'visually-hidden' }) });
    label.textContent = options.label;
    this.element = element('div', { class: 'control' }, label, this.#control, this.#findings.element);
    this.#control.addEventListener('change', () => {
      const { value } = this.#control;
      context.change(
        value === '' ? { kind: 'remove', path: this.#path } : { kind: 'set', path: this.#path, value },
      );
    });
  }

  update(view: DescriptorView, path: Path, readOnly: boolean): void {
    this.#path = path;
    const value = view.text(path) ?? '';
    const { choices, none } = this.#options;
    const wanted = ['', ...choices, ...(value === '' || choices.includes(value) ? [] : [value])];
    if (
      wanted.length !== this.#control.options.length ||
      wanted.at(-1) !== this.#control.lastChild?.textContent
    ) {
      this.#control.replaceChildren(
        ...wanted.map((each) => element('option', { value: each }, each === '' ? none : each)),
      );
    }
    this.#control.value = value;
    this.#control.disabled = readOnly;
    this.#findings.update(view, path, this.#control);
  }
}

/** Yes or no; no takes the property away. */
export class CheckControl implements FormPart {
  readonly element: HTMLElement;
  readonly #control: HTMLInputElement;
  readonly #findings = new Findings();
  #path: Path = [];

  constructor(context: FormContext, label: string) {
    this.#control = element('input', { type: 'checkbox', 'aria-label': label });
    this.element = element('div', { class: 'control check' }, this.#control, this.#findings.element);
    this.#control.addEventListener('change', () => {
      context.change(
        this.#control.checked
          ? { kind: 'set', path: this.#path, value: true }
          : { kind: 'remove', path: this.#path },
      );
    });
  }

  update(view: DescriptorView, path: Path, readOnly: boolean): void {
    this.#path = path;
    this.#control.checked = view.at(path) === true;
    this.#control.disabled = readOnly;
    this.#findings.update(view, path, this.#control);
  }
}
