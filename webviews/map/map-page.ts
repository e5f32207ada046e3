import type { MapView } from '#core/metadata/stac/map/map-view.ts';
import { element } from '../ui/element.ts';
import type { AssetTable } from './asset-table.ts';
import type { EntryList } from './entry-list.ts';
import type { MapCanvas } from './map-canvas.ts';
import type { Texts } from './texts.ts';
import type { ThumbnailView } from './thumbnail-view.ts';

/** The parts that have a life of their own. */
export interface MapParts {
  readonly canvas: MapCanvas;
  readonly assets: AssetTable;
  readonly entries: EntryList;
  readonly thumbnail: ThumbnailView;
}

/** What the buttons beside the map do. */
export interface MapControls {
  zoom(factor: number): void;
  fit(): void;
  fitAll(): void;
  world(): void;
  showText(): void;
}

const WORDS = 'map-words';
const HELP = 'map-help';

/** The page around the map: headings, sentences, legend, and nothing of the conversation with the host. */
export class MapPage {
  readonly element: HTMLElement;
  private readonly texts: Texts;
  private readonly parts: MapParts;
  private readonly heading = element('h1');
  private readonly summary = element('p', { class: 'summary' });
  private readonly message = element('p', { class: 'message', role: 'status' });
  private readonly notices = element('ul', { class: 'notices' });
  private readonly caption = element('p', { class: 'caption' });
  private readonly words = element('ul', { id: WORDS, class: 'words' });
  private readonly facts = element('dl');
  private readonly legend = element('ul', { class: 'legend' });
  private readonly body: HTMLElement;
  private readonly frame: HTMLElement;
  private readonly fitButton: HTMLButtonElement;
  private readonly allButton: HTMLButtonElement;
  private readonly shown = new Map<HTMLElement, string>();

  constructor(texts: Texts, parts: MapParts, controls: MapControls) {
    this.texts = texts;
    this.parts = parts;
    this.fitButton = control(texts.fit, texts.fit, () => controls.fit());
    this.allButton = control(texts.fitAll, texts.fitAll, () => controls.fitAll());
    const buttons = element(
      'div',
      { class: 'controls', role: 'group', 'aria-label': texts.controls },
      control('+', texts.zoomIn, () => controls.zoom(1.5)),
      control('−', texts.zoomOut, () => controls.zoom(1 / 1.5)),
      this.fitButton,
      this.allButton,
      control(texts.world, texts.world, () => controls.world()),
    );
    const toText = control(texts.showText, texts.showText, () => controls.showText());
    this.frame = element('div', { class: 'frame' }, parts.canvas.element, buttons);
    this.body = element(
      'div',
      { class: 'body' },
      this.notices,
      this.frame,
      element(
        'div',
        { class: 'below' },
        element('div', {}, this.caption, this.legend),
        parts.canvas.locator.element,
      ),
      element('p', { id: HELP, class: 'visually-hidden' }, texts.help),
      element('section', { 'aria-label': texts.inWords }, element('h2', {}, texts.inWords), this.words),
      parts.thumbnail.element,
      element('section', { 'aria-label': texts.facts }, element('h2', {}, texts.facts), this.facts),
      parts.assets.element,
      parts.entries.element,
      element(
        'details',
        { class: 'keys' },
        element('summary', {}, texts.keysTitle),
        element('ul', {}, ...texts.keys.map((key) => element('li', {}, key))),
        element('p', { class: 'note' }, texts.land),
      ),
    );
    this.element = element(
      'div',
      {},
      element('header', {}, this.heading, this.summary, toText),
      this.message,
      this.body,
    );
    this.body.hidden = true;
    this.message.textContent = texts.waiting;
  }

  /** A sentence above everything; undefined takes it away. */
  tell(message: string | undefined): void {
    this.message.hidden = message === undefined;
    if (this.message.textContent !== (message ?? '')) {
      this.message.textContent = message ?? '';
    }
  }

