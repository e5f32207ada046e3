import { element } from '../ui/element.ts';
import type { DescriptorView, Path } from './descriptor-view.ts';
import { Findings, newId } from './findings.ts';
import type { FormContext, FormPart } from './form-part.ts';

export interface TextControlOptions {
  readonly label: string;
  /** Several lines. */
  readonly long?: boolean;
  /** In a table the column's header is the label that is seen. */
  readonly hideLabel?: boolean;
  /** Id of a `datalist` with what people choose most. */
  readonly list?: string;
  /** A list of words, shown with commas between them. */
  readonly words?: boolean;
  /** Writes what a person typed; the default sets the text, and removes the property with an empty one. */
  readonly write?: (text: string, path: Path, view: DescriptorView) => void;
}

/** A text of the descriptor. What is typed is written when the control is left, or with Enter. */
export class TextControl implements FormPart {
  readonly element: HTMLElement;
  readonly #control: HTMLInputElement | HTMLTextAreaElement;
  readonly #findings = new Findings();
  readonly #options: TextControlOptions;
  readonly #context: FormContext;
  #shown = '';
  #path: Path = [];
  #view: DescriptorView | undefined;

  constructor(context: FormContext, options: TextControlOptions) {
    this.#context = context;
    this.#options = options;
    const id = newId();
    this.#control = options.long
      ? element('textarea', { id, rows: '3' })
      : element('input', { id, type: 'text', ...(options.list === undefined ? {} : { list: options.list }) });
    const label = element('label', { for: id, ...(options.hideLabel && { class: 'visually-hidden' }) });
    label.textContent = options.label;
    this.element = element('div', { class: 'control' }, label, this.#control, this.#findings.element);
    this.#control.addEventListener('change', () => this.#commit());
    this.#control.addEventListener('keydown', (event) => this.#keyDown(event));
  }

  /** Ready to be written over. */
  focus(): void {
    this.#control.focus();
    this.#control.select();
  }

  update(view: DescriptorView, path: Path, readOnly: boolean): void {
    const text = this.#read(view, path);
    const isElsewhere = path.join('/') !== this.#path.join('/');
    this.#path = path;
    this.#view = view;
    const isBeingTyped = document.activeElement === this.#control && this.#control.value !== this.#shown;
    if (!isBeingTyped || isElsewhere) {
      this.#control.value = text ?? '';
    }
    this.#shown = text ?? '';
    // An object or a list where a text belongs: only the text editor can show that.
    const isOther = text === undefined && view.at(path) !== undefined;
    this.#control.readOnly = readOnly || isOther;
    this.#control.placeholder = isOther ? this.#context.texts.notText : '';
    this.#findings.update(view, path, this.#control);
  }

  #read(view: DescriptorView, path: Path): string | undefined {
    const value = view.at(path);
    if (this.#options.words && Array.isArray(value)) {
      return value.every((each) => typeof each === 'string') ? value.join(', ') : undefined;
    }
    return view.text(path);
  }

  #keyDown(event: Event): void {
    if (!(event instanceof KeyboardEvent)) {
      return;
    }
    if (event.key === 'Escape' && this.#control.value !== this.#shown) {
      this.#control.value = this.#shown;
      event.stopPropagation();
    } else if (event.key === 'Enter' && !this.#options.long && !event.isComposing) {
      this.#commit();
    }
  }

  #commit(): void {
    const text = this.#control.value;
    const view = this.#view;
    if (text === this.#shown || !view || this.#control.readOnly) {
      return;
    }
    this.#shown = text;
    const { write, words } = this.#options;
    if (write) {
      write(text, this.#path, view);
    } else if (text.trim() === '') {
      this.#context.change({ kind: 'remove', path: this.#path });
    } else {
      this.#context.change({ kind: 'set', path: this.#path, value: words ? wordsOf(text) : text });
    }
  }
}

function wordsOf(text: string): string[] {
  const words = text.split(',').map((word) => word.trim());
  return [...new Set(words.filter((word) => word !== ''))];
}
