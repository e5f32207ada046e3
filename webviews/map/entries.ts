import type { MapBox, MapFeature, MapStatus, MapView } from '#core/metadata/stac/map/map-view.ts';
import { boxesOnScreen, outlineOf } from './paths.ts';
import type { Viewport } from './viewport.ts';

/** Something that can be chosen on the map and opened: an item of the document, or an object around it. */
export interface MapEntry {
  readonly name: string;
  readonly kind: 'item' | 'collection';
  readonly status: MapStatus;
  readonly box: MapBox;
  readonly target: { readonly pointer: string } | { readonly file: string };
}

/** All that can be chosen, in the order of the document. The item that the document is about is no choice. */
export function entriesOf(
  { kind, features, neighbours }: MapView,
  statuses: ReadonlyMap<string, MapStatus>,
): MapEntry[] {
  const own = (kind === 'items' ? features : []).flatMap((feature): MapEntry[] => {
    const box = boxOf(feature);
    const { name, status, pointer } = feature;
    return box ? [{ name, kind: 'item', status, box, target: { pointer } }] : [];
  });
  const around = neighbours.map(
    ({ name, kind: what, box, file }): MapEntry => ({
      name,
      kind: what,
      status: statuses.get(file) ?? 'unknown',
      box,
      target: { file },
    }),
  );
  return [...own, ...around];
}

/** Where something lies that is drawn: its geometry, or its box where it has none. */
export function boxOf({ shape, box }: Pick<MapFeature, 'shape' | 'box'>): MapBox | undefined {
  const all =
    shape &&
    outlineOf([...shape.polygons.flatMap(([ring = []]) => ring), ...shape.lines.flat(), ...shape.points]);
  return all && all.positions.length > 0 ? all.box : box;
}

/** Pixels beside a box that still mean it: small ones are hard to hit. */
const NEAR = 6;

/** What lies under a pixel: of several, the smallest. */
export function entryAt(
  entries: readonly MapEntry[],
  view: Viewport,
  x: number,
  y: number,
): number | undefined {
  let [found, least]: [number | undefined, number] = [undefined, Number.POSITIVE_INFINITY];
  for (const [index, { box }] of entries.entries()) {
    for (const drawn of boxesOnScreen(view, box)) {
      const isHit =
        x >= drawn.x - NEAR &&
        x <= drawn.x + drawn.width + NEAR &&
        y >= drawn.y - NEAR &&
        y <= drawn.y + drawn.height + NEAR;
      const area = drawn.width * drawn.height;
      if (isHit && area < least) {
        [found, least] = [index, area];
      }
    }
  }
  return found;
}
