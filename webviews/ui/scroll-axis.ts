/**
 * The tallest scrolled element that browsers lay out without trouble. Chromium clips at 33,554,428 px and Firefox at
 * 17,895,697 px; a smaller height also keeps sub-pixel precision.
 */
export const MAX_SCROLL_SIZE = 8_000_000;

/**
 * One axis of a scrolled area. All values are CSS pixels. `offset` is a position in the contents, up to 10¹² px for
 * billions of rows; `scroll` is what the browser's scrollbar knows (`scrollTop`, `scrollLeft`). The two are the same
 * until the contents are larger than a browser can lay out; then the scrollbar is a scale model of them.
 */
export interface ScrollAxis {
  readonly contentSize: number;
  readonly viewportSize: number;
  /** Size to give to the element that makes the area scroll. */
  readonly scrollSize: number;
  /** True when one pixel of the scrollbar stands for more than one pixel of the contents. */
  readonly scaled: boolean;
  /** The largest offset: with it the last row ends at the viewport's end. */
  readonly maxOffset: number;
}

export function scrollAxis(contentSize: number, viewportSize: number): ScrollAxis {
  return {
    contentSize,
    viewportSize,
    scrollSize: Math.min(contentSize, MAX_SCROLL_SIZE),
    scaled: contentSize > MAX_SCROLL_SIZE,
    maxOffset: Math.max(0, contentSize - viewportSize),
  };
}

/** The offset that a scrollbar position shows. Both ends are exact, whatever the browser rounds. */
export function offsetAt(axis: ScrollAxis, scroll: number): number {
  if (!axis.scaled) {
    return clampOffset(axis, scroll);
  }
  const maxScroll = Math.max(0, axis.scrollSize - axis.viewportSize);
  // With a fractional device pixel ratio the browser's own end may lie up to one pixel before ours.
  if (scroll >= maxScroll - 1) {
    return axis.maxOffset;
  }
  return scroll <= 1 ? 0 : clampOffset(axis, (scroll / maxScroll) * axis.maxOffset);
}

/** The scrollbar position for an offset: the inverse of `offsetAt` up to the scale's precision. */
export function scrollAt(axis: ScrollAxis, offset: number): number {
  const clamped = clampOffset(axis, offset);
  if (!axis.scaled) {
    return clamped;
  }
  const maxScroll = Math.max(0, axis.scrollSize - axis.viewportSize);
  return axis.maxOffset === 0 ? 0 : (clamped / axis.maxOffset) * maxScroll;
}

export function clampOffset(axis: ScrollAxis, offset: number): number {
  return Math.min(Math.max(0, offset), axis.maxOffset);
}

/** The offset nearest to `offset` at which `[start, end)` of the contents is in view; its start if it does not fit. */
export function reveal(axis: ScrollAxis, offset: number, start: number, end: number): number {
  if (start < offset || end - start > axis.viewportSize) {
    return clampOffset(axis, start);
  }
  return end > offset + axis.viewportSize ? clampOffset(axis, end - axis.viewportSize) : offset;
}

/** The half-open range of equal-sized items that an offset shows, partly visible ones included. */
export function visibleItems(
  axis: ScrollAxis,
  offset: number,
  itemSize: number,
  count: number,
): { start: number; end: number } {
  const start = Math.min(Math.floor(offset / itemSize), count);
  return { start, end: Math.min(count, Math.max(start, Math.ceil((offset + axis.viewportSize) / itemSize))) };
}
