import { graticule, scaleBar } from './graticule.ts';
import type { Land } from './land.ts';
import type { MapColors } from './map-colors.ts';
import { tracePositions } from './paths.ts';
import { toScreen, type Viewport } from './viewport.ts';

/** Draws what does not change while somebody edits: water, land, the grid and its names. */
export function drawBase(
  context: CanvasRenderingContext2D,
  view: Viewport,
  land: readonly Land[],
  colors: MapColors,
): void {
  context.fillStyle = colors.water;
  context.fillRect(0, 0, view.width, view.height);
  const inside = new Path2D();
  const shore = new Path2D();
  for (const ring of land) {
    tracePositions(view, ring.inside, inside, true);
    tracePositions(view, ring.shore, shore, false);
  }
  context.fillStyle = colors.land;
  context.fill(inside, 'evenodd');
  drawGrid(context, view, colors);
  context.strokeStyle = colors.shore;
  context.lineWidth = 1;
  context.stroke(shore);
  drawScale(context, view, colors);
}

function drawGrid(context: CanvasRenderingContext2D, view: Viewport, colors: MapColors): void {
  const { meridians, parallels } = graticule(view);
  const top = Math.max(0, toScreen(view, 0, 90).y);
  const bottom = Math.min(view.height, toScreen(view, 0, -90).y);
  const lines = new Path2D();
  for (const { at } of meridians) {
    lines.moveTo(Math.round(at) + 0.5, top);
    lines.lineTo(Math.round(at) + 0.5, bottom);
  }
  for (const { at } of parallels) {
    lines.moveTo(0, Math.round(at) + 0.5);
    lines.lineTo(view.width, Math.round(at) + 0.5);
  }
  context.strokeStyle = colors.grid;
  context.lineWidth = 1;
  context.stroke(lines);
  context.font = fontOf(context, 11);
  context.textBaseline = 'bottom';
  for (const { at, text } of meridians) {
    label(context, text, at + 3, view.height - 3, colors);
  }
  for (const { at, text } of parallels) {
    if (at > 16 && at < view.height - 20) {
      label(context, text, 4, at - 2, colors);
    }
  }
}

function drawScale(context: CanvasRenderingContext2D, view: Viewport, colors: MapColors): void {
  const { length, text } = scaleBar(view);
  const [right, y] = [view.width - 12, view.height - 26];
  context.strokeStyle = colors.text;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(right, y - 4);
  context.lineTo(right, y);
  context.lineTo(right - length, y);
  context.lineTo(right - length, y - 4);
  context.stroke();
  context.textBaseline = 'bottom';
  label(context, text, right - length, y - 6, colors);
}

/** A text with a rim, so that lines below it do not make it unreadable. */
export function label(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  colors: MapColors,
): void {
  context.strokeStyle = colors.water;
  context.lineWidth = 3;
  context.lineJoin = 'round';
  context.strokeText(text, x, y);
  context.fillStyle = colors.text;
  context.fillText(text, x, y);
}

export function fontOf(context: CanvasRenderingContext2D, pixels: number): string {
  return `${pixels}px ${getComputedStyle(context.canvas).fontFamily || 'sans-serif'}`;
}
