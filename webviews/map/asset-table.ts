import type { MapAsset } from '#core/metadata/stac/map/map-view.ts';
import { element } from '../ui/element.ts';
import type { Texts } from './texts.ts';

/** What a person asks for an asset. */
export interface AssetActions {
  open(key: string): void;
  copy(key: string): void;
  showText(pointer: string): void;
}

/** Longer lists are shown when somebody asks for them. */
const FIRST = 100;

/** The assets with role, type and size, and what can be done with each. It is built again only when they change. */
export class AssetTable {
  readonly element: HTMLElement;
  private readonly texts: Texts;
  private readonly actions: AssetActions;
  private readonly body = element('tbody');
  private readonly table: HTMLElement;
  private readonly none: HTMLElement;
  private readonly more: HTMLButtonElement;
  private known = '';
  private assets: readonly MapAsset[] = [];

  constructor(texts: Texts, actions: AssetActions) {
    this.texts = texts;
    this.actions = actions;
    const heads = [texts.asset, texts.roles, texts.type, texts.size, texts.actions];
    this.table = element(
      'div',
      { class: 'table-scroll' },
      element(
        'table',
        { 'aria-label': texts.assets },
        element(
          'thead',
          {},
          element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head))),
        ),
        this.body,
      ),
    );
    this.none = element('p', { class: 'note' }, texts.noAssets);
    this.more = element('button', { type: 'button', class: 'link' });
    this.more.addEventListener('click', () => this.showAll());
    this.element = element(
      'section',
      { 'aria-label': texts.assets },
      element('h2', {}, texts.assets),
      this.none,
      this.table,
      this.more,
    );
  }

  update(assets: readonly MapAsset[]): void {
    const known = JSON.stringify(assets);
    if (known === this.known) {
      return;
    }
    this.known = known;
    this.assets = assets;
    this.none.hidden = assets.length > 0;
    this.table.hidden = assets.length === 0;
    this.body.replaceChildren(...assets.slice(0, FIRST).map((asset) => this.row(asset)));
    this.more.hidden = assets.length <= FIRST;
    this.more.textContent = this.texts.showMore(assets.length - FIRST);
  }

  private showAll(): void {
    this.body.append(...this.assets.slice(FIRST).map((asset) => this.row(asset)));
    this.more.hidden = true;
  }

  private row(asset: MapAsset): HTMLElement {
    const { key, pointer, title, roles, type, size, href, target } = asset;
    const { texts } = this;
    const name = element('button', { type: 'button', class: 'link', title: texts.showText }, key);
    name.addEventListener('click', () => this.actions.showText(pointer));
    const buttons = [
      ...(target.kind === 'none'
        ? []
        : [action(texts.open, texts.openNamed(key), () => this.actions.open(key))]),
      action(texts.copy, texts.copyNamed(key), () => this.actions.copy(key)),
    ];
    return element(
      'tr',
      {},
      element(
        'th',
        { scope: 'row' },
        name,
        element('div', { class: 'note' }, ...(title === undefined ? [] : [title])),
        element('div', { class: 'note href', title: href }, href),
      ),
      element('td', {}, roles.join(', ')),
      element('td', {}, type ?? ''),
      element('td', { class: 'number' }, size === undefined ? '' : texts.bytes(size)),
      element('td', { class: 'buttons' }, ...buttons),
    );
  }
}

function action(text: string, label: string, act: () => void): HTMLElement {
  const button = element('button', { type: 'button', class: 'button quiet', 'aria-label': label }, text);
  button.addEventListener('click', act);
  return button;
}
