import { element, setAttribute } from '../ui/element.ts';
import { drawBase } from './draw-base.ts';
import { drawObjects, type MapObjects } from './draw-objects.ts';
import type { Land } from './land.ts';
import { Locator } from './locator.ts';
import { ColorSource, type MapColors } from './map-colors.ts';
import { fitted, panned, resized, type Viewport, WORLD, zoomed } from './viewport.ts';

/** What the map tells of what a person does with it. */
export interface MapCanvasEvents {
  /** Somebody moved the map by hand. */
  moved(): void;
  /** The map has another size now. */
  resized(): void;
  clicked(x: number, y: number): void;
  opened(x: number, y: number): void;
}

/** Pixels that a pointer may move while it clicks. */
const STILL = 4;

/**
 * The drawn map: land below, objects above it, so that an edit draws only the objects again. Drawing happens at most
 * once a frame.
 */
export class MapCanvas {
  readonly element: HTMLElement;
  private readonly base = element('canvas', { 'aria-hidden': 'true' });
  private readonly above = element('canvas', { 'aria-hidden': 'true' });
  readonly locator = new Locator();
  private readonly source: ColorSource;
  private readonly land: readonly Land[];
  private readonly events: MapCanvasEvents;
  private shown: Viewport = fitted(WORLD, 640, 360);
  private objects: MapObjects | undefined;
  private drawnBase:
    | { readonly view: Viewport; readonly colors: MapColors; readonly ratio: number }
    | undefined;
  private isAsked = false;

  constructor(land: readonly Land[], events: MapCanvasEvents) {
    this.land = land;
    this.events = events;
    this.source = new ColorSource(() => this.draw());
    this.element = element(
      'div',
      { class: 'map', role: 'application', tabindex: '0' },
      this.base,
      this.above,
      this.source.element,
    );
    new ResizeObserver(() => this.resize()).observe(this.element);
    this.followPointer();
  }

  get view(): Viewport {
    return this.shown;
  }

  set view(view: Viewport) {
    this.shown = view;
    this.draw();
  }

  describe(label: string, describedBy: string): void {
    setAttribute(this.element, 'aria-label', label);
    setAttribute(this.element, 'aria-describedby', describedBy);
  }

  show(objects: MapObjects): void {
    this.objects = objects;
    this.draw();
  }

  private resize(): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (width > 0 && height > 0 && (width !== this.shown.width || height !== this.shown.height)) {
      this.view = resized(this.shown, width, height);
      this.events.resized();
    }
  }

  private draw(): void {
    if (!this.isAsked) {
      this.isAsked = true;
      requestAnimationFrame(() => {
        this.isAsked = false;
        this.drawNow();
      });
    }
  }

  private drawNow(): void {
    const { colors } = this.source;
    const ratio = Math.min(3, devicePixelRatio || 1);
    const before = this.drawnBase;
    if (before?.view !== this.shown || before.colors !== colors || before.ratio !== ratio) {
      const context = prepared(this.base, this.shown, ratio);
      if (context) {
        drawBase(context, this.shown, this.land, colors);
      }
      this.locator.update(this.shown, this.land, colors, ratio);
      this.drawnBase = { view: this.shown, colors, ratio };
    }
    const context = prepared(this.above, this.shown, ratio);
    if (context && this.objects) {
      drawObjects(context, this.shown, this.objects, colors);
    }
  }

  private followPointer(): void {
    const { element: target } = this;
    let from: { x: number; y: number; view: Viewport; isDrag: boolean } | undefined;
    target.addEventListener('pointerdown', ({ button, pointerId, offsetX: x, offsetY: y }) => {
      if (button === 0) {
        from = { x, y, view: this.shown, isDrag: false };
        target.setPointerCapture(pointerId);
      }
    });
    target.addEventListener('pointermove', ({ offsetX: x, offsetY: y }) => {
      if (!from) {
        return;
      }
      from.isDrag ||= Math.hypot(x - from.x, y - from.y) > STILL;
      if (from.isDrag) {
        this.view = panned(from.view, x - from.x, y - from.y);
        this.events.moved();
      }
    });
    target.addEventListener('pointerup', ({ offsetX: x, offsetY: y }) => {
      if (from && !from.isDrag) {
        this.events.clicked(x, y);
      }
      from = undefined;
    });
    target.addEventListener('pointercancel', () => {
      from = undefined;
    });
    target.addEventListener('dblclick', ({ offsetX: x, offsetY: y }) => this.events.opened(x, y));
    target.addEventListener(
      'wheel',
      (event) => {
        // Without the focus on the map, and without Control, the page scrolls: nobody shall be caught by the map.
        if (event.ctrlKey || document.activeElement === target) {
          event.preventDefault();
          const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
          const step = Math.max(-120, Math.min(120, event.deltaY * lines));
          this.view = zoomed(this.shown, Math.exp(-step / 240), event.offsetX, event.offsetY);
          this.events.moved();
        }
      },
      { passive: false },
    );
  }
}

/** A canvas of the size of the window, in CSS pixels. Setting the size of a canvas clears it and costs. */
function prepared(canvas: HTMLCanvasElement, view: Viewport, ratio: number): CanvasRenderingContext2D | null {
  const [width, height] = [Math.round(view.width * ratio), Math.round(view.height * ratio)];
  if (canvas.width !== width || canvas.height !== height) {
    [canvas.width, canvas.height] = [width, height];
  }
  const context = canvas.getContext('2d');
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}
