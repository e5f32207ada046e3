import type { MapBox } from '#core/metadata/stac/map/map-view.ts';
import { element } from '../ui/element.ts';
import type { Land } from './land.ts';
import type { MapColors } from './map-colors.ts';
import { boxesOnScreen, tracePositions } from './paths.ts';
import { fitted, shownBox, type Viewport, WORLD } from './viewport.ts';

const [WIDTH, HEIGHT] = [132, 66];
/** Who sees more of the globe than this knows where it is. */
const NEEDED_BELOW = 100;

/** A little map of the world that says where the window is. */
export class Locator {
  readonly element = element('canvas', { class: 'locator', 'aria-hidden': 'true' });
  private readonly view = fitted(WORLD, WIDTH, HEIGHT, { side: 0, top: 0, bottom: 0 });
  private drawn: { readonly colors: MapColors; readonly image: HTMLCanvasElement } | undefined;

  update(view: Viewport, land: readonly Land[], colors: MapColors, ratio: number): void {
    const shown = shownBox(view);
    this.element.hidden = shown.east - shown.west > NEEDED_BELOW;
    const context = this.element.hidden ? null : this.element.getContext('2d');
    if (!context) {
      return;
    }
    const [width, height] = [Math.round(WIDTH * ratio), Math.round(HEIGHT * ratio)];
    if (this.element.width !== width || this.element.height !== height) {
      [this.element.width, this.element.height] = [width, height];
      this.drawn = undefined;
    }
    if (this.drawn?.colors !== colors) {
      this.drawn = { colors, image: this.drawWorld(land, colors, ratio) };
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(this.drawn.image, 0, 0);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.mark(context, shown, colors);
  }

  private mark(context: CanvasRenderingContext2D, shown: MapBox, colors: MapColors): void {
    context.strokeStyle = colors.footprint;
    context.lineWidth = 2;
    for (const { x, y, width, height } of boxesOnScreen(this.view, shown)) {
      const [wide, high] = [Math.max(width, 6), Math.max(height, 6)];
      context.strokeRect(x - (wide - width) / 2, y - (high - height) / 2, wide, high);
    }
  }

  private drawWorld(land: readonly Land[], colors: MapColors, ratio: number): HTMLCanvasElement {
    const image = element('canvas', {
      width: String(this.element.width),
      height: String(this.element.height),
    });
    const context = image.getContext('2d');
    const path = new Path2D();
    for (const { inside } of land) {
      tracePositions(this.view, inside, path, true);
    }
    if (context) {
      context.scale(ratio, ratio);
      context.fillStyle = colors.water;
      context.fillRect(0, 0, WIDTH, HEIGHT);
      context.fillStyle = colors.overview;
      context.fill(path, 'evenodd');
    }
    return image;
  }
}
