import type { Thumbnail } from '../protocol/map.ts';
import { element } from '../ui/element.ts';
import type { Texts } from './texts.ts';

/** The picture of what the data looks like; one on another machine only after a person asked for it. */
export class ThumbnailView {
  readonly element: HTMLElement;
  private readonly texts: Texts;
  private readonly content = element('div');
  private readonly load: () => void;
  private address: string | undefined;

  constructor(texts: Texts, load: () => void) {
    this.texts = texts;
    this.load = load;
    this.element = element(
      'section',
      { 'aria-label': texts.thumbnail, class: 'thumbnail' },
      element('h2', {}, texts.thumbnail),
      this.content,
    );
    this.element.hidden = true;
  }

  show(thumbnail: Thumbnail): void {
    this.element.hidden = thumbnail.kind === 'none';
    if (this.address !== undefined) {
      URL.revokeObjectURL(this.address);
      this.address = undefined;
    }
    switch (thumbnail.kind) {
      case 'none':
        this.content.replaceChildren();
        break;
      case 'image': {
        // An SVG in an image runs no scripts and loads nothing.
        this.address = URL.createObjectURL(new Blob([thumbnail.bytes], { type: thumbnail.type }));
        this.content.replaceChildren(element('img', { src: this.address, alt: thumbnail.key }));
        break;
      }
      case 'remote': {
        const button = element(
          'button',
          { type: 'button', class: 'button' },
          this.texts.load(thumbnail.host),
        );
        button.addEventListener('click', () => this.load());
        this.content.replaceChildren(button);
        break;
      }
      case 'problem':
        this.content.replaceChildren(element('p', { class: 'note' }, thumbnail.message));
        break;
    }
  }
}
