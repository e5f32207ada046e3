import type { ScrollAxis } from './scroll-axis.ts';
import { clampOffset, offsetAt, scrollAt, scrollAxis } from './scroll-axis.ts';

const LINE = 22;

/**
 * Where a scrolled element stands, exact to the pixel on contents of any size. Where the scrollbar is a scale model
 * of the contents, the wheel moves the contents directly (one pixel of the model may be thousands of rows) and the
 * scrollbar follows.
 */
export class ScrollPosition {
  readonly #area: HTMLElement;
  readonly #spacer: HTMLElement;
  #axisX = scrollAxis(0, 0);
  #axisY = scrollAxis(0, 0);
  #x = 0;
  #y = 0;
  /** The scrollbar positions that `#x` and `#y` belong to: a scroll event that brings others is a person's. */
  #seenLeft = 0;
  #seenTop = 0;

  constructor(area: HTMLElement, spacer: HTMLElement, moved: () => void) {
    this.#area = area;
    this.#spacer = spacer;
    area.addEventListener('scroll', () => {
      this.#follow();
      moved();
    });
    area.addEventListener(
      'wheel',
      (event) => {
        if (this.#wheel(event)) {
          event.preventDefault();
          moved();
        }
      },
      { passive: false },
    );
  }

  get axisX(): ScrollAxis {
    return this.#axisX;
  }

  get axisY(): ScrollAxis {
    return this.#axisY;
  }

  /** Pixels of the contents that are scrolled out to the left. */
  get x(): number {
    return this.#x;
  }

  /** Pixels of the contents that are scrolled out at the top. */
  get y(): number {
    return this.#y;
  }

  /** Takes new sizes; `fixed` is what stays in view beside the scrolled contents (row numbers, header). */
  arrange(axisX: ScrollAxis, axisY: ScrollAxis, fixed: { width: number; height: number }): void {
    this.#axisX = axisX;
    this.#axisY = axisY;
    this.#spacer.style.width = `${axisX.scrollSize + fixed.width}px`;
    this.#spacer.style.height = `${axisY.scrollSize + fixed.height}px`;
  }

  /** Moves to an offset, or to the nearest one that there is. */
  jump(x: number, y: number): void {
    this.#x = clampOffset(this.#axisX, x);
    this.#y = clampOffset(this.#axisY, y);
    this.#area.scrollLeft = scrollAt(this.#axisX, this.#x);
    this.#area.scrollTop = scrollAt(this.#axisY, this.#y);
    // The browser rounds and clamps; what it made of it is no movement of a person's.
    this.#seenLeft = this.#area.scrollLeft;
    this.#seenTop = this.#area.scrollTop;
  }

  #follow(): void {
    const { scrollLeft, scrollTop } = this.#area;
    if (scrollLeft !== this.#seenLeft) {
      this.#seenLeft = scrollLeft;
      this.#x = offsetAt(this.#axisX, scrollLeft);
    }
    if (scrollTop !== this.#seenTop) {
      this.#seenTop = scrollTop;
      this.#y = offsetAt(this.#axisY, scrollTop);
    }
  }

  #wheel(event: WheelEvent): boolean {
    if (!this.#axisY.scaled || event.deltaY === 0 || event.ctrlKey || event.shiftKey) {
      return false;
    }
    const unit = [1, LINE, this.#axisY.viewportSize][event.deltaMode] ?? 1;
    this.jump(this.#x + event.deltaX * unit, this.#y + event.deltaY * unit);
    return true;
  }
}
