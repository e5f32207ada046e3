import type { MapBox, MapFeature, MapStatus, MapView } from '#core/metadata/stac/map/map-view.ts';
import { boxOf, type MapEntry } from './entries.ts';
import type { MapColors } from './map-colors.ts';
import { boxesOnScreen, outlineOf, tracePositions } from './paths.ts';
import { shownBox, toScreen, turnsInView, type Viewport } from './viewport.ts';

/** What is drawn above the land. */
export interface MapObjects {
  readonly content: MapView;
  readonly entries: readonly MapEntry[];
  /** The number of the entry that is chosen. */
  readonly selected: number | undefined;
}

/** How a state looks: not by colour alone. */
const LINES: Readonly<Record<MapStatus, { readonly width: number; readonly dash: readonly number[] }>> = {
  error: { width: 2, dash: [] },
  warning: { width: 2, dash: [6, 3] },
  fine: { width: 1.5, dash: [] },
  unknown: { width: 1, dash: [1, 3] },
};
const SIGNS: Readonly<Record<MapStatus, string>> = { error: '✕', warning: '!', fine: '', unknown: '' };
/** A box of less than so many pixels is drawn as a dot of that size. */
const DOT = 7;
/** Beyond so many objects no signs are drawn, which would cover each other. */
const MOST_SIGNS = 300;

export function drawObjects(
  context: CanvasRenderingContext2D,
  view: Viewport,
  { content, entries, selected }: MapObjects,
  colors: MapColors,
): void {
  context.clearRect(0, 0, view.width, view.height);
  for (const [index, extent] of content.extents.entries()) {
    strokeBox(context, view, extent, { color: colors.extent, width: index === 0 ? 2 : 1, dash: [10, 4] });
  }
  for (const { box, status } of entries) {
    strokeBox(context, view, box, { color: colors[status], ...LINES[status] });
  }
  if (entries.length <= MOST_SIGNS) {
    drawSigns(context, view, entries, colors);
  }
  for (const feature of content.features) {
    drawFeature(context, view, feature, content.kind === 'item' ? colors : coloured(colors, feature.status));
  }
  const chosen = selected === undefined ? undefined : entries[selected];
  if (chosen) {
    strokeBox(context, view, chosen.box, { color: colors.focus, width: 3, dash: [], outside: 4 });
  }
}

/** Items of a collection of items have the colour of their state. */
function coloured(colors: MapColors, status: MapStatus): MapColors {
  return { ...colors, footprint: colors[status] };
}

function drawFeature(
  context: CanvasRenderingContext2D,
  view: Viewport,
  { shape, box }: MapFeature,
  colors: MapColors,
): void {
  if (shape) {
    const path = new Path2D();
    for (const polygon of shape.polygons) {
      for (const ring of polygon) {
        tracePositions(view, outlineOf(ring), path, true);
      }
    }
    context.fillStyle = colors['footprint-fill'];
    context.fill(path, 'evenodd');
    for (const line of shape.lines) {
      tracePositions(view, outlineOf(line), path, false);
    }
    context.setLineDash([]);
    context.strokeStyle = colors.footprint;
    context.lineWidth = 2;
    context.lineJoin = 'round';
    context.stroke(path);
    drawPoints(context, view, shape.points, colors);
    drawSpeck(context, view, { shape }, colors);
  }
  if (box) {
    strokeBox(context, view, box, { color: colors.box, width: 1.5, dash: [5, 4] });
  }
}

/** A footprint that is too small to be seen is a point. */
function drawSpeck(
  context: CanvasRenderingContext2D,
  view: Viewport,
  feature: Pick<MapFeature, 'shape'>,
  colors: MapColors,
): void {
  const box = boxOf(feature);
  const [drawn] = box ? boxesOnScreen(view, box) : [];
  if (box && drawn && Math.max(drawn.width, drawn.height) < 2 * DOT) {
    drawPoints(context, view, [(box.west + box.east) / 2, (box.south + box.north) / 2], colors);
  }
}

function drawPoints(
  context: CanvasRenderingContext2D,
  view: Viewport,
  points: readonly number[],
  colors: MapColors,
): void {
  const shown = shownBox(view);
  context.fillStyle = colors.footprint;
  context.strokeStyle = colors.water;
  context.lineWidth = 1.5;
  for (let at = 0; at < points.length; at += 2) {
    const [longitude = 0, latitude = 0] = [points[at], points[at + 1]];
    for (const turn of turnsInView(shown, longitude, longitude)) {
      const { x, y } = toScreen(view, longitude + turn, latitude);
      context.beginPath();
      context.arc(x, y, 5, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
  }
}

interface BoxLine {
  readonly color: string;
  readonly width: number;
  readonly dash: readonly number[];
  /** Pixels between the box and the line around it. */
  readonly outside?: number;
}

function strokeBox(
  context: CanvasRenderingContext2D,
  view: Viewport,
  box: MapBox,
  { color, width: lineWidth, dash, outside = 0 }: BoxLine,
): void {
  context.strokeStyle = color;
  context.lineWidth = lineWidth;
  context.setLineDash([...dash]);
  for (const { x, y, width, height } of boxesOnScreen(view, box)) {
    const [wide, high] = [Math.max(width, DOT), Math.max(height, DOT)];
    // A window on a part of a box hides its sides; a canvas may fail on numbers far outside of it.
    const left = Math.max(-9, x - (wide - width) / 2 - outside);
    const top = Math.max(-9, y - (high - height) / 2 - outside);
    const right = Math.min(view.width + 9, x + (wide + width) / 2 + outside);
    const bottom = Math.min(view.height + 9, y + (high + height) / 2 + outside);
    context.strokeRect(left, top, right - left, bottom - top);
  }
  context.setLineDash([]);
}

function drawSigns(
  context: CanvasRenderingContext2D,
  view: Viewport,
  entries: readonly MapEntry[],
  colors: MapColors,
): void {
  context.font = 'bold 13px sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const { box, status } of entries) {
    const sign = SIGNS[status];
    for (const { x, y, width, height } of sign === '' ? [] : boxesOnScreen(view, box)) {
      // Beside a small box, in the middle of a large one.
      const isSmall = width < 20 || height < 20;
      const [signX, signY] = isSmall ? [x + width + 9, y + height / 2] : [x + width / 2, y + height / 2];
      context.strokeStyle = colors.water;
      context.lineWidth = 3;
      context.strokeText(sign, signX, signY);
      context.fillStyle = colors[status];
      context.fillText(sign, signX, signY);
    }
  }
  context.textAlign = 'start';
}
