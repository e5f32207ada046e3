import { decodeMapStatus, decodeMapView } from '#core/metadata/stac/map/decode-map-view.ts';
import { boxAround } from '#core/metadata/stac/map/map-box.ts';
import type { MapBox, MapStatus, MapView } from '#core/metadata/stac/map/map-view.ts';
import type { FromMap, ToMap } from '../protocol/map.ts';
import { LiveRegion } from '../ui/live-region.ts';
import type { VsCodeApi } from '../ui/vscode-api.ts';
import { AssetTable } from './asset-table.ts';
import { entriesOf, entryAt, type MapEntry } from './entries.ts';
import { EntryList } from './entry-list.ts';
import type { Land } from './land.ts';
import { MapCanvas } from './map-canvas.ts';
import { type MapCommand, mapCommandForKey } from './map-keys.ts';
import { MapPage } from './map-page.ts';
import type { Texts } from './texts.ts';
import { ThumbnailView } from './thumbnail-view.ts';
import { fitted, panned, shows, WORLD, zoomed } from './viewport.ts';

/** A screen reader would not come to rest while somebody types. */
const QUIET_MS = 1_000;

/** The map: draws what the host tells of the document, and tells the host what a person wants to see. */
export class MapProgram {
  private readonly editor: VsCodeApi;
  private readonly texts: Texts;
  private readonly canvas: MapCanvas;
  private readonly page: MapPage;
  private readonly list: EntryList;
  private readonly thumbnail: ThumbnailView;
  private readonly live = new LiveRegion();
  private readonly statuses = new Map<string, MapStatus>();
  private content: MapView | undefined;
  private entries: readonly MapEntry[] = [];
  private selected: number | undefined;
  /** Nobody has moved the map: it follows the footprint. */
  private follows = true;
  private saying: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, editor: VsCodeApi, texts: Texts, land: readonly Land[]) {
    this.editor = editor;
    this.texts = texts;
    this.canvas = new MapCanvas(land, {
      moved: () => this.moved(),
      resized: () => this.resized(),
      clicked: (x, y) => this.choose(entryAt(this.entries, this.canvas.view, x, y)),
      opened: (x, y) => this.openEntry(entryAt(this.entries, this.canvas.view, x, y)),
    });
    this.list = new EntryList(texts, (index) => this.openEntry(index));
    this.thumbnail = new ThumbnailView(texts, () => this.post({ type: 'load-thumbnail' }));
    const assets = new AssetTable(texts, {
      open: (key) => this.post({ type: 'open-asset', key }),
      copy: (key) => this.post({ type: 'copy-asset', key }),
      showText: (pointer) => this.post({ type: 'show-text', pointer }),
    });
    const parts = { canvas: this.canvas, assets, entries: this.list, thumbnail: this.thumbnail };
    this.page = new MapPage(texts, parts, {
      zoom: (factor) => this.run({ kind: 'zoom', factor }),
      fit: () => this.run({ kind: 'fit' }),
      fitAll: () => this.run({ kind: 'fit-all' }),
      world: () => this.run({ kind: 'world' }),
      showText: () => this.post({ type: 'show-text', pointer: this.placePointer() }),
    });
    root.replaceChildren(this.page.element, this.live.element);
    this.canvas.element.addEventListener('keydown', (event) => {
      const command = mapCommandForKey(event);
      if (command) {
        event.preventDefault();
        this.run(command);
      }
    });
  }

  start(): void {
    this.post({ type: 'ready' });
  }

  receive(message: ToMap): void {
    switch (message.type) {
      case 'map':
        this.show(message);
        break;
      case 'unreadable':
        this.page.tell(this.content ? this.texts.stale(message.message) : message.message);
        break;
      case 'statuses':
        for (const { file, status } of message.statuses) {
          this.statuses.set(file, decodeMapStatus(status) ?? 'unknown');
        }
        this.refreshEntries();
        this.draw();
        break;
      case 'thumbnail':
        this.thumbnail.show(message.thumbnail);
        break;
    }
  }

  private show({ view, broken, file }: Extract<ToMap, { type: 'map' }>): void {
    const content = decodeMapView(view);
    if (!content) {
      return;
    }
    if (broken !== undefined && this.content) {
      // Half a text would make half a picture: the one from before is worth more.
      this.page.tell(this.texts.stale(broken));
      return;
    }
    const before = this.content;
    this.content = content;
    this.page.tell(broken === undefined ? undefined : this.texts.partial(broken));
    this.refreshEntries();
    this.page.update(content, file, this.entries.length > 0);
    this.follow(before?.focus, content.focus);
    this.draw();
    if (before) {
      this.sayLater(content);
    }
  }

  /** Keeps what somebody looks at, unless the footprint went out of sight. */
  private follow(before: MapBox | undefined, focus: MapBox | undefined): void {
    const { view } = this.canvas;
    if (!before || !focus) {
      this.canvas.view = fitted(focus ?? WORLD, view.width, view.height);
    } else if (JSON.stringify(before) !== JSON.stringify(focus) && this.follows && !shows(view, focus)) {
      this.canvas.view = fitted(focus, view.width, view.height);
    }
  }

  private refreshEntries(): void {
    const { content, texts } = this;
    const chosen = this.selected === undefined ? undefined : this.entries[this.selected];
    this.entries = content ? entriesOf(content, this.statuses) : [];
    const again = chosen ? this.entries.findIndex(({ target }) => isSame(target, chosen.target)) : -1;
    this.selected = again < 0 ? undefined : again;
    this.list.update(this.entries, content?.kind === 'item' ? texts.around : texts.items);
    this.list.select(this.selected);
    this.page.choose(this.chosenInWords());
  }

  private draw(): void {
    const { content, entries, selected } = this;
    if (content) {
      this.canvas.show({ content, entries, selected });
    }
  }

  private run(command: MapCommand): void {
    const { view } = this.canvas;
    switch (command.kind) {
      case 'pan':
        this.canvas.view = panned(view, command.right, command.down);
        this.moved();
        break;
      case 'zoom':
        this.canvas.view = zoomed(view, command.factor);
        this.moved();
        break;
      case 'fit':
        this.fitTo(this.content?.focus);
        this.follows = true;
        break;
      case 'fit-all':
        this.fitTo(this.everything());
        this.moved();
        break;
      case 'world':
        this.fitTo(WORLD);
        this.moved();
        break;
      case 'select':
        this.step(command.step);
        break;
      case 'open':
        this.openEntry(this.selected);
        break;
      case 'clear':
        this.choose(undefined);
        break;
    }
  }

  private everything(): MapBox | undefined {
    const { focus, extents = [] } = this.content ?? {};
    return boxAround([...(focus ? [focus] : []), ...extents, ...this.entries.map(({ box }) => box)]);
  }

  private fitTo(box: MapBox | undefined): void {
    const { width, height } = this.canvas.view;
    this.canvas.view = fitted(box ?? WORLD, width, height);
  }

  private resized(): void {
    if (this.follows && this.content) {
      this.fitTo(this.content.focus);
    }
  }

  private moved(): void {
    this.follows = false;
  }

  private step(step: 1 | -1): void {
    const count = this.entries.length;
    if (count > 0) {
      const from = this.selected ?? (step > 0 ? -1 : count);
      this.choose((from + step + count) % count);
      const box = this.selected === undefined ? undefined : this.entries[this.selected]?.box;
      if (box && !shows(this.canvas.view, box)) {
        this.fitTo(boxAround([box, ...(this.content?.focus ? [this.content.focus] : [])]));
        this.moved();
      }
    }
  }

  private choose(index: number | undefined): void {
    this.selected = index;
    const words = this.chosenInWords();
    this.page.choose(words);
    if (words !== '') {
      this.live.say(words);
    }
    this.list.select(index);
    this.draw();
  }

  private chosenInWords(): string {
    const { selected: index, entries, texts } = this;
    const entry = index === undefined ? undefined : entries[index];
    if (!entry || index === undefined) {
      return '';
    }
    const { name, kind, status } = entry;
    return texts.selected(name, texts.neighbourKinds[kind], texts.statuses[status], index, entries.length);
  }

  private openEntry(index: number | undefined): void {
    const target = index === undefined ? undefined : this.entries[index]?.target;
    if (target) {
      this.post(
        'file' in target
          ? { type: 'open-item', file: target.file }
          : { type: 'show-text', pointer: target.pointer },
      );
    }
  }

  /** What says where the document is. */
  private placePointer(): string {
    switch (this.content?.kind) {
      case 'item':
        return '/geometry';
      case 'items':
        return '/features';
      case 'collection':
        return '/extent';
      case 'catalog':
      case undefined:
        return '';
    }
  }

  private sayLater({ features: [only] }: MapView): void {
    clearTimeout(this.saying);
    this.saying = setTimeout(() => this.live.say(this.texts.redrawn(only?.sentences ?? [])), QUIET_MS);
  }

  private post(message: FromMap): void {
    this.editor.postMessage(message);
  }
}

function isSame(one: MapEntry['target'], other: MapEntry['target']): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
