import type { GridPlace } from '../ui/grid-model.ts';

/** More widths than this are not worth a message to the editor at every step. */
const MOST_WIDTHS = 1000;

/** A place as it is kept by the editor while the webview is hidden. */
export function encodePlace(place: GridPlace): GridPlace {
  return place.widths.length > MOST_WIDTHS ? { ...place, widths: [] } : place;
}

/** A place that was kept earlier, maybe by an older version; undefined when it is none. */
export function decodePlace(state: unknown): GridPlace | undefined {
  if (!isRecord(state) || !isRecord(state['active'])) {
    return undefined;
  }
  const { top, left, widths, active } = state;
  const { row, column } = state['active'];
  if (!isSize(top) || !isSize(left) || !isSize(row) || !isSize(column) || !isRecord(active)) {
    return undefined;
  }
  return Array.isArray(widths) && widths.length <= MOST_WIDTHS && widths.every(isSize)
    ? { top, left, active: { row: Math.floor(row), column: Math.floor(column) }, widths }
    : undefined;
}

function isSize(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
