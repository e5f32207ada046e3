import type { MapBox } from '#core/metadata/stac/map/map-view.ts';
import { shownBox, turnsInView, type Viewport } from './viewport.ts';

/** What takes a path: `Path2D` and a canvas do. */
export interface PathSink {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  closePath(): void;
}

/** Positions one behind the other, `[lon, lat, …]`, with the box around them, so that what is not seen costs nothing. */
export interface Outline {
  readonly positions: readonly number[];
  readonly box: MapBox;
}

/** Two positions that are closer than this on the screen are drawn as one. */
const LEAST_STEP = 0.6;

export function outlineOf(positions: readonly number[]): Outline {
  let [west, south] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [east, north] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < positions.length; at += 2) {
    const [longitude = 0, latitude = 0] = [positions[at], positions[at + 1]];
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  return { positions, box: { west, south, east, north } };
}

/** Draws a line or a ring wherever the window shows it: twice where it shows the globe more than once. */
export function tracePositions(
  view: Viewport,
  { positions, box }: Outline,
  sink: PathSink,
  isRing: boolean,
): void {
  const shown = shownBox(view);
  if (box.north < shown.south || box.south > shown.north) {
    return;
  }
  for (const turn of turnsInView(shown, box.west, box.east)) {
    traceOnce(view, positions, turn, sink, isRing);
  }
}

function traceOnce(
  view: Viewport,
  positions: readonly number[],
  turn: number,
  sink: PathSink,
  isRing: boolean,
): void {
  const across = view.scale * view.stretch;
  const left = view.width / 2 + (turn - view.longitude) * across;
  const top = view.height / 2 + view.latitude * view.scale;
  let [beforeX, beforeY] = [Number.NaN, Number.NaN];
  for (let at = 0; at < positions.length; at += 2) {
    const x = left + (positions[at] ?? 0) * across;
    const y = top - (positions[at + 1] ?? 0) * view.scale;
    if (at === 0) {
      sink.moveTo(x, y);
    } else if (
      at < positions.length - 2 &&
      Math.abs(x - beforeX) < LEAST_STEP &&
      Math.abs(y - beforeY) < LEAST_STEP
    ) {
      continue;
    } else {
      sink.lineTo(x, y);
    }
    [beforeX, beforeY] = [x, y];
  }
  if (isRing) {
    sink.closePath();
  }
}

/** The sides of a box on the screen, once for each time that the window shows it. */
export function boxesOnScreen(
  view: Viewport,
  box: MapBox,
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number }[] {
  const shown = shownBox(view);
  if (box.north < shown.south || box.south > shown.north) {
    return [];
  }
  const across = view.scale * view.stretch;
  return turnsInView(shown, box.west, box.east).map((turn) => ({
    x: view.width / 2 + (box.west + turn - view.longitude) * across,
    y: view.height / 2 - (box.north - view.latitude) * view.scale,
    width: (box.east - box.west) * across,
    height: (box.north - box.south) * view.scale,
  }));
}
