import { element } from '../ui/element.ts';
import type { DescriptorView, Path } from './descriptor-view.ts';
import { FieldTable } from './field-table.ts';
import type { FormContext, FormPart } from './form-part.ts';
import { TextControl } from './text-control.ts';

/** The lists that suggest what to write: ids of `datalist` elements. */
export interface Suggestions {
  readonly files: string;
  readonly mediaTypes: string;
  readonly encodings: string;
}

/** A resource: folded to its name until someone opens it; its fields are made then. */
export class ResourcePart implements FormPart {
  readonly element: HTMLDetailsElement;
  readonly #summary = element('span', { class: 'resource-name' });
  readonly #where = element('span', { class: 'resource-path' });
  readonly #trouble = element('span', { class: 'trouble' });
  readonly #body = element('div', { class: 'resource' });
  readonly #note = element('p', { class: 'note' });
  readonly #context: FormContext;
  readonly #suggestions: Suggestions;
  #inner: { readonly name: TextControl; readonly parts: readonly (readonly [Path, FormPart])[] } | undefined;
  #fields: FieldTable | undefined;
  #shown: { view: DescriptorView; path: Path; readOnly: boolean } | undefined;

  constructor(context: FormContext, suggestions: Suggestions) {
    this.#context = context;
    this.#suggestions = suggestions;
    this.element = element(
      'details',
      {},
      element('summary', {}, this.#summary, this.#where, this.#trouble),
      this.#body,
    );
    this.element.addEventListener('toggle', () => this.#showInner());
  }

  focus(): void {
    this.element.open = true;
    this.#showInner();
    this.#inner?.name.focus();
  }

  update(view: DescriptorView, path: Path, readOnly: boolean): void {
    this.#shown = { view, path, readOnly };
    const { texts } = this.#context;
    this.#summary.textContent =
      view.text([...path, 'name']) || texts.nth(texts.resource, Number(path.at(-1)));
    const paths = view.at([...path, 'path']);
    this.#where.textContent = Array.isArray(paths) ? paths.map(String).join(', ') : String(paths ?? '');
    const { errors, warnings } = view.troubleBelow(path);
    this.#trouble.textContent = texts.trouble(errors, warnings);
    this.#trouble.className = errors > 0 ? 'trouble error' : 'trouble warning';
    this.#showInner();
  }

  #showInner(): void {
    if (!this.element.open || !this.#shown) {
      return;
    }
    const { view, path, readOnly } = this.#shown;
    this.#inner ??= this.#makeInner(Array.isArray(view.at([...path, 'path'])));
    for (const [below, part] of this.#inner.parts) {
      part.update(view, [...path, ...below], readOnly);
    }
    const schema = view.at([...path, 'schema']);
    const isElsewhere = typeof schema === 'string';
    this.#note.hidden = !isElsewhere;
    this.#note.textContent = isElsewhere ? this.#context.texts.schemaFile(schema) : '';
    if (this.#fields) {
      this.#fields.element.hidden = isElsewhere;
      this.#fields.update(view, [...path, 'schema'], readOnly || isElsewhere);
    }
  }

  #makeInner(manyPaths: boolean) {
    const context = this.#context;
    const { texts } = context;
    const name = new TextControl(context, { label: texts.name });
    const parts: (readonly [Path, FormPart])[] = [
      [['name'], name],
      [['title'], new TextControl(context, { label: texts.title })],
      [
        ['path'],
        new TextControl(
          context,
          manyPaths
            ? { label: texts.paths, words: true }
            : { label: texts.path, list: this.#suggestions.files },
        ),
      ],
      [['format'], new TextControl(context, { label: texts.format })],
      [
        ['mediatype'],
        new TextControl(context, { label: texts.mediatype, list: this.#suggestions.mediaTypes }),
      ],
      [['encoding'], new TextControl(context, { label: texts.encoding, list: this.#suggestions.encodings })],
      [['description'], new TextControl(context, { label: texts.description, long: true })],
      [['schema', 'primaryKey'], new TextControl(context, { label: texts.primaryKey, words: true })],
    ];
    this.#fields = new FieldTable(context);
    this.#body.replaceChildren(
      element('div', { class: 'row' }, ...parts.map(([, part]) => part.element)),
      element('h3', {}, texts.fields),
      this.#note,
      this.#fields.element,
    );
    return { name, parts };
  }
}
