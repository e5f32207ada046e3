import { element } from '../ui/element.ts';
import type { DescriptorView, Path } from './descriptor-view.ts';
import { Findings } from './findings.ts';
import type { FormContext, FormPart } from './form-part.ts';

export interface ItemListOptions {
  /** Heading of the list. */
  readonly title: string;
  /** What one item is called: "Add licence". */
  readonly noun: string;
  /** What a new item is. */
  readonly makeValue: (view: DescriptorView, path: Path) => unknown;
  readonly makePart: () => FormPart & { focus(): void };
  /** Names an item for people: "licence 2". */
  readonly nameOf: (view: DescriptorView, path: Path) => string;
}

interface Row {
  readonly element: HTMLElement;
  readonly part: FormPart & { focus(): void };
  readonly tools: ItemTools;
}

/** A list of objects, each with controls of its own, and with buttons to add, move and remove. */
export class ItemList implements FormPart {
  readonly element: HTMLElement;
  readonly #list = element('div', { class: 'items', role: 'list' });
  readonly #add = element('button', { type: 'button', class: 'button quiet' });
  readonly #findings = new Findings();
  readonly #rows: Row[] = [];
  readonly #options: ItemListOptions;
  readonly #context: FormContext;
  #path: Path = [];
  #view: DescriptorView | undefined;
  /** The item to focus once it is there. */
  #expected: number | undefined;

  constructor(context: FormContext, options: ItemListOptions) {
    this.#context = context;
    this.#options = options;
    this.#add.textContent = context.texts.add(options.noun);
    this.#add.addEventListener('click', () => this.#addItem());
    const heading = element('h2', {}, options.title);
    this.element = element(
      'section',
      { 'aria-label': options.title },
      heading,
      this.#findings.element,
      this.#list,
      this.#add,
    );
  }

  update(view: DescriptorView, path: Path, readOnly: boolean): void {
    this.#path = path;
    this.#view = view;
    const count = view.count(path);
    while (this.#rows.length > count) {
      this.#rows.pop()?.element.remove();
    }
    while (this.#rows.length < count) {
      this.#list.append(this.#newRow().element);
    }
    for (const [index, { part, tools }] of this.#rows.entries()) {
      const at = [...path, index];
      part.update(view, at, readOnly);
      tools.update({ index, count, name: this.#options.nameOf(view, at), readOnly });
    }
    // A value that is no list can only be mended in the text.
    this.#add.disabled = readOnly || (view.at(path) !== undefined && !Array.isArray(view.at(path)));
    this.#findings.update(view, path, this.#list);
    if (this.#expected !== undefined && this.#expected < count) {
      this.#rows[this.#expected]?.part.focus();
      this.#expected = undefined;
    }
  }

  #newRow(): Row {
    const part = this.#options.makePart();
    const tools = new ItemTools(this.#context, {
      move: (from, to) => {
        this.#context.change({ kind: 'move', path: this.#path, from, to });
        this.#rows[to]?.tools.focus(to < from ? 'up' : 'down');
      },
      remove: (index) => this.#removeItem(index),
    });
    const row = {
      part,
      tools,
      element: element('div', { class: 'item', role: 'listitem' }, part.element, tools.element),
    };
    this.#rows.push(row);
    return row;
  }

  #addItem(): void {
    if (this.#view) {
      const index = this.#view.count(this.#path);
      const value = this.#options.makeValue(this.#view, this.#path);
      this.#expected = index;
      this.#context.change({ kind: 'insert', path: this.#path, index, value });
    }
  }

  #removeItem(index: number): void {
    this.#context.change({ kind: 'remove', path: [...this.#path, index] });
    this.#context.say(this.#context.texts.removed(this.#options.noun));
    this.#add.focus();
  }
}

/** Buttons that move an item up and down and remove it. */
export class ItemTools {
  readonly element: HTMLElement;
  readonly #up: HTMLButtonElement;
  readonly #down: HTMLButtonElement;
  readonly #remove: HTMLButtonElement;
  readonly #context: FormContext;
  #index = 0;

  constructor(
    context: FormContext,
    events: { move(from: number, to: number): void; remove(index: number): void },
  ) {
    this.#context = context;
    this.#up = tool('↑', () => events.move(this.#index, this.#index - 1));
    this.#down = tool('↓', () => events.move(this.#index, this.#index + 1));
    this.#remove = tool('×', () => events.remove(this.#index));
    this.element = element('div', { class: 'tools' }, this.#up, this.#down, this.#remove);
  }

  focus(which: 'up' | 'down'): void {
    (which === 'up' ? this.#up : this.#down).focus();
  }

  update(item: { index: number; count: number; name: string; readOnly: boolean }): void {
    const { index, count, name, readOnly } = item;
    const { texts } = this.#context;
    this.#index = index;
    describe(this.#up, texts.moveUp(name), readOnly || index === 0);
    describe(this.#down, texts.moveDown(name), readOnly || index === count - 1);
    describe(this.#remove, texts.remove(name), readOnly);
  }
}

function tool(sign: string, act: () => void): HTMLButtonElement {
  const button = element('button', { type: 'button', class: 'tool' }, sign);
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-disabled') !== 'true') {
      act();
    }
  });
  return button;
}

function describe(button: HTMLButtonElement, label: string, disabled: boolean): void {
  button.setAttribute('aria-label', label);
  button.title = label;
  // Disabled buttons lose the focus; these keep it when an item reaches the end of its list.
  button.setAttribute('aria-disabled', String(disabled));
}
