import type { TextMeasure } from './text-measure.ts';
import { fontSizeOf } from './text-measure.ts';

/** Sizes in CSS pixels that follow from the editor's font. */
export interface GridMetrics {
  readonly rowHeight: number;
  readonly headerHeight: number;
}

export const COLUMN_WIDTH = { least: 48, unmeasured: 120, mostMeasured: 420, most: 4000 } as const;

/** Left and right padding of a cell with its border, as grid.css has it. */
const CELL_PADDING = 17;

export function gridMetrics(grid: Element): GridMetrics {
  const fontSize = fontSizeOf(grid);
  // 22 px at VS Code's 13 px, as in its own lists; the header has two lines.
  return { rowHeight: Math.round(fontSize * 1.7), headerHeight: Math.round(fontSize * 3.1) };
}

/** A width in which most of the texts can be read. */
export function widthFor(texts: Iterable<string>, measure: TextMeasure): number {
  let widest = 0;
  for (const text of texts) {
    // Text much longer than the widest column needs no exact measure.
    widest = Math.max(widest, text.length > 200 ? COLUMN_WIDTH.mostMeasured : measure.width(text));
  }
  return Math.min(Math.max(Math.ceil(widest) + CELL_PADDING, COLUMN_WIDTH.least), COLUMN_WIDTH.mostMeasured);
}

export function clampWidth(width: number): number {
  return Math.min(Math.max(Math.round(width), COLUMN_WIDTH.least), COLUMN_WIDTH.most);
}
