import { element, setAttribute } from '../ui/element.ts';
import type { MapEntry } from './entries.ts';
import type { Texts } from './texts.ts';

/** Longer lists are shown when somebody asks for them. */
const FIRST = 200;
const SIGNS = { error: '✕', warning: '!', fine: '✓', unknown: '…' } as const;

/** All that can be chosen on the map, as a list of buttons: whoever does not see the map has the same. */
export class EntryList {
  readonly element: HTMLElement;
  private readonly texts: Texts;
  private readonly open: (index: number) => void;
  private readonly list = element('ul', { class: 'entries' });
  private readonly heading = element('h2');
  private readonly more: HTMLButtonElement;
  private known = '';
  private shown = FIRST;
  private entries: readonly MapEntry[] = [];

  constructor(texts: Texts, open: (index: number) => void) {
    this.texts = texts;
    this.open = open;
    this.more = element('button', { type: 'button', class: 'link' });
    this.more.addEventListener('click', () => {
      this.shown = Number.POSITIVE_INFINITY;
      this.known = '';
      this.update(this.entries, this.heading.textContent);
    });
    this.element = element('section', {}, this.heading, this.list, this.more);
  }

  update(entries: readonly MapEntry[], title: string): void {
    this.entries = entries;
    this.element.hidden = entries.length === 0;
    if (this.heading.textContent !== title) {
      this.heading.textContent = title;
      setAttribute(this.element, 'aria-label', title);
    }
    const shown = entries.slice(0, this.shown);
    const known = JSON.stringify(shown.map(({ name, kind, status }) => [name, kind, status]));
    if (known !== this.known) {
      this.known = known;
      this.render(shown);
    }
    this.more.hidden = entries.length <= shown.length;
    this.more.textContent = this.texts.showMore(entries.length - shown.length);
  }

  /** Marks what is chosen on the map. */
  select(index: number | undefined): void {
    for (const [at, row] of [...this.list.children].entries()) {
      setAttribute(row, 'class', at === index ? 'chosen' : undefined);
    }
  }

  private render(entries: readonly MapEntry[]): void {
    const focused = [...this.list.children].findIndex((row) => row.contains(document.activeElement));
    this.list.replaceChildren(...entries.map((entry, index) => this.row(entry, index)));
    // States arrive after the list: whoever walks through it keeps the place.
    this.list.children[focused]?.querySelector('button')?.focus();
  }

  private row({ name, kind, status }: MapEntry, index: number): HTMLElement {
    const { texts } = this;
    const button = element('button', { type: 'button', class: 'link' }, name);
    button.addEventListener('click', () => this.open(index));
    return element(
      'li',
      {},
      element('span', { class: `sign map-${status}`, 'aria-hidden': 'true' }, SIGNS[status]),
      button,
      element('span', { class: 'note' }, `${texts.neighbourKinds[kind]}, ${texts.statuses[status]}`),
    );
  }
}
