import { FIELD_TYPES } from '#core/tableschema/field-type.ts';
import { element } from '../ui/element.ts';
import { CheckControl, ChoiceControl } from './choice-control.ts';
import { nameBy } from './credits.ts';
import type { DescriptorView, Path } from './descriptor-view.ts';
import { Findings } from './findings.ts';
import type { FormContext, FormPart } from './form-part.ts';
import { ItemTools } from './item-list.ts';
import { TextControl } from './text-control.ts';

/** So many rows are made at a time: a table of 20,000 fields would keep the browser busy for a minute. */
const PAGE = 200;

interface Row {
  readonly element: HTMLElement;
  readonly parts: readonly (readonly [Path, FormPart])[];
  readonly tools: ItemTools;
  focus(): void;
}

/** The fields of a table schema, a row each. The path is that of the schema. */
export class FieldTable implements FormPart {
  readonly element: HTMLElement;
  readonly #body = element('tbody');
  readonly #add = element('button', { type: 'button', class: 'button quiet' });
  readonly #more = element('button', { type: 'button', class: 'button quiet' });
  readonly #findings = new Findings();
  readonly #table: HTMLTableElement;
  readonly #rows: Row[] = [];
  readonly #context: FormContext;
  #visible = PAGE;
  #path: Path = [];
  #view: DescriptorView | undefined;
  #readOnly = false;
  #expected: number | undefined;

  constructor(context: FormContext) {
    this.#context = context;
    const { texts } = context;
    const columns = [
      texts.name,
      texts.type,
      texts.format,
      texts.title,
      texts.description,
      texts.required,
      texts.unique,
    ];
    const header = columns.map((column) => element('th', { scope: 'col' }, column));
    const tools = element(
      'th',
      { scope: 'col' },
      element('span', { class: 'visually-hidden' }, texts.actions),
    );
    this.#table = element(
      'table',
      { 'aria-label': texts.fields },
      element('thead', {}, element('tr', {}, ...header, tools)),
      this.#body,
    );
    this.#add.textContent = texts.add(texts.field);
    this.#add.addEventListener('click', () => this.#addField());
    this.#more.addEventListener('click', () => {
      this.#visible += PAGE;
      this.#refresh();
    });
    const scroll = element('div', { class: 'table-scroll' }, this.#table);
    this.element = element('div', { class: 'fields' }, this.#findings.element, scroll, this.#more, this.#add);
  }

  update(view: DescriptorView, path: Path, readOnly: boolean): void {
    this.#path = [...path, 'fields'];
    this.#view = view;
    this.#readOnly = readOnly;
    this.#refresh();
  }

  #refresh(): void {
    const view = this.#view;
    if (!view) {
      return;
    }
    const count = view.count(this.#path);
    if (this.#expected !== undefined && this.#expected < count) {
      this.#visible = Math.max(this.#visible, this.#expected + 1);
    }
    const shown = Math.min(count, this.#visible);
    while (this.#rows.length > shown) {
      this.#rows.pop()?.element.remove();
    }
    while (this.#rows.length < shown) {
      this.#body.append(this.#newRow().element);
    }
    const nameOf = nameBy(this.#context, this.#context.texts.field, 'name');
    for (const [index, { parts, tools }] of this.#rows.entries()) {
      const at = [...this.#path, index];
      for (const [below, part] of parts) {
        part.update(view, [...at, ...below], this.#readOnly);
      }
      tools.update({ index, count, name: nameOf(view, at), readOnly: this.#readOnly });
    }
    this.#more.hidden = shown === count;
    this.#more.textContent = this.#context.texts.showMore(Math.min(PAGE, count - shown));
    this.#table.hidden = count === 0;
    const value = view.at(this.#path);
    this.#add.disabled = this.#readOnly || (value !== undefined && !Array.isArray(value));
    this.#findings.update(view, this.#path, this.#table);
    if (this.#expected !== undefined && this.#expected < count) {
      this.#rows[this.#expected]?.focus();
      this.#expected = undefined;
    }
  }

  #newRow(): Row {
    const context = this.#context;
    const { texts } = context;
    const name = new TextControl(context, { label: texts.name, hideLabel: true });
    const parts: (readonly [Path, FormPart])[] = [
      [['name'], name],
      [
        ['type'],
        new ChoiceControl(context, {
          label: texts.type,
          hideLabel: true,
          choices: FIELD_TYPES,
          none: texts.noType,
        }),
      ],
      [['format'], new TextControl(context, { label: texts.format, hideLabel: true })],
      [['title'], new TextControl(context, { label: texts.title, hideLabel: true })],
      [['description'], new TextControl(context, { label: texts.description, hideLabel: true })],
      [['constraints', 'required'], new CheckControl(context, texts.required)],
      [['constraints', 'unique'], new CheckControl(context, texts.unique)],
    ];
    const tools = new ItemTools(context, {
      move: (from, to) => {
        context.change({ kind: 'move', path: this.#path, from, to });
        this.#rows[to]?.tools.focus(to < from ? 'up' : 'down');
      },
      remove: (index) => {
        context.change({ kind: 'remove', path: [...this.#path, index] });
        context.say(texts.removed(texts.field));
        this.#add.focus();
      },
    });
    const cells = [...parts.map(([, part]) => part.element), tools.element];
    const row = {
      element: element('tr', {}, ...cells.map((cell) => element('td', {}, cell))),
      parts,
      tools,
      focus: () => name.focus(),
    };
    this.#rows.push(row);
    return row;
  }

  #addField(): void {
    if (this.#view) {
      const index = this.#view.count(this.#path);
      this.#expected = index;
      this.#context.change({
        kind: 'insert',
        path: this.#path,
        index,
        value: { name: this.#view.freeName(this.#path, 'field'), type: 'string' },
      });
    }
  }
}
