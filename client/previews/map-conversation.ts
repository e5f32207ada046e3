import { isFailure } from '#core/base/failure.ts';
import { decodeMapStatus, decodeMapView } from '#core/metadata/stac/map/decode-map-view.ts';
import type { MapAsset, MapStatus, MapView } from '#core/metadata/stac/map/map-view.ts';
import { type MapContent, type MapStatusesResult, MOST_STATUSES } from '#server/protocol/map.ts';
import { decodeFromMap } from '#webviews/protocol/decode-map.ts';
import type { Thumbnail, ToMap } from '#webviews/protocol/map.ts';

/** What the map says to people, in their language. */
export interface MapSentences {
  /** The language server does not know the document, or takes it for something else. */
  readonly noStac: string;
  /** A bug. */
  readonly failed: string;
}

/** What the conversation needs of the editor and of the language server. */
export interface MapHost {
  /** The name of the document. */
  readonly file: string;
  readonly sentences: MapSentences;
  /** What the map shows; null where the server does not know the document. */
  content(): Promise<MapContent | null>;
  /** How files are that the map shows around; null where the server does not know. */
  statuses(files: readonly string[]): Promise<MapStatusesResult | null>;
  /** The picture of an asset. One on another machine only with `mayLoad`, when a person asked for it. */
  thumbnail(asset: MapAsset, mayLoad: boolean): Promise<Thumbnail>;
  showText(pointer: string): Promise<void>;
  openItem(file: string): Promise<void>;
  openAsset(asset: MapAsset): Promise<void>;
  copyAsset(asset: MapAsset): Promise<void>;
  post(message: ToMap): void;
  /** Tells a bug to the log. */
  warn(message: string): void;
  /** Tells a person what went wrong with what they asked for. */
  complain(error: unknown): void;
  /** Calls back after so many milliseconds; the answer takes that back. */
  later(milliseconds: number, act: () => void): () => void;
}

/** People type several keys a second: a picture for each would be work that nobody sees. */
const TYPING_MS = 60;

/**
 * Keeps the map true to the text. One refresh runs at a time; what happens meanwhile is one more. What lies around
 * comes with the picture, how it is comes after it, in portions.
 */
export class MapConversation {
  private readonly host: MapHost;
  private isReady = false;
  private isDisposed = false;
  private refreshing: Promise<void> | undefined;
  private again = false;
  private stopWaiting: (() => void) | undefined;
  private view: MapView | undefined;
  private shownAsset: string | undefined;
  private readonly known = new Map<string, MapStatus>();
  private asked = 0;

  constructor(host: MapHost) {
    this.host = host;
  }

  receive(data: unknown): void {
    const message = decodeFromMap(data);
    switch (message?.type) {
      case undefined:
        this.host.warn('The map sent a message that it should not.');
        break;
      case 'ready':
        this.isReady = true;
        this.shownAsset = undefined;
        this.known.clear();
        this.refresh();
        break;
      case 'show-text':
        this.act(() => this.host.showText(message.pointer));
        break;
      case 'open-item':
        if (this.view?.neighbours.some(({ file }) => file === message.file)) {
          this.act(() => this.host.openItem(message.file));
        }
        break;
      case 'open-asset':
        this.withAsset(message.key, (asset) => this.host.openAsset(asset));
        break;
      case 'copy-asset':
        this.withAsset(message.key, (asset) => this.host.copyAsset(asset));
        break;
      case 'load-thumbnail':
        this.act(() => this.showThumbnail(true));
        break;
    }
  }

  /** The text changed: what holds now is told when the person rests for a moment. */
  changed(): void {
    this.stopWaiting?.();
    this.stopWaiting = this.host.later(TYPING_MS, () => {
      this.stopWaiting = undefined;
      this.refresh();
    });
  }

  /** Something changed that the map shows. */
  refresh(): void {
    if (!this.isReady || this.isDisposed) {
      return;
    }
    if (this.refreshing) {
      this.again = true;
      return;
    }
    this.refreshing = this.tell().finally(() => {
      this.refreshing = undefined;
      if (this.again) {
        this.again = false;
        this.refresh();
      }
    });
  }

  /** Other documents changed: how they are is asked again. */
  othersChanged(files: readonly string[]): void {
    if (files.some((file) => this.known.delete(file))) {
      this.refresh();
    }
  }

  dispose(): void {
    this.isDisposed = true;
    this.stopWaiting?.();
  }

  private async tell(): Promise<void> {
    const { file, sentences } = this.host;
    try {
      const content = await this.host.content();
      const view = content?.view === undefined ? undefined : decodeMapView(content.view);
      if (this.isDisposed) {
        return;
      }
      if (!content || !view) {
        this.host.post({ type: 'unreadable', file, message: content?.broken ?? sentences.noStac });
        return;
      }
      const { broken } = content;
      this.host.post({ type: 'map', file, view, ...(broken !== undefined && { broken }) });
      this.view = view;
      await this.showThumbnail(false);
      void this.tellStatuses(view);
    } catch (error) {
      if (this.isDisposed) {
        return;
      }
      if (isFailure(error, 'task/cancelled')) {
        // The text, or a file around it, changed while the server looked at it: what holds now is to be told.
        this.again = true;
      } else {
        this.host.warn(`The map: ${error instanceof Error ? error.message : String(error)}`);
        this.host.post({ type: 'unreadable', file, message: sentences.failed });
      }
    }
  }

  /** Asks for the states that are not known yet, some at a time, as long as the picture is the same. */
  private async tellStatuses({ neighbours }: MapView): Promise<void> {
    const round = ++this.asked;
    const unknown = neighbours.map(({ file }) => file).filter((file) => !this.known.has(file));
    try {
      for (let from = 0; from < unknown.length; from += MOST_STATUSES) {
        const files = unknown.slice(from, from + MOST_STATUSES);
        const answer = await this.host.statuses(files);
        if (!answer || this.isDisposed || round !== this.asked) {
          return;
        }
        const statuses = files.map((file, index) => ({
          file,
          status: decodeMapStatus(answer.statuses[index]) ?? 'unknown',
        }));
        for (const { file, status } of statuses) {
          this.known.set(file, status);
        }
        this.host.post({ type: 'statuses', statuses });
      }
    } catch (error) {
      if (!isFailure(error, 'task/cancelled')) {
        this.host.warn(`The states on the map: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  private async showThumbnail(mayLoad: boolean): Promise<void> {
    const { view } = this;
    const asset = view?.thumbnail === undefined ? undefined : view.assets[view.thumbnail];
    const key = JSON.stringify([asset?.key, asset?.href]);
    if (!mayLoad && key === this.shownAsset) {
      return;
    }
    this.shownAsset = key;
    const thumbnail: Thumbnail = asset ? await this.host.thumbnail(asset, mayLoad) : { kind: 'none' };
    if (!this.isDisposed && this.shownAsset === key) {
      this.host.post({ type: 'thumbnail', thumbnail });
    }
  }

  private withAsset(key: string, act: (asset: MapAsset) => Promise<void>): void {
    const asset = this.view?.assets.find((each) => each.key === key);
    if (asset) {
      this.act(() => act(asset));
    }
  }

  private act(task: () => Promise<void>): void {
    task().catch((error: unknown) => {
      if (!this.isDisposed) {
        this.host.complain(error);
      }
    });
  }
}
