import { formatPointer } from '#core/base/json-pointer.ts';
import type { FormChange } from '#core/metadata/form/form-change.ts';
import type { FromForm, ToForm } from '../protocol/form.ts';
import { element } from '../ui/element.ts';
import { LiveRegion } from '../ui/live-region.ts';
import { ProblemBar } from '../ui/problem-bar.ts';
import type { VsCodeApi } from '../ui/vscode-api.ts';
import { DescriptorView } from './descriptor-view.ts';
import { FormPage, type Vocabulary } from './form-page.ts';
import type { Texts } from './texts.ts';

/** The form: shows what the host tells of the descriptor, and tells the host what a person changed. */
export class FormProgram {
  readonly #editor: VsCodeApi;
  readonly #texts: Texts;
  readonly #page: FormPage;
  readonly #live = new LiveRegion();
  readonly #heading = element('h1', { tabindex: '-1' });
  readonly #summary = element('p', { class: 'summary' });
  readonly #message = element('p', { class: 'message', role: 'status' });
  readonly #refusal: ProblemBar;
  #version = -1;

  constructor(root: HTMLElement, editor: VsCodeApi, texts: Texts, vocabulary: Vocabulary) {
    this.#editor = editor;
    this.#texts = texts;
    this.#page = new FormPage(
      {
        texts,
        change: (...changes) => this.#change(changes),
        showText: (path) => this.#post({ type: 'show-text', pointer: formatPointer(path) }),
        say: (sentence) => this.#live.say(sentence),
      },
      vocabulary,
    );
    this.#refusal = new ProblemBar(texts.dismiss, () => this.#refusal.show(undefined));
    const toText = element('button', { type: 'button', class: 'button quiet' }, texts.showText);
    toText.addEventListener('click', () => this.#post({ type: 'show-text', pointer: '' }));
    root.replaceChildren(
      element('header', {}, this.#heading, this.#summary, toText),
      this.#refusal.element,
      this.#message,
      this.#page.element,
      this.#live.element,
    );
    this.#page.element.hidden = true;
    this.#message.textContent = texts.waiting;
  }

  start(): void {
    this.#post({ type: 'ready' });
  }

  receive(message: ToForm): void {
    switch (message.type) {
      case 'descriptor':
        this.#show(message);
        break;
      case 'unreadable':
        this.#heading.textContent = message.title;
        this.#summary.textContent = '';
        this.#message.textContent = message.message;
        this.#message.hidden = false;
        this.#page.element.hidden = true;
        break;
      case 'refused':
        this.#refusal.show(message.message);
        break;
    }
  }

  #show(message: Extract<ToForm, { type: 'descriptor' }>): void {
    const { title, version, value, problems, files, readOnly } = message;
    const view = new DescriptorView(value, problems);
    const { errors, warnings } = view.troubleBelow([]);
    this.#version = version;
    this.#heading.textContent = title;
    this.#summary.textContent = this.#texts.summary(view.count(['resources']), errors, warnings);
    this.#message.textContent = readOnly ? this.#texts.readOnly : '';
    this.#message.hidden = !readOnly;
    this.#page.element.hidden = false;
    this.#page.update(view, files, readOnly);
  }

  #change(changes: readonly FormChange[]): void {
    this.#refusal.show(undefined);
    this.#post({ type: 'change', version: this.#version, changes });
  }

  #post(message: FromForm): void {
    this.#editor.postMessage(message);
  }
}
