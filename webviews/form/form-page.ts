import type { FormProblem } from '../protocol/form.ts';
import { element } from '../ui/element.ts';
import { contributorList, licenceList, nameBy, sourceList } from './credits.ts';
import type { DescriptorView, Path } from './descriptor-view.ts';
import type { FormContext, FormPart } from './form-part.ts';
import { ItemList } from './item-list.ts';
import { ResourcePart } from './resource-part.ts';
import { TextControl } from './text-control.ts';

/** What people choose from while they type. */
export interface Vocabulary {
  readonly licences: readonly { readonly name: string; readonly title: string; readonly path: string }[];
  readonly mediaTypes: readonly string[];
  readonly encodings: readonly string[];
}

const LISTS = { files: 'files', licences: 'licences', mediaTypes: 'media-types', encodings: 'encodings' };
/** Findings that no control shows are listed up to this many; the Problems panel has them all. */
const MAX_ELSEWHERE = 20;

/** The sections of the form and nothing of its conversation with the host. */
export class FormPage {
  readonly element: HTMLElement;
  readonly #parts: readonly (readonly [Path, FormPart])[];
  readonly #files = element('datalist', { id: LISTS.files });
  readonly #elsewhere = element('ul', { class: 'findings' });
  readonly #elsewhereSection: HTMLElement;
  readonly #context: FormContext;
  #knownFiles = '';

  constructor(context: FormContext, vocabulary: Vocabulary) {
    this.#context = context;
    const { texts } = context;
    const text = (key: string, label: string, long = false): [Path, TextControl] => [
      [key],
      new TextControl(context, { label, long }),
    ];
    const general: [Path, FormPart][] = [
      text('name', texts.name),
      text('title', texts.title),
      text('version', texts.version),
      text('homepage', texts.homepage),
      [['keywords'], new TextControl(context, { label: texts.keywords, words: true })],
      text('description', texts.description, true),
    ];
    const lists: [Path, FormPart][] = [
      [['resources'], resourceList(context)],
      [['licenses'], licenceList(context, vocabulary.licences, LISTS.licences)],
      [['contributors'], contributorList(context)],
      [['sources'], sourceList(context)],
    ];
    this.#parts = [...general, ...lists];
    const generalRow = element('div', { class: 'row' }, ...general.map(([, part]) => part.element));
    this.#elsewhereSection = element(
      'section',
      { 'aria-label': texts.elsewhere },
      element('h2', {}, texts.elsewhere),
      this.#elsewhere,
    );
    this.element = element(
      'form',
      { 'aria-label': texts.form },
      element('section', { 'aria-label': texts.general }, element('h2', {}, texts.general), generalRow),
      ...lists.map(([, part]) => part.element),
      this.#elsewhereSection,
      this.#files,
      datalist(
        LISTS.licences,
        vocabulary.licences.map(({ name, title }) => [name, title]),
      ),
      datalist(
        LISTS.mediaTypes,
        vocabulary.mediaTypes.map((each) => [each]),
      ),
      datalist(
        LISTS.encodings,
        vocabulary.encodings.map((each) => [each]),
      ),
    );
    this.element.addEventListener('submit', (event) => event.preventDefault());
  }

  update(view: DescriptorView, files: readonly string[], readOnly: boolean): void {
    for (const [path, part] of this.#parts) {
      part.update(view, path, readOnly);
    }
    const known = files.join('\n');
    if (known !== this.#knownFiles) {
      this.#knownFiles = known;
      this.#files.replaceChildren(...files.map((file) => element('option', { value: file })));
    }
    this.#showElsewhere(view.problems.filter((problem) => !hasControl(problem)));
  }

  #showElsewhere(problems: readonly FormProblem[]): void {
    const { texts } = this.#context;
    this.#elsewhereSection.hidden = problems.length === 0;
    this.#elsewhere.replaceChildren(
      ...problems.slice(0, MAX_ELSEWHERE).map(({ pointer, severity, message }) => {
        const show = element('button', { type: 'button', class: 'link' }, texts.showText);
        show.setAttribute('aria-label', `${texts.showText}: ${message}`);
        show.addEventListener('click', () => this.#context.showText(pointer.split('/').slice(1)));
        return element('li', { class: severity }, `${message} `, show);
      }),
    );
  }
}

const CREDIT = '(?:licenses|contributors|sources)';
const SHOWN = new RegExp(
  [
    '^/(?:name|title|version|homepage|keywords|description|resources)$',
    `^/${CREDIT}(?:/\\d+/(?:name|title|path|email|organization|roles|version))?$`,
    '^/resources/\\d+/(?:name|title|path|format|mediatype|encoding|description|schema/primaryKey|schema/fields)$',
    '^/resources/\\d+/schema/fields/\\d+/(?:name|type|format|title|description|constraints/(?:required|unique))$',
  ].join('|'),
);

/** Whether some control of the form stands for the value that a finding is about. */
function hasControl({ pointer }: FormProblem): boolean {
  return SHOWN.test(pointer);
}

function resourceList(context: FormContext): ItemList {
  const { texts } = context;
  return new ItemList(context, {
    title: texts.resources,
    noun: texts.resource,
    makeValue: (view, path) => ({ name: view.freeName(path, 'resource-'), path: '' }),
    makePart: () => new ResourcePart(context, LISTS),
    nameOf: nameBy(context, texts.resource, 'name', 'path'),
  });
}

function datalist(id: string, options: readonly (readonly [string, string?])[]): HTMLDataListElement {
  return element(
    'datalist',
    { id },
    ...options.map(([value, label]) => element('option', { value, ...(label !== undefined && { label }) })),
  );
}