  /** Shows what is not drawn on the map. Only what is other than before is built again. */
  update(content: MapView, file: string, hasAround: boolean): void {
    const { texts } = this;
    this.body.hidden = false;
    this.heading.textContent = content.title;
    this.summary.textContent = [file, texts.kinds[content.kind], ...this.status(content)].join(' · ');
    const nothing = content.focus ? [] : [texts.noPlace];
    this.list(this.notices, [...nothing, ...content.notices]);
    this.notices.hidden = this.notices.childElementCount === 0;
    this.list(this.words, wordsOf(content));
    this.words.parentElement?.toggleAttribute('hidden', this.words.childElementCount === 0);
    this.once(this.facts, content.facts, () =>
      content.facts.flatMap(({ label, value }) => [element('dt', {}, label), element('dd', {}, value)]),
    );
    this.once(this.legend, legendOf(content, hasAround), (kinds) =>
      kinds.map((kind) =>
        element(
          'li',
          {},
          element('span', { class: `line line-${kind}`, 'aria-hidden': 'true' }),
          this.nameOf(kind),
        ),
      ),
    );
    this.fitButton.hidden = content.features.length === 0;
    this.allButton.hidden = !hasAround;
    this.parts.assets.update(content.assets);
    this.parts.assets.element.hidden = content.kind === 'items' || content.kind === 'catalog';
    this.parts.canvas.describe(texts.mapOf(content.title), `${WORDS} ${HELP}`);
  }

  /** What is chosen, in words. */
  choose(text: string): void {
    if (this.caption.textContent !== text) {
      this.caption.textContent = text;
    }
  }

  private status({ kind, features }: MapView): string[] {
    const [only] = features;
    return kind === 'item' && only ? [this.texts.statuses[only.status]] : [];
  }

  private nameOf(kind: LegendKind): string {
    const { texts } = this;
    switch (kind) {
      case 'footprint':
        return texts.footprint;
      case 'box':
        return texts.box;
      case 'extent':
        return texts.extent;
      case 'error':
      case 'warning':
      case 'fine':
      case 'unknown':
        return texts.statuses[kind];
    }
  }

  private list(target: HTMLElement, sentences: readonly string[]): void {
    this.once(target, sentences, (all) => all.map((sentence) => element('li', {}, sentence)));
  }

  private once<T>(target: HTMLElement, value: T, build: (value: T) => readonly HTMLElement[]): void {
    const key = JSON.stringify(value);
    if (this.shown.get(target) !== key) {
      this.shown.set(target, key);
      target.replaceChildren(...build(value));
    }
  }
}

type LegendKind = 'footprint' | 'box' | 'extent' | 'error' | 'warning' | 'fine' | 'unknown';

function legendOf({ kind, features, extents }: MapView, hasAround: boolean): LegendKind[] {
  return [
    ...(kind === 'item' && features.some(({ shape }) => shape) ? (['footprint'] as const) : []),
    ...(features.some(({ box }) => box) ? (['box'] as const) : []),
    ...(extents.length > 0 ? (['extent'] as const) : []),
    ...(hasAround || kind === 'items' ? (['error', 'warning', 'fine', 'unknown'] as const) : []),
  ];
}

/** Of an item what it is; of many each with its name, as many as anybody listens to. */
function wordsOf({ kind, features, focus, facts }: MapView): string[] {
  if (kind === 'item') {
    return features.flatMap(({ sentences }) => [...sentences]);
  }
  const extent = facts.find(({ label }) => label === 'Extent');
  const boxes = extent ? [`The extent: ${extent.value}.`] : [];
  return focus
    ? [
        ...boxes,
        ...features.slice(0, 20).map(({ name, sentences }) => `${name}: ${sentences.slice(0, 2).join(' ')}`),
      ]
    : [];
}

function control(text: string, label: string, act: () => void): HTMLButtonElement {
  const button = element('button', { type: 'button', class: 'button quiet', title: label }, text);
  if (text !== label) {
    button.setAttribute('aria-label', label);
  }
  button.addEventListener('click', act);
  return button;
}
