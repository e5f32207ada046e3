import type { MapBox } from '#core/metadata/stac/map/map-view.ts';

/**
 * The window on the globe: equirectangular, so that a degree of latitude is as long everywhere, and true to shape
 * around the parallel of `stretch`. It never changes: moving makes another one.
 */
export interface Viewport {
  /** The place in the middle, in degrees. */
  readonly longitude: number;
  readonly latitude: number;
  /** Pixels for one degree of latitude. */
  readonly scale: number;
  /** How many pixels of width one degree of longitude has for each of a degree of latitude. */
  readonly stretch: number;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** A part of the screen beside which nothing is fitted: the controls lie there. */
export interface Margins {
  readonly side: number;
  readonly top: number;
  readonly bottom: number;
}

const MARGINS: Margins = { side: 32, top: 48, bottom: 30 };
/** A point has no size; around it so many degrees are shown. */
const LEAST_SPAN = 0.02;
/** Pixels for one degree: at the most, a screen shows some hundred metres. */
const MOST_SCALE = 200_000;
/** Towards the poles degrees of longitude become so short that nothing would be seen of the globe. */
const LEAST_STRETCH = Math.cos((80 * Math.PI) / 180);

/** The whole globe. */
export const WORLD: MapBox = { west: -180, south: -90, east: 180, north: 90 };

/** The window in which a box is seen as a whole, as large as can be. */
export function fitted(box: MapBox, width: number, height: number, margins = MARGINS): Viewport {
  const [longitude, latitude] = [(box.west + box.east) / 2, (box.south + box.north) / 2];
  const isWide = box.east - box.west > 180;
  const stretch = isWide ? 1 : Math.max(LEAST_STRETCH, Math.cos((latitude * Math.PI) / 180));
  const across = Math.max(LEAST_SPAN, box.east - box.west) * stretch;
  const up = Math.max(LEAST_SPAN, box.north - box.south);
  const room = (length: number, taken: number) => Math.max(length / 2, length - taken);
  const scale = Math.min(
    room(width, 2 * margins.side) / across,
    room(height, margins.top + margins.bottom) / up,
  );
  const view = within({ longitude, latitude, scale, stretch, width, height });
  // In the middle of what is free, unless the globe ends there.
  return within({ ...view, latitude: view.latitude + (margins.top - margins.bottom) / 2 / view.scale });
}

/** The same place and scale on a screen of another size. */
export function resized(view: Viewport, width: number, height: number): Viewport {
  return within({ ...view, width, height });
}

export function toScreen(view: Viewport, longitude: number, latitude: number): { x: number; y: number } {
  return {
    x: view.width / 2 + (longitude - view.longitude) * view.scale * view.stretch,
    y: view.height / 2 - (latitude - view.latitude) * view.scale,
  };
}

export function toPlace(view: Viewport, x: number, y: number): { longitude: number; latitude: number } {
  return {
    longitude: view.longitude + (x - view.width / 2) / (view.scale * view.stretch),
    latitude: view.latitude - (y - view.height / 2) / view.scale,
  };
}

/** Moves what is seen by so many pixels: with positive ones, what lies to the left and above comes into sight. */
export function panned(view: Viewport, right: number, down: number): Viewport {
  const { longitude, latitude } = toPlace(view, view.width / 2 - right, view.height / 2 - down);
  return within({ ...view, longitude, latitude });
}

/** Makes everything `factor` times as large, while the place under a pixel stays there. */
export function zoomed(
  view: Viewport,
  factor: number,
  x: number = view.width / 2,
  y: number = view.height / 2,
): Viewport {
  const place = toPlace(view, x, y);
  const scale = Math.max(leastScale(view), Math.min(MOST_SCALE, view.scale * factor));
  const longitude = place.longitude - (x - view.width / 2) / (scale * view.stretch);
  const latitude = place.latitude + (y - view.height / 2) / scale;
  return within({ ...view, longitude, latitude, scale });
}

/** What is seen; it may reach beyond the poles, and its longitudes beyond 180. */
export function shownBox(view: Viewport): MapBox {
  const from = toPlace(view, 0, view.height);
  const to = toPlace(view, view.width, 0);
  return { west: from.longitude, south: from.latitude, east: to.longitude, north: to.latitude };
}

/**
 * By how many degrees, a multiple of 360 each, something is moved to be seen: none where it is out of sight, more than
 * one where the window shows the globe more than once.
 */
export function turnsInView({ west, east }: MapBox, from: number, to: number): number[] {
  const turns: number[] = [];
  for (let turn = Math.ceil((west - to) / 360); turn * 360 + from <= east; turn++) {
    turns.push(turn * 360);
  }
  return turns;
}

/** Whether a box is seen, and large enough to be looked at. */
export function shows(view: Viewport, box: MapBox): boolean {
  const shown = shownBox(view);
  const share = Math.max(
    ((box.east - box.west) * view.scale * view.stretch) / view.width,
    ((box.north - box.south) * view.scale) / view.height,
  );
  const isInside =
    box.south >= shown.south &&
    box.north <= shown.north &&
    turnsInView(shown, box.west, box.east).some(
      (turn) => box.west + turn >= shown.west && box.east + turn <= shown.east,
    );
  return isInside && (share > 1 / 12 || view.scale >= leastScaleToSee(box, view));
}

/** A small box cannot fill a screen: no closer than `fit` would go. */
function leastScaleToSee(box: MapBox, { width, height }: Viewport): number {
  return fitted(box, width, height).scale / 4;
}

/** The globe from pole to pole fills half of the height, or its whole round the width. */
function leastScale({ width, height, stretch }: Viewport): number {
  return Math.min(height / 180, width / (360 * stretch)) * 0.9;
}

/** Nobody looks beyond the poles, and longitudes do not grow for ever. */
function within(view: Viewport): Viewport {
  const scale = Math.max(leastScale(view), Math.min(MOST_SCALE, view.scale));
  const half = view.height / 2 / scale;
  const most = Math.max(0, 90 - half * 0.8);
  const turn = Math.round(view.longitude / 360) * 360;
  return {
    ...view,
    scale,
    longitude: view.longitude - turn,
    latitude: Math.max(-most, Math.min(most, view.latitude)),
  };
}
